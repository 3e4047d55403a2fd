import { afterEach, describe, expect, it } from '@jest/globals'
import { clientCredentials, onBehalfOf } from '../../clients/typescript/src/index.js'
import type { SignIn } from '../../clients/typescript/src/index.js'
import { hostile, says } from './hostile.js'
import type { HostileServer } from './hostile.js'

let server: HostileServer
let now = 0
afterEach(() => {
  now = 0
  return server.close()
})

const never = new AbortController().signal
const clock = { now: (): Date => new Date(now * 1000) }
const grants = (token: string, seconds: unknown = 900) =>
  says({ access_token: token, token_type: 'Bearer', expires_in: seconds })
const own = (deadlineMs = 5000): SignIn =>
  clientCredentials({ tokenEndpoint: server.url, clientId: 'a b', clientSecret: 'ŵ:+' }, { ...clock, deadlineMs })

describe('a token', () => {
  it('is asked for as the standards have it', async () => {
    server = await hostile(grants('t'))
    expect(await own().token(never)).toEqual({ is: 'TOKEN', token: 't' })
    const [request] = server.requests
    expect(request?.body).toBe('grant_type=client_credentials')
    const [scheme, credentials = ''] = request?.headers.authorization?.split(' ') ?? []
    expect([scheme, Buffer.from(credentials, 'base64').toString('utf8')]).toEqual(['Basic', 'a+b:%C5%B5%3A%2B'])
  })

  it('of a person is exchanged, and asked of the person’s session each time', async () => {
    server = await hostile(grants('t', 60))
    let nth = 0
    const application = { tokenEndpoint: server.url, clientId: 'a', clientSecret: 'b' }
    const signIn = onBehalfOf({ ...application, subjectToken: () => `p${(nth += 1)}` }, clock)
    await signIn.token(never)
    now = 31
    await signIn.token(never)
    const forms = server.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
    expect(forms).toEqual(
      ['p1', 'p2'].map(subject_token => ({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        subject_token,
      })),
    )
  })

  it('is kept until a little before it ends', async () => {
    server = await hostile(grants('first'), grants('second'))
    const signIn = own()
    await signIn.token(never)
    now = 869
    expect(await signIn.token(never)).toMatchObject({ token: 'first' })
    now = 870
    expect(await signIn.token(never)).toMatchObject({ token: 'second' })
  })

  it('of which nobody says how long it lasts is not kept', async () => {
    server = await hostile(grants('first', null), grants('second'))
    const signIn = own()
    await signIn.token(never)
    expect(await signIn.token(never)).toMatchObject({ token: 'second' })
  })

  it('is forgotten where the gateway did not take it, and only that one', async () => {
    server = await hostile(grants('first'), grants('second'))
    const signIn = own()
    await signIn.token(never)
    signIn.forget('another')
    expect(await signIn.token(never)).toMatchObject({ token: 'first' })
    signIn.forget('first')
    expect(await signIn.token(never)).toMatchObject({ token: 'second' })
  })

  it('is asked for once by many who need it at the same time, and one who gives up takes it from nobody', async () => {
    server = await hostile(response => setTimeout(() => grants('t')(response), 50))
    const signIn = own()
    const over = new AbortController()
    const asked = [signIn.token(over.signal), signIn.token(never), signIn.token(never)]
    over.abort()
    expect(await Promise.all(asked)).toMatchObject([{ is: 'UNREACHABLE' }, { token: 't' }, { token: 't' }])
    expect(server.requests).toHaveLength(1)
  })
})

describe('no token', () => {
  it.each<[string, Parameters<typeof says>, string, string]>([
    ['refuses', [{ error: 'invalid_client' }, 401], 'SIGN_IN_REFUSED', 'invalid_client (401)'],
    ['says too much', [{ error: '<b>Ffion</b>' }, 400], 'SIGN_IN_REFUSED', 'no code (400)'],
    ['fails', ['Oh no', 500], 'SIGN_IN_UNREACHABLE', '(500)'],
    ['is asked too often', [{ error: 'slow_down' }, 429], 'SIGN_IN_UNREACHABLE', '(429)'],
    ['leads elsewhere', ['', 302, { location: '/' }], 'SIGN_IN_UNREACHABLE', 'REDIRECTED'],
    ['is a page', ['<html>'], 'SIGN_IN_UNREACHABLE', 'no bearer token'],
    ['gives another kind', [{ access_token: 't', token_type: 'mac' }], 'SIGN_IN_UNREACHABLE', 'no bearer token'],
    [
      'gives a header of its own',
      [{ access_token: 't\r\nx: y', token_type: 'Bearer' }],
      'SIGN_IN_UNREACHABLE',
      'no bearer',
    ],
  ])('comes of a provider that %s', async (_what, answer, why, detail) => {
    server = await hostile(says(...answer))
    const given = await own().token(never)
    expect(given).toMatchObject({ is: 'UNREACHABLE', why, detail: expect.stringContaining(detail) })
    expect(JSON.stringify(given)).not.toContain('Ffion')
  })

  it('comes of a provider that is silent, nor of a session that has none', async () => {
    server = await hostile(() => undefined)
    expect(await own(50).token(never)).toMatchObject({
      why: 'SIGN_IN_UNREACHABLE',
      detail: expect.stringContaining('TIMED_OUT'),
    })
    const application = { tokenEndpoint: server.url, clientId: 'a', clientSecret: 'b' }
    const signedOut = onBehalfOf({ ...application, subjectToken: () => Promise.reject(new Error('signed out')) })
    expect(await signedOut.token(never)).toMatchObject({ why: 'SIGN_IN_REFUSED' })
  })
})
