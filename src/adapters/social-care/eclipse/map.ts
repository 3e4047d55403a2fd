// Eclipse's words into the domain's. Pure: what is not here was not asked.
import type { Records } from '../../../types/index.js'
import { coded, combined, worded } from '../codes.js'
import {
  ABUSE_CATEGORY,
  LEGAL_STATUS,
  PLACEMENT_CHANGE,
  PLACEMENT_TEXT,
  PLACEMENT_TYPE,
  PROVIDER,
} from '../codes/care.js'
import { ALERT, ASSESSMENT_FACTOR, REFERRAL_SOURCE } from '../codes/concerns.js'
import { placements, type EpisodeFacts } from '../records.js'
import { current, day, moment, plainNumber, yesNo } from '../values.js'
import type { CorePerson, ListRow, PersonWire } from './upstream.js'

/** "Child is missing". */
const MISSING_ALERT = 'ALERT04'

/** Missing episodes: chronology entries that carry the details of one. */
export const episodes = (entries: readonly ListRow['missing'][]): readonly EpisodeFacts[] =>
  entries.flatMap(({ missing, ...one }) =>
    // Without its details an entry is a note on an absence, and does not say that the child is still away.
    missing === null
      ? []
      : {
          reference: missing.reference ?? one.id,
          from: one.startDateTime,
          until: one.endDateTime,
          type: missing.type,
          offered: missing.returnInterviewOffered,
          accepted: missing.returnInterviewAccepted,
        },
  )

/**
 * Adds the episode that a standing "child is missing" alert speaks of, where no entry is open. It is shown and is no
 * ground for access: an alert has no hour, and one left standing would keep an episode open for ever.
 */
export function withAlerted(
  recorded: readonly EpisodeFacts[],
  alerts: PersonWire['alertAssignments'],
  on: string,
): readonly EpisodeFacts[] {
  const alert = alerts.find(one => one.type === MISSING_ALERT && current(day(one.endDate), on))
  if (!alert?.startDate || recorded.some(one => one.until === null)) return recorded
  return [
    ...recorded,
    { reference: null, from: alert.startDate, until: null, type: 'M', offered: null, accepted: null },
  ]
}

/** Alerts and warnings. Those that mark a protected record are left out: they are what `protectedRecord` says. */
export function careAlerts(
  alerts: PersonWire['alertAssignments'],
  person: CorePerson,
  protectedWarnings: ReadonlySet<string>,
): readonly Records.CareAlert[] {
  return [...alerts, ...person.warningAssignments.filter(one => !protectedWarnings.has(one.type))].map(one => ({
    alert: coded(ALERT, one.type),
    from: day(one.startDate),
    until: day(one.endDate),
    note: one.notes,
  }))
}

export const legalOrders = (
  all: PersonWire['legalStatuses'],
  nation: 'wales' | 'england',
): readonly Records.LegalOrder[] =>
  all.map(one => ({
    order: coded(LEGAL_STATUS[nation], one.type?.code ?? null),
    from: day(one.startDate),
    until: day(one.endDate),
  }))

export const protectionPlans = (all: PersonWire['childProtectionPlans']): readonly Records.ProtectionPlan[] =>
  all.map(one => ({
    from: day(one.startDate),
    until: day(one.endDate),
    category: combined(ABUSE_CATEGORY, one.latestCategory?.code ?? null),
    otherAuthority: yesNo(one.otherAuthority),
  }))

/** Placements. Eclipse flags the address as not to be disclosed; a placement at such an address is hidden with it. */
export function carePlacements(
  all: PersonWire['placements'],
  where: PersonWire['whereabouts'],
  on: string,
): readonly Records.Placement[] {
  const hidden = new Set(
    where.filter(one => one.doNotDisclose === true).map(one => plainNumber(one.location?.postcode ?? null)),
  )
  return placements(
    all.map(one => ({
      type:
        one.kind?.code == null ? worded(PLACEMENT_TEXT, one.kind?.text ?? null) : coded(PLACEMENT_TYPE, one.kind.code),
      provider: coded(PROVIDER, one.provider?.code ?? null),
      urn: one.urn,
      name: one.name,
      postcode: one.postcode,
      phone: one.telephone,
      distanceMiles: one.distanceMiles,
      from: day(one.startDate),
      until: day(one.endDate),
      changeReason: coded(PLACEMENT_CHANGE, one.changeReason?.code ?? null),
      hidden: one.doNotDisclose === true || (one.postcode !== null && hidden.has(plainNumber(one.postcode))),
    })),
    on,
  )
}

export const assessments = (all: PersonWire['assessments']): readonly Records.Assessment[] =>
  all.map(one => ({
    type: one.type,
    startedOn: day(one.startDate),
    completedOn: day(one.endDate),
    factors: one.factors?.flatMap(factor => coded(ASSESSMENT_FACTOR, factor) ?? []) ?? null,
    outcome: one.outcome,
  }))

/** Missing episodes are left out: they are a part of their own, and would show twice on a timeline. */
export const chronology = (all: readonly ListRow['chronology'][]): readonly Records.ChronologyEntry[] =>
  all
    .filter(one => one.missing === null)
    .map(one => ({
      at: moment(one.startDateTime),
      type: one.subType?.name ?? one.subType?.code ?? null,
      text: one.text,
    }))

export const referrals = (all: PersonWire['referrals']): readonly Records.CareReferral[] =>
  all.map(one => ({
    receivedOn: day(one.date),
    source: coded(REFERRAL_SOURCE, one.source?.code ?? null),
    outcome: one.outcome,
  }))

export const meetings = (all: PersonWire['meetings']): readonly Records.CareMeeting[] =>
  all.map(one => ({ type: one.type, on: day(one.date), decision: one.decision }))
