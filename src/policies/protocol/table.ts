// What has to stand somewhere: a hole in a table is a mistake made here, and must never be read as a level.

/** What stands in a place of a list. Throws where nothing does. */
export function at<T>(list: { readonly [place: number]: T | null }, place: number): T {
  const found = list[place]
  if (found === undefined || found === null) throw new RangeError(`nothing stands in place ${place} of a table`)
  return found
}
