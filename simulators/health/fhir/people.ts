// The people and organisations round a patient: care teams and their staff, relatives, practices.
import type { PatientRow, Region, Staff } from '../../region/model.js'
import { compact, idOf, ODS, period, relationship, type Resource, UK_EXTENSION } from '../resource.js'
import { BOARD } from './clinical.js'
import { organisationId } from './patient.js'

/** Where the board keeps its own staff numbers. */
const STAFF_ID = 'https://fhir.abuhb.nhs.wales/Id/staff'

/** The care teams of one patient. A team that has stopped is `inactive`. */
export function careTeamsOf(row: PatientRow, staff: ReadonlyMap<string, Staff>): Resource[] {
  return row.careTeams.map(
    (team, index) =>
      compact({
        resourceType: 'CareTeam',
        id: idOf(`team-${row.patientId}-${String(index + 1)}`),
        status: team.until === null ? 'active' : 'inactive',
        name: team.name,
        subject: { reference: `Patient/${row.patientId}` },
        period: period(team.from, team.until),
        participant: team.staffRefs.map(ref =>
          compact({
            role: staff.get(ref) === undefined ? null : [{ text: staff.get(ref)?.role }],
            member: compact({
              reference: `Practitioner/${idOf(ref)}`,
              identifier: { system: STAFF_ID, value: ref },
              display: staff.get(ref)?.name ?? null,
            }),
          }),
        ),
        managingOrganization: [
          {
            reference: `Organization/${organisationId(team.organisation)}`,
            identifier: { system: ODS, value: team.organisation },
          },
        ],
      }) as Resource,
  )
}

/** Relatives as the patient administration system lists them; a restricted patient's are kept back. */
export function relativesOf(row: PatientRow): Resource[] {
  if (row.restricted) return []
  return row.relatives.map(
    (relative, index) =>
      compact({
        resourceType: 'RelatedPerson',
        id: idOf(`rel-${row.patientId}-${String(index + 1)}`),
        extension:
          relative.priority === null
            ? []
            : [{ url: `${UK_EXTENSION}/Extension-UKCore-ContactRank`, valuePositiveInt: relative.priority }],
        active: true,
        patient: { reference: `Patient/${row.patientId}` },
        relationship: [relationship(relative.relationship)],
        name: [{ use: 'usual', text: relative.name }],
        telecom: relative.phone === null ? [] : [{ system: 'phone', value: relative.phone, use: 'mobile' }],
        birthDate: relative.dateOfBirth,
      }) as Resource,
  )
}

/** Practitioners of the health board. */
export function practitionersOf(region: Region): Resource[] {
  return region.staff
    .filter(staff => staff.agency === 'health')
    .map(staff => ({
      resourceType: 'Practitioner',
      id: idOf(staff.ref),
      identifier: [{ system: STAFF_ID, value: staff.ref }],
      active: true,
      name: [{ text: staff.name }],
      telecom: [
        { system: 'phone', value: staff.phone, use: 'work' },
        { system: 'email', value: staff.email, use: 'work' },
      ],
    }))
}

/** The board, every practice and every organisation that has a care team. */
export function organisationsOf(region: Region): Resource[] {
  const found = new Map<string, { name: string; phone: string | null }>([
    [BOARD.ods, { name: BOARD.name, phone: null }],
  ])
  for (const row of region.health) {
    if (row.gp !== null) found.set(row.gp.ods, { name: row.gp.name, phone: row.gp.phone })
    for (const team of row.careTeams)
      if (!found.has(team.organisation)) found.set(team.organisation, { name: team.organisation, phone: null })
  }
  return [...found].map(
    ([ods, { name, phone }]) =>
      compact({
        resourceType: 'Organization',
        id: organisationId(ods),
        identifier: [{ system: ODS, value: ods }],
        active: true,
        name,
        telecom: phone === null ? [] : [{ system: 'phone', value: phone, use: 'work' }],
      }) as Resource,
  )
}
