import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { connect } from 'node:net'
import { bareGateway } from '../../support/bare-gateway.js'
import type { BareGateway } from '../../support/bare-gateway.js'
import { UNHINDERED } from '../../support/gateway.js'

let gateway: BareGateway
let lag = 0
beforeAll(async () => {
  gateway = await bareGateway({
    traffic: {
      ...UNHINDERED,
      caller: { burst: 3, perSecond: 0.01 },
      address: { burst: 4, perSecond: 0.01 },
      mostLagMs: 100,
      lag: () => lag,
    },
  })
})
afterAll(() => gateway.close())
afterEach(() => {
  gateway.refusals.length = 0
})

const bearer = (name: string): Record<string, string> => ({ authorization: `Bearer ${name}` })
const role = { query: '{ viewer { role } }' }
const metric = async (line: string): Promise<number> =>
  Number(new RegExp(`^${line} (\\d+)$`, 'm').exec(await gateway.metrics())?.[1] ?? 0)

describe('a caller who asks too fast', () => {
  it('is refused with 429 and told when to go on; others are answered', async () => {
    const answers = [
      await gateway.post(role, bearer('fast')),
      await gateway.post(role, bearer('fast')),
      await gateway.post(role, bearer('fast')),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const refused = await gateway.post(role, bearer('fast'))
    expect([refused.status, refused.code]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await gateway.post(role, bearer('other'))).status).toBe(200)
  })

  it('is recorded once a minute, and counted each time', async () => {
    for (let one = 0; one < 20; one += 1) await gateway.post(role, bearer('flood'))
    expect(gateway.refusals).toEqual(['RATE_LIMITED'])
    expect(await metric('hafan_limited_total\\{who="caller"\\}')).toBeGreaterThanOrEqual(17)
  })

  it('is charged what an operation could cost: a second dear one has to wait', async () => {
    const by = Array.from({ length: 400 }, () => ({ nhsNumber: '9990000018' }))
    const dear = {
      query:
        'query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { ... on Child { id completeness police { status } timeline { edges { cursor } } } } }',
      variables: { by },
    }
    const first = await gateway.post(dear, bearer('dear'))
    expect(first.code).not.toBe('RATE_LIMITED')
    const second = await gateway.post(dear, bearer('dear'))
    expect([second.status, second.code]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(1_000)
  })
})

describe('strangers', () => {
  it('are refused one by one, and in a flood neither read nor recorded', async () => {
    const codes: (string | undefined)[] = []
    for (let one = 0; one < 12; one += 1) codes.push((await gateway.post('{"query": "no JSON at all', {})).code)
    expect(codes.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'UNAUTHENTICATED'))
    expect(new Set(codes.slice(4))).toEqual(new Set(['RATE_LIMITED']))
    expect(gateway.refusals).toEqual([...codes.slice(0, 4), 'RATE_LIMITED'])
  })

  it('do not take their address from those we know', async () => {
    expect((await gateway.post(role, bearer('neighbour'))).status).toBe(200)
  })

  it('are counted also where they only knock', async () => {
    const answer = await gateway.server.inject({ method: 'GET', url: '/graphql' })
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, expect.any(String)])
    expect(gateway.refusals).toEqual([])
  })
})

describe('while the loop lags', () => {
  /** The gateway looks once a second, and believes two looks in a row. */
  async function until(wanted: string | undefined): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      const { code } = await gateway.post(role, bearer(`patient${tries}${String(wanted)}`))
      if (code === wanted) return
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error('that did not come about in ten seconds')
  }

  it('requests are turned away before any work, health is answered, and it ends', async () => {
    lag = 500
    await until('OVERLOADED')
    const answer = await gateway.post('{"query": "no JSON at all', {})
    expect([answer.status, answer.code, answer.headers['retry-after']]).toEqual([503, 'OVERLOADED', '2'])
    for (const url of ['/health/live', '/health/ready']) {
      expect((await gateway.server.inject({ url })).statusCode).toBe(200)
    }
    expect(gateway.refusals).toEqual([])
    expect(gateway.log.filter(line => line.includes('"shedding":true'))).toHaveLength(1)
    lag = 0
    await until(undefined)
    expect(gateway.log.filter(line => line.includes('"shedding":false'))).toHaveLength(1)
    expect(await metric('hafan_requests_total\\{code="OVERLOADED"\\}')).toBeGreaterThan(0)
  })
})

describe('slow clients', () => {
  it('of which many send a letter at a time do not keep others waiting for an answer', async () => {
    const { hostname, port } = new URL(gateway.url)
    const slow = Array.from({ length: 50 }, () => connect(Number(port), hostname))
    for (const socket of slow) {
      socket.on('error', () => undefined)
      socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-le')
    }
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers: { ...bearer('quick'), 'content-type': 'application/json' },
      body: JSON.stringify(role),
    })
    expect(answer.status).toBe(200)
    for (const socket of slow) socket.destroy()
  })
})
