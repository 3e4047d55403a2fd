// The timeline as the protocol would have it, read from the canary records: which parts have dates, and what each adds.
import type { Entitlement } from './entitled.js'
import { DAY, episodeOf } from './facts.js'
import type { CanaryOperation } from './operations.js'
import { parts } from './schema.js'
import { HANDLING } from '../../src/adapters/agency.js'
import type { Handling } from './tokens.js'
import type { World } from './world.js'

type Row = Readonly<Record<string, unknown>>

interface Line {
  readonly kind: string
  readonly at: readonly string[]
  /** Given only with the coordinate it comes from. */
  readonly detail?: string
}

const line = (kind: string, at: string, detail?: string): Line => ({ kind, at: at.split(' or '), ...(detail === undefined ? {} : { detail }) }) // prettier-ignore

/** Part → its dated rows. Episodes have two dates each, and are below. */
const LINES: Readonly<Record<string, Line>> = {
  'police.markers': line('POLICE', 'from', 'PoliceMarker.note'),
  'police.occurrences': line('POLICE', 'at', 'Occurrence.summary'),
  'police.protectionNotices': line('POLICE', 'submittedAt', 'ProtectionNotice.childVoice'),
  'police.intelligence': line('POLICE', 'recordedAt', 'IntelligenceReport.text'),
  'socialCare.statuses': line('SOCIAL_CARE', 'from'),
  'socialCare.legalOrders': line('SOCIAL_CARE', 'from'),
  'socialCare.protectionPlans': line('SOCIAL_CARE', 'from'),
  'socialCare.placements': line('SOCIAL_CARE', 'from'),
  'socialCare.alerts': line('SOCIAL_CARE', 'from', 'CareAlert.note'),
  'socialCare.chronology': line('SOCIAL_CARE', 'at', 'ChronologyEntry.text'),
  'socialCare.referrals': line('SOCIAL_CARE', 'receivedOn', 'CareReferral.outcome'),
  'socialCare.meetings': line('SOCIAL_CARE', 'on', 'CareMeeting.decision'),
  'education.enrolments': line('EDUCATION', 'from'),
  'education.behaviour': line('EDUCATION', 'on', 'BehaviourIncident.incident'),
  'education.exclusions': line('EDUCATION', 'from'),
  'health.alerts': line('HEALTH', 'from'),
  'health.emergencyVisits': line('HEALTH', 'arrivedAt', 'EmergencyVisit.reason'),
  'health.missedAppointments': line('HEALTH', 'at', 'MissedAppointment.description'),
  'thirdSector.debriefs': line('THIRD_SECTOR', 'heldAt or offeredAt'),
  'thirdSector.mediation': line('THIRD_SECTOR', 'startedOn'),
  'thirdSector.referrals': line('THIRD_SECTOR', 'sentOn'),
}

export interface Entry {
  readonly at: string
  readonly kind: string
  readonly detail: unknown
}

/** The first page, newest first. */
export function entriesAs(of: Entitlement, world: World, { canary }: CanaryOperation, args: Row): Entry[] {
  const all = of.child.linked.flatMap(source =>
    Object.entries(world.held.get(source as never)?.get(of.child.index)?.parts ?? {}).flatMap(([part, value]) =>
      given(of, source, part) ? entriesOf(of, source, part, value) : [],
    ),
  )
  const kinds = args['kinds'] as readonly string[] | null | undefined
  const within = all
    .concat(hubEntries(of, world))
    .filter(({ kind }) => kinds == null || kinds.includes(kind))
    .filter(({ at }) => (args['from'] == null || at >= '1500') && (args['to'] == null || at < '2900'))
  if (canary.caller.person === null) return []
  const first = typeof args['first'] === 'number' ? args['first'] : 25
  return within.sort((left, right) => (left.at < right.at ? 1 : -1)).slice(0, first)
}

function given(of: Entitlement, source: string, part: string): boolean {
  const place = parts.get(part)
  if (!place || !of.reads(source, part)) return false
  return place.fields.some(field => of.allows(`${place.record}.${field}`, source))
}

function entriesOf(of: Entitlement, source: string, part: string, value: unknown): Entry[] {
  if (part === 'episodes') return rows(of, (value as Row)['episodes']).flatMap(row => episode(of, source, row))
  const found = LINES[part]
  if (!found) return []
  const held = part === 'socialCare.placements' ? (value as Row)['placements'] : value
  return rows(of, held).flatMap(row => {
    const at = found.at.map(field => row[field]).find(one => typeof one === 'string')
    if (typeof at !== 'string') return []
    const [, field = ''] = found.detail?.split('.') ?? []
    const detail = found.detail !== undefined && of.allows(found.detail, source) ? row[field] : null
    return [{ at, kind: found.kind, detail }]
  })
}

function episode(of: Entitlement, source: string, row: Row): Entry[] {
  const detail = of.allows('MissingEpisode.reference', source) ? row['reference'] : null
  const entry = (at: unknown, of_: unknown): Entry[] => (typeof at === 'string' ? [{ at, kind: 'MISSING_EPISODE', detail: of_ }] : []) // prettier-ignore
  return [...entry(row['reportedAt'], detail), ...entry(row['endedAt'], null)]
}

/** Stands for now where only what is newer than what matters. */
const THEN = new Date('2026-12-31T12:00:00Z')

/** The hub's own: dated about now, and so no canaries but the reference. */
function hubEntries(of: Entitlement, world: World): Entry[] {
  const { related, index } = of.child
  const approved = new Date(THEN.getTime() - DAY).toISOString()
  const summary = of.allows('HubRecord.mirafSummary', 'hub') ? [{ at: approved, kind: 'HUB', detail: null }] : []
  if (related !== 'NOW' || !of.allows('MissingEpisodesAnswer.record', 'hub')) return summary
  const reference = of.allows('MissingEpisode.reference', 'hub') ? world.hub.get(index)?.reference : null
  const { reportedAt, endedAt } = episodeOf(of.child, THEN)
  const reported = { at: reportedAt, kind: 'MISSING_EPISODE', detail: reference }
  return [...summary, reported, ...(endedAt === null ? [] : [{ at: endedAt, kind: 'MISSING_EPISODE', detail: null }])]
}

function rows(of: Entitlement, value: unknown): Row[] {
  const all = (value ?? []) as readonly Row[]
  return all.filter(row => {
    const handling = (row as { [HANDLING]?: Handling })[HANDLING]
    return handling === undefined || of.receives([handling])
  })
}
