// Which records are one person, from a file that says so: two ids a row, under headers, in either order.
import { BadInput } from './bad-input.js'
import { csvRows } from './read-csv.js'
import type { PeopleRead } from './read-people.js'

/** Pairs of rows as `a * size + b`, a < b. Throws BadInput for an id that is in none of the files. */
export async function readTruth(
  path: string,
  file: string,
  sides: readonly PeopleRead[],
  size: number,
): Promise<Set<number>> {
  const [left, right = left] = sides.map(({ rowOf }) => rowOf)
  const truth = new Set<number>()
  let line = 0
  for await (const [one = '', other = ''] of csvRows(path, file)) {
    line += 1
    if (line === 1) continue
    const [first, second] = [one.trim(), other.trim()]
    const straight = left?.has(first) === true && right?.has(second) === true
    const [a, b] = straight ? [left.get(first), right.get(second)] : [left?.get(second), right?.get(first)]
    if (a === undefined || b === undefined)
      throw new BadInput('TRUTH_UNKNOWN', `row ${line} of ${file} has an id that is in no record.`)
    if (a !== b) truth.add(Math.min(a, b) * size + Math.max(a, b))
  }
  return truth
}
