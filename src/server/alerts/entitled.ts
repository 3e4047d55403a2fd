// Whether the protocol would show the child to whoever is named: by the column of their role, with the relationship that names
// them in place. Whom it would not is not told that there is anything.
import { TOLD_OF } from '../../hub/alerts/kinds.js'
import { ENTITLED_AS, type ChildCategoryOf, type NamedAs, type Standing } from '../../hub/alerts/stands.js'
import type { Member } from '../../hub/alerts/teams.js'
import { couldEver, mayLocate, opens, purposesOf } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { AlertKind } from '../../store/tables-alerts.js'
import type { Store } from '../../store/open.js'
import type { Link } from '../../types/child.js'
import { LEVELS } from '../../types/index.js'
import type { Team } from './teams.js'

const SUMMARY = LEVELS.indexOf('SUMMARY')
const NO_CONDITIONS = { secondedFrom: null, vetting: null, clearance: [] }

export interface AlertedChild {
  readonly id: string
  readonly links: readonly Link[]
}

/** Every record of the child carries a protection flag: to nearly everybody nobody knows such a child. */
export const isConcealed = ({ links }: Pick<AlertedChild, 'links'>): boolean =>
  links.length > 0 && links.every(({ protectedRecord }) => protectedRecord)

/** The role in which they are; null where they are not. */
export function entitledAs(
  protocol: CompiledProtocol,
  kind: Exclude<AlertKind, 'SCHOOL_DIGEST'>,
  standsAs: NamedAs,
  child: Pick<AlertedChild, 'links'>,
): string | null {
  const { category, to } = TOLD_OF[kind]
  if (!to.has(standsAs)) return null
  return ENTITLED_AS[standsAs].find(standing => mayBeTold(protocol, standing, category, child))?.role ?? null
}

/**
 * Whether a team further along a line of escalation may be: whether some role of theirs, with some relationship that opens its
 * column, would have it. Which relationship they have nobody was asked, so of a child who is concealed it is the hub's alone.
 */
export function mayBeToldInLine(
  protocol: CompiledProtocol,
  kind: AlertKind,
  { agency, members }: Pick<Team, 'agency' | 'members'>,
  child: Pick<AlertedChild, 'links'>,
): boolean {
  if (kind === 'SCHOOL_DIGEST') return false
  const { category } = TOLD_OF[kind]
  const concealed = isConcealed(child)
  return protocol.columns
    .filter(({ agencies }) => agencies.includes(agency))
    .filter(({ name }) => members.some(({ role }) => role === undefined || role === name))
    .some(({ name, opensBy }) =>
      opensBy
        .filter(relationship => !concealed || relationship === 'HUB_CASE')
        .some(relationship => mayBeTold(protocol, { role: name, relationship }, category, child)),
    )
}

function mayBeTold(
  protocol: CompiledProtocol,
  { role, relationship }: Standing,
  category: ChildCategoryOf,
  child: Pick<AlertedChild, 'links'>,
): boolean {
  const held = [{ relationship, outcome: 'HOLDS' as const }]
  if (opens(protocol, role, held) !== 'YES') return false
  if (isConcealed(child) && mayLocate(protocol, role, held) !== 'YES') return false
  return purposesOf(protocol, role).some(
    purpose => LEVELS.indexOf(couldEver(protocol, role, NO_CONDITIONS, purpose, 'ALL')[category]) >= SUMMARY,
  )
}

/** Whether the team has somebody left who is not too near to the child: one that has not is not told. */
export async function hasSomebody(
  { agency, organisation, members }: Pick<Team, 'agency' | 'organisation' | 'members'>,
  child: AlertedChild,
  store: Pick<Store, 'conflicts'>,
  at: Date,
): Promise<boolean> {
  const people = members.flatMap(({ staffRef }: Member) => staffRef ?? [])
  if (people.length < members.length) return true
  const near = await Promise.all(
    people.map(async staffRef => (await store.conflicts.near({ agency, organisation, staffRef }, at)).child(child)),
  )
  return near.includes(null)
}
