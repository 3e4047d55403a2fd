// The generated sets through the matcher, once each a run of the program.
import { byProbability, linked, quality } from '../../src/children/identity/matching/evaluate.js'
import { DEFAULT_MODEL } from '../../src/children/identity/matching/default-model.js'
import { candidatesOf, createMatcher, matchAll } from '../../src/children/identity/matching/match.js'
import { createTable } from '../../src/children/identity/matching/table.js'
import { train } from '../../src/children/identity/matching/train.js'
import type { Measured } from '../figures.js'
import { febrlLike } from './febrl-like.js'
import type { Labelled } from './febrl-like.js'

/** Fixed beforehand: even odds, where F1 is at its best if the probabilities can be believed. */
const LINKED_AT = 0.5
const SEED = 20_261_127

export function truthOf(people: readonly number[], split: number | null): Set<number> {
  const rows = new Map<number, number[]>()
  for (const [row, person] of people.entries()) rows.set(person, [...(rows.get(person) ?? []), row])
  const truth = new Set<number>()
  for (const own of rows.values())
    for (const [nth, a] of own.entries())
      for (const b of own.slice(nth + 1))
        if (split === null || (a < split && b >= split)) truth.add(a * people.length + b)
  return truth
}

function febrl(all: readonly Labelled[], split: number | null): Measured {
  const builder = createTable()
  for (const { record } of all) builder.add(record)
  const table = builder.done()
  const started = performance.now()
  const matcher = createMatcher(table, train(table, split, DEFAULT_MODEL), candidatesOf(table.size, split))
  const matched = matchAll(table, split, matcher)
  const truth = truthOf(
    all.map(({ person }) => person),
    split,
  )
  const rows = [0.1, LINKED_AT, 0.9, 0.99, 0.999].map(least => ({
    least,
    ...quality(linked(matched, table.size, split, matcher, byProbability(least)), truth),
  }))
  return {
    value: rows.find(({ least }) => least === LINKED_AT)?.f1 ?? 0,
    notes: [
      `${table.size} records, ${truth.size} true pairs, ${matched.compared} compared, ${Math.round(performance.now() - started)} ms`,
      ...rows.map(
        ({ least, precision, recall, f1 }) =>
          `at ${least}: precision ${precision.toFixed(4)} recall ${recall.toFixed(4)} F1 ${f1.toFixed(4)}`,
      ),
    ],
  }
}

/** F1 between two files of 5,000, each person once in each, no identifier. */
export const measureOneToOne = async (): Promise<Measured> => febrl(febrlLike(SEED, 5_000, 1), 5_000)
/** F1 in one file of people with up to five duplicates. */
export const measureDuplicates = async (): Promise<Measured> => febrl(febrlLike(SEED + 1, 2_000, 5), null)
