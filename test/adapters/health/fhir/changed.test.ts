// Answers of a hospital, each changed in one place at random: whatever comes, the record is read, failed or of another child, every
// part wanted stands or is said to have failed, and a warning is never gone without a word.
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Part, Reading } from '../../../../src/adapters/agency.js'
import { createFhir } from '../../../../src/adapters/health/fhir/source.js'
import { createFhirSystem } from '../../../../simulators/health/fhir/system.js'
import { expectNoPartLost } from '../../../contract/fault-cases.js'
import { patient, region } from '../region.js'
import { call, configOf, credentials, direct, parts } from '../support.js'

const WANTED: readonly Part[] = ['identity', 'health.alerts', 'health.emergencyVisits', 'health.missedAppointments']
const SEARCHES = ['Patient?', 'AllergyIntolerance?', 'Condition?', 'Flag?', 'Encounter?', 'Appointment?']

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
const CHANGES = ['gone', 'null', 'number', 'list', 'object', 'renamed', 'longer'] as const
type Change = (typeof CHANGES)[number]
/** As many as the patient of these tests has: an allergy, a condition and a flag. */
const ALERTS = 3

/** Every place below a body: the object or list it stands in, and its name there. */
function placesIn(body: Json): (readonly [Json[] | { [name: string]: Json }, string])[] {
  if (typeof body !== 'object' || body === null) return []
  const names = Object.keys(body)
  const below = Object.values(body).flatMap(placesIn)
  return [...names.map(name => [body, name] as const), ...below]
}

/** The body with one place changed; an entry of a list is emptied, not taken out. */
function changed(body: Json, at: number, change: Change): Json {
  const copy = structuredClone(body)
  const places = placesIn(copy)
  const place = places[at % places.length]
  if (place === undefined) return copy
  const [holder, name] = place
  const held = holder as Record<string, Json>
  const value = held[name] ?? null
  if (change === 'gone' || change === 'renamed') {
    if (Array.isArray(holder)) held[name] = null
    else delete held[name]
    if (change === 'renamed' && !Array.isArray(holder)) held[`${name}Renamed`] = value
  }
  if (change === 'null') held[name] = null
  if (change === 'number') held[name] = 7.5
  if (change === 'list') held[name] = [value]
  if (change === 'object') held[name] = { value }
  if (change === 'longer') held[name] = 'x'.repeat(5_000)
  return copy
}

async function read(search: string, change: (body: Json) => Json): Promise<Reading> {
  const rows = region([patient({ patientId: 'pat-1' })])
  const system = createFhirSystem({ id: 'health-abuhb', region: rows, gss: null, credentials, cachedFor: () => false })
  const transport = direct(system, '/fhir', 'RS384')
  transport.replace(search, usual => ({ ...usual, body: change(JSON.parse(JSON.stringify(usual.body)) as Json) }))
  return createFhir(configOf('fhir', '/fhir'), transport).lookup({ recordId: 'pat-1', parts: parts(...WANTED) }, call())
}

/** Whether the record was read and has fewer warnings than are there, and nobody says so. */
const isThinner = (reading: Reading): boolean =>
  reading.kind === 'read' && (reading.parts['health.alerts']?.length ?? ALERTS) < ALERTS

const failedIn = (reading: Reading): boolean =>
  reading.kind === 'failed' || (reading.kind === 'read' && Object.keys(reading.failedParts).length > 0)

describe('an answer changed in one place', () => {
  it.each(SEARCHES)(
    'of %s crashes nothing, and loses neither a part nor a warning without a word',
    async search => {
      const failed: boolean[] = []
      const attempt = async (at: number, change: Change): Promise<void> => {
        const reading = await read(search, body => changed(body, at, change))
        failed.push(failedIn(reading))
        if (reading.kind === 'read') expectNoPartLost(reading, WANTED)
        expect(isThinner(reading)).toBe(false)
      }
      await fc.assert(fc.asyncProperty(fc.nat(400), fc.constantFrom(...CHANGES), attempt), { numRuns: 80 })
      // Otherwise nothing was changed, and the above says nothing.
      expect(failed).toContain(true)
    },
    60_000,
  )

  it('is not noticed where the hospital itself sends fewer: that is seen here as a warning lost', async () => {
    const fewer = (body: Json): Json => ({ ...(body as { [name: string]: Json }), entry: [], total: 0 })
    expect(isThinner(await read('AllergyIntolerance?', fewer))).toBe(true)
    expect(isThinner(await read('AllergyIntolerance?', body => body))).toBe(false)
  })
})
