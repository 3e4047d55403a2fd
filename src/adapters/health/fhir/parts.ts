// Puts one patient's answer together, part by part: what may be shown, what was kept back, what failed.
import type { AnswerReason } from '../../../types/index.js'
import type { CareFact, Part, Reading } from '../../agency.js'
import { reasonOf } from '../../reading.js'
import { SourceFault } from '../../transport.js'
import type { Patient } from '../datatypes.js'
import { ODS_CODE } from '../identifiers.js'
import { contactOf, homeAuthorityOf, identityOf, isLabelled, subjectOf } from '../patient.js'
import { practiceInvolvement, practiceOf, relativeOf } from '../people.js'
import { type Clinical, isWithheld } from './confidentiality.js'
import * as map from './map.js'
import { NEEDS, type Offered, type OfferedValues, OPEN_ENCOUNTER, type Plan, type Rows, type RowType } from './plan.js'
import type { Found } from './search.js'
import type { Included } from './upstream.js'

/** What the searches gave for one patient: absent where not searched, a fault where the search failed. */
export type Gathered = { readonly [T in RowType]?: Found<Rows[T]> | SourceFault }

interface View {
  readonly patient: Patient
  readonly beside: readonly Included[]
  /** Rows of a search; throws its fault. */
  rows<T extends RowType>(type: T): readonly Rows[T][]
  /** Rows that may be passed on. */
  open<T extends Exclude<RowType, 'RelatedPerson'>>(type: T): readonly Rows[T][]
  /** Today as an ISO day. */
  readonly today: string
}

type Builders = { readonly [P in Offered]: (view: View) => NonNullable<OfferedValues[P]> | null }

const BUILD: Builders = {
  identity: ({ patient }) => identityOf(patient),
  contact: ({ patient }) => contactOf(patient),
  family: view => {
    const people = view.rows('RelatedPerson').filter(person => !isLabelled(person) && person.active !== false)
    return people.length === 0 ? null : { people: people.map(relativeOf) }
  },
  professionals: view => {
    const practice = registeredPractice(view)
    const teams = view.open('CareTeam').filter(team => team.status !== 'entered-in-error')
    const members = teams.flatMap(team => map.involvementsOf(team, view.beside))
    return practice === null ? members : [practiceInvolvement(practice), ...members]
  },
  'health.alerts': view => map.alertsOf(view.open('AllergyIntolerance'), view.open('Condition'), view.open('Flag')),
  'health.practice': view => registeredPractice(view),
  'health.emergencyVisits': view =>
    view
      .open('Encounter')
      .filter(row => map.isEmergency(row) && !isCancelled(row.status))
      .map(map.visitOf),
  'health.missedAppointments': view => view.open('Appointment').map(map.missedOf),
  'health.services': view =>
    view
      .open('CareTeam')
      .filter(team => team.status !== 'entered-in-error')
      .map(map.serviceOf),
  'health.conditions': view =>
    view
      .open('Condition')
      .filter(row => !map.isVoid(row))
      .map(map.conditionOf),
  'health.sensitive': view => clinicalRows(view).filter(isWithheld).map(map.sensitiveOf),
  'fact.care': view => careFacts(view),
  'fact.area': ({ patient }) => ({ homeAuthority: homeAuthorityOf(patient) }),
}

function registeredPractice({ patient, beside }: View): ReturnType<typeof practiceOf> {
  return practiceOf(patient, ods => {
    const found = beside.find(
      resource =>
        resource.resourceType === 'Organization' &&
        resource.identifier?.some(({ system, value }) => system === ODS_CODE && value === ods) === true,
    )
    if (found === undefined) return null
    const phone = found.telecom?.find(({ system }) => system === 'phone')?.value ?? null
    return { name: typeof found.name === 'string' ? found.name : null, phone }
  })
}

const CLINICAL = ['Encounter', 'Appointment', 'Condition', 'AllergyIntolerance', 'Flag', 'CareTeam'] as const

function clinicalRows(view: View): Clinical[] {
  return CLINICAL.flatMap((type): readonly Clinical[] => view.rows(type))
}

function isCancelled(status: string): boolean {
  return status === 'cancelled' || status === 'entered-in-error' || status === 'planned'
}

/** Who has the child under care now. It decides a relationship and is never shown, so labels do not hide it. */
function careFacts(view: View): CareFact[] {
  const open = view.rows('Encounter').filter(({ status }) => OPEN_ENCOUNTER.some(value => value === status))
  const teams = view
    .rows('CareTeam')
    .filter(({ status, period }) => status === 'active' && (period?.end === undefined || period.end >= view.today))
  const codes = map.odsCodesOf([
    ...open.map(({ serviceProvider }) => serviceProvider),
    ...teams.flatMap(({ managingOrganization }) => managingOrganization ?? []),
    ...(view.patient.generalPractitioner ?? []),
  ])
  return [...new Set(codes)].map(organisation => ({ organisation }))
}

/** The reading of one patient. `today` is an ISO day. */
export function readingOf(
  found: Found<Patient>,
  patient: Patient,
  gathered: Gathered,
  plan: Plan,
  today: string,
): Reading {
  const searched = [...plan.types].flatMap((type): (Found<unknown> | SourceFault)[] => {
    const answer = gathered[type]
    return answer === undefined ? [] : [answer]
  })
  const answers = searched.filter((answer): answer is Found<unknown> => !(answer instanceof SourceFault))
  const view = viewOf(patient, [...found.included, ...answers.flatMap(({ included }) => included)], gathered, today)
  const parts: OfferedValues = {}
  const failedParts: { [P in Part]?: AnswerReason } = {}
  const put = <P extends Offered>(part: P): void => {
    try {
      parts[part] = BUILD[part](view)
    } catch (error) {
      failedParts[part] = reasonOf(error)
    }
  }
  for (const part of plan.parts) put(part)
  for (const part of plan.notOffered) failedParts[part] = 'NOT_OFFERED'
  const restrainedParts = [...plan.parts].filter(part => isRestrained(part, found, patient, gathered))
  return {
    kind: 'read',
    recordId: patient.id,
    subject: subjectOf(patient),
    // The server says that a copy is old, not how old: then the moment is not known.
    asOf: null,
    stale: found.stale || answers.some(({ stale }) => stale),
    parts,
    failedParts,
    ...(restrainedParts.length === 0 ? {} : { restrainedParts }),
    protectedRecord: isLabelled(patient),
  }
}

function viewOf(patient: Patient, beside: readonly Included[], gathered: Gathered, today: string): View {
  const rows = <T extends RowType>(type: T): readonly Rows[T][] => {
    const answer: Found<Rows[T]> | SourceFault | undefined = gathered[type]
    if (answer instanceof SourceFault) throw answer
    return answer?.rows ?? []
  }
  return { patient, beside, rows, open: type => rows(type).filter(row => !isWithheld(row)), today }
}

const FROM_PATIENT: ReadonlySet<Part> = new Set<Part>(['contact', 'family', 'health.practice', 'professionals'])

/** Whether rows or values were kept out of a part, by the server or here. */
function isRestrained(part: Offered, found: Found<Patient>, patient: Patient, gathered: Gathered): boolean {
  if (part.startsWith('fact.') || part === 'identity') return part === 'identity' && found.keptBack
  if (FROM_PATIENT.has(part) && (found.keptBack || (isLabelled(patient) && patient.address === undefined))) return true
  const types: readonly RowType[] = NEEDS[part]
  return types.some(type => {
    const answer = gathered[type]
    if (answer === undefined || answer instanceof SourceFault) return false
    if (answer.keptBack) return true
    const rows: readonly Rows[RowType][] = answer.rows
    return (
      part !== 'health.sensitive' &&
      rows.some(row => (row.resourceType === 'RelatedPerson' ? isLabelled(row) : isWithheld(row)))
    )
  })
}
