// `hafan figures`: a figure of a period as a file, as anybody may be given it.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { figure, type FigureAnswer } from '../../statistics/answer.js'
import { csvOf, NO_FIGURE } from '../../statistics/csv.js'
import { FIGURE_IDS, definitionOf, type FigureId } from '../../statistics/definitions.js'
import { givenFrom, recordsFrom } from '../../statistics/from-store.js'
import { parsePeriod } from '../../statistics/periods.js'
import { readHubPolicy } from '../../server/settings.js'
import { PLACE_HELP, withDatabase } from '../audit/place.js'
import { writeFile } from '../audit/rows-file.js'
import { WrongWords, type Command } from '../command.js'
import { openCounts } from './open-counts.js'

export const figures: Command = {
  name: 'figures',
  summary: 'a figure of a period as CSV, with small counts kept back',
  help: `hafan figures --id ID --period PERIOD --out FILE [--by PART] [--config DIR] [options]
hafan figures --list

The same as Query.figure gives an analyst: counts under 5 are kept back, with whatever they would follow from, and the others are
rounded to 5. UTF-8 with a byte order mark. What a period's figures are decided from is kept at the first asking.

  --id ID              EPISODES, INTERVIEWS, …: --list names them, with their methods and parts
  --period PERIOD      a whole month, quarter or year that ended 14 days ago or more: 2026-02, 2026-Q1, 2026
  --by PART            how it is parted (default: the total alone)
  --out FILE           a file that is not there yet
  --config DIR         folder of hub.yaml, for the hours within which an interview is held (default: config)
${PLACE_HELP}
Exit code 0: written. 1: there is no figure; the file says why. 2: it could not be.
`,
  async run(words, deps) {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args: [...words],
      options: {
        id: text,
        period: text,
        by: text,
        out: text,
        config: text,
        'database-url': text,
        list: { type: 'boolean' },
      },
    })
    if (values.list === true) {
      deps.write(FIGURE_IDS.map(described).join(''))
      return 0
    }
    const id = FIGURE_IDS.find(one => one === values.id)
    if (id === undefined) throw new WrongWords('Name a figure with --id; --list names them all.')
    const period = parsePeriod(values.period ?? '')
    if (!period?.isWhole) throw new WrongWords('--period is a whole month, quarter or year: 2026-02, 2026-Q1, 2026.')
    const by = values.by ?? null
    if (by !== null && !definitionOf(id).by.includes(by)) throw new WrongWords(`--by is one of: ${waysOf(id)}.`)
    const { out } = values
    if (out === undefined) throw new WrongWords('Name the file to write with --out.')
    const { config } = values
    const policy = readHubPolicy(
      config === undefined ? join(deps.projectRoot, 'config') : resolve(deps.workingDirectory, config),
    )
    let answer: FigureAnswer | null = null
    await withDatabase(values['database-url'], deps, async url => {
      const kept = await openCounts(url)
      try {
        answer = await figure(
          { id, period, by, controlled: true },
          {
            ...{ records: recordsFrom(kept, policy), given: givenFrom(kept) },
            ...{ now: deps.now(), timeZone: policy.timeZone },
          },
        )
        await writeFile(resolve(deps.workingDirectory, out), inOnePiece(csvOf(answer)))
      } finally {
        await kept.close()
      }
    })
    return told(answer, out, deps.write)
  },
}

async function* inOnePiece(text: string): AsyncGenerator<string> {
  yield text
}

function told(answer: FigureAnswer | null, out: string, write: (text: string) => void): 0 | 1 {
  const none = answer?.none ?? null
  write(none === null ? `Written to ${out}.\n` : `No figure: ${NO_FIGURE[none].en}. Written to ${out}.\n`)
  return none === null ? 0 : 1
}

const waysOf = (id: FigureId): string => definitionOf(id).by.join(', ') || 'none, the total alone'

const described = (id: FigureId): string =>
  `${id}   ${definitionOf(id).name.en}; by ${waysOf(id)}\n  ${definitionOf(id).method.en}\n  ${definitionOf(id).method.cy}\n`
