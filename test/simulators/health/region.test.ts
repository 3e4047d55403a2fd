// The generated region through both health simulators: everything served is valid, and the adapters read all of it.
import { beforeAll, describe, expect, it } from '@jest/globals'
import fhir from 'fhir'
import { HANDLING } from '../../../src/adapters/agency.js'
import { createFhir } from '../../../src/adapters/health/fhir/source.js'
import { createPds } from '../../../src/adapters/health/pds/source.js'
import { createFhirSystem } from '../../../simulators/health/fhir/system.js'
import { resourcesOf } from '../../../simulators/health/fhir/store.js'
import { patientOf, relatedOf } from '../../../simulators/health/pds/patient.js'
import { createPdsSystem } from '../../../simulators/health/pds/system.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import type { Region } from '../../../simulators/region/model.js'
import { NOW } from '../../adapters/health/region.js'
import { asRead, call, configOf, credentials, direct } from '../../adapters/health/support.js'

let region: Region
beforeAll(() => {
  region = generateRegion({ seed: 7, size: 400, now: NOW.toISOString() })
})

const validator = new fhir.Fhir()
function problems(resource: object): string[] {
  const { messages } = validator.validate(JSON.parse(JSON.stringify(resource)) as object, { errorOnUnexpected: true })
  const bad = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
  return bad.map(({ location, message }) => `${location ?? ''}: ${message ?? ''}`)
}

describe('the generated region', () => {
  it('is served by the health board as valid FHIR, with ids of its own for everything', () => {
    const resources = resourcesOf(region)
    expect(resources.flatMap(problems)).toEqual([])
    const ids = resources.map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is served by the demographics service as valid FHIR', () => {
    const resources = region.demographics.flatMap(row => [patientOf(row), ...relatedOf(row)])
    expect(resources.flatMap(problems)).toEqual([])
  })

  it('is read whole by the FHIR adapter, and nothing labelled is in an ordinary part', async () => {
    const system = createFhirSystem({ id: 'health-abuhb', region, gss: null, credentials })
    const source = createFhir(configOf('fhir', '/fhir'), direct(system, '/fhir', 'RS384'))
    const asks = region.health.map(({ patientId }) => ({ recordId: patientId, parts: source.offers }))
    const readings = (await source.lookupMany!(asks, call())).map(asRead)
    expect(readings.flatMap(({ failedParts }) => Object.keys(failedParts))).toEqual([])
    readings.forEach((read, index) => {
      const row = region.health[index]!
      const open = row.visits.filter(({ label }) => label === 'N')
      expect(read.parts['health.emergencyVisits']?.map(({ reason }) => reason)).toEqual(
        open.map(({ reason }) => reason),
      )
      const labelled = [...row.visits, ...row.missed, ...row.flags].filter(({ label }) => label !== 'N')
      expect(read.parts['health.sensitive']).toHaveLength(labelled.length)
      for (const item of read.parts['health.sensitive'] ?? []) expect(HANDLING in item).toBe(true)
      expect(read.protectedRecord).toBe(row.restricted || row.protectedRecord)
      expect(read.subject?.nhsNumberVerified).toBe(row.nhsStatus === '01' || row.nhsStatus === 'nn')
    })
  })

  it('is read whole by the demographics adapter', async () => {
    const system = createPdsSystem({ id: 'health-wds', region, gss: null, credentials })
    const base = '/personal-demographics/FHIR/R4'
    const source = createPds(configOf('pds', base), direct(system, base, 'RS512'))
    for (const row of region.demographics) {
      const read = asRead(await source.lookup({ recordId: row.nhsNumber, parts: source.offers }, call()))
      expect([read.recordId, read.failedParts, read.protectedRecord]).toEqual([row.nhsNumber, {}, row.restricted])
      expect(read.parts.contact === null).toBe(row.restricted)
    }
  })
})
