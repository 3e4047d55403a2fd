// The health board's server driven by a client that others wrote, over real HTTP.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Client } from 'fhir-kit-client'
import jwt from 'jsonwebtoken'
import { randomUUID } from 'node:crypto'
import { createFhirSystem } from '../../../simulators/health/fhir/system.js'
import { type RunningSystem, serve } from '../../../simulators/kit/serve.js'
import { decoy, NHS, patient, region } from '../../adapters/health/region.js'
import { credentials, PRIVATE_KEY } from '../../adapters/health/support.js'

const rows = [
  patient({ patientId: 'pat-1' }),
  patient({ ...decoy, patientId: 'pat-2', nhsNumber: NHS.twinLike }),
  patient({ ...decoy, patientId: 'pat-3', nhsNumber: NHS.dylan }),
]
let running: RunningSystem
let client: Client

beforeAll(async () => {
  const system = createFhirSystem({ id: 'health-abuhb', region: region(rows), gss: null, credentials })
  running = await serve(system, { latencyScale: 0, now: () => new Date(), random: () => 0.5 })
  client = new Client({ baseUrl: `${running.url}/fhir` })
  // The client reads the configuration; signing the assertion is the backend service's own part.
  const { token_endpoint: tokenUrl } = (await (
    await fetch(`${running.url}/fhir/.well-known/smart-configuration`)
  ).json()) as {
    token_endpoint: string
  }
  const signed = jwt.sign({ jti: randomUUID() }, PRIVATE_KEY, {
    algorithm: 'RS384',
    keyid: credentials.keyId,
    issuer: credentials.clientId,
    subject: credentials.clientId,
    audience: tokenUrl,
    expiresIn: 240,
  })
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'system/*.rs',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed,
    }),
  })
  client.bearerToken = ((await answer.json()) as { access_token: string }).access_token
})
afterAll(() => running.close())

interface Bundle {
  readonly entry?: readonly { readonly resource: { readonly id: string } }[]
}
const ids = (bundle: unknown): string[] => ((bundle as Bundle).entry ?? []).map(({ resource }) => resource.id)

describe('an independent FHIR client', () => {
  it('reads the capability statement', async () => {
    expect(await client.capabilityStatement()).toMatchObject({ fhirVersion: '4.0.1', kind: 'instance' })
  })

  it('reads a patient', async () => {
    expect(await client.read({ resourceType: 'Patient', id: 'pat-1' })).toMatchObject({ birthDate: '2010-04-07' })
  })

  it('finds a patient by NHS number', async () => {
    const searchParams = { identifier: `https://fhir.nhs.uk/Id/nhs-number|${NHS.twinLike}` }
    expect(ids(await client.search({ resourceType: 'Patient', searchParams }))).toEqual(['pat-2'])
  })

  it('follows next links to the end', async () => {
    const seen: string[] = []
    let bundle = await client.search({ resourceType: 'Patient', searchParams: { _count: 1 } })
    for (;;) {
      seen.push(...ids(bundle))
      const next = await client.nextPage({ bundle: bundle as Parameters<Client['nextPage']>[0]['bundle'] })
      if (next === undefined) break
      bundle = next
    }
    expect(seen).toEqual(['pat-1', 'pat-2', 'pat-3'])
  })

  it('understands a refusal', async () => {
    await expect(client.read({ resourceType: 'Patient', id: 'nobody' })).rejects.toMatchObject({
      response: { status: 404, data: { resourceType: 'OperationOutcome' } },
    })
  })
})
