// Every point of the space a protocol decides over, so that a never-clause is checked everywhere and not by sample.
import { AGENCIES } from './words.js'
import type { CompiledProtocol, CompiledRole } from './compile.js'
import type { RelationshipFact } from './levels.js'
import type { Conditions } from './member.js'

/** Every different thing a token can say: secondments, the vettings and clearances the protocol names, and none of them. */
export function everyConditions(protocol: CompiledProtocol): readonly Conditions[] {
  const named = Object.values(protocol.edition.conditions)
  const vettings = [null, ...new Set(named.flatMap(condition => condition.vetting))]
  const clearances = subsets([...new Set(named.flatMap(condition => condition.clearance))])
  return [null, ...AGENCIES].flatMap(secondedFrom =>
    vettings.flatMap(vetting => clearances.map(clearance => ({ secondedFrom, vetting, clearance }))),
  )
}

/** Every set of relationships the role can hold, each relationship absent, holding or undecided; the empty set is first. */
export function everyRelationships(role: Pick<CompiledRole, 'canHold'>): readonly (readonly RelationshipFact[])[] {
  return role.canHold.reduce<readonly (readonly RelationshipFact[])[]>(
    (sets, relationship) =>
      sets.flatMap(set => [
        set,
        [...set, { relationship, outcome: 'HOLDS' as const }],
        [...set, { relationship, outcome: 'UNDECIDED' as const }],
      ]),
    [[]],
  )
}

function subsets(words: readonly string[]): readonly (readonly string[])[] {
  return words.reduce<readonly (readonly string[])[]>((sets, word) => sets.flatMap(set => [set, [...set, word]]), [[]])
}
