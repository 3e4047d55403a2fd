// The sets that FEBRL's generator would make, through the matcher, once each a run of the program.
import type { Measured } from '../figures.js'
import { evaluateSet, readSet } from './dsgen/evaluate.js'
import type { AtThreshold, Evaluated } from './dsgen/evaluate.js'
import { FOURTH, THIRD } from './dsgen/generate.js'
import type { Harshness } from './dsgen/generate.js'

/** Fixed beforehand: even odds, where F1 is at its best if the probabilities can be believed. */
const LINKED_AT = 0.5
/** What was looked at while working is seeds 1 to 3. */
const SEED = 20_261_129

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

const evenly = ({ rows }: Evaluated): AtThreshold | undefined => rows.find(({ least }) => least === LINKED_AT)
const said = ({ least, precision, recall, f1 }: AtThreshold): string =>
  `at ${least}: precision ${precision.toFixed(4)} recall ${recall.toFixed(4)} F1 ${f1.toFixed(4)}`

/** As documented; then harsher, with more changes, more that is missing, and what is misheard or misread. */
async function measure(how: Harshness): Promise<Measured> {
  const asDocumented = evaluateSet(await readSet(SEED, how))
  const harsher = { ...how, perRecord: how.perRecord + 2, missing: 2, respelt: 0.2 }
  const harsh = evaluateSet(await readSet(SEED + 1, harsher))
  const [even, harshEven] = [evenly(asDocumented), evenly(harsh)]
  return {
    value: even?.f1 ?? 0,
    notes: [
      `${asDocumented.pairs} true pairs, ${asDocumented.compared} compared, ${asDocumented.lost} true ones never`,
      ...asDocumented.rows.map(said),
      `harsher, ${harsher.perRecord} changes a record: ${harshEven === undefined ? '' : said(harshEven)}, ${harsh.lost} of ${harsh.pairs} never compared`,
    ],
  }
}

/** F1 between two files of 5,000, each person once in each, no identifier. */
export const measureOneToOne = (): Promise<Measured> => measure(FOURTH)
/** F1 in one file of people with up to five duplicates. */
export const measureDuplicates = (): Promise<Measured> => measure(THIRD)
