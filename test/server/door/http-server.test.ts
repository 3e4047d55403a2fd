import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { AuditUnavailable } from '../../../src/audit/index.js'
import type { Audit } from '../../../src/audit/index.js'
import { HafanError } from '../../../src/errors.js'
import { callerOfRequest, createHttpServer } from '../../../src/server/http-server.js'
import type { CompiledProtocol } from '../../../src/policies/protocol/index.js'
import { createTraffic } from '../../../src/server/traffic.js'
import { UNHINDERED } from '../../support/gateway.js'
import type { Caller } from '../../../src/types/caller.js'

const CANARY = 'canary-9990000018'

const caller: Caller = {
  issuer: 'https://care.example', subject: 'a.person',
  application: { id: 'explorer', actsForPersons: true, ceiling: 'ALL' },
  person: { role: 'SOCIAL_WORKER', agency: 'SOCIAL_CARE', organisation: 'W06000020', staffRef: 's', posts: [], secondedFrom: null, vetting: null, clearance: [] },
} // prettier-ignore

const refusals: Parameters<Audit['refusal']>[0][] = []
const faults: unknown[] = []
let auditFails: Error | null = null
let storeIsUp = true
let reached = 0
let server: FastifyInstance
let url = ''

beforeAll(async () => {
  server = createHttpServer({
    signIn: authorization => {
      if (authorization === 'Bearer good') return Promise.resolve(caller)
      if (authorization === 'Bearer broken') return Promise.reject(new Error(`a bug near ${CANARY}`))
      return Promise.reject(new HafanError('UNAUTHENTICATED', 'The request carries no access token.'))
    },
    audit: {
      intent: () => Promise.reject(new Error('not here')),
      outcome: () => Promise.reject(new Error('not here')),
      stop: () => Promise.resolve(),
      refusal: row => {
        refusals.push(row)
        return auditFails ? Promise.reject(auditFails) : Promise.resolve()
      },
    },
    inForce: () => ({ id: 'test-1' }) as CompiledProtocol,
    onFault: error => faults.push(error),
    traffic: createTraffic(UNHINDERED, { monotonic: () => performance.now(), onShedding: () => undefined }),
    metrics: { answered: () => undefined, took: () => undefined, limited: () => undefined },
    ping: () => (storeIsUp ? Promise.resolve() : Promise.reject(new Error('down'))),
  })
  server.post('/graphql', request => {
    reached += 1
    return { data: callerOfRequest(request).subject }
  })
  url = await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())
beforeEach(() => {
  refusals.length = 0
  reached = 0
  auditFails = null
  storeIsUp = true
})

const good = { authorization: 'Bearer good', 'content-type': 'application/json' }

interface Answered {
  readonly status: number
  readonly text: string
  readonly code: string | undefined
  readonly headers: Headers
}

async function send(options: RequestInit & { path?: string }): Promise<Answered> {
  const response = await fetch(`${url}${options.path ?? '/graphql'}`, { method: 'POST', ...options })
  const text = await response.text()
  const { errors } = JSON.parse(text === '' ? '{}' : text) as { errors?: [{ extensions: { code: string } }] }
  return { status: response.status, text, code: errors?.[0].extensions.code, headers: response.headers }
}

describe('the door', () => {
  it('lets a signed-in caller through', async () => {
    const answer = await send({ headers: good, body: JSON.stringify({ query: '{ viewer { role } }' }) })
    expect([answer.status, answer.text]).toEqual([200, '{"data":"a.person"}'])
    expect(refusals).toEqual([])
  })

  it.each<[string, RequestInit & { path?: string }, number, string]>([
    ['nobody', { headers: { 'content-type': 'application/json' }, body: '{"query":"{ x }"}' }, 401, 'UNAUTHENTICATED'],
    ['a body too large', { headers: good, body: JSON.stringify({ query: CANARY, padding: 'x'.repeat(100_000) }) }, 413, 'DOCUMENT_TOO_LARGE'],
    ['another media type', { headers: { ...good, 'content-type': 'application/xml' }, body: `<${CANARY}/>` }, 415, 'DOCUMENT_INVALID'],
    ['plain text', { headers: { ...good, 'content-type': 'text/plain' }, body: `{"query":"${CANARY}"}` }, 415, 'DOCUMENT_INVALID'],
    ['a form', { headers: { ...good, 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${CANARY}` }, 415, 'DOCUMENT_INVALID'],
    ['a multipart body', { headers: { ...good, 'content-type': 'multipart/form-data; boundary=x' }, body: `--x\r\n${CANARY}` }, 415, 'DOCUMENT_INVALID'],
    ['no JSON', { headers: good, body: `{"query": ${CANARY}` }, 400, 'DOCUMENT_INVALID'],
    ['an empty body', { headers: good, body: '' }, 400, 'DOCUMENT_INVALID'],
    ['an empty object', { headers: good, body: '{}' }, 400, 'DOCUMENT_INVALID'],
    ['a text', { headers: good, body: `"${CANARY}"` }, 400, 'DOCUMENT_INVALID'],
    ['null', { headers: good, body: 'null' }, 400, 'DOCUMENT_INVALID'],
    ['a list of operations', { headers: good, body: `[{"query":"{ ${CANARY} }"}]` }, 400, 'ONE_OPERATION'],
    ['a query that is no text', { headers: good, body: `{"query":{"kind":"${CANARY}"}}` }, 400, 'DOCUMENT_INVALID'],
    ['no query', { headers: good, body: `{"variables":{"x":"${CANARY}"}}` }, 400, 'DOCUMENT_INVALID'],
    ['variables as text', { headers: good, body: `{"query":"{ x }","variables":"${CANARY}"}` }, 400, 'DOCUMENT_INVALID'],
    ['variables as a list', { headers: good, body: `{"query":"{ x }","variables":["${CANARY}"]}` }, 400, 'DOCUMENT_INVALID'],
    ['an operation name that is no text', { headers: good, body: `{"query":"{ x }","operationName":["${CANARY}"]}` }, 400, 'DOCUMENT_INVALID'],
    ['extensions as text', { headers: good, body: `{"query":"{ x }","extensions":"${CANARY}"}` }, 400, 'DOCUMENT_INVALID'],
    ['a key that would change a prototype', { headers: good, body: `{"query":"{ x }","__proto__":{"x":"${CANARY}"}}` }, 400, 'DOCUMENT_INVALID'],
    ['a wish for an answer in HTML', { headers: { ...good, accept: 'text/html' }, body: '{"query":"{ x }"}' }, 406, 'DOCUMENT_INVALID'],
    ['a GET', { method: 'GET', headers: { authorization: 'Bearer good' }, path: `/graphql?query=${CANARY}` }, 405, 'DOCUMENT_INVALID'],
    ['a PUT', { method: 'PUT', headers: good, body: '{}' }, 405, 'DOCUMENT_INVALID'],
    ['a DELETE', { method: 'DELETE', headers: { authorization: 'Bearer good' } }, 405, 'DOCUMENT_INVALID'],
    ['a fault of its own', { headers: { ...good, authorization: 'Bearer broken' }, body: '{"query":"{ x }"}' }, 500, 'INTERNAL'],
  ])('answers %s with a code, the right status, a sentence and no echo; and records it', async (_, options, status, code) => {
    const answer = await send(options)
    expect([answer.status, answer.code]).toEqual([status, code])
    expect(answer.text + JSON.stringify([...answer.headers])).not.toContain(CANARY)
    expect((JSON.parse(answer.text) as { errors: [{ message: string }] }).errors[0].message).toMatch(/^[A-Z].{15,}\.$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(refusals.map(row => row.code)).toEqual([code])
    expect(reached).toBe(0)
  }) // prettier-ignore

  it('says with a 405 which method it takes', async () => {
    expect((await send({ method: 'GET' })).headers.get('allow')).toBe('POST')
  })

  it('records who was refused, once that is known', async () => {
    await send({ headers: good, body: '{}' })
    await send({ body: '{}', headers: { 'content-type': 'application/json' } })
    expect(refusals[0]).toMatchObject({
      caller: { issuer: 'https://care.example', subject: 'a.person', role: 'SOCIAL_WORKER' },
      application: 'explorer',
      edition: 'test-1',
    })
    expect(refusals[1]).toMatchObject({ caller: null, application: null })
  })

  it('answers 503 where even the refusal cannot be recorded', async () => {
    auditFails = new AuditUnavailable('DATABASE')
    const answer = await send({ headers: { 'content-type': 'application/json' }, body: '{"query":"{ x }"}' })
    expect([answer.status, answer.code, answer.headers.get('cache-control')]).toEqual([
      503,
      'AUDIT_UNAVAILABLE',
      'no-store',
    ])
  })

  it('tells the operator of a fault of its own, and of nothing else', async () => {
    faults.length = 0
    await send({ headers: good, body: '{}' })
    await send({ headers: { ...good, authorization: 'Bearer broken' }, body: '{"query":"{ x }"}' })
    expect(faults).toMatchObject([{ message: `a bug near ${CANARY}` }])
  })

  it('takes both media types of GraphQL over HTTP', async () => {
    for (const accept of [
      'application/json',
      'application/graphql-response+json, application/json;q=0.9',
      '*/*',
      'text/html, */*;q=0.1',
    ]) {
      expect((await send({ headers: { ...good, accept }, body: '{"query":"{ x }"}' })).status).toBe(200)
    }
  })
})

describe('other addresses', () => {
  it.each(['/', '/graphq', '/graphql/x', '/favicon.ico', `/${CANARY}`, '/explorer'])(
    '%s: nothing is there, and it is not repeated',
    async path => {
      const answer = await send({ path, headers: good, body: '{}' })
      expect([answer.status, answer.code]).toEqual([404, 'DOCUMENT_INVALID'])
      expect(answer.text).not.toContain(CANARY)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    },
  )

  it.each([`/%ZZ${CANARY}`, `/graphql/%C0%AE${CANARY}`])('%s cannot be read, and is not repeated', async path => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /)
    expect(answer).not.toContain(CANARY)
  })

  it.each([
    `NONSENSE ${CANARY}\r\n\r\n`,
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: ${CANARY}\r\n\r\n`,
    `GET / HTTP/1.1\r\nx: ${CANARY.repeat(4_000)}\r\n\r\n`,
  ])('what is no HTTP is refused without an echo', async text => {
    const answer = await raw(text)
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /)
    expect(answer).not.toContain(CANARY)
  })
})

describe('health', () => {
  it('is live while the process answers', async () => {
    storeIsUp = false
    const response = await fetch(`${url}/health/live`)
    expect([response.status, await response.json()]).toEqual([200, { status: 'live' }])
  })

  it('is ready while the store answers, and says so to nobody’s cache', async () => {
    const response = await fetch(`${url}/health/ready`)
    expect([response.status, await response.json(), response.headers.get('cache-control')]).toEqual([
      200,
      { status: 'ready' },
      'no-store',
    ])
    storeIsUp = false
    const down = await fetch(`${url}/health/ready`)
    expect([down.status, await down.json()]).toEqual([
      503,
      { status: 'not ready', reason: 'the store does not answer' },
    ])
  })

  it('needs no token and is not recorded', async () => {
    await fetch(`${url}/health/ready`)
    expect(refusals).toEqual([])
  })
})

/** Sends bytes as they are and reads until the other side closes. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setTimeout(5_000, () => socket.destroy())
    socket.on('data', chunk => (answer += chunk.toString('latin1')))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}
