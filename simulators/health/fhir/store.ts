// Every resource the health board holds, found by type, by id and by the patient it is about.
import type { PatientRow, Region } from '../../region/model.js'
import type { Resource } from '../resource.js'
import { clinicalOf } from './clinical.js'
import { dig } from './parameters.js'
import { patientOf } from './patient.js'
import { careTeamsOf, organisationsOf, practitionersOf, relativesOf } from './people.js'

/** Search parameters that are looked up rather than compared one by one. */
export const INDEXED = ['identifier', 'participant'] as const
type Indexed = (typeof INDEXED)[number]

export interface Store {
  all(type: string): readonly Resource[]
  read(type: string, id: string): Resource | undefined
  /** Resources of one type in one patient's compartment; of type Patient, the patient. */
  ofPatient(type: string, patientId: string): readonly Resource[]
  /** Resources that hold this value, or a reference to this id, in the parameter: for the two looked for most. */
  having(type: string, parameter: Indexed, value: string): readonly Resource[]
  /** The patient answered in place of the one asked, when that fault is set. */
  standIn(patientId: string): string
}

/** All resources of the region's health board, unindexed: what a second FHIR server is loaded with. */
export function resourcesOf(region: Region): Resource[] {
  const staff = new Map(region.staff.map(member => [member.ref, member]))
  const names = new Map<string, string>(region.authorities.map(authority => [authority.gss, authority.name]))
  const person = (row: PatientRow): Resource[] => [
    patientOf(row, gss => names.get(gss) ?? null),
    ...clinicalOf(row),
    ...careTeamsOf(row, staff),
    ...relativesOf(row),
  ]
  return [...region.health.flatMap(person), ...practitionersOf(region), ...organisationsOf(region)]
}

/** Builds the store of a region. */
export function createStore(region: Region): Store {
  const byType = new Map<string, Resource[]>()
  const byId = new Map<string, Resource>()
  const compartments = new Map<string, Resource[]>()
  const values = new Map<string, Resource[]>()
  for (const resource of resourcesOf(region)) {
    push(byType, resource.resourceType, resource)
    byId.set(`${resource.resourceType}/${resource.id ?? ''}`, resource)
    const patient = patientIdOf(resource)
    if (patient !== null) push(compartments, `${resource.resourceType}/${patient}`, resource)
    for (const key of keysOf(resource)) push(values, key, resource)
  }
  const order = region.health.map(row => row.patientId)
  return {
    all: type => byType.get(type) ?? [],
    read: (type, id) => byId.get(`${type}/${id}`),
    ofPatient: (type, patientId) => compartments.get(`${type}/${patientId}`) ?? [],
    having: (type, parameter, value) =>
      values.get(`${type}?${parameter}=${value.split(parameter === 'identifier' ? '|' : '/').at(-1) ?? ''}`) ?? [],
    standIn: patientId => order[(order.indexOf(patientId) + 1) % order.length] ?? patientId,
  }
}

function keysOf(resource: Resource): string[] {
  const type = resource.resourceType
  return [
    ...dig(resource, ['identifier', 'value']).map(value => `${type}?identifier=${String(value)}`),
    ...dig(resource, ['participant', 'member', 'reference']).map(
      reference => `${type}?participant=${String(reference).split('/').at(-1) ?? ''}`,
    ),
  ]
}

function push(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [resource])
  else list.push(resource)
}

/** Whom a resource is about; null for practitioners and organisations. */
function patientIdOf(resource: Resource): string | null {
  if (resource.resourceType === 'Patient') return resource.id ?? null
  const participants = (resource['participant'] ?? []) as readonly { actor?: { reference: string } }[]
  const subject = (resource['subject'] ?? resource['patient'] ?? participants[0]?.actor) as
    { reference: string } | undefined
  return subject?.reference.startsWith('Patient/') === true ? subject.reference.slice('Patient/'.length) : null
}

/** One patient's resource made to look like another's: what a system with crossed records sends. */
export function disguise(resource: Resource, from: string, as: string): Resource {
  const text = JSON.stringify(resource).replaceAll(`"Patient/${from}"`, `"Patient/${as}"`)
  const copy = JSON.parse(text) as Resource
  return copy.resourceType === 'Patient' ? { ...copy, id: as } : copy
}
