// The Eclipse adapter before its simulated system, without a socket.
import type { Part } from '../../../src/adapters/agency.js'
import { childrenQuery, fieldsOf, PART_FIELDS } from '../../../src/adapters/social-care/eclipse/compose.js'
import { createEclipse } from '../../../src/adapters/social-care/eclipse/source.js'
import { createEclipseSystem, type EclipseExtras } from '../../../simulators/social-care/eclipse/system.js'
import { CHILDREN_REGION, CREDENTIALS, GSS } from '../../simulators/social-care/region.js'
import { CALL, configOf, direct, TODAY } from './direct.js'

export const PARTS = Object.keys(PART_FIELDS) as Part[]

export function start(extras: EclipseExtras = {}, rows = CHILDREN_REGION) {
  const system = createEclipseSystem(
    { id: 'social-care-newport', region: rows, gss: GSS, credentials: CREDENTIALS },
    extras,
  )
  const transport = direct(system, '', 'api://hafan/.default')
  return { transport, source: createEclipse(configOf('eclipse'), transport, () => TODAY) }
}
export const queries = (transport: ReturnType<typeof direct>) =>
  transport.sent.map(one => (one.json as { query: string }).query)

/** The person as the wire has it, for tests that bend it. */
export async function bodyOf(recordId: string): Promise<Record<string, unknown>> {
  const { transport } = start()
  const query = childrenQuery(fieldsOf([]), 1)
  const answer = await transport.send(
    { method: 'POST', path: 'graphql', json: { query, variables: { id0: recordId } } },
    CALL,
  )
  return (answer.body as { data: { person: Record<string, unknown> } }).data.person
}
