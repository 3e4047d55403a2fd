// Person resources: what the force has on a nominal, with the resources a caller asked to have included.
import type { PoliceNominal, Staff } from '../region/model.js'
import type { Compound, Resource } from './documents.js'

const GENDER = { FEMALE: 'GNDR_0001', MALE: 'GNDR_0002', OTHER: 'GNDR_0003', UNKNOWN: 'GNDR_0004' } as const

/** Self-defined ethnicity, 16+1, by the code other agencies use. */
const ETHNICITY: Readonly<Record<string, string>> = {
  WBRI: 'ESDD_W1',
  WIRI: 'ESDD_W2',
  WOTH: 'ESDD_W9',
  MWBC: 'ESDD_M1',
  MWBA: 'ESDD_M2',
  MWAS: 'ESDD_M3',
  MOTH: 'ESDD_M9',
  AIND: 'ESDD_A1',
  APKN: 'ESDD_A2',
  ABAN: 'ESDD_A3',
  AOTH: 'ESDD_A9',
  BCRB: 'ESDD_B1',
  BAFR: 'ESDD_B2',
  BOTH: 'ESDD_B9',
  CHNE: 'ESDD_O1',
  OOTH: 'ESDD_O9',
}

export const INCLUDES = [
  'warningMarkers',
  'associates',
  'addresses',
  'phones',
  'vehicles',
  'officerInCase',
  'missingPersonCoordinator',
] as const
type Include = (typeof INCLUDES)[number]

export interface Officers {
  /** By collar number. */
  readonly byRef: ReadonlyMap<string, Staff>
  readonly coordinator: Staff | null
}

/** One nominal as a compound document. `id` is the number it is answered under. */
export function person(row: PoliceNominal, id: string, wanted: ReadonlySet<string>, officers: Officers): Compound {
  const groups = INCLUDES.filter(name => wanted.has(name)).map(name => ({
    name,
    ...related(name, row, officers),
  }))
  const relationships = Object.fromEntries(
    groups.map(({ name, resources, many }) => {
      const ids = resources.map(({ type, id: resourceId }) => ({ type, id: resourceId }))
      return [name, { data: many ? ids : (ids[0] ?? null) }]
    }),
  )
  return {
    resource: { type: 'person', id, attributes: attributes(row), relationships },
    included: groups.flatMap(group => group.resources),
  }
}

function attributes(row: PoliceNominal): Record<string, unknown> {
  const home = row.addresses.find(address => address.use === 'HOME' && address.until === null)
  return {
    givenName: [row.givenName],
    middleName: row.middleNames === null ? [] : row.middleNames.split(' '),
    surname: row.familyName,
    knownAs: row.knownAs,
    aliases: row.aliases,
    formerNames: row.formerNames.map(name => ({
      givenName: name.givenName,
      surname: name.familyName,
      use: name.use,
    })),
    dateOfBirth: row.dateOfBirth,
    dateOfBirthKnown: row.dateOfBirthMask === 'DAY' && !row.dateOfBirthEstimated,
    gender: GENDER[row.sex],
    ethnicitySelfDefined: row.ethnicity === null ? null : (ETHNICITY[row.ethnicity] ?? 'ESDD_NS'),
    personDescription: row.description,
    pncId: row.pncId,
    homePostcodeSector: home === undefined ? null : sector(home.postcode),
    lastPoliceProtectionAt: row.lastPoliceProtectionAt,
    mergedFrom: row.mergedFrom,
    protected: row.protectedRecord,
  }
}

function sector(postcode: string): string | null {
  return /^([A-Z]{1,2}\d[A-Z\d]? \d)[A-Z]{2}$/.exec(postcode)?.[1] ?? null
}

function related(name: Include, row: PoliceNominal, officers: Officers): { resources: Resource[]; many: boolean } {
  const key = row.nominalId
  switch (name) {
    case 'warningMarkers':
      return list(
        row.markers.map(marker => ({ ...marker })),
        'warningMarker',
        key,
      )
    case 'associates':
      return list(
        row.associates.map(associate => ({ ...associate })),
        'associate',
        key,
      )
    case 'addresses':
      return list(
        row.addresses.map(({ gss, doNotDisclose: _, ...address }) => ({ ...address, area: gss })),
        'location',
        key,
      )
    case 'phones':
      return list(
        row.phones.map(phone => ({ ...phone })),
        'telephone',
        key,
      )
    case 'vehicles':
      return list(
        row.vehicles.map(vehicle => ({ ...vehicle })),
        'vehicle',
        key,
      )
    case 'officerInCase':
      return one(row.officerRef === null ? undefined : officers.byRef.get(row.officerRef))
    case 'missingPersonCoordinator':
      return one(row.episodes.length === 0 ? undefined : (officers.coordinator ?? undefined))
  }
}

function list(rows: readonly Record<string, unknown>[], type: string, key: string) {
  const resources = rows.map((row, index) => ({ type, id: `${key}-${type}-${String(index + 1)}`, attributes: row }))
  return { resources, many: true }
}

function one(officer: Staff | undefined) {
  if (officer === undefined) return { resources: [], many: false }
  const { ref, name, team, phone, email } = officer
  const attributes = { collarNumber: ref, name, team, phone, email, force: 'Gwent Police' }
  return { resources: [{ type: 'officer', id: ref, attributes }], many: false }
}
