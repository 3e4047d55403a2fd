// Whom the agencies' own records and the hub's name as those who come for an alert: nobody has been asked yet whether they may.
import type { AgencyKind } from '../../types/index.js'
import type { NamedAs } from './stands.js'
import type { Named } from './teams.js'

export interface Involved {
  readonly staffRef: string | null
  readonly team: string | null
  readonly role: 'WORKER' | 'IRO' | 'CP_CHAIR' | 'OTHER'
  readonly from: string | null
  readonly until: string | null
}

/** What one source said. */
export interface Said {
  readonly source: string
  readonly agency: AgencyKind
  readonly organisation: string
  readonly involved: readonly Involved[]
  readonly schools: readonly string[]
  /** Organisations that have the child under their care. */
  readonly care: readonly string[]
  readonly host: string | null
  readonly home: string | null
}

export interface OfHub {
  readonly debriefAssignees: readonly string[]
  /** Where the child went missing, of episodes that are open: GSS codes. */
  readonly areas: readonly string[]
}

export interface Candidate {
  readonly standsAs: NamedAs
  readonly named: Named
}

const AS: Readonly<Record<'WORKER' | 'IRO' | 'CP_CHAIR', readonly [NamedAs, string]>> = {
  WORKER: ['ALLOCATED_WORKER', 'SOCIAL_WORKER'],
  IRO: ['REVIEWING_OFFICER', 'REVIEWING_OFFICER'],
  CP_CHAIR: ['CP_CHAIR', 'CP_CHAIR'],
}

/** `today` is a date. */
export const isNow = ({ from, until }: Involved, today: string): boolean =>
  (from === null || from.slice(0, 10) <= today) && (until === null || until.slice(0, 10) > today)

/** `today` is a date. `debriefProvider` is the organisation that holds return interviews; null where there is none. */
export function candidatesOf(
  said: readonly Said[],
  hub: OfHub,
  debriefProvider: string | null,
  today: string,
): readonly Candidate[] {
  const named = (agency: AgencyKind, organisation: string, role: string): Named => ({
    ...{ agency, organisation, role, post: null, staffRef: null },
  })
  const found: Candidate[] = [{ standsAs: 'HUB', named: named('HUB', 'hub', 'HUB_PRACTITIONER') }]
  for (const { agency, organisation, involved, schools, care } of said) {
    for (const one of involved.filter(each => isNow(each, today))) {
      if (one.role === 'OTHER') continue
      const [standsAs, role] = AS[one.role]
      found.push({ standsAs, named: { agency, organisation, role, post: one.team, staffRef: one.staffRef } })
    }
    for (const school of schools)
      found.push({ standsAs: 'SCHOOL_LEAD', named: named('EDUCATION', school, 'SCHOOL_LEAD') })
    for (const one of care)
      found.push({ standsAs: 'SAFEGUARDING_NURSE', named: named('HEALTH', one, 'SAFEGUARDING_NURSE') })
  }
  const hosts = said.flatMap(({ host }) => host ?? [])
  const homes = said.flatMap(({ home }) => home ?? [])
  // Of a child at home nobody hosts; the duty team of where the child went missing has them tonight.
  for (const gss of hosts.length + homes.length > 0 ? hosts : hub.areas)
    found.push({ standsAs: 'HOST_AUTHORITY', named: named('SOCIAL_CARE', gss, 'DUTY_TEAM') })
  for (const gss of homes) found.push({ standsAs: 'HOME_AUTHORITY', named: named('SOCIAL_CARE', gss, 'DUTY_TEAM') })
  if (debriefProvider !== null)
    for (const staffRef of hub.debriefAssignees) {
      const worker = named('THIRD_SECTOR', debriefProvider, 'DEBRIEF_WORKER')
      found.push({ standsAs: 'DEBRIEF_WORKER', named: { ...worker, staffRef } })
    }
  return found
}
