// Sets of points put so that people can read them: exactly, in as few lines as grouping one dimension after another gives.

/** A dimension of the space and its values, in the order they are to be read in. */
export interface Dimension {
  readonly name: string
  readonly values: readonly string[]
}
/** A product of values: dimension → those of its values that belong; a dimension that makes no difference is left out. */
export type Box = Readonly<Record<string, readonly string[]>>

/** The boxes that hold just the points for which `holds` says yes: each point in one box, no other point in any. */
export function boxes(dimensions: readonly Dimension[], holds: (point: readonly string[]) => boolean): readonly Box[] {
  return within(dimensions, [], holds)
}

function within(
  [dimension, ...rest]: readonly Dimension[],
  point: readonly string[],
  holds: (point: readonly string[]) => boolean,
): readonly Box[] {
  if (!dimension) return holds(point) ? [{}] : []
  const groups = new Map<string, { readonly found: readonly Box[]; readonly values: string[] }>()
  for (const value of dimension.values) {
    const found = within(rest, [...point, value], holds)
    const key = JSON.stringify(found)
    const group = groups.get(key)
    if (group) group.values.push(value)
    else groups.set(key, { found, values: [value] })
  }
  return [...groups.values()].flatMap(({ found, values }) =>
    values.length === dimension.values.length ? found : found.map(box => ({ [dimension.name]: values, ...box })),
  )
}
