// Is the record that came back the child that was linked? Compared with what the same source said at the time of the
// link, so that the answer of one source never depends on whether another answered.
import type { Demographics, Subject } from '../../adapters/agency.js'

/** Folds case, accents and everything that is not a letter: `Siân-Mair` and `SIAN MAIR` are one spelling. Dates fold to ''. */
export function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
}

function namesAgree(left: readonly string[], right: readonly string[]): boolean | null {
  if (left.length === 0 || right.length === 0) return null
  const known = new Set(left.map(folded))
  return right.some(name => known.has(folded(name)))
}

/** Equal, or with day and month exchanged, as systems that take dates by keyboard often have them. */
function datesAgree(left: string | null, right: string | null): boolean | null {
  if (left === null || right === null) return null
  const [year, month, day] = right.split('-')
  return left === right || left === `${year}-${day}-${month}`
}

function valuesAgree(left: string | null, right: string | null): boolean | null {
  if (left === null || right === null || left === 'UNKNOWN' || right === 'UNKNOWN') return null
  return left === right
}

const MOST_DISAGREEMENTS = 1

/** How many of given name, family name, date of birth and sex differ. Postcodes are left out: children move. */
export function disagreements(anchor: Demographics, seen: Demographics): number {
  const comparisons = [
    namesAgree(anchor.givenNames, seen.givenNames),
    namesAgree(anchor.familyNames, seen.familyNames),
    datesAgree(anchor.dateOfBirth, seen.dateOfBirth),
    valuesAgree(anchor.sex, seen.sex),
  ]
  return comparisons.filter(agree => agree === false).length
}

/**
 * False where two or more facts no longer agree with the link: then nothing of the record may be shown. A verified
 * identifier that is not the child's counts as one, so that a twin's record (another given name and number) is refused
 * while a superseded number alone is not.
 */
export function sameChild(
  anchor: Demographics | null,
  subject: Subject | null,
  identifiersAgree: boolean | null,
): boolean {
  if (subject === null) return true
  const differing = anchor === null ? 0 : disagreements(anchor, subject.demographics)
  return differing + (identifiersAgree === false ? 1 : 0) <= MOST_DISAGREEMENTS
}
