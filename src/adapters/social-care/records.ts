// Domain records that both social-care adapters build, from facts already read out of their own wire shapes.
import type { Records } from '../../types/index.js'
import { restrain, type EpisodeFact, type Involvement, type InvolvementFact, type PlacementFact } from '../agency.js'
import { coded, UNRECOGNISED } from './codes.js'
import { CARE_STATUS, END_REASON } from './codes/care.js'
import { WORKER_ROLE } from './codes/people.js'
import { current, day, moment, yesNo } from './values.js'

/** A missing episode: `M` whereabouts not known, `A` away without authorisation. */
export interface EpisodeFacts {
  readonly reference: string | null
  readonly from: string
  readonly until: string | null
  readonly type: string | null
  readonly offered: string | null
  readonly accepted: string | null
}

const CATEGORIES: Readonly<Record<string, Records.EpisodeCategory>> = { M: 'MISSING', A: 'AWAY_UNAUTHORISED' }
const categoryOf = (type: string | null): Records.EpisodeCategory => CATEGORIES[type ?? ''] ?? 'UNRECOGNISED'

/** Social care records a start and an end, no grading: that is the police's. */
export function missingEpisode(facts: EpisodeFacts): Records.MissingEpisode {
  return {
    reference: facts.reference,
    reportedAt: moment(facts.from),
    lastSeenAt: null,
    endedAt: moment(facts.until),
    status: facts.until === null ? 'OPEN' : 'CLOSED',
    category: categoryOf(facts.type),
    risk: 'NOT_GRADED',
    riskLabel: null,
    riskHistory: null,
    missingFrom: null,
    lastSeenPlace: null,
    foundPlace: null,
    foundBy: null,
    companions: null,
    circumstances: null,
    harm: null,
    safeAndWell: null,
    returnInterviewReferredAt: null,
    returnInterviewOffered: yesNo(facts.offered),
    returnInterviewAccepted: yesNo(facts.accepted),
    version: null,
    hostAuthority: null,
    homeAuthority: null,
  }
}

/**
 * The same for access decisions. Social care does not keep the safe and well check, so it cannot hold access open for want
 * of one: past the first day after return, only the police and the hub can.
 */
export function episodeFact(facts: EpisodeFacts): EpisodeFact {
  return {
    reference: facts.reference,
    open: facts.until === null,
    category: categoryOf(facts.type),
    reportedAt: moment(facts.from) ?? facts.from,
    endedAt: moment(facts.until),
    safeAndWellSettled: true,
    areas: [],
  }
}

export const newestFirst = (all: readonly EpisodeFacts[]): readonly EpisodeFacts[] =>
  all.toSorted((a, b) => ((moment(a.from) ?? '') < (moment(b.from) ?? '') ? 1 : -1))

/** A worker round the child. */
export interface WorkerFacts {
  readonly staffRef: string | null
  readonly name: string | null
  readonly role: string | null
  readonly team: string | null
  readonly organisation: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly from: string | null
  readonly until: string | null
}

const roleCode = (role: string | null): string =>
  (role ?? '')
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
const WORKERS = new Set(['ALLOCATED_WORKER', 'ALLOCATED_CASE_WORKER', 'KEY_WORKER'])

/** That a social worker is involved gives away that the child has a status in social services. */
export function involvement(worker: WorkerFacts): Involvement {
  return {
    staffRef: worker.staffRef,
    name: worker.name,
    role: worker.role === null ? null : (WORKER_ROLE.labels.get(roleCode(worker.role)) ?? UNRECOGNISED),
    agency: 'SOCIAL_CARE',
    team: worker.team,
    organisation: worker.organisation,
    phone: worker.phone,
    email: worker.email,
    from: day(worker.from),
    until: day(worker.until),
    reveals: 'LEGAL_STATUS',
  }
}

/** The same for relationships. A role nobody knows counts as OTHER, which opens least. */
export function involvementFact(worker: WorkerFacts): InvolvementFact {
  const code = roleCode(worker.role)
  const role = WORKERS.has(code) ? 'WORKER' : code === 'IRO' || code === 'CP_CHAIR' ? code : 'OTHER'
  return { staffRef: worker.staffRef, team: worker.team, role, from: day(worker.from), until: day(worker.until) }
}

/** A placement, and whether its address is to stay undisclosed. */
export interface PlacementFacts extends Omit<Records.Placement, 'distanceMiles'> {
  readonly distanceMiles: number | null
  readonly hidden: boolean
}

/** Current first, then the latest. 999.9 miles is how the 903 says "not known". */
export function placements(all: readonly PlacementFacts[], on: string): readonly Records.Placement[] {
  const rank = (one: PlacementFacts) => `${current(one.until, on) ? '1' : '0'}${one.from ?? ''}`
  return all
    .toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))
    .map(({ hidden, distanceMiles, ...rest }) => {
      const placement = { ...rest, distanceMiles: distanceMiles !== null && distanceMiles < 999 ? distanceMiles : null }
      return hidden ? restrain(placement, { code: 'ADDRESS_DO_NOT_DISCLOSE' }) : placement
    })
}

/** Which authority answers for the child, and which hosts; null where neither is recorded. */
export function responsibility(responsible: string | null, host: string | null): Records.Responsibility | null {
  if (responsible === null && host === null) return null
  const known = responsible !== null && host !== null
  return {
    responsibleAuthority: responsible,
    hostAuthority: host,
    outOfArea: known ? (responsible === host ? 'NO' : 'YES') : 'NOT_RECORDED',
  }
}

/** The current placement for relationships. Without one, only the responsible authority is told. */
export function placementFact(
  all: readonly { readonly urn: string | null; readonly until: string | null }[],
  authorities: { readonly responsible: string | null; readonly host: string | null },
  on: string,
): PlacementFact | null {
  const now = all.find(one => current(one.until, on))
  if (!now && authorities.responsible === null) return null
  return {
    urn: now?.urn ?? null,
    hostAuthority: now ? authorities.host : null,
    responsibleAuthority: authorities.responsible,
  }
}

const STATUSES: Readonly<Record<string, Records.CareStatusKind>> = {
  CIN: 'IN_NEED',
  CP: 'PROTECTION_PLAN',
  LAC: 'LOOKED_AFTER',
  LEAVER: 'CARE_LEAVER',
}

/** A status; a kind the gateway does not know is UNRECOGNISED with the source's own code. */
export function careStatus(facts: {
  readonly kind: string
  readonly from: string | null
  readonly until: string | null
  readonly endReason: string | null
}): Records.CareStatus {
  return {
    status: STATUSES[facts.kind.toUpperCase()] ?? 'UNRECOGNISED',
    source: coded(CARE_STATUS, facts.kind),
    from: day(facts.from),
    until: day(facts.until),
    endReason: coded(END_REASON, facts.endReason),
  }
}

/** A contact address, restrained where its owner says that it is not to be disclosed. */
export function address(record: Records.Address, hidden: boolean): Records.Address {
  return hidden ? restrain(record, { code: 'ADDRESS_DO_NOT_DISCLOSE' }) : record
}
