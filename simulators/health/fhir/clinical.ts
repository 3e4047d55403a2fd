// What the hospital and community services recorded of a patient, as FHIR R4 resources (agencies.md §1.4, §10).
import type { PatientRow } from '../../region/model.js'
import { compact, concept, CONFIDENTIALITY, idOf, ODS, type Resource, SNOMED, UK, UK_EXTENSION } from '../resource.js'
import { organisationId } from './patient.js'

/** The health board itself: Aneurin Bevan's ODS code. */
export const BOARD = { ods: '7A6', name: 'Aneurin Bevan University Health Board' }

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem'
/** [A] How the board marks a condition that staff elsewhere must know of: a category of its own. */
const ALERT_CATEGORY = {
  system: 'https://fhir.abuhb.nhs.wales/CodeSystem/condition-category',
  code: 'clinical-alert',
}

type Label = 'N' | 'R' | 'V'

/** Every clinical resource of one patient. */
export function clinicalOf(row: PatientRow): Resource[] {
  return [...encounters(row), ...appointments(row), ...conditions(row), ...allergies(row), ...flags(row)]
}

function meta(label: Label): Resource['meta'] & object {
  return { security: [{ system: CONFIDENTIALITY, code: label }] }
}

function about(row: PatientRow): { reference: string } {
  return { reference: `Patient/${row.patientId}` }
}

function encounters(row: PatientRow): Resource[] {
  return row.visits.map(visit => ({
    resourceType: 'Encounter',
    id: idOf(visit.id),
    meta: meta(visit.label),
    ...(visit.until === null
      ? {}
      : {
          extension: [
            {
              url: `${UK_EXTENSION}/Extension-UKCore-OutcomeOfAttendance`,
              valueCodeableConcept: concept({
                system: `${UK}/UKCore-EmergencyCareOutcomeOfAttendanceWales`,
                code: visit.outcome,
              }),
            },
          ],
        }),
    status: visit.until === null ? 'in-progress' : 'finished',
    class: { system: `${TERMINOLOGY}/v3-ActCode`, code: 'EMER', display: 'emergency' },
    subject: about(row),
    period: compact({ start: visit.from, end: visit.until }),
    reasonCode: [{ text: visit.reason }],
    location: [{ location: { display: visit.site } }],
    serviceProvider: {
      reference: `Organization/${organisationId(BOARD.ods)}`,
      identifier: { system: ODS, value: BOARD.ods },
      display: BOARD.name,
    },
  }))
}

function appointments(row: PatientRow): Resource[] {
  return row.missed.map(missed => ({
    resourceType: 'Appointment',
    id: idOf(missed.id),
    meta: meta(missed.label),
    status: 'noshow',
    serviceCategory: [{ text: missed.setting }],
    description: missed.description,
    start: missed.at,
    end: new Date(Date.parse(missed.at) + 30 * 60_000).toISOString(),
    participant: [{ actor: about(row), status: 'accepted' }],
  }))
}

function conditions(row: PatientRow): Resource[] {
  return row.conditions.map((condition, index) => ({
    resourceType: 'Condition',
    id: idOf(`con-${row.patientId}-${String(index + 1)}`),
    clinicalStatus: concept({
      system: `${TERMINOLOGY}/condition-clinical`,
      code: condition.active ? 'active' : 'resolved',
    }),
    category: [
      concept({ system: `${TERMINOLOGY}/condition-category`, code: 'problem-list-item' }),
      ...(condition.alert ? [concept(ALERT_CATEGORY)] : []),
    ],
    code: concept({ system: SNOMED, code: condition.code, display: condition.display }),
    subject: about(row),
    onsetDateTime: condition.from,
    ...(condition.active ? {} : { abatementString: 'Resolved' }),
  }))
}

function allergies(row: PatientRow): Resource[] {
  return row.allergies.map((allergy, index) => ({
    resourceType: 'AllergyIntolerance',
    id: idOf(`all-${row.patientId}-${String(index + 1)}`),
    clinicalStatus: concept({ system: `${TERMINOLOGY}/allergyintolerance-clinical`, code: 'active' }),
    verificationStatus: concept({ system: `${TERMINOLOGY}/allergyintolerance-verification`, code: 'confirmed' }),
    criticality: allergy.criticality,
    code: concept({ system: SNOMED, code: allergy.code, display: allergy.display }),
    patient: about(row),
    onsetDateTime: allergy.from,
  }))
}

function flags(row: PatientRow): Resource[] {
  return row.flags.map((flag, index) => ({
    resourceType: 'Flag',
    id: idOf(`flag-${row.patientId}-${String(index + 1)}`),
    meta: meta(flag.label),
    status: 'active',
    category: [concept({ system: `${TERMINOLOGY}/flag-category`, code: 'safety' })],
    code: { text: flag.text },
    subject: about(row),
    period: { start: flag.from },
  }))
}
