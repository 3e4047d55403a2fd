// One record, or what somebody asks for, against children from the identity index: how likely each is the child, and why.
import type { IndexCandidate } from '../../store/identity-index.js'
import type { Demographics } from '../../types/child.js'
import { COMMON } from './common-names.js'
import { COMPARISONS, at } from './matching/comparisons.js'
import { DEFAULT_MODEL } from './matching/default-model.js'
import { createLevels } from './matching/levels.js'
import type { Model } from './matching/model.js'
import type { PersonRecord } from './matching/record.js'
import { createScore, waterfall } from './matching/score.js'
import type { Step } from './matching/score.js'
import { createTable } from './matching/table.js'
import type { Table } from './matching/table.js'
import { code } from './matching/text.js'
import { contradicts, createJudge } from './matching/verdict.js'
import type { Outcome, Rule, Verdict } from './matching/verdict.js'
import { levelWeights } from './matching/weights.js'
import type { Weights } from './matching/weights.js'

/**
 * ANOTHER_RECORD_DISAGREES: a record of the child matches, and another of the same child cannot be about the one asked for.
 * SECOND_RECORD_OF_SOURCE: the child has a record in the same system already.
 * A_PERSON_DECIDES: the record is linked to a child of its own, or its number speaks for a child whom a person has rejected.
 * RIVAL_UNREADABLE: another child may be as like, and what is kept of that one does not open.
 */
export type CandidateRule =
  Rule | 'ANOTHER_RECORD_DISAGREES' | 'SECOND_RECORD_OF_SOURCE' | 'A_PERSON_DECIDES' | 'RIVAL_UNREADABLE'

export interface ScoredCandidate {
  readonly childId: string
  readonly bits: number
  readonly probability: number
  readonly outcome: Outcome
  /** Why the outcome is not what the score alone would make it. */
  readonly rule: CandidateRule | null
  /** What each comparison with the closest of the child's records added or took: they add up to `bits`. */
  readonly steps: readonly Step[]
}

/** The model as it weighs what the index holds; kept with every link that is made by it. */
export const INDEX_MODEL: Model = bySector(DEFAULT_MODEL)

/** Children of a region, the unindexed among them: the more there are, the less an agreement proves. */
const POPULATION = 150_000
/** Bits by which the likeliest must lead where several match, or nobody is linked: MANY. As between two files. */
const CLEAR_LEAD = 8

/** The likeliest first. Several that match without one in clear lead are MANY, each of them. */
export function scoreAgainst(
  asked: Demographics,
  candidates: readonly IndexCandidate[],
  population = POPULATION,
): readonly ScoredCandidate[] {
  const builder = createTable()
  const askedRows = recordsOf(asked, 'AA').map(builder.add)
  const known = candidates.filter(({ identities }) => identities.length > 0)
  const rows = known.map(({ identities }) =>
    identities.map(({ demographics }) => recordsOf(demographics, 'ZZ').map(builder.add)),
  )
  const table = builder.done()
  const judge = createPairs(table, weightsIn(table, population))
  const scored = known.map(({ childId }, nth): ScoredCandidate => {
    const records = (rows[nth] ?? []).map(own => closest(askedRows.flatMap(a => own.map(b => judge(a, b)))))
    const { bits, probability, outcome, rule, steps } = closest(records)
    const all = { childId, bits, probability, steps: steps() }
    return outcome === 'MATCH' && records.some(pair => pair.contradicts)
      ? { ...all, outcome: 'POSSIBLE', rule: 'ANOTHER_RECORD_DISAGREES' }
      : { ...all, outcome, rule }
  })
  return withClearLead(scored.sort((one, other) => other.bits - one.bits))
}

/** Of a record, by its place in the list, in bits: with its place, or as if it said none. The same as `scoreAgainst` gives it. */
export type BitsOf = (nth: number, withPlace: boolean) => number

/** For whoever asks after one record several times: the rows of all are made once, and each pair is compared once. */
export function bitsAgainst(readings: readonly Demographics[], said: readonly Demographics[]): BitsOf {
  const builder = createTable()
  const askedRows = readings.flatMap(reading => recordsOf(reading, 'AA').map(builder.add))
  const rows = said.map(one => recordsOf(one, 'ZZ').map(builder.add))
  const table = builder.done()
  const [levelsOf, score] = [createLevels(table), createScore(weightsIn(table, POPULATION))]
  const levels = new Uint8Array(COMPARISONS.length)
  const [placed, placeless] = [new Float64Array(said.length), new Float64Array(said.length)]
  const compared = new Uint8Array(said.length)
  function compare(nth: number): void {
    compared[nth] = 1
    let [best, bestPlaceless] = [-Infinity, -Infinity]
    for (const a of askedRows)
      for (const b of rows[nth] ?? []) {
        levelsOf(a, b, levels)
        best = Math.max(best, score(levels, a, b))
        levels[HOME] = 0
        bestPlaceless = Math.max(bestPlaceless, score(levels, a, b))
      }
    placed[nth] = best
    placeless[nth] = bestPlaceless
  }
  return (nth, withPlace) => {
    if (compared[nth] === 0) compare(nth)
    return (withPlace ? placed : placeless)[nth] ?? -Infinity
  }
}

const HOME = at('home')
/** What the levels weigh is the same for every search. */
const USUAL = levelWeights(INDEX_MODEL, POPULATION)

const weightsIn = (table: Table, population: number): Weights => ({
  ...(population === POPULATION ? USUAL : levelWeights(INDEX_MODEL, population)),
  rarity: rarityIn(table),
})

const closest = (pairs: readonly JudgedPair[]): JudgedPair =>
  pairs.reduce((one, other) => (other.bits > one.bits ? other : one))

interface JudgedPair extends Verdict {
  readonly bits: number
  readonly contradicts: boolean
  readonly steps: () => readonly Step[]
}

function createPairs(table: Table, weights: Weights): (a: number, b: number) => JudgedPair {
  const [levelsOf, score, judge] = [createLevels(table), createScore(weights), createJudge(table)]
  return (a, b) => {
    const levels = new Uint8Array(COMPARISONS.length)
    levelsOf(a, b, levels)
    const bits = score(levels, a, b)
    const verdict = judge(levels, bits, a, b)
    const steps = (): readonly Step[] => waterfall(weights, levels, a, b)
    return { ...verdict, bits, contradicts: contradicts(levels, verdict), steps }
  }
}

function withClearLead(scored: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  const [first, second] = scored.filter(({ outcome }) => outcome === 'MATCH')
  if (first === undefined || second === undefined) return scored
  const clear = first.bits - second.bits >= CLEAR_LEAD
  return scored.map(one =>
    one.outcome !== 'MATCH' || (clear && one === first) ? one : { ...one, outcome: clear ? 'POSSIBLE' : 'MANY' },
  )
}

/** Forms of a name that are looked at. A row of the matcher holds two. */
const MOST_FORMS = 4

/** Two by two; one pair of nothing where there is no name. */
const twos = (names: readonly string[]): (readonly [string | undefined, string | undefined])[] =>
  [0, 2].filter(at => at === 0 || at < Math.min(names.length, MOST_FORMS)).map(at => [names[at], names[at + 1]])

/**
 * A record as the matcher has records. Of the postcode only the sector is known: a made-up ending, another on either side, keeps
 * two records of one sector from counting as records of one postcode.
 */
function recordsOf(said: Demographics, ending: string): PersonRecord[] {
  const { givenNames, familyNames, dateOfBirth, sex, postcodeSector } = said
  const rest: PersonRecord = {
    ...(dateOfBirth === null ? {} : { birth: { from: dateOfBirth, to: dateOfBirth } }),
    ...(sex === 'FEMALE' || sex === 'MALE' ? { sex } : {}),
    ...(postcodeSector === null ? {} : { address: { postcode: code(postcodeSector) + ending } }),
  }
  return twos(givenNames).flatMap(([given, knownAs]) =>
    twos(familyNames).map(([family, otherFamily]) => ({
      ...rest,
      ...(given === undefined ? {} : { given }),
      ...(knownAs === undefined ? {} : { knownAs }),
      ...(family === undefined ? {} : { family }),
      ...(otherFamily === undefined ? {} : { otherFamily }),
    })),
  )
}

/** How common a name is comes from the model: the candidates are those who have it, and say nothing of everybody else. */
function rarityIn({ lexicon, cell }: Table): Weights['rarity'] {
  const usual = (name: 'given' | 'family'): number => INDEX_MODEL.comparisons[name]?.['EXACT']?.u ?? 1
  const columns = new Map(
    (['given', 'family'] as const).map(name => [
      at(name),
      (row: number): number => {
        const share = COMMON[name].get(lexicon.text(cell(row, name)))
        return share === undefined ? 0 : Math.min(0, Math.log2(usual(name) / share))
      },
    ]),
  )
  return (comparison, row) => columns.get(comparison)?.(row) ?? 0
}

/** Where only the sector is known, agreeing on it stands for agreeing on all that lies within it. */
function bySector(model: Model): Model {
  const { home = {}, ...others } = model.comparisons
  const within = ['ADDRESS', 'POSTCODE', 'SLIP', 'SECTOR'].map(level => home[level] ?? { m: 0, u: 0, h: 0 })
  const sum = (of: 'm' | 'u' | 'h'): number => within.reduce((total, level) => total + level[of], 0)
  const sector = { m: sum('m'), u: sum('u'), h: sum('h') }
  return { ...model, name: `${model.name} by sector`, comparisons: { ...others, home: { ...home, SECTOR: sector } } }
}
