// What is given of a family in a year, decided in the order in which its periods end: what was given once is never taken back, so
// a later period is given only as far as nothing earlier follows from it. It is the same for whoever asks, in whatever order.
import { ALL, treeOf, type Counts, type Family, type Tree } from '../family.js'
import { KEPT_BACK, LEAST_COHORT, LEAST_COUNT, WITHHELD, given, type Given } from './window.js'
import { createWorlds, type GivenPeriod, type Hidden, type Worlds } from './worlds.js'

/** A period by the places of its months in the year. */
export interface Step {
  readonly id: string
  readonly months: readonly number[]
}

/** Node → what is given of it; null is nothing. */
export type Table = ReadonlyMap<string, Given>

/** A period's table for each step. `months` are the true counts, none of which changes any more. */
export function release(family: Family, months: readonly Counts[], steps: readonly Step[]): ReadonlyMap<string, Table> {
  const tree = treeOf(family)
  const done: (GivenPeriod & { readonly id: string })[] = []
  for (const { id, months: own } of steps) {
    const total = (node: string): number => own.reduce((sum, month) => sum + (months[month]?.[node] ?? 0), 0)
    done.push({ id, months: own, given: decide(total, { tree, months, own, done }) })
  }
  return new Map(done.map(period => [period.id, period.given]))
}

interface Deciding {
  readonly tree: Tree
  readonly months: readonly Counts[]
  readonly own: readonly number[]
  readonly done: readonly GivenPeriod[]
}

function decide(total: (node: string) => number, { tree, months, own, done }: Deciding): Table {
  const table = new Map(tree.nodes.map(node => [node, firstOf(node, tree, total)]))
  const periods = [...done, { months: own, given: table }]
  const worlds = createWorlds(tree, months, periods)
  const standing = hiddenIn(tree, done)
  for (;;) {
    const follows = [
      ...hiddenIn(tree, [{ months: own, given: table }]),
      ...acrossTime(tree, periods),
      ...standing,
    ].find(hidden => !isSafe(hidden, worlds))
    if (!follows || tree.nodes.every(node => table.get(node) === WITHHELD)) return table
    for (const [node, next] of toKeepBack(follows, table, { tree, total, own })) table.set(node, next)
  }
}

/** As the count itself has it; the parts of what is too few to be parted are withheld together. */
function firstOf(node: string, tree: Tree, total: (node: string) => number): Given {
  for (let above = tree.parentOf(node); above !== null; above = tree.parentOf(above))
    if (total(above) < LEAST_COHORT) return WITHHELD
  return given(total(node))
}

/** A sum of several that are not given is nobody's count unless it is small. */
const isSafe = (hidden: Hidden, worlds: Worlds): boolean =>
  (hidden.isSum && worlds.sum(hidden) >= LEAST_COUNT) || worlds.isOpen(hidden)

const isHidden = (period: GivenPeriod, node: string): boolean => period.given.get(node)?.shown === null

/** Each count that is not given, and with those beside it. */
function hiddenIn(tree: Tree, periods: readonly GivenPeriod[]): readonly Hidden[] {
  return periods.flatMap(period => {
    const alone = tree.nodes.filter(node => isHidden(period, node))
    const together = tree.nodes
      .flatMap(node => tree.partsOf(node))
      .map(parts => parts.filter(part => isHidden(period, part)))
      .filter(parts => parts.length > 1)
    const of = (nodes: readonly string[], isSum: boolean): Hidden => ({ nodes, months: period.months, isSum })
    return [...alone.map(node => of([node], false)), ...together.map(nodes => of(nodes, true))]
  })
}

/** Of one node, what is not given of the months of a longer period: the difference between it and those that are. */
function acrossTime(tree: Tree, periods: readonly GivenPeriod[]): readonly Hidden[] {
  const single = periods.filter(({ months }) => months.length === 1)
  return periods
    .filter(({ months }) => months.length > 1)
    .flatMap(longer =>
      tree.nodes.flatMap(node => {
        const inside = single.filter(period => isHidden(period, node)).flatMap(period => period.months)
        const months = inside.filter(month => longer.months.includes(month))
        return months.length > 1 && months.length < longer.months.length ? [{ nodes: [node], months, isSum: true }] : []
      }),
    )
}

/**
 * Of the newest period only: a part beside it or itself, the smallest first; all parts beside it, when none can tell why each is
 * empty; the same of what it is a part of; and everything.
 */
function toKeepBack(
  { nodes, months }: Hidden,
  table: Table,
  { tree, total, own }: Pick<Deciding, 'tree' | 'own'> & { readonly total: (node: string) => number },
): readonly (readonly [string, Given])[] {
  const isEarlier = months.length !== own.length || months.some((month, index) => month !== own[index])
  const [first = ALL] = nodes
  for (let node: string | null = first; node !== null; node = tree.parentOf(node)) {
    const together = [node, ...tree.siblingsOf(node)]
    const shown = together.filter(one => table.get(one)?.shown != null).sort((a, b) => total(a) - total(b))
    const [next] = isEarlier && shown.includes(node) ? [node] : shown
    if (next !== undefined) return [[next, KEPT_BACK]]
    if (together.some(one => table.get(one) !== WITHHELD)) return together.map(one => [one, WITHHELD])
  }
  return tree.nodes.map(node => [node, WITHHELD])
}
