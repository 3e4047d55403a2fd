// Asks a simulated system as a signed-in client would, without sockets.
import type { SimRequest, SimResponse, SimulatedSystem } from '../../../simulators/kit/system.js'
import { simRequestAt } from '../sim-request.js'
import { credentials } from './region.js'

export const requestOf = (path: string, over: Partial<SimRequest> = {}): SimRequest =>
  simRequestAt(new Date('2026-03-01T12:00:00Z'), path, over)

/** A fresh token. */
export async function signIn(system: SimulatedSystem, over: Partial<SimRequest> = {}): Promise<string> {
  const { clientId, clientSecret } = credentials
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const body = new URLSearchParams(form).toString()
  const answer = await system.handle(requestOf('/oauth2/token', { method: 'POST', body, ...over }))
  return (answer.body as { access_token: string }).access_token
}

/** Asks with the headers given and a token; each call signs in anew unless a token is given. */
export async function ask(
  system: SimulatedSystem,
  path: string,
  headers: Readonly<Record<string, string>>,
  over: Partial<SimRequest> = {},
): Promise<SimResponse & { body: unknown }> {
  const token = headers['authorization'] === undefined ? `Bearer ${await signIn(system)}` : headers['authorization']
  const answer = await system.handle(requestOf(path, { headers: { authorization: token, ...headers }, ...over }))
  return { ...answer, body: answer.body }
}
