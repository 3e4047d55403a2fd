// One figure of one period: as it was counted, for whom the protocol opens that, and else as it may be given to anybody.
import { codesOf, type Words } from '../hub/words.js'
import { release, type Step, type Table } from './control/release.js'
import { COST_SIDES, benefitOf, notesOf, type CostNote, type CostSums } from './costs.js'
import { definitionOf, type Definition, type FigureId } from './definitions.js'
import { FAMILIES, type FamilyId } from './families.js'
import { nodeOf, treeOf, type Counts, type Family, type Partition } from './family.js'
import { hasSettled, isOver, upTo, type Period } from './periods.js'
import type { GivenPeriods, StatisticsRecords } from './records.js'
import { measure, type Measured } from './targets.js'

/** Why there is nothing; null where there is something. Never a number in its place. */
export type NoFigure = 'NOT_RECORDED_YET' | 'NOT_OVER_YET' | 'NOT_SETTLED_YET' | 'WHOLE_YEARS_ONLY' | 'TOO_FEW'

export interface FigureRow {
  readonly part: string
  readonly name: Words
  /** Null: not given. */
  readonly count: number | null
}

export interface FigureAnswer {
  readonly id: FigureId
  readonly period: Period
  readonly by: string | null
  /** Whether small counts are kept back and the others rounded. */
  readonly controlled: boolean
  readonly none: NoFigure | null
  readonly total: number | null
  readonly rows: readonly FigureRow[]
  readonly target: Measured | null
  readonly notes: readonly CostNote[]
}

export interface Asked {
  readonly id: FigureId
  readonly period: Period
  readonly by: string | null
  readonly controlled: boolean
}

export interface FigureDeps {
  readonly records: StatisticsRecords
  readonly given: GivenPeriods
  readonly now: Date
  readonly timeZone: string
}

/** `by` is one of the figure's own, and a controlled period is whole: whoever asks has looked. */
export async function figure(asked: Asked, deps: FigureDeps): Promise<FigureAnswer> {
  const definition = definitionOf(asked.id)
  const empty: FigureAnswer = { ...asked, none: null, total: null, rows: [], target: null, notes: [] }
  const { period, controlled } = asked
  if (controlled && !isOver(period, deps.now, deps.timeZone)) return { ...empty, none: 'NOT_OVER_YET' }
  if (controlled && !hasSettled(period, deps.now, deps.timeZone)) return { ...empty, none: 'NOT_SETTLED_YET' }
  if (definition.family === 'COSTS') return ofCosts(await deps.records.costs(period), empty)
  const family: Family = FAMILIES[definition.family]
  // Children of a quarter are no sum of months, but the two would tell of each other.
  if (controlled && family.overTime === 'EACH' && !isYear(period)) return { ...empty, none: 'WHOLE_YEARS_ONLY' }
  const partition = asked.by === null ? null : (family.partitions.find(({ id }) => id === asked.by) ?? null)
  const shown = controlled
    ? await givenOf(family, definition.family, period, deps)
    : await countedOf(definition.family, period, deps)
  if (shown === null) return { ...empty, none: 'NOT_RECORDED_YET' }
  return withTarget({ ...empty, ...tableOf(shown, definition, partition) })
}

const isYear = ({ isWhole, id }: Period): boolean => isWhole && !id.includes('-')

type Shown = (node: string) => number | null

function tableOf(shown: Shown, { of }: Definition, partition: Partition | null): Pick<FigureAnswer, 'total' | 'rows'> {
  const rows = (partition?.parts ?? []).map(part => ({
    part: part.id,
    name: part.words,
    count: partition && shown(nodeOf(partition.id, part.id)),
  }))
  return { total: shown(of), rows }
}

const withTarget = (answer: FigureAnswer): FigureAnswer => ({
  ...answer,
  target: measure(answer.id, answer.by, answer.total, answer.rows),
})

async function countedOf(family: FamilyId, period: Period, { records }: FigureDeps): Promise<Shown | null> {
  const counted = await records.count(family, period)
  return counted.recorded ? node => counted.counts[node] ?? 0 : null
}

/** From the counts that were kept when the period could first be given; all that was given before it is decided before it. */
async function givenOf(family: Family, id: FamilyId, period: Period, deps: FigureDeps): Promise<Shown | null> {
  const steps = upTo(period)
  // Counted anew each period, or the sum of the months.
  const counted = family.overTime === 'EACH' ? [period] : steps.filter(({ months }) => months.length === 1)
  const kept = await keptOf(id, counted, deps)
  if (kept === null) return null
  const own = family.overTime === 'EACH' ? [{ id: period.id, months: [0] }] : steps
  const table = decidedOf(id, period, deps) ?? decide(family, kept, own, deps).get(period.id)
  return node => table?.get(node)?.shown ?? null
}

const nameOf = (id: string, period: string): string => `${id} ${period}`
const decidedOf = (id: FamilyId, { id: period }: Period, { given }: FigureDeps): Table | undefined =>
  given.decided.get(nameOf(id, period))

function decide(family: Family, kept: readonly Counts[], steps: readonly Step[], { given }: FigureDeps) {
  const tables = release(family, kept, steps)
  for (const [period, table] of tables) given.decided.set(nameOf(family.id, period), table)
  return tables
}

async function keptOf(id: FamilyId, periods: readonly Period[], deps: FigureDeps): Promise<readonly Counts[] | null> {
  const { records, given, now } = deps
  const kept = await given.kept(
    id,
    periods.map(period => period.id),
  )
  const all: Counts[] = []
  for (const period of periods) {
    const before = kept.get(period.id)
    if (before) all.push(before)
    else {
      const counted = await records.count(id, period)
      if (!counted.recorded) return null
      all.push(await given.keep(id, period.id, counted.counts, now))
    }
  }
  return all
}

const LEAST_CASES = 10
const NEAREST_POUNDS = 1_000

/** Money of a few cases tells of each: whole years of many, and no parts of years that could be taken from one another. */
function ofCosts(sums: CostSums, empty: FigureAnswer): FigureAnswer {
  const { controlled, period, by } = empty
  if (controlled && !isYear(period)) return { ...empty, none: 'WHOLE_YEARS_ONLY' }
  if (controlled && sums.cases < LEAST_CASES) return { ...empty, none: 'TOO_FEW' }
  const given = (amount: number): number => (controlled ? Math.round(amount / NEAREST_POUNDS) * NEAREST_POUNDS : amount)
  const rows = codesOf(COST_SIDES).map(side => ({
    ...{ part: side, name: COST_SIDES[side], count: given(sums.totals[side]) },
  }))
  const notes = controlled ? [] : notesOf(sums)
  return { ...empty, total: given(benefitOf(sums)), rows: by === null ? [] : rows, notes }
}

/** Throws where a count is of no part of its family: somebody counts what is not stated. */
export function assertCounts(id: FamilyId, counts: Counts): Counts {
  const nodes = new Set(treeOf(FAMILIES[id]).nodes)
  const unknown = Object.keys(counts).filter(node => !nodes.has(node))
  if (unknown.length > 0) throw new Error(`${id} has no part ${unknown.join(', ')}`)
  return counts
}
