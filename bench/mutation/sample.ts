// Which mutants are tried when not all are, and what the tried ones say of all.
import { createRandom } from '../../test/canary/random.js'

/**
 * `size` of the items, drawn by chance within each group in proportion to the group, so that no file is left to luck. The same
 * seed draws the same. What is left over by rounding down goes to the groups that lost most by it.
 */
export function drawn<T>(items: readonly T[], groupOf: (item: T) => string, size: number, seed: number): readonly T[] {
  if (size >= items.length) return items
  const random = createRandom(seed)
  const grouped = new Map<string, T[]>()
  for (const item of items) grouped.set(groupOf(item), [...(grouped.get(groupOf(item)) ?? []), item])
  const groups = [...grouped.values()].map(members => {
    const share = (members.length / items.length) * size
    return { members, whole: Math.floor(share), lost: share - Math.floor(share) }
  })
  const over = size - groups.reduce((sum, { whole }) => sum + whole, 0)
  const favoured = new Set([...groups].sort((one, other) => other.lost - one.lost).slice(0, over))
  return groups.flatMap(group => random.shuffle(group.members).slice(0, group.whole + (favoured.has(group) ? 1 : 0)))
}

/** The 95 % interval of a share, in percent (Wilson): what the whole may be when `hits` of `tried` were. */
export function interval(hits: number, tried: number): readonly [number, number] {
  if (tried === 0) return [0, 100]
  const z = 1.96
  const share = hits / tried
  const middle = share + (z * z) / (2 * tried)
  const wide = z * Math.sqrt((share * (1 - share)) / tried + (z * z) / (4 * tried * tried))
  const scale = 100 / (1 + (z * z) / tried)
  return [(middle - wide) * scale, (middle + wide) * scale]
}
