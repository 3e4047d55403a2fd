// `hafan match`: the matcher on anybody's files, so that anybody can evaluate it.
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DEFAULT_MODEL } from '../../children/identity/matching/default-model.js'
import { BY_MATCH, byProbability, linked } from '../../children/identity/matching/evaluate.js'
import { oneToOne } from '../../children/identity/matching/groups.js'
import { candidatesOf, createMatcher, matchAll } from '../../children/identity/matching/match.js'
import { readModel, writeModel } from '../../children/identity/matching/model.js'
import { createTable } from '../../children/identity/matching/table.js'
import { train } from '../../children/identity/matching/train.js'
import { writeFile } from '../audit/rows-file.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { BadInput } from './bad-input.js'
import { readMap, withoutOf } from './columns.js'
import { MATCH_HELP } from './help.js'
import { pairLines } from './pairs.js'
import { readPeople } from './read-people.js'
import type { PeopleRead } from './read-people.js'
import { readTruth } from './read-truth.js'
import { columnsSaid, evaluation, summary } from './report.js'

const STRINGS = ['map', 'model', 'save', 'out', 'truth'] as const

export const match: Command = {
  name: 'match',
  summary: 'find the records of two files, or of one, that are one person',
  help: MATCH_HELP,
  async run(words, deps) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        map: { type: 'string' },
        model: { type: 'string' },
        save: { type: 'string' },
        out: { type: 'string' },
        truth: { type: 'string' },
        train: { type: 'boolean' },
        at: { type: 'string' },
        many: { type: 'boolean' },
        without: { type: 'string', multiple: true },
        'month-first': { type: 'boolean' },
      },
    })
    const [left, right, ...more] = positionals
    if (left === undefined || more.length > 0) throw new WrongWords('Name one CSV file, or two.')
    const [mapFile, modelFile, saveFile, out, truthFile] = STRINGS.map(name => {
      const value = values[name]
      return value === undefined ? undefined : resolve(deps.workingDirectory, value)
    })
    if (out === undefined) throw new WrongWords('Name the file to write with --out.')
    const [at, many] = [probabilityOf(values.at), values.many === true]
    const map = mapFile === undefined ? null : readMap(await readFile(mapFile, 'utf8'))
    const begun = modelFile === undefined ? DEFAULT_MODEL : readModel(await readFile(modelFile, 'utf8'))

    const without = withoutOf(values.without ?? [])
    const reading = { map, without, monthFirst: values['month-first'] === true }
    const builder = createTable()
    const read = (file: string): Promise<PeopleRead> =>
      readPeople(resolve(deps.workingDirectory, file), basename(file), reading, builder)
    const sides = [await read(left), ...(right === undefined ? [] : [await read(right)])]
    without.check()
    if (new Set(sides.map(({ roles }) => roles.includes('age'))).size > 1)
      throw new BadInput('CSV_COLUMNS', 'one file has an age where the other has none. Leave it out: --without age')
    const table = builder.done()
    const split = right === undefined ? null : (sides[0]?.ids.length ?? 0)
    const dates = sides.reduce((sum, { impossibleDates }) => sum + impossibleDates, 0)
    deps.write(columnsSaid(sides))
    if (dates > 0) deps.write(`${dates} dates are no date of the calendar and never count as equal.\n`)
    const truth = truthFile === undefined ? null : await readTruth(truthFile, basename(truthFile), sides, table.size)

    const model = values.train === true ? train(table, split, begun) : begun
    if (saveFile !== undefined) await writeFile(saveFile, only(writeModel(model)))
    const matcher = createMatcher(table, model, candidatesOf(table.size, split))
    const matched = matchAll(table, split, matcher)
    const decided = split === null || many ? matched : { ...matched, pairs: oneToOne(matched.pairs) }
    const links = linked(
      matched,
      table.size,
      split,
      matcher,
      at === null ? { ...BY_MATCH, many } : byProbability(at, many),
    )
    deps.write(summary(decided, table.size))
    deps.write(`Linked, ${at === null ? 'by MATCH' : `at a probability of ${at}`}: ${links.size} pairs.\n`)
    if (truth !== null) deps.write(evaluation(matched, table.size, split, matcher, truth, many))
    const ids = sides.flatMap(side => side.ids)
    await writeFile(out, pairLines(decided.pairs, links, ids, matcher))
    deps.write('Written.\n')
    return 0
  },
}

function probabilityOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const least = Number(text)
  if (text.trim() === '' || !(least > 0 && least < 1)) throw new WrongWords('Give --at a probability, as 0.5.')
  return least
}

async function* only(text: string): AsyncGenerator<string> {
  yield text
}
