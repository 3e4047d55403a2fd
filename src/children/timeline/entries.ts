// What each part adds to the timeline. Titles use only fields of a part's summary; a detail needs the level its field has.
import type { Part, PartValues } from '../../adapters/agency.js'
import type { Bilingual, Category, Records } from '../../types/index.js'

export interface Dated {
  /** ISO day or moment; entries without a date do not appear. */
  readonly at: string | null
  readonly title: Bilingual
  readonly detail?: string | null
  /** The detail is given only at FULL. */
  readonly fullDetail?: boolean
}

export interface Extractor {
  readonly kind: Records.TimelineKind
  readonly category: Category
  readonly entries: (value: never) => readonly Dated[]
}

const words = (en: string, cy: string): Bilingual => ({ en, cy })

/** `prefix: label`, in both languages. */
function titled(en: string, cy: string, label: Bilingual | null | undefined): Bilingual {
  const english = label?.en
  if (english === null || english === undefined) return words(en, cy)
  return words(`${en}: ${english}`, `${cy}: ${label?.cy ?? english}`)
}

const coded = (value: Records.Coded | null): Bilingual | null => value?.label ?? null
const plain = (value: string | null): Bilingual | null => (value === null ? null : words(value, value))

function extractor<P extends Part>(
  part: P,
  kind: Records.TimelineKind,
  category: Category,
  entries: (value: PartValues[P]) => readonly Dated[],
): [P, Extractor] {
  return [part, { kind, category, entries }]
}

type Rows<P extends Part> = PartValues[P] extends readonly (infer Row)[] ? Row : never

/** One entry a row. */
function rows<P extends Part>(
  part: P,
  kind: Records.TimelineKind,
  category: Category,
  entry: (row: Rows<P>) => Dated,
): [Part, Extractor] {
  return extractor(part, kind, category, value => (value as readonly Rows<P>[]).map(entry))
}

export const EXTRACTORS: ReadonlyMap<Part, Extractor> = new Map<Part, Extractor>([
  extractor('episodes', 'MISSING_EPISODE', 'MISSING_EPISODES', ({ episodes }) =>
    (episodes ?? []).flatMap(episode => [
      { at: episode.reportedAt, title: titled('Reported missing', 'Adroddwyd ar goll', plain(episode.riskLabel)), detail: episode.reference, fullDetail: true },
      ...(episode.endedAt === null ? [] : [{ at: episode.endedAt, title: words('Missing episode ended', 'Daeth y cyfnod ar goll i ben') }]),
    ]),
  ),
  rows('police.markers', 'POLICE', 'POLICE_MARKERS', ({ from, marker, note }) => ({ at: from, title: titled('Police marker', 'Marciwr heddlu', coded(marker)), detail: note, fullDetail: true })),
  rows('police.occurrences', 'POLICE', 'POLICE_RECORD', ({ at, type, summary }) => ({ at, title: titled('Police occurrence', 'Digwyddiad heddlu', plain(type)), detail: summary, fullDetail: true })),
  rows('police.protectionNotices', 'POLICE', 'POLICE_RECORD', ({ submittedAt, risk, childVoice }) => ({ at: submittedAt, title: titled('Public protection notice', 'Hysbysiad diogelu', plain(risk)), detail: childVoice, fullDetail: true })),
  rows('police.intelligence', 'POLICE', 'POLICE_INTELLIGENCE', ({ recordedAt, text }) => ({ at: recordedAt, title: words('Police intelligence', 'Cudd-wybodaeth heddlu'), detail: text })),
  rows('socialCare.statuses', 'SOCIAL_CARE', 'LEGAL_STATUS', ({ from, source }) => ({ at: from, title: titled('Status began', 'Dechreuodd statws', coded(source)) })),
  rows('socialCare.legalOrders', 'SOCIAL_CARE', 'LEGAL_STATUS', ({ from, order }) => ({ at: from, title: titled('Legal order', 'Gorchymyn cyfreithiol', coded(order)) })),
  rows('socialCare.protectionPlans', 'SOCIAL_CARE', 'LEGAL_STATUS', ({ from }) => ({ at: from, title: words('Child protection plan began', 'Dechreuodd cynllun amddiffyn plant') })),
  extractor('socialCare.placements', 'SOCIAL_CARE', 'PLACEMENT', ({ placements }) => placements.map(({ from, type }) => ({ at: from, title: titled('Placement began', 'Dechreuodd lleoliad', coded(type)) }))),
  rows('socialCare.alerts', 'SOCIAL_CARE', 'SOCIAL_ASSESSMENT', ({ from, alert, note }) => ({ at: from, title: titled('Social-care alert', 'Rhybudd gofal cymdeithasol', coded(alert)), detail: note, fullDetail: true })),
  rows('socialCare.chronology', 'SOCIAL_CARE', 'SOCIAL_ASSESSMENT', ({ at, type, text }) => ({ at, title: titled('Chronology', 'Cronoleg', plain(type)), detail: text, fullDetail: true })),
  rows('socialCare.referrals', 'SOCIAL_CARE', 'REFERRALS', ({ receivedOn, source, outcome }) => ({ at: receivedOn, title: titled('Referral to social services', 'Atgyfeiriad i wasanaethau cymdeithasol', coded(source)), detail: outcome, fullDetail: true })),
  rows('socialCare.meetings', 'SOCIAL_CARE', 'MEETINGS', ({ on, type, decision }) => ({ at: on, title: titled('Meeting', 'Cyfarfod', plain(type)), detail: decision, fullDetail: true })),
  rows('education.enrolments', 'EDUCATION', 'ENROLMENT', ({ from }) => ({ at: from, title: words('Enrolled at a school', 'Cofrestrwyd mewn ysgol') })),
  rows('education.behaviour', 'EDUCATION', 'BEHAVIOUR', ({ on, type, incident }) => ({ at: on, title: titled('Behaviour incident', 'Digwyddiad ymddygiad', coded(type)), detail: incident, fullDetail: true })),
  rows('education.exclusions', 'EDUCATION', 'BEHAVIOUR', ({ from, type }) => ({ at: from, title: titled('Exclusion', 'Gwaharddiad', plain(type)) })),
  rows('health.alerts', 'HEALTH', 'HEALTH_ALERTS', ({ from, what }) => ({ at: from, title: titled('Health alert', 'Rhybudd iechyd', coded(what)) })),
  rows('health.emergencyVisits', 'HEALTH', 'HEALTH_RECORD', ({ arrivedAt, outcome, reason }) => ({ at: arrivedAt, title: titled('Emergency department', 'Adran achosion brys', coded(outcome)), detail: reason, fullDetail: true })),
  rows('health.missedAppointments', 'HEALTH', 'HEALTH_RECORD', ({ at, description }) => ({ at, title: words('Was not brought to an appointment', 'Ni ddaethpwyd â’r plentyn i apwyntiad'), detail: description, fullDetail: true })),
  rows('thirdSector.debriefs', 'THIRD_SECTOR', 'DEBRIEF_OUTCOME', ({ heldAt, offeredAt, outcome }) => ({ at: heldAt ?? offeredAt, title: titled('Return interview', 'Cyfweliad dychwelyd', plain(outcome)) })),
  rows('thirdSector.mediation', 'THIRD_SECTOR', 'REFERRALS', ({ startedOn }) => ({ at: startedOn, title: words('Mediation began', 'Dechreuodd cyfryngu') })),
  rows('thirdSector.referrals', 'THIRD_SECTOR', 'REFERRALS', ({ sentOn, service }) => ({ at: sentOn, title: titled('Referred on', 'Atgyfeiriwyd ymlaen', coded(service)) })),
  extractor('hub.mirafSummary', 'HUB', 'MIRAF_SUMMARY', ({ approvedAt }) => [{ at: approvedAt, title: words('Risk summary approved', 'Cymeradwywyd crynodeb risg') }]),
]) // prettier-ignore
