// Calls against servers that break what was agreed: each comes to one of three things, and none of them is an exception.
import { afterEach, describe, expect, it } from '@jest/globals'
import { AcknowledgeAlert, Me, MirafSummary, createClient, fixedToken } from '../../clients/typescript/src/index.js'
import type { Client, ClientOptions, SignIn } from '../../clients/typescript/src/index.js'
import { hostile, refuses, says } from './hostile.js'
import type { HostileServer } from './hostile.js'

let server: HostileServer
afterEach(() => server.close())

const VIEWER = { role: 'SCHOOL_LEAD', agency: 'EDUCATION', organisation: '1', application: 'a', purposes: [] }
const ME = { data: { viewer: VIEWER } }
const PUPIL = { by: { upn: 'A123' }, purpose: 'SCHOOL_SUPPORT' } as const
const waited: number[] = []

/** Waits for nothing, and says how long it would have. */
function clientOf(url: string, options: Partial<ClientOptions> = {}): Client {
  waited.length = 0
  return createClient({ url, signIn: fixedToken('t'), wait: async ms => void waited.push(ms), ...options })
}

describe('an answer', () => {
  it('is handed out with its number and with what was not given', async () => {
    const error = { message: 'No.', path: ['viewer', 'role'], extensions: { code: 'FIELD_WITHHELD' } }
    server = await hostile(
      says({ data: { viewer: { ...VIEWER, role: null } }, errors: [error] }, 200, { 'x-correlation-id': 'n' }),
    )
    expect(await clientOf(server.url).query(Me, {})).toEqual({
      is: 'ANSWERED',
      data: { viewer: { ...VIEWER, role: null } },
      notGiven: [{ code: 'FIELD_WITHHELD', message: 'No.', path: ['viewer', 'role'] }],
      correlationId: 'n',
    })
    expect(server.requests[0]?.headers.authorization).toBe('Bearer t')
  })

  it.each<[string, unknown]>([
    ['is cut short', '{"data":{"viewer":{"role":"SCHOOL'],
    ['is a page', '<html>'],
    ['has neither data nor errors', { hello: 'world' }],
    ['is of something else', { data: { child: null } }],
    ['has a number where there is a text', { data: { viewer: { ...VIEWER, role: 7 } } }],
    ['has null where there is a list', { data: { viewer: { ...VIEWER, purposes: null } } }],
    ['leaves a field out', { data: { viewer: { role: null } } }],
    ['has an error that nobody knows', { data: null, errors: [{ message: 'x', extensions: { code: 'TEAPOT' } }] }],
    ['has an error beside it that nobody knows', { ...ME, errors: [{ message: 'x' }] }],
    ['has no data and no errors', { data: null, errors: [] }],
  ])('that %s is nothing to rely on, and is asked for once more', async (_what, body) => {
    server = await hostile(says(body))
    expect(await clientOf(server.url).query(Me, {})).toMatchObject({ is: 'UNREACHABLE', why: 'NOT_UNDERSTOOD' })
    expect(server.requests).toHaveLength(2)
  })

  it('that comes whole at the second try is an answer', async () => {
    server = await hostile(says('{'), says(ME))
    expect(await clientOf(server.url).query(Me, {})).toMatchObject({ is: 'ANSWERED', data: ME.data })
  })

  it('that is broken off is no connection', async () => {
    server = await hostile(response => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"data"')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await clientOf(server.url).query(Me, {})).toMatchObject({ is: 'UNREACHABLE', why: 'NO_CONNECTION' })
  })

  it('that does not end is read up to a size', async () => {
    server = await hostile(response => {
      const pour = (): void => void (response.writable && response.write('x'.repeat(10_000), () => setImmediate(pour)))
      pour()
    })
    const call = await clientOf(server.url, { mostBytes: 50_000 }).query(Me, {})
    expect(call).toMatchObject({
      is: 'UNREACHABLE',
      why: 'NOT_UNDERSTOOD',
      detail: 'The answer has more than 50000 bytes.',
    })
  })

  it('that does not come is waited for until the deadline', async () => {
    server = await hostile(() => undefined)
    const call = await clientOf(server.url).query(Me, {}, { deadlineMs: 60 })
    expect(call).toMatchObject({ is: 'UNREACHABLE', why: 'TIMED_OUT' })
    expect(server.requests).toHaveLength(1)
  })

  it('that leads elsewhere is not followed: the token goes nowhere else', async () => {
    const other = await hostile(says(ME))
    server = await hostile(says('', 307, { location: other.url }))
    expect(await clientOf(server.url).query(Me, {})).toMatchObject({ is: 'UNREACHABLE', why: 'REDIRECTED' })
    expect(other.requests).toEqual([])
    await other.close()
  })

  it('of a server’s fault without a body of ours is nothing to rely on', async () => {
    server = await hostile(says('Internal Server Error', 500))
    expect(await clientOf(server.url).query(Me, {})).toMatchObject({ is: 'UNREACHABLE', why: 'NOT_UNDERSTOOD' })
  })

  it('that the caller no longer wants is cancelled', async () => {
    server = await hostile(() => undefined)
    const over = new AbortController()
    const asked = clientOf(server.url).query(Me, {}, { signal: over.signal })
    over.abort()
    expect(await asked).toMatchObject({ is: 'UNREACHABLE', why: 'CANCELLED' })
    expect(await clientOf(server.url).query(Me, {}, { signal: over.signal })).toMatchObject({ why: 'CANCELLED' })
  })

  it('nobody listens for is no connection', async () => {
    server = await hostile(says(ME))
    await server.close()
    expect(await clientOf(server.url).query(Me, {})).toMatchObject({ is: 'UNREACHABLE', why: 'NO_CONNECTION' })
  })
})

describe('a refusal', () => {
  it('has its code, status and number, and is not asked for again', async () => {
    server = await hostile(refuses('PURPOSE_NOT_YOURS', 403, {}, { 'x-correlation-id': 'n' }))
    expect(await clientOf(server.url).query(MirafSummary, PUPIL)).toEqual({
      ...{ is: 'REFUSED', code: 'PURPOSE_NOT_YOURS', status: 403, message: 'No.' },
      ...{ correlationId: 'n', retryAfterSeconds: null },
    })
    expect(server.requests).toHaveLength(1)
  })

  it('of a rule has the rule and its words in both languages', async () => {
    const words = { en: 'Not yet.', cy: 'Ddim eto.' }
    server = await hostile(refuses('HUB_RULE', 409, { rule: 'R1', field: 'a.b', words }))
    expect(await clientOf(server.url).act(AcknowledgeAlert, { alert: 'a' })).toMatchObject({
      ...{ is: 'REFUSED', code: 'HUB_RULE', rule: 'R1', field: 'a.b', words },
    })
  })

  it('for a while is waited out as long as the gateway says, once', async () => {
    server = await hostile(refuses('RATE_LIMITED', 429, {}, { 'retry-after': '3' }))
    const call = await clientOf(server.url).query(Me, {})
    expect(call).toMatchObject({ is: 'REFUSED', code: 'RATE_LIMITED', retryAfterSeconds: 3 })
    expect([waited, server.requests.length]).toEqual([[3000], 2])
  })

  it('for longer than the deadline is handed out at once', async () => {
    server = await hostile(refuses('OVERLOADED', 503, {}, { 'retry-after': '60' }))
    const call = await clientOf(server.url).query(Me, {})
    expect(call).toMatchObject({ is: 'REFUSED', code: 'OVERLOADED', retryAfterSeconds: 60 })
    expect([waited, server.requests.length]).toEqual([[], 1])
  })
})

describe('a token that no longer holds', () => {
  function signIns(): SignIn & { readonly given: string[] } {
    const given: string[] = []
    let nth = 0
    return {
      given,
      token: async () => {
        given.push(`t${nth}`)
        return { is: 'TOKEN', token: `t${nth}` }
      },
      forget: () => void (nth += 1),
    }
  }

  it('is changed for another once, for reads and for acts', async () => {
    server = await hostile(
      refuses('UNAUTHENTICATED', 401),
      says({ data: { acknowledgeAlert: { id: 'a', acknowledgedAt: 'now' } } }),
    )
    const signIn = signIns()
    const call = await clientOf(server.url, { signIn }).act(AcknowledgeAlert, { alert: 'a' })
    expect(call).toMatchObject({ is: 'ANSWERED' })
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t0', 'Bearer t1'])
  })

  it('and no more than once', async () => {
    server = await hostile(refuses('UNAUTHENTICATED', 401))
    expect(await clientOf(server.url, { signIn: signIns() }).query(Me, {})).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(server.requests).toHaveLength(2)
  })

  it('is not what another 401 says', async () => {
    server = await hostile(refuses('ROLE_NOT_YOURS', 401))
    await clientOf(server.url, { signIn: signIns() }).query(Me, {})
    expect(server.requests).toHaveLength(1)
  })
})

describe('an act', () => {
  const keyIn = (body: string): string =>
    (JSON.parse(body) as { variables: { input: { key: string } } }).variables.input.key

  it('is sent once, and says under which key it may be sent again', async () => {
    server = await hostile(says('{'))
    const client = clientOf(server.url)
    const call = await client.act(AcknowledgeAlert, { alert: 'a' })
    expect(call).toMatchObject({ is: 'UNREACHABLE', key: expect.stringMatching(/^[\w-]{8,64}$/) })
    await client.act(AcknowledgeAlert, { alert: 'a' }, { key: call.key })
    expect(server.requests.map(({ body }) => keyIn(body))).toEqual([call.key, call.key])
  })
})
