// The invented region: people, and what each agency's system has recorded of them. Every system keeps its own spelling,
// numbers and mistakes; `personId` is the truth of who is one child, and never leaves the simulators except in truth.json.
// All times are ISO 8601 UTC, all days ISO. Every name, number and address is invented; phones lie in Ofcom's drama ranges.

export type Gss = 'W06000018' | 'W06000019' | 'W06000020' | 'W06000021' | 'W06000022'

export interface Authority {
  readonly gss: Gss
  readonly name: string
  /** Welsh local-authority number of UPNs: 676 … 680. */
  readonly number: string
  readonly socialCare: 'eclipse' | 'ssd-rest'
  readonly education: 'wonde' | 'oneroster'
  readonly postcodeAreas: readonly string[]
}

export interface School { readonly id: string; readonly gss: Gss; readonly name: string; readonly town: string; readonly phone: string; readonly phase: 'primary' | 'secondary' }
export interface Home { readonly urn: string; readonly gss: Gss; readonly name: string; readonly postcode: string; readonly phone: string; readonly provider: string }

/** A worker of an agency. `ref` is the staffRef in the agency's own system. */
export interface Staff {
  readonly ref: string
  readonly name: string
  readonly agency: 'police' | 'social-care' | 'education' | 'health' | 'third-sector' | 'hub'
  /** GSS, school id, ODS code or force code. */
  readonly organisation: string
  readonly role: string
  readonly team: string | null
  readonly phone: string
  readonly email: string
  readonly registration: string | null
}

export interface AddressRow { readonly use: 'HOME' | 'PLACEMENT' | 'TEMPORARY' | 'FORMER'; readonly lines: readonly string[]; readonly town: string; readonly postcode: string; readonly uprn: string | null; readonly gss: Gss | null; readonly from: string | null; readonly until: string | null; readonly doNotDisclose: boolean }
export interface RelativeRow { readonly name: string; readonly relationship: 'MOTHER' | 'FATHER' | 'STEP_PARENT' | 'FOSTER_CARER' | 'SIBLING' | 'GRANDPARENT' | 'OTHER'; readonly parentalResponsibility: boolean | null; readonly contact: 'NONE' | 'RESTRICTED' | null; readonly sameHousehold: boolean | null; readonly phone: string | null; readonly dateOfBirth: string | null; readonly priority: number | null }

/** How one system has the person, mistakes included. */
export interface PersonRow {
  readonly personId: string
  readonly givenName: string
  readonly middleNames: string | null
  readonly familyName: string
  readonly knownAs: string | null
  readonly formerNames: readonly { readonly givenName: string; readonly familyName: string; readonly use: string }[]
  readonly dateOfBirth: string
  readonly dateOfBirthMask: 'DAY' | 'MONTH' | 'YEAR'
  readonly dateOfBirthEstimated: boolean
  readonly sex: 'FEMALE' | 'MALE' | 'OTHER' | 'UNKNOWN'
  /** 903 code such as WBRI. */
  readonly ethnicity: string | null
  readonly language: 'en' | 'cy' | 'other'
  readonly addresses: readonly AddressRow[]
  readonly relatives: readonly RelativeRow[]
  readonly phones: readonly { readonly owner: string; readonly number: string; readonly use: 'MOBILE' | 'HOME' | 'WORK' }[]
}

export interface EpisodeRow {
  readonly ref: string
  readonly reportedAt: string
  readonly lastSeenAt: string
  readonly endedAt: string | null
  readonly status: 'OPEN' | 'FOUND' | 'CLOSED'
  readonly category: 'MISSING' | 'ABSENT' | 'NO_FURTHER_ACTION'
  readonly missingFrom: 'HOME' | 'CARE_HOME' | 'FOSTER' | 'SCHOOL' | 'HOSPITAL' | 'OTHER'
  readonly risk: 'VERY_LOW' | 'LOW' | 'MEDIUM' | 'HIGH'
  readonly riskHistory: readonly { readonly level: EpisodeRow['risk']; readonly at: string; readonly rationale: string }[]
  readonly gss: Gss
  readonly lastSeenPlace: string
  readonly foundPlace: string | null
  readonly foundBy: string | null
  readonly companions: readonly string[]
  readonly circumstances: string
  readonly harm: readonly string[]
  readonly safeAndWell: { readonly done: boolean; readonly at: string | null; readonly officer: string; readonly summary: string | null; readonly notDoneReason: string | null } | null
  readonly interviewReferredAt: string | null
}

export interface PoliceNominal extends PersonRow {
  readonly nominalId: string
  readonly pncId: string | null
  /** Set on a nominal that was merged away; requests for it are told the survivor. */
  readonly mergedInto: string | null
  readonly mergedFrom: readonly string[]
  readonly aliases: readonly string[]
  readonly description: string | null
  readonly markers: readonly { readonly code: string; readonly from: string; readonly until: string | null; readonly note: string | null }[]
  readonly episodes: readonly EpisodeRow[]
  readonly occurrences: readonly { readonly ref: string; readonly at: string; readonly type: string; readonly role: 'victim' | 'suspect' | 'witness' | 'MISPER'; readonly summary: string }[]
  readonly notices: readonly { readonly ref: string; readonly submittedAt: string; readonly type: 'CHILD' | 'ADULT' | 'DA'; readonly risk: 'RED' | 'AMBER' | 'GREEN'; readonly childVoice: string | null; readonly sharedWith: readonly string[] }[]
  readonly intelligence: readonly { readonly id: string; readonly scheme: '3x5x2' | '5x5x5'; readonly source: string; readonly information: string; readonly handling: string; readonly conditions: string | null; readonly text: string; readonly recordedAt: string; readonly about: 'CARER' | 'SCHOOL' | null }[]
  readonly custody: readonly { readonly arrivedAt: string; readonly releasedAt: string | null; readonly reason: string; readonly healthConcerns: readonly string[] }[]
  readonly bailConditions: readonly { readonly condition: string; readonly from: string; readonly until: string | null }[]
  readonly associates: readonly { readonly name: string; readonly relationship: string; readonly since: string | null }[]
  readonly vehicles: readonly { readonly registration: string; readonly description: string }[]
  readonly officerRef: string | null
  readonly lastPoliceProtectionAt: string | null
  readonly protectedRecord: boolean
}

export interface SocialCareRow extends PersonRow {
  readonly gss: Gss
  /** The LA child id, also the record id. */
  readonly laChildId: string
  readonly nhsNumber: string | null
  readonly upn: string | null
  /** The placing authority's child id, where placed here by another. */
  readonly responsibleLaChildId: string | null
  readonly responsibleLa: string
  readonly hostLa: string | null
  readonly statuses: readonly { readonly kind: 'CIN' | 'CP' | 'LAC' | 'LEAVER'; readonly from: string; readonly until: string | null; readonly endReason: string | null }[]
  readonly legal: readonly { readonly code: string; readonly from: string; readonly until: string | null }[]
  readonly plans: readonly { readonly from: string; readonly until: string | null; readonly category: 'NEG' | 'PHY' | 'SAB' | 'EMO' | 'MUL'; readonly otherLa: boolean }[]
  readonly placements: readonly { readonly type: string; readonly provider: string; readonly urn: string | null; readonly name: string | null; readonly postcode: string; readonly phone: string | null; readonly distance: number; readonly from: string; readonly until: string | null; readonly changeReason: string | null; readonly doNotDisclose: boolean }[]
  readonly involvements: readonly { readonly staffRef: string; readonly role: 'WORKER' | 'IRO' | 'CP_CHAIR' | 'OTHER'; readonly team: string; readonly from: string; readonly until: string | null }[]
  readonly alerts: readonly { readonly code: string; readonly from: string; readonly until: string | null; readonly note: string | null }[]
  readonly assessments: readonly { readonly type: string; readonly from: string; readonly until: string | null; readonly factors: readonly string[]; readonly outcome: string | null }[]
  readonly chronology: readonly { readonly at: string; readonly type: string; readonly text: string }[]
  readonly referrals: readonly { readonly on: string; readonly source: string; readonly outcome: string }[]
  readonly meetings: readonly { readonly type: string; readonly on: string; readonly decision: string | null }[]
  readonly episodes: readonly { readonly ref: string; readonly from: string; readonly until: string | null; readonly type: 'M' | 'A'; readonly interviewOffered: 'Y' | 'N' | 'NA' | null; readonly interviewAccepted: 'Y' | 'N' | 'NA' | null }[]
  /** The record is locked to named people (the source answers FORBIDDEN, or redacted in a search). */
  readonly lockedTo: readonly string[] | null
  readonly protection: 'ADOPTION' | 'REFUGE' | 'WITNESS' | null
}

export interface PupilRow extends PersonRow {
  readonly gss: Gss
  /** Wonde id such as A1039521228, or a OneRoster sourcedId (UUID). */
  readonly pupilId: string
  readonly upn: string
  readonly formerUpn: string | null
  readonly enrolments: readonly { readonly school: string; readonly from: string; readonly until: string | null; readonly kind: 'MAIN' | 'SUBSIDIARY'; readonly toBeDeleted: boolean; readonly year: string }[]
  /** Newest first; codes of the Welsh 2010 set. */
  readonly marks: readonly { readonly date: string; readonly session: 'AM' | 'PM'; readonly code: string; readonly comment: string | null; readonly minutesLate: number | null }[]
  readonly presentPercent: number
  readonly unauthorisedPercent: number
  readonly behaviour: readonly { readonly id: string; readonly on: string; readonly type: string; readonly incident: string; readonly role: string }[]
  readonly exclusions: readonly { readonly from: string; readonly until: string | null; readonly type: 'FIXED' | 'PERMANENT'; readonly reason: string }[]
  readonly needs: readonly { readonly provision: string; readonly need: string; readonly from: string; readonly support: string | null }[]
  readonly inCare: boolean
  readonly protectedRecord: boolean
}

export interface PatientRow extends PersonRow {
  readonly patientId: string
  readonly pasNumber: string
  readonly nhsNumber: string | null
  readonly nhsStatus: '01' | '02' | '03' | '04' | '05' | 'nn' | null
  readonly gp: { readonly ods: string; readonly name: string; readonly phone: string } | null
  readonly allergies: readonly { readonly code: string; readonly display: string; readonly criticality: 'low' | 'high'; readonly from: string }[]
  readonly conditions: readonly { readonly code: string; readonly display: string; readonly active: boolean; readonly from: string; readonly alert: boolean }[]
  readonly flags: readonly { readonly text: string; readonly from: string; readonly label: 'N' | 'R' | 'V' }[]
  readonly visits: readonly { readonly id: string; readonly from: string; readonly until: string | null; readonly reason: string; readonly outcome: string; readonly site: string; readonly label: 'N' | 'R' | 'V' }[]
  readonly missed: readonly { readonly id: string; readonly at: string; readonly description: string; readonly setting: string; readonly label: 'N' | 'R' | 'V' }[]
  readonly careTeams: readonly { readonly name: string; readonly organisation: string; readonly from: string; readonly until: string | null; readonly staffRefs: readonly string[] }[]
  readonly restricted: boolean
  readonly protectedRecord: boolean
}

/** The national demographics (PDS/WDS) entry. */
export interface DemographicsRow extends PersonRow {
  readonly nhsNumber: string
  /** Old numbers that now answer under this one. */
  readonly supersedes: readonly string[]
  readonly gpOds: string | null
  readonly restricted: boolean
}

export interface CharityRow extends PersonRow {
  readonly clientId: string
  readonly debriefs: readonly { readonly ref: string; readonly episodeRef: string; readonly offeredAt: string; readonly outcome: 'OFFERED' | 'ACCEPTED' | 'DECLINED' | 'HELD'; readonly declinedReason: string | null; readonly heldAt: string | null; readonly withinTarget: boolean | null; readonly push: readonly string[]; readonly pull: readonly string[]; readonly wouldHelp: readonly string[]; readonly workerRef: string }[]
  readonly accounts: readonly { readonly at: string; readonly gist: string; readonly words: string; readonly audience: readonly ('HUB' | 'SOCIAL_CARE' | 'POLICE' | 'HEALTH' | 'EDUCATION')[] }[]
  readonly mediation: readonly { readonly startedOn: string; readonly sessions: number; readonly status: 'OPEN' | 'FINISHED' | 'DECLINED' }[]
  readonly referrals: readonly { readonly service: string; readonly sentOn: string; readonly takeUp: 'ACCEPTED' | 'REFUSED' | 'WAITING' }[]
  readonly protectedRecord: boolean
}

/** What the hub itself knows; loaded into the gateway's store by seed.json. */
export interface HubRow {
  readonly personId: string
  readonly caseFrom: string | null
  readonly debriefAssignee: string | null
  readonly episodes: readonly EpisodeRow[]
  readonly summary: { readonly risk: EpisodeRow['risk']; readonly en: string; readonly cy: string; readonly whatToDoEn: string; readonly whatToDoCy: string; readonly approvedAt: string; readonly reviewDue: string } | null
}

export interface Region {
  readonly seed: number
  /** The region's own "now": records lie before it. Real time runs on from here. */
  readonly now: string
  readonly authorities: readonly Authority[]
  readonly schools: readonly School[]
  readonly homes: readonly Home[]
  readonly staff: readonly Staff[]
  readonly police: readonly PoliceNominal[]
  readonly socialCare: Readonly<Record<Gss, readonly SocialCareRow[]>>
  readonly education: Readonly<Record<Gss, readonly PupilRow[]>>
  readonly health: readonly PatientRow[]
  readonly demographics: readonly DemographicsRow[]
  readonly charity: readonly CharityRow[]
  readonly hub: readonly HubRow[]
  /** Which personIds are siblings, twins. */
  readonly families: readonly { readonly siblings: readonly string[]; readonly twins: boolean }[]
  /** Children made by hand to be looked at: stable across seeds of one size. */
  readonly showcase: readonly { readonly personId: string; readonly note: string }[]
}
