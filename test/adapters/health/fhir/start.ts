// A FHIR source over a hospital of a few patients, for the tests of its parts.
import type { Part } from '../../../../src/adapters/agency.js'
import { createFhir } from '../../../../src/adapters/health/fhir/source.js'
import { createFhirSystem, type FhirOptions } from '../../../../simulators/health/fhir/system.js'
import type { PatientRow } from '../../../../simulators/region/model.js'
import { patient, region } from '../region.js'
import { asRead, call, configOf, credentials, direct, parts } from '../support.js'

export function setUp(
  rows: readonly PatientRow[] = [patient({ patientId: 'pat-1' })],
  options: Partial<FhirOptions> = {},
) {
  const system = createFhirSystem({
    id: 'health-abuhb',
    region: region(rows),
    gss: null,
    credentials,
    cachedFor: () => false,
    ...options,
  })
  const transport = direct(system, '/fhir', 'RS384')
  const source = createFhir(configOf('fhir', '/fhir'), transport)
  const read = async (...names: Part[]) =>
    asRead(await source.lookup({ recordId: 'pat-1', parts: parts(...names) }, call()))
  return { source, transport, read }
}
