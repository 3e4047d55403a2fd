// The port: what the gateway asks of any agency system, whatever its protocol. Transport-neutral on purpose, so that a
// system that cannot accept calls may later answer by polling (agencies.md, finding 13).
import type { AgencyKind, AnswerReason, Bilingual, Category, Purpose, Records } from '../types/index.js'
import type { HubParts } from './hub-parts.js'
import type { Candidates, SoughtPerson } from './search.js'
import type { Subject } from './subject.js'

export type { AuthorityId, Demographics, Subject } from './subject.js'

/** Everything a source can be asked for, one entry a part: the unit of asking, of failing and of being reported missing. */
export interface PartValues extends HubParts {
  identity: Records.IdentityRecord
  contact: Records.ContactRecord
  family: Records.FamilyRecord
  professionals: readonly Involvement[]
  episodes: Pick<Records.MissingEpisodesRecord, 'episodes'> & Partial<Pick<Records.MissingEpisodesRecord, 'merged'>>
  'episodes.interviews': readonly Records.Debrief[]
  'episodes.accounts': readonly Records.ChildAccount[]
  'police.nominal': Records.PoliceNominal
  'police.markers': readonly Records.PoliceMarker[]
  'police.occurrences': readonly Records.Occurrence[]
  'police.protectionNotices': readonly Records.ProtectionNotice[]
  'police.intelligence': readonly Records.IntelligenceReport[]
  'police.custody': readonly Records.CustodyEvent[]
  'police.bailConditions': readonly Records.BailCondition[]
  'police.associates': readonly Records.Associate[]
  'police.vehicles': readonly Records.Vehicle[]
  'socialCare.statuses': readonly Records.CareStatus[]
  'socialCare.legalOrders': readonly Records.LegalOrder[]
  'socialCare.protectionPlans': readonly Records.ProtectionPlan[]
  'socialCare.placements': { placements: readonly Records.Placement[]; responsibility: Records.Responsibility | null }
  'socialCare.alerts': readonly Records.CareAlert[]
  'socialCare.assessments': readonly Records.Assessment[]
  'socialCare.chronology': readonly Records.ChronologyEntry[]
  'socialCare.referrals': readonly Records.CareReferral[]
  'socialCare.meetings': readonly Records.CareMeeting[]
  'education.enrolments': readonly Records.Enrolment[]
  'education.attendance': Records.Attendance
  'education.behaviour': readonly Records.BehaviourIncident[]
  'education.exclusions': readonly Records.Exclusion[]
  'education.learningNeeds': readonly Records.LearningNeed[]
  'health.alerts': readonly Records.HealthAlert[]
  'health.practice': Records.Practice
  'health.emergencyVisits': readonly Records.EmergencyVisit[]
  'health.missedAppointments': readonly Records.MissedAppointment[]
  'health.services': readonly Records.HealthService[]
  'health.conditions': readonly Records.HealthCondition[]
  'health.sensitive': readonly Records.SensitiveItem[]
  'thirdSector.debriefs': readonly Records.Debrief[]
  'thirdSector.accounts': readonly Records.ChildAccount[]
  'thirdSector.mediation': readonly Records.Mediation[]
  'thirdSector.referrals': readonly Records.OnwardReferral[]
  // Facts that decisions rest on. They are never shown: they say whether a relationship or circumstance holds.
  'fact.involvements': readonly InvolvementFact[]
  'fact.enrolments': readonly EnrolmentFact[]
  'fact.care': readonly CareFact[]
  'fact.placement': PlacementFact
  'fact.area': AreaFact
  'fact.episodes': readonly EpisodeFact[]
}

export type Part = keyof PartValues

/** Somebody working with the child; `reveals` is the category that knowing of the involvement gives away. */
export interface Involvement extends Omit<Records.Professional, 'sources'> {
  /** The worker's id in the agency's own system, for deduplication and relationships; never shown. */
  readonly staffRef: string | null
  readonly until: string | null
  readonly reveals: Category
}

/** An involvement as relationships need it: ALLOCATED, TEAM, REVIEWING. Dates are ISO days; null `until` is current. */
export interface InvolvementFact {
  readonly staffRef: string | null
  readonly team: string | null
  readonly role: 'WORKER' | 'IRO' | 'CP_CHAIR' | 'OTHER'
  readonly from: string | null
  readonly until: string | null
}
/** A roll entry: ENROLLED. A row marked for deletion is `current: false`. */
export interface EnrolmentFact {
  readonly school: string
  readonly current: boolean
}
/** An organisation (ODS code) that has the child under its care now: UNDER_CARE. */
export interface CareFact {
  readonly organisation: string
}
/** The current placement: RESIDENT, IN_AREA, DUTY. */
export interface PlacementFact {
  readonly urn: string | null
  readonly hostAuthority: string | null
  readonly responsibleAuthority: string | null
}
/** The local authority area (GSS) the child's home address lies in. */
export interface AreaFact {
  readonly homeAuthority: string | null
}
/** An episode as access needs it: whether open, and where (GSS areas, where the source knows). */
export interface EpisodeFact {
  readonly reference: string | null
  readonly open: boolean
  readonly category: Records.EpisodeCategory
  readonly reportedAt: string
  readonly endedAt: string | null
  readonly safeAndWellSettled: boolean
  readonly areas: readonly string[]
}

/** Why one row or value is restrained beyond its category. Each names an audience of the protocol. */
export type HandlingCode =
  'INTELLIGENCE_C' | 'ADDRESS_DO_NOT_DISCLOSE' | 'FHIR_RESTRICTED' | 'ABOUT_CARER' | 'ABOUT_SCHOOL' | 'ACCOUNT_AUDIENCE'

export interface Handling {
  readonly code: HandlingCode
  /** For ACCOUNT_AUDIENCE: the agency kinds the child agreed to. */
  readonly audience?: readonly string[]
}

/** Where a row carries its handling. A symbol, so that no resolver can select it and no JSON can forge it. */
export const HANDLING: unique symbol = Symbol('handling')

/** Marks a row or value as restrained. Adapters call it while mapping; the policies remove what the caller may not have. */
export const restrain = <T extends object>(row: T, handling: Handling): T => ({ ...row, [HANDLING]: handling })

/** One question: these parts of that record. */
export interface Ask {
  readonly recordId: string
  readonly parts: ReadonlySet<Part>
}

/** What became of one question. `failed` is about the whole source; a part that failed alone is in `read.failedParts`. */
export type Reading =
  | {
      readonly kind: 'read'
      /** The id the source answers under now; differs from the one asked after a merge or supersession. */
      readonly recordId: string
      readonly subject: Subject | null
      /** ISO time the data was true; null means now. */
      readonly asOf: string | null
      readonly stale: boolean
      /** A part asked for is either here (null or [] = nothing recorded in it) or in failedParts. Never neither. */
      readonly parts: Readonly<{ [P in Part]?: PartValues[P] | null }>
      readonly failedParts: Readonly<{ [P in Part]?: AnswerReason }>
      /** Parts from which the source itself kept rows back (clearance, redaction): RESTRICTED_RECORD to those who may be told. */
      readonly restrainedParts?: readonly Part[]
      /** Adoption, refuge, witness protection: limits everything that tells where the child is. */
      readonly protectedRecord: boolean
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'many' }
  | { readonly kind: 'failed'; readonly reason: AnswerReason }

/** Who asks and until when. Agency systems are told the acting person and purpose, as their own audit requires. */
export interface Call {
  readonly correlationId: string
  readonly purpose: Purpose | 'LINKING' | 'RELATIONSHIP'
  readonly actor: {
    readonly staffRef: string
    readonly role: string
    readonly organisation: string
    /** Holds police vetting, or is a police officer: the force keeps code C reports back from everybody else. */
    readonly policeVetted?: boolean
  }
  /** Absolute deadline on the monotonic clock, in ms of `performance.now()`. */
  readonly deadline: number
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal
}

/** A record named by identifiers: what a linking pass lists and what `find` gives. */
export interface IdentifiedRecord {
  readonly recordId: string
  readonly subject: Subject
  readonly protectedRecord: boolean
}

export type Found =
  | { readonly kind: 'records'; readonly records: readonly IdentifiedRecord[] }
  | { readonly kind: 'failed'; readonly reason: AnswerReason }

/** Whose children to list. */
export interface ListFor {
  readonly staffRef: string
  readonly teams: readonly string[]
  /** The caller's organisation: a school id for schools. */
  readonly organisation: string
}

export type Listed =
  | { readonly kind: 'records'; readonly recordIds: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: AnswerReason }

export interface SourceDescription {
  readonly id: string
  readonly name: string
  readonly agency: AgencyKind
  readonly organisation: string
  readonly area: string | null
  /** Organisations whose staff keep their records here: the schools of an authority's system. */
  readonly serves: readonly string[]
  readonly contact: { readonly name: string; readonly phone: string | null; readonly hours: Bilingual | null } | null
}

/** One configured agency system. Methods never throw for what a source does: they answer `failed`. Throwing is a bug. */
export interface AgencySource {
  readonly description: SourceDescription
  /** The parts this source can answer. Others are never asked of it. */
  readonly offers: ReadonlySet<Part>
  lookup(ask: Ask, call: Call): Promise<Reading>
  /** Its record ids are NHS numbers: whoever has a verified one has a record here, under that number. */
  readonly keyedByNhsNumber?: true
  /** Same order and length as asked. Offered only where the system can answer for many in one call. */
  lookupMany?(asks: readonly Ask[], call: Call): Promise<readonly Reading[]>
  /** Every record that carries the identifier. */
  find?(identifier: { nhsNumber: string } | { upn: string }, call: Call): Promise<Found>
  /**
   * By the system's own rules. It tells the system whom somebody looks for. Records that were merged away are left out, restrained
   * ones say so.
   */
  search?(person: SoughtPerson, call: Call): Promise<Candidates>
  listFor?(whose: ListFor, call: Call): Promise<Listed>
  /** Pages through every record, for the linking pass. `next` is opaque; null ends. */
  list?(page: string | null, call: Call): Promise<{ records: readonly IdentifiedRecord[]; next: string | null }>
}
