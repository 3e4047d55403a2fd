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
    if (!follows) return table
    const next = toKeepBack(follows, table, { tree, total, own })
    if (next === null) return new Map(tree.nodes.map(node => [node, WITHHELD]))
    table.set(next, KEPT_BACK)
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

/** Of the newest period only: a part beside it, the smallest first; the node itself; what it is a part of; anything. */
function toKeepBack(
  { nodes, months }: Hidden,
  table: Table,
  {
    tree,
    total,
    own,
  }: { readonly tree: Tree; readonly total: (node: string) => number; readonly own: readonly number[] },
): string | null {
  const shown = (candidates: readonly string[]): readonly string[] =>
    candidates.filter(node => table.get(node)?.shown != null).sort((a, b) => total(a) - total(b))
  const [first = ALL] = nodes
  const beside = shown(tree.siblingsOf(first))
  const itself = shown(nodes)
  const isEarlier = months.length !== own.length || months.some((month, index) => month !== own[index])
  const above: string[] = []
  for (let node = tree.parentOf(first); node !== null; node = tree.parentOf(node)) above.push(node)
  const order = [
    ...(isEarlier ? [...itself, ...beside] : [...beside, ...itself]),
    ...shown(above),
    ...shown(tree.nodes),
  ]
  return order[0] ?? null
}
