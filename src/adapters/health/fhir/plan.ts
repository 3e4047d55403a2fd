// Which searches answer which parts. A search nobody needs is not made.
import type { Part, PartValues } from '../../agency.js'
import { type Patient, patient, type Reference, type RelatedPerson, relatedPerson } from '../datatypes.js'
import type { Capability } from './capability.js'
import type { Search } from './search.js'
import {
  type Allergy,
  allergy,
  type Appointment,
  appointment,
  type CareTeam,
  careTeam,
  type Condition,
  condition,
  type Encounter,
  encounter,
  type Flag,
  flag,
} from './upstream.js'

/** What is searched beside the patient, and what each search gives. */
export interface Rows {
  Encounter: Encounter
  Appointment: Appointment
  Condition: Condition
  AllergyIntolerance: Allergy
  Flag: Flag
  CareTeam: CareTeam
  RelatedPerson: RelatedPerson
}
export type RowType = keyof Rows

const LABELLED: readonly RowType[] = ['Encounter', 'Appointment', 'Condition', 'AllergyIntolerance', 'Flag', 'CareTeam']

/** The searches each part rests on, the patient's own apart. */
export const NEEDS = {
  identity: [],
  contact: [],
  family: ['RelatedPerson'],
  professionals: ['CareTeam'],
  'health.alerts': ['AllergyIntolerance', 'Condition', 'Flag'],
  'health.practice': [],
  'health.emergencyVisits': ['Encounter'],
  'health.missedAppointments': ['Appointment'],
  'health.services': ['CareTeam'],
  'health.conditions': ['Condition'],
  'health.sensitive': LABELLED,
  'fact.care': ['Encounter', 'CareTeam'],
  'fact.area': [],
} as const satisfies { readonly [P in Part]?: readonly RowType[] }

export type Offered = keyof typeof NEEDS
export type OfferedValues = { [P in Offered]?: PartValues[P] | null }

/** Every part this kind of source can answer. */
export const OFFERS: ReadonlySet<Part> = new Set(Object.keys(NEEDS) as Offered[])

/** What one question needs of one server: the parts it can answer, the rest, and the searches to make. */
export interface Plan {
  readonly parts: ReadonlySet<Offered>
  readonly notOffered: readonly Part[]
  readonly types: ReadonlySet<RowType>
}

/** A part is offered if every search it rests on is; restricted entries are looked for wherever the server can search. */
export function planFor(asked: ReadonlySet<Part>, capability: Capability): Plan {
  const can = (type: RowType): boolean => capability.searches(type, 'patient')
  const needs = (part: Offered): readonly RowType[] =>
    part === 'health.sensitive' ? LABELLED.filter(can) : NEEDS[part]
  const offered = (part: Part): part is Offered =>
    part in NEEDS && needs(part as Offered).every(can) && (part !== 'health.sensitive' || LABELLED.some(can))
  const parts = new Set([...asked].filter(offered))
  return {
    parts,
    notOffered: [...asked].filter(part => !offered(part)),
    types: new Set([...parts].flatMap(needs)),
  }
}

/** The patient's own search; the practice comes along only where somebody wants to know it. */
export function patientSearch(plan: Plan, capability: Capability): Search<Patient> {
  const wanted = plan.parts.has('health.practice') || plan.parts.has('professionals')
  const include = 'Patient:general-practitioner'
  const query: Record<string, string> = wanted && capability.includes(include) ? { _include: include } : {}
  return { type: 'Patient', schema: patient, by: '_id', query, patientOf: row => row.id }
}

type Searches = { [T in RowType]: (plan: Plan, capability: Capability) => Search<Rows[T]> }

/** The other searches. */
export const SEARCHES: Searches = {
  Encounter: ({ parts }) => ({
    type: 'Encounter',
    schema: encounter,
    by: 'patient',
    query: encounterFilter(parts),
    patientOf: row => patientId(row.subject),
  }),
  Appointment: () => ({
    type: 'Appointment',
    schema: appointment,
    by: 'patient',
    query: { status: 'noshow' },
    patientOf: row => row.participant.map(({ actor }) => patientId(actor)).find(id => id !== null) ?? null,
  }),
  Condition: () => ({ type: 'Condition', schema: condition, ...bySubject }),
  AllergyIntolerance: () => ({ type: 'AllergyIntolerance', schema: allergy, ...byPatient }),
  Flag: () => ({ type: 'Flag', schema: flag, ...bySubject }),
  CareTeam: ({ parts }, capability) => {
    const include = 'CareTeam:participant'
    const wanted = parts.has('professionals') && capability.includes(include)
    return { type: 'CareTeam', schema: careTeam, ...bySubject, query: wanted ? { _include: include } : {} }
  },
  RelatedPerson: () => ({ type: 'RelatedPerson', schema: relatedPerson, ...byPatient }),
}

const bySubject = { by: 'patient', query: {}, patientOf: (row: { subject: Reference }) => patientId(row.subject) }
const byPatient = { by: 'patient', query: {}, patientOf: (row: { patient: Reference }) => patientId(row.patient) }

export const OPEN_ENCOUNTER = ['arrived', 'triaged', 'in-progress', 'onleave'] as const

function encounterFilter(parts: ReadonlySet<Offered>): Readonly<Record<string, string>> {
  if (parts.has('health.sensitive')) return {}
  const visits = parts.has('health.emergencyVisits')
  const care = parts.has('fact.care')
  if (visits) return care ? {} : { class: 'EMER' }
  return { status: OPEN_ENCOUNTER.join(',') }
}

/** The logical id in a reference to a patient, relative or absolute; null for any other. */
export function patientId(reference: Reference | undefined): string | null {
  return /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})(?:\/|$)/.exec(reference?.reference ?? '')?.[1] ?? null
}
