// A protection flag on any record of a child limits who is told where the child is.
import { roleOf } from '../protocol/compile.js'
import type { CompiledProtocol, Verdict } from '../protocol/index.js'
import type { RelationshipFact } from '../protocol/levels.js'
import { readMember } from '../protocol/member.js'

/**
 * Whether the caller may be given `@locates` coordinates of a child with a protection flag: clause 3.LOCATES. It comes on top of the
 * category's level. A child whose every link carries the flag is shown to nobody else at all.
 */
export function mayLocate(
  protocol: CompiledProtocol,
  roleName: string,
  relationships: readonly RelationshipFact[],
): Verdict {
  const role = roleOf(protocol, roleName)
  if (role === undefined) return 'NO'
  let verdict: Verdict = 'NO'
  for (const text of protocol.edition.protectionFlag.mayLocate) {
    const member = readMember(text, 'with')
    if (member.role !== role.code) continue
    if (member.qualifier === null) return 'YES'
    const fact = relationships.find(each => each.relationship === member.qualifier)
    if (fact?.outcome === 'HOLDS') return 'YES'
    if (fact !== undefined) verdict = 'UNDECIDED'
  }
  return verdict
}
