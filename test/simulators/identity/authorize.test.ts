import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import jwt from 'jsonwebtoken'
import { createIdentityProvider } from '../../../simulators/identity/provider.js'
import { serve, type RunningSystem } from '../../../simulators/kit/serve.js'
import type { Persona } from '../../../simulators/region/personas.js'

const persona: Persona = {
  ...{ id: 'dsl-1', name: 'Nerys <Vaughan>', role: 'SCHOOL_LEAD', agency: 'EDUCATION', organisation: 'A1039521228' },
  ...{ staffRef: 'E-100', posts: [], secondedFrom: null, vetting: null, clearance: [] },
}
const applications = [
  { id: 'pages', secret: 'S', actsForPersons: true, signsPersonsIn: true },
  { id: 'other', secret: 'O', actsForPersons: true, signsPersonsIn: true },
  { id: 'school-partner', secret: 'P', actsForPersons: true },
]
const CALLBACK = 'http://127.0.0.1:4001/sign-in/callback'
const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

let now = new Date('2026-03-02T08:00:00Z')
let running: RunningSystem
const provider = createIdentityProvider({ id: 'identity-test', algorithm: 'ES256', personas: [persona], applications })
beforeAll(async () => {
  running = await serve(provider, { latencyScale: 0, now: () => now, random: Math.random })
})
afterAll(() => running.close())

const ASKED = {
  ...{ client_id: 'pages', redirect_uri: CALLBACK, response_type: 'code', scope: 'openid', state: 'the-state' },
  ...{ nonce: 'the-nonce', code_challenge: challenge, code_challenge_method: 'S256' },
}
const authorize = (over: Record<string, string> = {}, method = 'POST'): Promise<Response> => {
  const fields = new URLSearchParams({ ...ASKED, ...(method === 'POST' ? { persona: 'dsl-1' } : {}), ...over })
  return fetch(method === 'POST' ? `${running.url}/authorize` : `${running.url}/authorize?${fields.toString()}`, {
    ...{ method, redirect: 'manual' },
    ...(method === 'POST' ? { body: fields } : {}),
  })
}
const code = async (): Promise<string> =>
  new URL((await authorize()).headers.get('location') ?? '').searchParams.get('code') ?? ''
const token = async (fields: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> => {
  const body = new URLSearchParams({ client_id: 'pages', client_secret: 'S', ...fields })
  const response = await fetch(`${running.url}/token`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const redeem = (given: string, over: Record<string, string> = {}): ReturnType<typeof token> =>
  token({ grant_type: 'authorization_code', code: given, redirect_uri: CALLBACK, code_verifier: verifier, ...over })

describe('the page', () => {
  it('lets an invented person be chosen, and leads back with a code, the state and the issuer', async () => {
    const page = await (await authorize({}, 'GET')).text()
    expect(page).toContain('value="dsl-1"')
    expect(page).toContain('Nerys &#60;Vaughan&#62;')
    const back = new URL((await authorize()).headers.get('location') ?? '')
    expect(back.origin + back.pathname).toBe(CALLBACK)
    expect(back.searchParams.get('state')).toBe('the-state')
    expect(back.searchParams.get('iss')).toBe(running.url)
  })

  it.each<[string, Record<string, string>]>([
    ['an application nobody signs in to', { client_id: 'school-partner' }],
    ['another site', { redirect_uri: 'https://elsewhere.invalid/sign-in/callback' }],
    ['another page of this host', { redirect_uri: 'http://127.0.0.1:4001/elsewhere' }],
  ])('leads nowhere for %s', async (_what, over) => {
    const answer = await authorize(over)
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
  })

  it.each<[Record<string, string>, string]>([
    [{ code_challenge: '' }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ persona: '' }, 'access_denied'],
  ])('leads back with an error for %j', async (over, error) => {
    const back = new URL((await authorize(over)).headers.get('location') ?? '')
    expect(back.searchParams.get('error')).toBe(error)
    expect(back.searchParams.has('code')).toBe(false)
  })
})

describe('a code', () => {
  it('is worth tokens that name the application, and an id token with the nonce', async () => {
    const { status, body } = await redeem(await code())
    expect(status).toBe(200)
    expect(jwt.decode(String(body['access_token']))).toMatchObject({ azp: 'pages', sub: 'dsl-1', aud: 'hafan-gateway' })
    expect(jwt.decode(String(body['id_token']))).toMatchObject({ aud: 'pages', nonce: 'the-nonce', name: persona.name })
  })

  it('is good once, for a minute, for whom it was given, with the verifier and the address it was asked for with', async () => {
    const once = await code()
    expect((await redeem(once)).status).toBe(200)
    expect((await redeem(once)).body).toEqual({ error: 'invalid_grant' })
    expect((await redeem(await code(), { code_verifier: 'another' })).body).toEqual({ error: 'invalid_grant' })
    expect((await redeem(await code(), { redirect_uri: `${CALLBACK}/` })).body).toEqual({ error: 'invalid_grant' })
    expect((await redeem(await code(), { client_id: 'other', client_secret: 'O' })).body).toEqual({
      error: 'invalid_grant',
    })
    expect((await redeem(await code(), { client_secret: 'wrong' })).body).toEqual({ error: 'invalid_client' })
    const late = await code()
    now = new Date(now.getTime() + 61_000)
    expect((await redeem(late)).body).toEqual({ error: 'invalid_grant' })
  })
})

describe('a refresh token', () => {
  it('is good once; used a second time, it ends the whole line', async () => {
    const first = String((await redeem(await code())).body['refresh_token'])
    const renew = (given: string): ReturnType<typeof token> =>
      token({ grant_type: 'refresh_token', refresh_token: given })
    const second = await renew(first)
    expect(jwt.decode(String(second.body['access_token']))).toMatchObject({ azp: 'pages', sub: 'dsl-1' })
    expect((await renew(first)).body).toEqual({ error: 'invalid_grant' })
    expect((await renew(String(second.body['refresh_token']))).body).toEqual({ error: 'invalid_grant' })
  })

  it('is refused to an application that signs nobody in', async () => {
    const answer = await token({ grant_type: 'refresh_token', client_id: 'school-partner', client_secret: 'P' })
    expect(answer.body).toEqual({ error: 'unauthorized_client' })
  })
})
