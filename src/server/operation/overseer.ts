// Who oversees a member of staff: the auditors of whoever owns the system their organisation keeps its records in. A school is
// overseen by its authority; who has no system, a children's home say, by the hub.
import type { AgencySource } from '../../adapters/agency.js'
import { HUB_SOURCE } from '../../hub/source.js'
import { isOwnSystem } from '../../policies/admission/facts.js'
import type { Person } from '../../types/caller.js'
import type { AgencyKind } from '../../types/index.js'

export interface Overseer {
  readonly agency: AgencyKind
  readonly organisation: string
}

type Staff = Pick<Person, 'agency' | 'organisation'>

/** There is one hub to a gateway, whatever its own people's provider calls it. */
const THE_HUB: Overseer = { agency: 'HUB', organisation: HUB_SOURCE }

export function overseerOf(staff: Staff, sources: readonly AgencySource[]): Overseer {
  const own = sources.find(
    source => source.description.agency === staff.agency && isOwnSystem(source, staff),
  )?.description
  return own ? { agency: own.agency, organisation: own.organisation } : THE_HUB
}

/** Null for an auditor of an organisation that oversees nobody: a school's own, say, of an authority's system. */
export function overseenBy(auditor: Staff, sources: readonly AgencySource[]): Overseer | null {
  if (auditor.agency === 'HUB') return THE_HUB
  const own = overseerOf(auditor, sources)
  return own.agency === auditor.agency && own.organisation === auditor.organisation ? own : null
}

/** Whether a manager may speak for the other: one of the same organisation. An auditor may for all they oversee. */
export function speaksFor(
  speaker: Staff & Pick<Person, 'role'>,
  staff: Staff,
  sources: readonly AgencySource[],
): boolean {
  if (speaker.agency === staff.agency && speaker.organisation === staff.organisation) return true
  if (speaker.role !== 'AUDITOR') return false
  const overseen = overseenBy(speaker, sources)
  const overseer = overseerOf(staff, sources)
  return overseen?.agency === overseer.agency && overseen.organisation === overseer.organisation
}
