// The region the tests look at, and ways of looking.
import { createHash } from 'node:crypto'
import { generateRegion } from '../../../simulators/region/generate.js'
import type { PersonRow, Region } from '../../../simulators/region/model.js'

export const NOW = '2026-02-12T00:30:00Z'
export const region = generateRegion({ seed: 7, size: 2000, now: NOW })

export const socialCareOf = (of: Region): Region['socialCare'][keyof Region['socialCare']] =>
  Object.values(of.socialCare).flat()
export const pupilsOf = (of: Region): Region['education'][keyof Region['education']] =>
  Object.values(of.education).flat()
export const everyRow = (of: Region): readonly PersonRow[] => [
  ...of.police,
  ...socialCareOf(of),
  ...pupilsOf(of),
  ...of.health,
  ...of.demographics,
  ...of.charity,
]
export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
export const duplicatesIn = (ids: readonly string[]): readonly string[] => ids.filter((id, n) => ids.indexOf(id) !== n)

/** The check of agencies.md §1.1, written again and otherwise than in the generator. */
export function isNhsNumber(number: string): boolean {
  const sum = [...number].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
  // With the check digit in place (weight 1) the whole sum is a multiple of eleven.
  return /^999\d{7}$/.test(number) && sum % 11 === 0
}

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** The check of agencies.md §2.2; temporary numbers end in a letter. */
export function isUpn(upn: string): boolean {
  if (!/^[A-HJ-NP-RT-Z](67[6-9]|680)\d{8}[\dA-HJ-NP-RT-Z]$/.test(upn)) return false
  const sum = [...upn.slice(1)].reduce(
    (total, place, n) => total + (n + 2) * (/\d/.test(place) ? Number(place) : LETTERS.indexOf(place)),
    0,
  )
  return LETTERS[sum % 23] === upn[0]
}
