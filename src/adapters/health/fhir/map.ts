// FHIR clinical resources to the domain. Pure: rows that may be passed on go in, records come out.
import type { Records } from '../../../types/index.js'
import { type Involvement, restrain } from '../../agency.js'
import { ALERTING, ATTENDANCE_OUTCOMES, coded, roleName } from '../codes.js'
import type { Concept, Reference } from '../datatypes.js'
import { day, instant } from '../dates.js'
import { ODS_CODE } from '../identifiers.js'
import { extended } from '../patient.js'
import type { Clinical } from './confidentiality.js'
import type { Allergy, Appointment, CareTeam, Condition, Encounter, Flag, Included } from './upstream.js'

// [A] How the board marks a condition that staff elsewhere must know of.
const ALERT_CATEGORY = {
  system: 'https://fhir.abuhb.nhs.wales/CodeSystem/condition-category',
  code: 'clinical-alert',
}

/** Emergency attendances only; other encounters are not asked for by any part that shows them. */
export function isEmergency(encounter: Encounter): boolean {
  return encounter.class.code === 'EMER'
}

/** An emergency attendance. */
export function visitOf(encounter: Encounter): Records.EmergencyVisit {
  const reasons = (encounter.reasonCode ?? []).flatMap(words)
  return {
    arrivedAt: instant(encounter.period?.start),
    leftAt: instant(encounter.period?.end),
    reason: reasons.length === 0 ? null : reasons.join('; '),
    outcome: coded(extended(encounter.extension, 'OutcomeOfAttendance')?.valueCodeableConcept, ATTENDANCE_OUTCOMES),
    site: encounter.location?.[0]?.location.display ?? encounter.serviceProvider?.display ?? null,
  }
}

/** An appointment the child was not brought to. */
export function missedOf(appointment: Appointment): Records.MissedAppointment {
  const setting = appointment.serviceCategory?.[0]
  const service = appointment.serviceType?.[0]
  return {
    at: instant(appointment.start),
    setting: (setting && words(setting)[0]) ?? null,
    description: appointment.description ?? (service && words(service)[0]) ?? null,
  }
}

/** A condition, whether it matters now or not. */
export function conditionOf(condition: Condition): Records.HealthCondition {
  const status = condition.clinicalStatus
  return {
    what: coded(condition.code, ALERTING),
    clinicalStatus: status?.coding?.[0]?.code ?? status?.text ?? null,
    from: day(condition.onsetDateTime ?? condition.recordedDate),
  }
}

/** Entered in error, or found not to be so. */
export function isVoid(row: { verificationStatus?: Concept | undefined }): boolean {
  return (row.verificationStatus?.coding ?? []).some(({ code }) => code === 'entered-in-error' || code === 'refuted')
}

/** Over. A status that is missing or unknown counts as current: a warning must not be lost to a blank. */
function isOver(row: { clinicalStatus?: Concept | undefined }): boolean {
  const codes = (row.clinicalStatus?.coding ?? []).map(({ code }) => code)
  return codes.some(code => code === 'inactive' || code === 'resolved' || code === 'remission')
}

/** What matters while the child is missing: allergies, the conditions that do, current flags. */
export function alertsOf(
  allergies: readonly Allergy[],
  conditions: readonly Condition[],
  flags: readonly Flag[],
): Records.HealthAlert[] {
  const current = <T extends Allergy | Condition>(rows: readonly T[]): T[] =>
    rows.filter(row => !isVoid(row) && !isOver(row))
  return [
    ...current(allergies).map(row => alert('ALLERGY', row, row.criticality ?? null)),
    ...current(conditions)
      .filter(isAlerting)
      .map(row => alert('CONDITION', row, null)),
    ...flags
      .filter(({ status }) => status !== 'inactive' && status !== 'entered-in-error')
      .map(row => ({
        kind: 'FLAG' as const,
        what: coded(row.code, {}),
        criticality: null,
        from: day(row.period?.start),
        advice: null,
      })),
  ]
}

function isAlerting(condition: Condition): boolean {
  const categories = (condition.category ?? []).flatMap(({ coding }) => coding ?? [])
  const marked = categories.some(({ system, code }) => system === ALERT_CATEGORY.system && code === ALERT_CATEGORY.code)
  return marked || (condition.code?.coding ?? []).some(({ code }) => Object.hasOwn(ALERTING, code ?? ''))
}

function alert(
  kind: 'ALLERGY' | 'CONDITION',
  row: Allergy | Condition,
  criticality: string | null,
): Records.HealthAlert {
  const advice = (row.note ?? []).map(({ text }) => text).join('\n')
  return {
    kind,
    what: coded(row.code, ALERTING),
    criticality,
    from: day(row.onsetDateTime ?? row.recordedDate),
    advice: advice === '' ? null : advice,
  }
}

/** A service involved. */
export function serviceOf(team: CareTeam): Records.HealthService {
  return { name: team.name ?? null, from: day(team.period?.start), until: day(team.period?.end) }
}

/** A team's members as people to ring; a team that names none stands for itself. */
export function involvementsOf(team: CareTeam, beside: readonly Included[]): Involvement[] {
  const organisation = team.managingOrganization?.[0]
  const common = {
    agency: 'HEALTH' as const,
    team: team.name ?? null,
    organisation: organisation?.display ?? organisation?.identifier?.value ?? null,
    from: day(team.period?.start),
    until: day(team.period?.end),
    reveals: 'HEALTH_RECORD' as const,
  }
  const members = (team.participant ?? []).filter(({ member }) => member?.reference?.includes('Practitioner/') === true)
  if (members.length === 0) return [{ ...common, name: null, role: null, phone: null, email: null, staffRef: null }]
  return members.map(({ member, role, period }) => {
    const id = member?.reference?.split('/').at(-1)
    const person = beside.find(resource => resource.resourceType === 'Practitioner' && resource.id === id)
    const reach = (system: string): string | null =>
      person?.telecom?.find(point => point.system === system)?.value ?? null
    const title = role?.[0] === undefined ? undefined : words(role[0])[0]
    return {
      ...common,
      name: member?.display ?? (Array.isArray(person?.name) ? (person.name[0]?.text ?? null) : null),
      role: title === undefined ? null : roleName(title),
      phone: reach('phone'),
      email: reach('email'),
      staffRef: member?.identifier?.value ?? id ?? null,
      from: day(period?.start) ?? common.from,
      until: day(period?.end) ?? common.until,
    }
  })
}

/** The ODS codes of organisations in references. */
export function odsCodesOf(references: readonly (Reference | undefined)[]): string[] {
  return references.flatMap(reference =>
    reference?.identifier?.system === ODS_CODE && reference.identifier.value !== undefined
      ? [reference.identifier.value]
      : [],
  )
}

const KINDS = {
  Encounter: 'Attendance',
  Appointment: 'Appointment',
  Condition: 'Condition',
  AllergyIntolerance: 'Allergy',
  Flag: 'Flag',
  CareTeam: 'Service',
} as const

/** A restricted entry: what sort of entry it is and its day. Nothing else of it leaves the adapter. */
export function sensitiveOf(resource: Clinical): Records.SensitiveItem {
  return restrain({ kind: KINDS[resource.resourceType], on: dayOf(resource) }, { code: 'FHIR_RESTRICTED' })
}

function dayOf(resource: Clinical): string | null {
  switch (resource.resourceType) {
    case 'Encounter':
    case 'Flag':
    case 'CareTeam':
      return day(resource.period?.start)
    case 'Appointment':
      return day(resource.start)
    case 'Condition':
    case 'AllergyIntolerance':
      return day(resource.onsetDateTime ?? resource.recordedDate)
  }
}

function words(concept: Concept): string[] {
  const text = concept.text ?? concept.coding?.find(({ display }) => display !== undefined)?.display
  return text === undefined ? [] : [text]
}
