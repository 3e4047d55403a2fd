// Identifiers that nobody has, of the form of one that was given: asked for in place of a child whom the caller may not even be
// seen to have asked for.
import { randomInt } from 'node:crypto'
import { isNhsNumber, isUpn } from './identifiers.js'
import type { ParsedIdentifier } from './identifiers.js'

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')

/** Numbers from 900 to 998 have been given to nobody; 999 is for tests, which this could be one of. */
function nhsNumberOfNobody(): string {
  const start = `9${randomInt(0, 9)}${digits(7)}`
  const check = [...'0123456789'].find(one => isNhsNumber(start + one))
  // One in eleven beginnings has no check digit.
  return check === undefined ? nhsNumberOfNobody() : start + check
}

/** No authority has the number 999. */
function upnOfNobody(): string {
  const rest = `999${digits(9)}`
  const letter = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].find(one => isUpn(one + rest))
  if (letter === undefined) throw new Error('every twelve digits have a check letter')
  return letter + rest
}

/** `localOf` gives a record id, in a source's own form, that no record has. */
export function nobodyLike(given: ParsedIdentifier, localOf: (source: string) => string): ParsedIdentifier {
  switch (given.kind) {
    case 'id':
      return given
    case 'nhsNumber':
      return { kind: 'nhsNumber', nhsNumber: nhsNumberOfNobody() }
    case 'upn':
      return { kind: 'upn', upn: upnOfNobody() }
    case 'local':
      return { kind: 'local', source: given.source, value: localOf(given.source) }
  }
}
