// `npm run mutation`: mistakes made in the code on purpose, to see whether the tests notice.
import { parseArgs } from 'node:util'
import { notesOf } from './measure.js'
import { allMutants, placeOf, tryProject } from './project.js'

const HELP = `npm run mutation -- [options]   makes small mistakes in src/policies, src/audit and src/verify, one at a time, in a copy of
                                the project, and says which of them no test notices

  --sample N       how many, drawn by chance in proportion to the files (300)
  --all            every one: hours
  --seed N         which ones: the same seed draws the same (1)
  --file F[:LINE]  those of a file or folder alone, or of one line; every one of them unless --sample is given
  --tests F        only the tests of a folder are put to them; may be given again. Quicker, and kills no more
  --workers N      how many at a time (2)
  --list           names them and tries none
  --help           this

Exit code 1: some survived. docs/testing.md says what to make of them.
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string' },
      all: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      file: { type: 'string' },
      tests: { type: 'string', multiple: true },
      workers: { type: 'string', default: '2' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [within, line] = values.file?.split(':') ?? []
  const whole = values.all || (values.file !== undefined && values.sample === undefined)
  const sample = whole ? null : Number(values.sample ?? 300)
  const [seed, workers] = [Number(values.seed), Number(values.workers)]
  const right = [sample ?? 1, seed, workers, Number(line ?? 1)].every(Number.isSafeInteger) && workers > 0
  if (values.help || !right) {
    process.stdout.write(HELP)
    return values.help ? 0 : 2
  }
  const chosen = { ...(within === undefined ? {} : { within }), ...(line === undefined ? {} : { line: Number(line) }) }
  if (values.list) {
    const mutants = allMutants(chosen)
    for (const mutant of mutants) process.stdout.write(`${placeOf({ mutant })}\n`)
    process.stdout.write(`${mutants.length} mutants\n`)
    return 0
  }
  let kills = 0
  const tally = await tryProject(
    { ...chosen, ...(values.tests && { tests: values.tests }), sample, seed, workers },
    (verdict, done, of) => {
      if (verdict.killedBy !== null) kills += 1
      const says =
        verdict.killedBy === null ? 'SURVIVED' : `${verdict.late ? 'never ended in' : 'killed by'} ${verdict.killedBy}`
      process.stdout.write(`${done} of ${of}, ${kills} killed  ${placeOf(verdict)}  ${says}\n`)
    },
  )
  process.stdout.write(notesOf(tally, seed).join('\n') + '\n')
  return tally.survivors.length === 0 ? 0 : 1
}

// An exit of its own sweeps the copies away; a signal alone would leave them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const exitCode = await main()
process.stdout.write('', () => process.exit(exitCode))
