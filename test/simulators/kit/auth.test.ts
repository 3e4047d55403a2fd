import { describe, expect, it } from '@jest/globals'
import { generateKeyPairSync } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { apiKeyProblem, createTokenEndpoint, staticTokenProblem } from '../../../simulators/kit/auth.js'
import type { SimRequest } from '../../../simulators/kit/system.js'

const now = new Date('2026-03-02T08:00:00Z')
const seconds = now.getTime() / 1000
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

const request = (over: Partial<SimRequest> = {}): SimRequest => ({
  method: 'POST',
  path: '/oauth2/token',
  query: new URLSearchParams(),
  headers: {},
  body: '',
  origin: 'http://127.0.0.1:4000',
  fault: null,
  now,
  ...over,
})
const form = (fields: Record<string, string>): string =>
  new URLSearchParams({ grant_type: 'client_credentials', ...fields }).toString()

describe('client credentials', () => {
  const endpoint = createTokenEndpoint({ clientId: 'gateway', clientSecret: 'S', scopes: ['a', 'b'] })
  const good = form({ client_id: 'gateway', client_secret: 'S', scope: 'a' })
  const tokenOf = (answer: ReturnType<typeof endpoint.answer>): string =>
    (answer?.body as { access_token: string }).access_token
  const read = (token: string, at = now): SimRequest =>
    request({ path: '/x', headers: { authorization: `Bearer ${token}` }, now: at })

  it('gives a token that is let in until it runs out', () => {
    const token = tokenOf(endpoint.answer(request({ body: good })))
    expect(endpoint.problem(read(token))).toBeNull()
    expect(endpoint.problem(read(token, new Date(now.getTime() + 599_000)))).toBe('expired')
  })

  it('takes the secret as HTTP Basic', () => {
    const authorization = `Basic ${Buffer.from('gateway:S').toString('base64')}`
    expect(endpoint.answer(request({ headers: { authorization }, body: form({}) }))?.status).toBe(200)
  })

  it.each([
    ['a wrong secret', form({ client_id: 'gateway', client_secret: 'no' }), 401, 'invalid_client'],
    ['a wrong client', form({ client_id: 'other', client_secret: 'S' }), 401, 'invalid_client'],
    ['no client', form({}), 401, 'invalid_client'],
    ['an unknown scope', form({ client_id: 'gateway', client_secret: 'S', scope: 'a c' }), 400, 'invalid_scope'],
    ['another grant', 'grant_type=password', 400, 'unsupported_grant_type'],
    [
      'an assertion where none is registered',
      form({ client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }),
      401,
      'invalid_client',
    ],
  ])('refuses %s', (_what, body, status, error) => {
    expect(endpoint.answer(request({ body }))).toMatchObject({ status, body: { error } })
  })

  it('is no answer to anything but the token path', () => {
    expect(endpoint.answer(request({ path: '/persons' }))).toBeNull()
  })

  it('refuses no token, an invented one, and one revoked', () => {
    const token = tokenOf(endpoint.answer(request({ body: good })))
    expect(endpoint.problem(request({ path: '/x' }))).toBe('missing')
    expect(endpoint.problem(read('invented'))).toBe('unknown')
    endpoint.revokeAll()
    expect(endpoint.problem(read(token))).toBe('unknown')
  })
})

describe('signed assertions', () => {
  const endpoint = createTokenEndpoint({
    clientId: 'gateway',
    assertion: { publicKeyPem: keys.publicKey, keyId: 'k1', algorithm: 'RS384' },
    expiresInAsText: true,
  })
  const good = {
    iss: 'gateway',
    sub: 'gateway',
    aud: 'http://127.0.0.1:4000/oauth2/token',
    iat: seconds,
    exp: seconds + 300,
    jti: 'j',
  }
  const ask = (claims: object, options: jwt.SignOptions = {}, key = keys.privateKey) =>
    endpoint.answer(
      request({
        body: form({
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: jwt.sign(claims, key, { algorithm: 'RS384', keyid: 'k1', ...options }),
        }),
      }),
    )

  it('takes a good assertion once', () => {
    expect(ask({ ...good, jti: 'once' })).toMatchObject({ status: 200, body: { expires_in: '599' } })
    expect(ask({ ...good, jti: 'once' })).toMatchObject({ status: 401 })
  })

  it.each([
    ['another audience', { ...good, aud: 'http://127.0.0.1:4001/oauth2/token' }, {}],
    ['more than five minutes', { ...good, exp: seconds + 301 }, {}],
    ['one run out', { ...good, exp: seconds - 1 }, {}],
    ['another issuer', { ...good, iss: 'other' }, {}],
    ['no jti', { ...good, jti: undefined }, {}],
    ['another algorithm', good, { algorithm: 'RS512' as const }],
    ['another key id', good, { keyid: 'k2' }],
  ])('refuses %s', (_what, claims, options) => {
    const { jti, ...rest } = claims
    expect(ask(jti === undefined ? rest : claims, options)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
  })

  it('refuses another key', () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    })
    expect(ask({ ...good, jti: 'o' }, {}, String(other))).toMatchObject({ status: 401 })
  })
})

describe('tokens and keys that never change', () => {
  it.each([
    [{ authorization: 'Bearer T' }, null],
    [{ authorization: `Basic ${Buffer.from('T:').toString('base64')}` }, null],
    [{ authorization: 'Bearer U' }, 'unknown'],
    [{}, 'missing'],
  ])('static token %j: %s', (headers, problem) => {
    expect(staticTokenProblem(request({ headers: headers }), 'T')).toBe(problem)
  })

  it.each([
    [{ 'x-api-key': 'K' }, null],
    [{ 'x-api-key': 'L' }, 'unknown'],
    [{}, 'missing'],
  ])('api key %j: %s', (headers, problem) => {
    expect(apiKeyProblem(request({ headers: headers }), 'X-API-Key', 'K')).toBe(problem)
  })
})
