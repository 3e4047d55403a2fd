// Identifiers as callers give them: checked, normalised, never echoed. NHS number: modulus 11; UPN: check letter
// (agencies.md §1.1, §2.2).
import { HafanError } from '../../errors.js'

export type ParsedIdentifier =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'nhsNumber'; readonly nhsNumber: string }
  | { readonly kind: 'upn'; readonly upn: string }
  | { readonly kind: 'local'; readonly source: string; readonly value: string }

const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const LONGEST_LOCAL = 64

/** Whether ten digits carry the right check digit; a remainder of 10 is never valid. */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(digits[9])
}

/** Whether a UPN carries the right check letter. A temporary one ends in a letter, which counts as its place in the table. */
export function isUpn(upn: string): boolean {
  if (!/^[A-Z]\d{11}[\dA-Z]$/.test(upn)) return false
  const values = [...upn.slice(1)].map(char => (/\d/.test(char) ? Number(char) : UPN_LETTERS.indexOf(char)))
  if (values.includes(-1)) return false
  const sum = values.reduce((total, value, index) => total + value * (index + 2), 0)
  return UPN_LETTERS[sum % 23] === upn[0]
}

export interface GivenIdentifier {
  readonly id?: string | null | undefined
  readonly nhsNumber?: string | null | undefined
  readonly upn?: string | null | undefined
  readonly local?: { readonly source: string; readonly value: string } | null | undefined
}

function refuse(what: string): never {
  throw new HafanError('BAD_IDENTIFIER', what)
}

/** Throws BAD_IDENTIFIER, which says what is wrong with the form and nothing of the value. */
export function parseIdentifier(given: GivenIdentifier, isSource: (id: string) => boolean): ParsedIdentifier {
  if (given.nhsNumber != null) {
    const nhsNumber = given.nhsNumber.replace(/[\s-]/g, '')
    if (!isNhsNumber(nhsNumber))
      refuse(
        'An NHS number has 10 digits, the last of them a check digit, and this one does not add up. Check it against its source.',
      )
    return { kind: 'nhsNumber', nhsNumber }
  }
  if (given.upn != null) {
    const upn = given.upn.trim().toUpperCase()
    if (!isUpn(upn))
      refuse(
        'A unique pupil number is a check letter and 12 characters, and this one does not add up. Check it against its source.',
      )
    return { kind: 'upn', upn }
  }
  if (given.local != null) {
    const { source, value } = given.local
    if (!isSource(source)) refuse('The source of a local identifier must be one that Query.sources lists.')
    // A control character is in no record id, and the store would answer it with a fault of its own.
    if (value === '' || value.length > LONGEST_LOCAL || /\p{Cc}/u.test(value))
      refuse(`A local identifier has 1 to ${LONGEST_LOCAL} characters, none of them a control character.`)
    return { kind: 'local', source, value }
  }
  if (given.id != null) return { kind: 'id', id: given.id.toLowerCase() }
  return refuse('Give exactly one of id, nhsNumber, upn or local.')
}
