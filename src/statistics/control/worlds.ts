// Whether a count that is not given could be another, for all that is given. The answer is yes only where another set of whole
// counts was found that gives the very same tables: no reader of them, whatever they compute, can then tell the two apart.
import type { Counts, Tree } from '../family.js'
import type { Given } from './window.js'

/** A period for which something is given, as the places of its months. */
export interface GivenPeriod {
  readonly months: readonly number[]
  readonly given: ReadonlyMap<string, Given>
}

/** Month → how many more. */
type Shift = ReadonlyMap<number, number>

/** Some counts that are not given: neither may one of them follow, nor a small sum of several. */
export interface Hidden {
  readonly isSum: boolean
  readonly nodes: readonly string[]
  readonly months: readonly number[]
}

export interface Worlds {
  readonly sum: (hidden: Hidden) => number
  /** Whether the sum could be another: another of 1 to 4 where it is one of them. */
  readonly isOpen: (hidden: Hidden) => boolean
}

export function createWorlds(tree: Tree, months: readonly Counts[], periods: readonly GivenPeriod[]): Worlds {
  const at = (month: number, node: string): number => months[month]?.[node] ?? 0
  const total = (node: string, of: readonly number[]): number => of.reduce((sum, month) => sum + at(month, node), 0)

  /** Whether everything given of the node stays as it is. */
  function fits(node: string, shift: Shift): boolean {
    for (const [month, by] of shift) if (at(month, node) + by < 0) return false
    return periods.every(period => {
      const window = period.given.get(node)?.window
      const by = period.months.reduce((sum, month) => sum + (shift.get(month) ?? 0), 0)
      if (!window || by === 0) return true
      const count = total(node, period.months) + by
      return count >= window[0] && count <= window[1]
    })
  }

  /** Whether the node can be so many more, with some part of each way it is parted. */
  const canBe = (node: string, shift: Shift): boolean =>
    fits(node, shift) && tree.partsOf(node).every(parts => partsCanBe(parts, shift))

  /** One part takes all of it, or each month's share is another's. */
  const partsCanBe = (parts: readonly string[], shift: Shift): boolean =>
    parts.some(part => canBe(part, shift)) ||
    (shift.size > 1 && [...shift].every(one => parts.some(part => canBe(part, new Map([one])))) && differ(parts, shift))

  /** The shares of different months lie with different parts, so that each fits by itself. */
  function differ(parts: readonly string[], shift: Shift): boolean {
    const [first, second] = [...shift]
    return (
      !!first &&
      !!second &&
      parts.some(
        one => canBe(one, new Map([first])) && parts.some(other => other !== one && canBe(other, new Map([second]))),
      )
    )
  }

  /** Whether the rest can make up for it: a part beside it that is not among the `hidden`, or the whole with it. */
  function isMadeUp(node: string, shift: Shift, hidden: readonly string[]): boolean {
    const parent = tree.parentOf(node)
    if (parent === null) return true
    const back = new Map([...shift].map(([month, by]) => [month, -by]))
    const beside = tree.siblingsOf(node).filter(other => !hidden.includes(other))
    if (partsCanBe(beside, back)) return true
    const others = tree.partsOf(parent).filter(parts => !parts.includes(node))
    return fits(parent, shift) && others.every(parts => partsCanBe(parts, shift)) && isMadeUp(parent, shift, hidden)
  }

  function couldBe({ nodes, months: own }: Hidden, by: number): boolean {
    return own.some(month =>
      shiftsOf(month, by, own, months.length).some(shift =>
        nodes.some(node => canBe(node, shift) && isMadeUp(node, shift, nodes)),
      ),
    )
  }

  const sum = ({ nodes, months: own }: Hidden): number => nodes.reduce((all, node) => all + total(node, own), 0)

  return {
    sum,
    isOpen(hidden) {
      switch (sum(hidden)) {
        case 0:
        case 1:
          return couldBe(hidden, 1)
        case 4:
          return couldBe(hidden, -1)
        default:
          return couldBe(hidden, 1) || couldBe(hidden, -1)
      }
    },
  }
}

/** So many more in the month, alone or with as many fewer in a month that is not asked about. */
function shiftsOf(month: number, by: number, own: readonly number[], all: number): readonly Shift[] {
  const others = Array.from({ length: all }, (_, other) => other).filter(other => !own.includes(other))
  return [
    new Map([[month, by]]),
    ...others.map(
      other =>
        new Map([
          [month, by],
          [other, -by],
        ]),
    ),
  ]
}
