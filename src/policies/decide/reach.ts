// What could be decided, before anything about a child is known: gate 1, the caller's purposes, the facts worth looking up.
import { LEVELS } from '../../types/index.js'
import type { Category, Level, Purpose, Relationship } from '../../types/index.js'
import { roleOf, standingOf } from '../protocol/compile.js'
import type { CompiledProtocol, Conditions, RelationshipFact, Verdict } from '../protocol/index.js'
import type { Facts } from '../protocol/levels.js'
import { levels, openedBy, usable } from '../protocol/levels.js'
import { at } from '../protocol/table.js'
import { CHILD_CATEGORIES, indexOf, levelOf } from '../protocol/words.js'
import { ceilingOf } from './decide.js'
import type { Ceiling } from './question.js'

const SUMMARY = LEVELS.indexOf('SUMMARY')

/**
 * The most this caller could hold of each category for this purpose, in whatever circumstances: gate 1. A purpose that is not the
 * role's gives NONE throughout. Under a purpose for hub records only, these are levels on hub records.
 */
export function couldEver(
  protocol: CompiledProtocol,
  roleName: string,
  conditions: Conditions,
  purpose: Purpose,
  ceiling: Ceiling,
): Readonly<Record<Category, Level>> {
  const role = roleOf(protocol, roleName)
  const rule = role?.purposes.get(purpose)
  const most = new Uint8Array(CHILD_CATEGORIES.length)
  if (role !== undefined && rule !== undefined) {
    const episodeOpen = rule.when === 'WHILE_CLOSED' ? 'NO' : 'YES'
    const opened = role.opens === 'NEVER' ? 'NO' : 'YES'
    const facts: Facts = { opened, episodeOpen, recentEpisode: 'YES', breakGlass: role.breakGlass !== null }
    levels(standingOf(role, conditions), rule, facts, 'CERTAIN', most)
  }
  const could = Object.create(null) as Record<Category, Level>
  could.OPERATIONAL = 'FULL'
  could.DERIVED = 'FULL'
  for (const [index, category] of CHILD_CATEGORIES.entries()) {
    could[category] = levelOf(Math.min(at(most, index), ceilingOf(ceiling, category)))
  }
  return Object.freeze(could)
}

/** The purposes open to a role in some circumstance. Any other is refused: PURPOSE_NOT_YOURS. */
export const purposesOf = (protocol: CompiledProtocol, role: string): readonly Purpose[] => [
  ...(roleOf(protocol, role)?.purposes.keys() ?? []),
]

/**
 * Whether the role may use the purpose. Without `episodeOpen`: whether it ever may, which is all that may be answered before a
 * relationship is known, since the rest would tell a stranger whether an episode is open. With it: whether it may now.
 */
export function mayUsePurpose(
  protocol: CompiledProtocol,
  role: string,
  purpose: Purpose,
  episodeOpen?: Verdict,
): Verdict {
  const rule = roleOf(protocol, role)?.purposes.get(purpose)
  if (rule === undefined) return 'NO'
  return episodeOpen === undefined ? 'YES' : usable(rule, episodeOpen)
}

/**
 * Whether somebody may look for children by who they are: where the purpose could open to them who a child is, as agencies have it.
 * A purpose that keeps to the hub's own records could not.
 */
export function maySearch(
  protocol: CompiledProtocol,
  roleName: string,
  conditions: Conditions,
  purpose: Purpose,
  ceiling: Ceiling,
): boolean {
  if (roleOf(protocol, roleName)?.purposes.get(purpose)?.hubRecordsOnly !== false) return false
  return LEVELS.indexOf(couldEver(protocol, roleName, conditions, purpose, ceiling).IDENTITY) >= SUMMARY
}

/** Whether the child may be opened to the role: by a relationship, or because the role needs none. */
export function opens(
  protocol: CompiledProtocol,
  roleName: string,
  relationships: readonly RelationshipFact[],
): Verdict {
  const role = roleOf(protocol, roleName)
  return role === undefined || role.opens === 'NEVER' ? 'NO' : openedBy(role, relationships)
}

/** Whether broken glass opens anything for the role. */
export const breaksGlass = (protocol: CompiledProtocol, role: string): boolean =>
  (roleOf(protocol, role)?.breakGlass ?? null) !== null

/**
 * A purpose of the role's that rests on no episode: for finding out whether a child may be opened at all, which is the same
 * under every purpose. Null where the role has none.
 */
export const plainPurpose = (protocol: CompiledProtocol, role: string): Purpose | null =>
  [...(roleOf(protocol, role)?.purposes ?? [])].find(([, rule]) => rule.when === 'ALWAYS')?.[0] ?? null

/** What a caller without a relationship is told of a child who is known: that, and whom to ring; or what an unknown child gets. */
export const withoutRelationship = (protocol: CompiledProtocol, role: string): 'EXISTS' | 'NOT_SHOWN' =>
  roleOf(protocol, role)?.toldTheChildIsKnown === true ? 'EXISTS' : 'NOT_SHOWN'

/** What has to be found out before a decision. */
export interface Needs {
  /** One that holds is enough for the level; `mayLocate` may ask for a particular one. */
  readonly relationships: readonly Relationship[]
  /** Whether an open episode makes a difference to the categories asked for, or to the purpose. */
  readonly episode: boolean
  /** Whether a recent episode or open threshold meeting makes a difference. An open episode settles it. */
  readonly recentEpisode: boolean
}

/** Which facts matter to these categories, so that no system is asked for one that cannot. */
export function needs(
  protocol: CompiledProtocol,
  roleName: string,
  purpose: Purpose,
  categories: readonly Category[],
): Needs {
  const role = roleOf(protocol, roleName)
  const rule = role?.purposes.get(purpose)
  if (role === undefined || rule === undefined || role.opens === 'NEVER') {
    return { relationships: [], episode: false, recentEpisode: false }
  }
  const wanted = categories.map(indexOf).filter(index => index >= 0)
  // No note depends on the episode, so any standing shows where it matters; a capped cell is looked up in vain at worst.
  const differs = (one: Uint8Array, other: Uint8Array): boolean =>
    wanted.some(
      index => Math.min(at(one, index), at(rule.caps, index)) !== Math.min(at(other, index), at(rule.caps, index)),
    )
  const { narrow } = role
  return {
    relationships: role.opensBy,
    episode: rule.when !== 'ALWAYS' || role.standings.some(standing => differs(standing.plain, standing.open)),
    // While LOCATE_CHILD may be used an episode is open, and an open episode is a recent one.
    recentEpisode:
      narrow !== null &&
      rule.when !== 'WHILE_OPEN' &&
      role.standings.some(standing =>
        differs(
          standing.plain,
          standing.plain.map((cell, index) => Math.min(cell, at(narrow, index))),
        ),
      ),
  }
}
