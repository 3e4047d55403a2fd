// Who may receive a single restrained record. An audience only ever takes away from what the category gives.
import type { AgencyKind } from '../../types/index.js'
import type { CompiledProtocol, CompiledRole } from './compile.js'
import { roleOf, standingOf } from './compile.js'
import type { Conditions } from './member.js'
import { meets, readMember } from './member.js'
import { at } from './table.js'
import { HANDLING_CODES, indexOf } from './words.js'

/** Whether the role, under what the token says, is among members written as `HP` or `HP if police-cleared`. */
export function isAmong(
  protocol: CompiledProtocol,
  members: readonly string[],
  role: CompiledRole,
  conditions: Conditions,
): boolean {
  return members.some(text => {
    const member = readMember(text, 'if')
    if (member.role !== role.code) return false
    const condition = member.qualifier === null ? null : protocol.edition.conditions[member.qualifier]
    return condition === null || (condition !== undefined && meets(condition, conditions))
  })
}

/**
 * Whether the caller may receive a record under a handling code. `ownList` is the audience the record itself carries (agency
 * kinds). An unknown code, an unknown role and a list that should be there and is not all answer no.
 */
export function mayReceive(
  protocol: CompiledProtocol,
  handlingCode: string,
  roleName: string,
  conditions: Conditions,
  ownList?: readonly string[],
): boolean {
  const role = roleOf(protocol, roleName)
  const code = HANDLING_CODES.find(each => each === handlingCode)
  // A role whose column never opens is in nobody's audience.
  if (role === undefined || role.opens === 'NEVER' || code === undefined) return false
  const audience = protocol.edition.handling.audiences[code]
  if ('roles' in audience) return isAmong(protocol, audience.roles, role, conditions)
  if ('everybodyBut' in audience) return !audience.everybodyBut.includes(role.code)
  if ('whoeverMaySee' in audience) {
    const index = indexOf(audience.whoeverMaySee)
    const standing = standingOf(role, conditions)
    return Math.min(at(standing.open, index), at(standing.caps, index)) > 0
  }
  return role.agencies.some((agency: AgencyKind) => ownList?.includes(agency) === true)
}

/** Whether the role learns that something was removed. For everybody else the answer equals one without that record. */
export function isTold(protocol: CompiledProtocol, roleName: string): boolean {
  const role = roleOf(protocol, roleName)
  return role !== undefined && protocol.edition.handling.told.includes(role.code)
}
