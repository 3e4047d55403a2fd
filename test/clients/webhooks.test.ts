// What the gateway sends, as a partner's software receives it; and what somebody else sends.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Webhook } from 'standardwebhooks'
import { createReceiver } from '../../clients/typescript/src/webhooks.js'
import type { Deliveries, Delivery, Incoming, Receipt } from '../../clients/typescript/src/webhooks.js'
import { createWebhooks } from '../../src/adapters/post/webhook.js'
import { hostile, says } from './hostile.js'

const [OLD, NEW, OTHER] = ['old', 'new', 'other'].map(word => `whsec_${Buffer.alloc(32, word).toString('base64')}`)
const ID = '0b6f8a52-8f5b-4c0e-9a55-1f2d3c4b5a69'
const BODY = JSON.stringify({
  type: 'alert.raised',
  timestamp: '2026-02-11T22:05:00.000Z',
  data: { alert: 'AL-7K2M', delivery: ID },
})

let worked: Delivery[]
let fails = false
let had: Set<string>
const deliveries: Deliveries = {
  async claim(id) {
    if (had.has(id)) return false
    had.add(id)
    return true
  },
  release: async id => void had.delete(id),
}
beforeEach(() => {
  had = new Set()
  worked = []
})
afterEach(() => void (fails = false))

async function work(delivery: Delivery): Promise<void> {
  if (fails) throw new Error('the disk is full')
  worked.push(delivery)
}

const receive = (incoming: Incoming, secrets: readonly [string, ...string[]] = [OLD ?? ''], now = new Date()) =>
  createReceiver({ secrets, deliveries, now: () => now })(incoming, work)

/** As whoever has the secret sends it. */
function signed(body = BODY, { secret = OLD ?? '', id = ID, at = new Date() } = {}): Incoming {
  const signature = new Webhook(secret).sign(id, at, body)
  const sentAt = String(Math.floor(at.getTime() / 1000))
  return { headers: { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signature }, body }
}

describe('a delivery', () => {
  it('of the gateway is taken, with either secret while it is being changed', async () => {
    const server = await hostile(says(''))
    const gateway = createWebhooks({
      ...{ networks: ['127.0.0.1'], now: () => new Date(), onFault: () => undefined },
      secret: name => (name === 'OLD' ? OLD : NEW) ?? '',
    })
    const told = { url: server.url, deliveryId: ID, occasion: 'ALERT', reference: 'AL-7K2M' } as const
    await gateway.send({ ...told, secrets: ['OLD', 'NEW'], raisedAt: new Date('2026-02-11T22:05:00Z') })
    const [request = { headers: {}, body: '' }] = server.requests
    const delivery = { id: ID, type: 'alert.raised', at: new Date('2026-02-11T22:05:00Z'), alert: 'AL-7K2M' }
    expect(request.body).toBe(BODY)
    expect(await receive(request, [NEW ?? ''])).toEqual({ is: 'TAKEN', delivery })
    had.clear()
    expect(await receive(request, [OTHER ?? '', OLD ?? ''])).toEqual({ is: 'TAKEN', delivery })
    expect(worked).toEqual([delivery, delivery])
    gateway.close()
    await server.close()
  })

  it('that comes again is worked off once', async () => {
    const incoming = signed()
    await receive(incoming)
    expect(await receive(incoming)).toEqual({ is: 'HAD_BEFORE', id: ID })
    expect(worked).toHaveLength(1)
  })

  it('that could not be worked off is taken when it comes again', async () => {
    fails = true
    await expect(receive(signed())).rejects.toThrow('the disk is full')
    fails = false
    expect(await receive(signed())).toMatchObject({ is: 'TAKEN' })
  })

  const no = (why: string): Receipt => ({ is: 'NOT_OURS', why }) as Receipt
  const minutesOff = (minutes: number): Date => new Date(Date.now() + minutes * 60_000)
  it.each<[string, Incoming, string]>([
    ['was changed', { ...signed(), body: BODY.replace('AL-7K2M', 'AL-XXXX') }, 'SIGNATURE'],
    ['was signed by somebody else', signed(BODY, { secret: OTHER ?? '' }), 'SIGNATURE'],
    ['is six minutes old', signed(BODY, { at: minutesOff(-6) }), 'TOO_OLD'],
    ['is of six minutes hence', signed(BODY, { at: minutesOff(6) }), 'FROM_THE_FUTURE'],
    ['has another id than its body', signed(BODY, { id: 'another' }), 'BODY'],
    ['is of another kind', signed(BODY.replace('alert.raised', 'alert.lowered')), 'BODY'],
    ['is no JSON', signed('{'), 'BODY'],
    ['has no headers', { headers: {}, body: BODY }, 'HEADERS'],
    ['has a header twice', { body: BODY, headers: { ...signed().headers, 'webhook-id': [ID, ID] } }, 'HEADERS'],
    [
      'has a time that is none',
      { body: BODY, headers: { ...signed().headers, 'webhook-timestamp': 'now' } },
      'HEADERS',
    ],
  ])('that %s is not taken', async (_what, incoming, why) => {
    expect(await receive(incoming)).toEqual(no(why))
    expect([worked, had.size]).toEqual([[], 0])
  })

  it('is held against the clock that was given', async () => {
    expect(await receive(signed(), [OLD ?? ''], minutesOff(10))).toEqual({ is: 'NOT_OURS', why: 'TOO_OLD' })
  })
})
