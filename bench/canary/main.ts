// `npm run canary`: the canary run by hand, as long as one likes; and the seeded faults.
import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { pairsOf } from '../../test/canary/pairs.js'
import { runCanary } from '../../test/canary/run.js'
import type { CanaryRun, Failure } from '../../test/canary/run.js'
import { writeTable } from './faults.js'

const HELP = `npm run canary -- [options]     asks random operations as everybody at once, and looks for canaries where none may be

  --ops N            how many operations (2000)
  --seed N           which ones: the same seed gives the same (1)
  --only N           that operation of the seed alone, to have a failure again
  --seeded-faults    instead: puts every seeded fault to the test and writes docs/seeded-faults.md
  --help             this

Exit code 1: something was found. docs/testing.md says how to read it.
`

const EVERY = 1_000
const MOST_TOLD = 20

function told({ operation, problems }: Failure, seed: number): string {
  const found = problems.slice(0, 8).map(({ kind, says }) => `  ${kind} ${says}`)
  if (operation === null) return `in the store, at the end:\n${found.join('\n')}\n`
  const faults = [...operation.faults].map(([source, fault]) => `${source} ${fault}`).join(', ')
  return `operation ${operation.index} of ${operation.canary.name}, ${operation.purpose}, faults: ${faults === '' ? 'none' : faults}\n${found.join('\n')}\n  again: npm run canary -- --seed ${seed} --only ${operation.index}\n`
}

function summary(run: CanaryRun): string {
  const { percent } = pairsOf(run)
  const shown = run.expected === 0 ? 'none' : `${((run.shown / run.expected) * 100).toFixed(2)} %`
  return `${run.operations} operations; ${run.failures.length} of them went wrong; of ${run.expected} canaries that were asked for and may be had, shown: ${shown}; pairs exercised: ${percent.toFixed(1)} %\n`
}

async function main(): Promise<number> {
  const number = (text: string): number => Number(text)
  const { values } = parseArgs({
    options: {
      ops: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      'seeded-faults': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (values['seeded-faults']) {
    const good = await writeTable(({ name, caught, by, after }) =>
      process.stdout.write(`${name}: ${caught ? `caught by ${by ?? ''} after ${after}` : name === 'control' ? 'nothing found' : 'MISSED'}\n`)) // prettier-ignore
    return good ? 0 : 1
  }
  const [ops, seed, only] = [number(values.ops), number(values.seed), values.only === undefined ? undefined : number(values.only)] // prettier-ignore
  if (![ops, seed, only ?? 0].every(Number.isSafeInteger)) {
    process.stdout.write(HELP)
    return 2
  }
  let failures = 0
  const run = await runCanary({
    failed: failure => {
      failures += 1
      // Past the streams, which the run looks through for canaries: what it tells would be the next thing it finds.
      if (failures <= MOST_TOLD) writeSync(process.stdout.fd, told(failure, seed))
    },
    ...{ ops: only === undefined ? ops : only + 1, seed, shrink: true },
    ...(only === undefined ? {} : { only }),
    progress: done => {
      if (done % EVERY === 0) process.stdout.write(`${done} of ${ops}\n`)
    },
  })
  if (run.shrunk) process.stdout.write(`the first of them, made smaller:\n${run.shrunk.text}\nvariables ${JSON.stringify(run.shrunk.variables)}\n`) // prettier-ignore
  process.stdout.write(summary(run))
  return run.failures.length === 0 ? 0 : 1
}

const exitCode = await main()
process.stdout.write('', () => process.exit(exitCode))
