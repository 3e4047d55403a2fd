// Somebody who is given every table, knows how they were made, and solves them together: which counts of 1 to 4 do they learn?
import type { Counts, Family } from '../../src/statistics/family.js'
import { createRanges, type Row } from './simplex.js'

/** What a table says of a node, and how far a reader knows what an empty cell may hold. */
export interface Said {
  readonly shown: number | null
  readonly window: readonly [number, number]
}

export interface Given {
  readonly months: readonly number[]
  readonly table: ReadonlyMap<string, Said>
}

/** `GUESSES`: also knows of each empty cell whether it is small itself or kept back for another. */
type Knows = 'READS' | 'GUESSES'

export function recovered(
  family: Pick<Family, 'partitions'>,
  truth: readonly Counts[],
  given: readonly Given[],
  knows: Knows,
): readonly string[] {
  const nodes = ['ALL', ...family.partitions.flatMap(({ id, parts }) => parts.map(part => `${id}.${part.id}`))]
  const variable = (month: number, node: string): number => month * nodes.length + nodes.indexOf(node)
  const sumOf = (months: readonly number[], of: readonly string[]): ReadonlyMap<number, number> =>
    new Map(months.flatMap(month => of.map(node => [variable(month, node), 1] as const)))
  const every = truth.map((_, month) => month)
  const parted: Row[] = family.partitions.flatMap(({ id, of, parts }) =>
    every.map(month => ({
      of: new Map([[variable(month, of), -1], ...parts.map(part => [variable(month, `${id}.${part.id}`), 1] as const)]),
      from: 0,
      to: 0,
    })),
  )
  const tables: Row[] = given.flatMap(({ months, table }) =>
    [...table].flatMap(([node, { shown, window }]) => {
      const [from, to] = shown === null && knows === 'READS' ? [0, Infinity] : window
      return from === 0 && to === Infinity ? [] : [{ of: sumOf(months, [node]), from, to }]
    }),
  )
  const rangeOf = createRanges(truth.length * nodes.length, [...parted, ...tables])
  if (!rangeOf) throw new Error('the tables contradict one another')
  const count = (months: readonly number[], of: readonly string[]): number =>
    months.reduce((sum, month) => sum + of.reduce((all, node) => all + (truth[month]?.[node] ?? 0), 0), 0)
  const learns = (months: readonly number[], of: readonly string[], isSum: boolean): boolean => {
    const is = count(months, of)
    if (isSum && (is === 0 || is > 4)) return false
    const [from, to] = rangeOf(sumOf(months, of))
    if (is < from || is > to) throw new Error('the tables are not of this truth')
    if (from === to) return true
    // Who knows that somebody is there, knows how many.
    return is >= 1 && is <= 4 && Math.min(4, to) - Math.max(1, from) < 1
  }
  const found: string[] = []
  for (const { months, table } of given) {
    const empty = [...table].flatMap(([node, { shown }]) => (shown === null ? [node] : []))
    for (const node of empty) if (learns(months, [node], false)) found.push(`${node} in ${months.join()}`)
    for (const { id, parts } of family.partitions) {
      const together = parts.map(part => `${id}.${part.id}`).filter(node => empty.includes(node))
      if (together.length > 1 && learns(months, together, true)) found.push(`${together.join('+')} in ${months.join()}`)
    }
  }
  // The months of a longer period of which a node is not given: the difference of the nested ones.
  for (const longer of given.filter(({ months }) => months.length > 1))
    for (const node of nodes) {
      const months = given
        .filter(one => one.months.length === 1 && longer.months.includes(one.months[0] ?? -1))
        .filter(({ table }) => table.get(node)?.shown === null)
        .flatMap(one => one.months)
      if (months.length > 1 && months.length < longer.months.length && learns(months, [node], true))
        found.push(`${node} in the months ${months.join()}`)
    }
  return found
}
