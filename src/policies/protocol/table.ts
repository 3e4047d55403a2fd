// What has to stand somewhere: a hole in a table is a mistake made here, and must never be read as a level.

/** What stands in a place of a list. Throws where nothing does. */
export function at<T>(list: { readonly [place: number]: T | null }, place: number): T {
  const found = list[place]
  if (found === undefined || found === null) throw new RangeError(`nothing stands in place ${place} of a table`)
  return found
}

/** What is written under a name. Throws where nothing is. */
export function named<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  if (found === undefined) throw new RangeError(`nothing is written for ${name}`)
  return found
}
