// Whether two records can be about the same child. Used to keep a link from being made on an identifier alone when the
// people behind it plainly differ (security.md, row 43). It never makes a link: only identifiers and persons do.
import type { Demographics } from '../types/child.js'

/** What two records disagree on. Addresses are left out: children move, and these more than most. */
export type Disagreement = 'GIVEN_NAME' | 'FAMILY_NAME' | 'DATE_OF_BIRTH' | 'SEX'

/** The points on which both say something and it cannot be the same. Spelling variants and day/month slips agree. */
export function disagreements(one: Demographics, other: Demographics): readonly Disagreement[] {
  const found: Disagreement[] = []
  if (!sameName(one.givenNames, other.givenNames, isSlip)) found.push('GIVEN_NAME')
  if (!sameName(one.familyNames, other.familyNames, nearly)) found.push('FAMILY_NAME')
  if (!sameDay(one.dateOfBirth, other.dateOfBirth)) found.push('DATE_OF_BIRTH')
  if (!sameSex(one.sex, other.sex)) found.push('SEX')
  return found
}

/** Whether two names are known to be one: Oliver and Ollie. */
export type IsOneName = (one: string, other: string) => boolean

/**
 * Whether a form of the given name is the same on both sides, spelling apart; no slip is forgiven, since twins are called Shayna and
 * Shayla. A record that says none fits nobody; one held against it that says none speaks against nobody.
 */
export function givenNameFits(one: Demographics, other: Demographics, isOneName: IsOneName): boolean {
  const [names, others] = [one.givenNames, other.givenNames]
  if (others.length === 0) return false
  const whole = (name: string): string => fold(name).join(' ')
  return (
    names.length === 0 || names.some(name => others.some(also => whole(name) === whole(also) || isOneName(name, also)))
  )
}

type Near = (one: string, other: string) => boolean

function sameName(one: readonly string[], other: readonly string[], near: Near): boolean {
  // Nearly every pair is spelt alike, and a linking pass compares hundreds of thousands.
  if (one.some(name => other.includes(name))) return true
  const names = one.flatMap(fold)
  const others = other.flatMap(fold)
  if (names.length === 0 || others.length === 0) return true
  return names.some(name => others.some(also => name === also || near(name, also)))
}

/** A name without accents, marks and the spellings Welsh and English swap: Siân/Sian, Ffion/Fion, Prys/Price. */
function fold(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .split(/[^a-z]+/)
    .filter(word => word.length > 1 && word !== 'ap' && word !== 'ab')
    .map(word =>
      word.replaceAll('ff', 'f').replaceAll('ph', 'f').replaceAll('y', 'i').replace(/ce$/, 's').replace(/se$/, 's'),
    )
}

/** One letter added, lost or changed, in names long enough for that to be a slip. */
function nearly(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < 5 || long.length - short.length > 1) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same += 1
  return short.slice(short.length === long.length ? same + 1 : same) === long.slice(same + 1)
}

/** Twins are called Jayden and Kayden: in a given name the first letter is no slip. */
const isSlip = (one: string, other: string): boolean => one[0] === other[0] && nearly(one, other)

function sameDay(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true
  const [year, month, day] = one.split('-')
  return other === `${year}-${day}-${month}`
}

function sameSex(one: Demographics['sex'], other: Demographics['sex']): boolean {
  const says = (sex: Demographics['sex']): boolean => sex === 'FEMALE' || sex === 'MALE'
  return !says(one) || !says(other) || one === other
}
