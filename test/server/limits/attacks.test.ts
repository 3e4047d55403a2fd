import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { examples } from '../../../src/server/explorer/examples.js'
import { ATTACKS } from '../../support/attacks.js'
import { bareGateway } from '../../support/bare-gateway.js'
import type { BareGateway } from '../../support/bare-gateway.js'

let gateway: BareGateway
beforeAll(async () => {
  gateway = await bareGateway()
})
afterAll(() => gateway.close())

describe('what is made to cost much', () => {
  it('comes in thirty ways or more', () => {
    expect(new Set(ATTACKS.map(({ body }) => body)).size).toBeGreaterThanOrEqual(30)
  })

  it.each(ATTACKS)('$name is refused with $code, as a caller’s mistake, and recorded', async ({ body, code }) => {
    gateway.refusals.length = 0
    const answer = await gateway.post(body)
    expect([answer.status, answer.code]).toEqual([400, code])
    expect(answer.text.length).toBeLessThan(500)
    expect(gateway.refusals).toEqual([code])
    expect(gateway.log).toEqual([])
  })
})

describe('what people need', () => {
  const queries = examples({ nhsNumber: '9990000018', controlUrl: 'http://127.0.0.1' })

  it.each(queries)('the query $name of the explorer is not refused', async ({ query }) => {
    gateway.refusals.length = 0
    await gateway.post({ query })
    expect(gateway.refusals.filter(code => /LARGE|DEEP|COST|INVALID/.test(code))).toEqual([])
  })
})
