// The rights of one caller on one child: the decision, and who is in the audience of restrained records.
import type { Caller, Person } from '../../types/caller.js'
import { knowsOfSomebody } from '../../children/professionals.js'
import type { Grants, RelationshipOutcome, Rights } from '../../types/decision.js'
import { LEVELS } from '../../types/index.js'
import type { Category, Purpose, Relationship } from '../../types/index.js'
import { NOTHING, couldEver, decide, isConcealed, mayLocate, purposesOf } from '../decide/index.js'
import { isTold, mayReceive } from '../protocol/audience.js'
import { AGENCIES, CHILD_CATEGORIES } from '../protocol/index.js'
import type { Act, CompiledProtocol, Conditions, Strength } from '../protocol/index.js'
import type { Circumstances } from './circumstances.js'

export interface RightsDeps {
  readonly protocol: CompiledProtocol
  readonly caller: Caller
  readonly person: Person
  readonly purpose: Purpose
  /** When the caller's broken glass for this child ends; left out where none is in force. */
  readonly breakGlassUntil?: string | null
}

export function rightsFor(
  relationships: readonly RelationshipOutcome[],
  circumstances: Pick<Circumstances, 'open' | 'recent' | 'inGrace'>,
  { protocol, caller, person, purpose, breakGlassUntil = null }: RightsDeps,
): Rights {
  const { role } = person
  const conditions = conditionsOf(person)
  const decision = decide(protocol, {
    role,
    conditions,
    relationships,
    episodeOpen: circumstances.open,
    recentEpisode: circumstances.recent === 'UNDECIDED' ? 'UNDECIDED' : circumstances.recent === 'YES',
    breakGlass: breakGlassUntil !== null,
    purpose,
    ceiling: caller.application.ceiling,
  })
  return {
    purpose,
    edition: protocol.id,
    relationships,
    episodeInGrace: circumstances.inGrace,
    breakGlassUntil,
    grants: withoutNobody(decision.hub),
    // Who looked is the hub's own to tell, also where a purpose keeps to the hub's records.
    agencyGrants: withoutNobody(Object.freeze({ ...decision.grants, ACCESS_HISTORY: decision.hub.ACCESS_HISTORY })),
    concealed: concealedBy(protocol),
    hubRecordsOnly: decision.hubRecordsOnly,
    mayReceive: ({ code, audience }) => mayReceive(protocol, code, role, conditions, audience),
    told: isTold(protocol, role),
    mayLocate: mayLocate(protocol, role, relationships) === 'YES',
  }
}

/**
 * The rights on a register that an act opens and no relationship does: what the role's column has of who looked, and nothing
 * else of any child. The hub's manager and the owners' auditors review what was done, whoever's child it was.
 */
export const registerRights = (act: Act, deps: Omit<RightsDeps, 'purpose'>): Rights =>
  rightsByAct(act, 'ACCESS_HISTORY', deps)

/**
 * The rights of whoever decides whether a record is a child's: who both are about, from whoever holds a record of them, as far
 * as their role's column has it. Nothing that is restrained, and nothing of where a protected child is.
 */
export function linkRights(act: Act, deps: Omit<RightsDeps, 'purpose'>): Rights {
  const rights = rightsByAct(act, 'IDENTITY', deps)
  return { ...rights, agencyGrants: rights.grants, hubRecordsOnly: false }
}

function rightsByAct(
  act: Act,
  category: 'ACCESS_HISTORY' | 'IDENTITY',
  { protocol, caller, person }: Omit<RightsDeps, 'purpose'>,
): Rights {
  const strength = mostOf(protocol, { caller, person })(category)
  const level = LEVELS[strength]
  const given = { level, strength, clause: `act.${act}`, undecided: false }
  const grants = Object.freeze({ ...NOTHING, [category]: given })
  return {
    ...{ purpose: 'QUALITY_ASSURANCE', edition: protocol.id, relationships: [], episodeInGrace: false },
    ...{ breakGlassUntil: null, grants, agencyGrants: NOTHING, concealed: concealedBy(protocol) },
    ...{ hubRecordsOnly: true, mayReceive: () => false, told: false, mayLocate: false },
  }
}

/**
 * Who works with a child is told only where the involvement itself may be known of. To whom none may be, an empty list would say
 * that there is nobody: the category is withheld, and said to be.
 */
function withoutNobody(grants: Grants): Grants {
  if (knowsOfSomebody(grants) || grants.PROFESSIONALS.strength === 0) return grants
  return Object.freeze({ ...grants, PROFESSIONALS: { ...grants.PROFESSIONALS, level: 'NONE', strength: 0 } })
}

function concealedBy(protocol: CompiledProtocol): ReadonlySet<Category> {
  return new Set(CHILD_CATEGORIES.filter(category => isConcealed(protocol, category)))
}

/** The most of a category that the person could be given of any child, under any of their purposes. */
export function mostOf(
  protocol: CompiledProtocol,
  { caller, person }: Pick<RightsDeps, 'caller' | 'person'>,
): (category: Category) => Strength {
  const all = purposesOf(protocol, person.role).map(purpose =>
    couldEver(protocol, person.role, conditionsOf(person), purpose, caller.application.ceiling),
  )
  return category => Math.max(0, ...all.map(levels => LEVELS.indexOf(levels[category]))) as Strength
}

/** Whether the role could be shown a child whose every record is protected, if it held the right relationship. */
export function mayReachConcealed(protocol: CompiledProtocol, { role }: Person): boolean {
  const best = ALL_RELATIONSHIPS.map(relationship => ({ relationship, outcome: 'HOLDS' as const }))
  return mayLocate(protocol, role, best) === 'YES'
}

const ALL_RELATIONSHIPS: readonly Relationship[] = ['ALLOCATED', 'TEAM']

/** What the token says beyond the role. An agency it does not know is no secondment. */
export function conditionsOf({ secondedFrom, vetting, clearance }: Person): Conditions {
  return { secondedFrom: AGENCIES.find(agency => agency === secondedFrom) ?? null, vetting, clearance }
}
