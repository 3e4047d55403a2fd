// String distances and phonetics, from the packages that have them.
import { jaroWinkler } from '@skyra/jaro-winkler'
import { doubleMetaphone } from 'double-metaphone'
import { distance } from 'fastest-levenshtein'

/** 0 to 1. The package reads from the left: the smaller is always given first, so that the order of records never matters. */
export const likeness = (one: string, other: string): number =>
  one <= other ? jaroWinkler(one, other) : jaroWinkler(other, one)

/** One letter added, lost or changed, or two neighbours swapped. */
export function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  const edits = distance(one, other)
  return edits === 1 || (edits === 2 && one.length === other.length && isSwap(one, other))
}

function isSwap(one: string, other: string): boolean {
  let at = 0
  while (one[at] === other[at]) at += 1
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)
}

/** How a name sounds, word by word; '' where it has no letters. */
export const sound = (name: string): string =>
  name
    .split(' ')
    .map(word => doubleMetaphone(word)[0])
    .join(' ')
    .trim()
