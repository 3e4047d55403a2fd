// What a request holds reaches neither the log nor the metrics, wherever in it it stands, and whatever becomes of the request.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { connect } from 'node:net'
import { bareGateway } from '../../support/bare-gateway.js'
import type { BareGateway } from '../../support/bare-gateway.js'

let gateway: BareGateway
beforeAll(async () => {
  gateway = await bareGateway()
})
afterAll(() => gateway.close())

const TOKEN = 'Zanzibar7734'
/** A token, an NHS number, a name. */
const CANARIES = [TOKEN, '9990000018', 'Ffion']
const ALL = CANARIES.join('')
const by = (inner: string): string => `{ child(by: ${inner}, purpose: ASSESS_RISK) { __typename ... on Child { id } } }`

const BODIES: readonly (readonly [string, unknown])[] = [
  ['an identifier', { query: by('{nhsNumber: "9990000018"}') }],
  ['an identifier that is none', { query: by(`{nhsNumber: "${ALL}"}`) }],
  ['an identifier of a system', { query: by(`{local: {source: "${ALL}", value: "${ALL}"}}`) }],
  ['a variable', { query: 'query ($a: ID!) { child(by: {id: $a}, purpose: ASSESS_RISK) { __typename } }', variables: { a: ALL } }],
  ['a variable of the wrong type', { query: 'query ($a: Int) { viewer { caseload(purpose: ASSESS_RISK, first: $a) { edges { cursor } } } }', variables: { a: ALL } }],
  ['the name of a variable', { query: '{ viewer { role } }', variables: { [ALL]: { [ALL]: ALL } } }],
  ['an alias', { query: `{ ${ALL}: viewer { role } }` }],
  ['a field', { query: `{ ${ALL} }` }],
  ['a fragment', { query: `{ ...${ALL} }` }],
  ['a type', { query: `{ ... on ${ALL} { a } }` }],
  ['a directive', { query: `{ viewer @${ALL} { role } }` }],
  ['a comment', { query: `# ${ALL}\n{ viewer { role } }` }],
  ['a purpose', { query: `{ child(by: {id: "a"}, purpose: ${ALL}) { __typename } }` }],
  ['an operation’s name', { query: `query ${ALL} { viewer { role } }`, operationName: ALL }],
  ['another operation’s name', { query: 'query A { viewer { role } }', operationName: ALL }],
  ['extensions', { query: '{ viewer { role } }', extensions: { [ALL]: ALL } }],
  ['a cursor', { query: `{ viewer { caseload(purpose: ASSESS_RISK, after: "${ALL}") { edges { cursor } } } }` }],
  ['what is no JSON', `{"query": ${ALL}`],
  ['a list', [{ query: ALL }]],
] // prettier-ignore

const HEADERS = ['x-correlation-id', 'traceparent', 'user-agent', 'cookie', 'x-forwarded-for', 'referer', 'accept', 'content-type', 'authorization', 'x-user-id'] // prettier-ignore

async function expectUnseen(): Promise<void> {
  const seen = gateway.log.join('\n') + (await gateway.metrics()) + gateway.refusals.join('\n')
  for (const canary of CANARIES) expect(seen).not.toContain(canary)
}

describe('neither log nor metrics show', () => {
  it.each(BODIES)('%s', async (_, body) => {
    const answer = await gateway.post(body, { authorization: `Bearer ${TOKEN}` })
    expect(answer.headers['x-correlation-id']).toMatch(/^[\da-f-]{36}$/)
    await expectUnseen()
  })

  it.each(HEADERS)('the header %s', async header => {
    const answer = await gateway.post(
      { query: '{ viewer { role } }' },
      { authorization: 'Bearer somebody', [header]: ALL },
    )
    expect(JSON.stringify(answer.headers)).not.toContain(TOKEN)
    await expectUnseen()
  })

  it.each([`/${ALL}`, `/graphql?query=${ALL}`, `/graphql/${ALL}`, `/%ZZ${ALL}`, `/health/${ALL}`])(
    'the address %s',
    async url => {
      const { hostname, port } = new URL(gateway.url)
      await new Promise<void>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () =>
          socket.end(`GET ${url} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
        )
        socket.on('error', reject)
        socket.on('close', () => resolve())
        socket.resume()
      })
      await expectUnseen()
    },
  )
})

describe('what operators do see', () => {
  it('has labels from closed lists alone', async () => {
    const text = await gateway.metrics()
    const labels = new Set(
      [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => `${name} ${value}`),
    )
    const known = /^(code [A-Z_]+|who (caller|nobody)|le [\d.+Inf]+)$/
    expect([...labels].filter(label => !known.test(label))).toEqual([])
    expect(labels).toContain('code OK')
    expect(labels).toContain('code BAD_IDENTIFIER')
  })

  it('is how long answers and audit rows took, how much is under way, and how late the loop is', async () => {
    const text = await gateway.metrics()
    for (const name of [
      'hafan_request_seconds_count',
      'hafan_audit_seconds_count',
      'hafan_requests_under_way',
      'hafan_loop_lag_seconds',
      'hafan_audit_waiting 0',
    ])
      expect(text).toContain(name)
    expect(Number(/^hafan_request_seconds_count (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(BODIES.length)
  })

  it('is a fault with the number that the caller was given, the class and the place', async () => {
    gateway.log.length = 0
    const answer = await gateway.post({ query: by('{nhsNumber: "9990000018"}') }, { authorization: 'Bearer somebody' })
    const { correlationId, code } = (JSON.parse(answer.text) as { errors: [{ extensions: Record<string, string> }] })
      .errors[0].extensions
    expect(code).toBe('INTERNAL')
    expect(answer.headers['x-correlation-id']).toBe(correlationId)
    expect(gateway.log.filter(line => line.includes(String(correlationId)) && /Error \| at /.test(line))).toHaveLength(
      1,
    )
  })
})
