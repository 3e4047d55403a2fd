// String distances and phonetics. The two that take some doing come from packages; one slip is found by walking from both ends.
import { jaroWinkler } from '@skyra/jaro-winkler'
import { doubleMetaphone } from 'double-metaphone'

/** 0 to 1. The package reads from the left: the smaller is always given first, so that the order of records never matters. */
export const likeness = (one: string, other: string): number =>
  one <= other ? jaroWinkler(one, other) : jaroWinkler(other, one)

/** One letter added, lost or changed, or two neighbours swapped. */
export function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  const short = Math.min(one.length, other.length)
  let start = 0
  while (start < short && one.charCodeAt(start) === other.charCodeAt(start)) start += 1
  let end = 0
  while (end < short - start && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end))
    end += 1
  const [left, right] = [one.length - start - end, other.length - start - end]
  if (left <= 1 && right <= 1) return left + right > 0
  return left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start]
}

/** One bit for each letter of a word. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let nth = 0; nth < word.length; nth += 1) letters |= 1 << (word.charCodeAt(nth) & 31)
  return letters
}

/** Whether two words have so few letters in common that their likeness cannot reach `least`: spares the comparison. */
export function isUnlike(one: string, other: string, lettersOfOther: number, least: number): boolean {
  let common = 0
  for (let nth = 0; nth < one.length; nth += 1) common += (lettersOfOther >>> (one.charCodeAt(nth) & 31)) & 1
  // Jaro is at most a third of the shares in common and one; Winkler adds at most 0.4 of what is lacking, for equal beginnings.
  const jaro = (common / one.length + Math.min(1, common / other.length) + 1) / 3
  return (one[0] === other[0] ? jaro + 0.4 * (1 - jaro) : jaro) < least
}

/** How a name sounds, word by word; '' where it has no letters. */
export const sound = (name: string): string =>
  name
    .split(' ')
    .map(word => doubleMetaphone(word)[0])
    .join(' ')
    .trim()
