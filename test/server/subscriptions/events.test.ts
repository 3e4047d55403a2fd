// A subscription on a connection: what is sent of its events, and what ends it.
import { afterEach, describe, expect, it } from '@jest/globals'
import { fakeGateway } from './fake.js'
import type { Fake, FakeOptions } from './fake.js'

const open: Fake[] = []
afterEach(() => Promise.all(open.splice(0).map(one => one.close())))

async function gateway(options: FakeOptions = {}): Promise<Fake> {
  const made = await fakeGateway(options)
  open.push(made)
  return made
}

describe('a subscription', () => {
  it('that is refused gets its error, with code and words, and the connection stands', async () => {
    const { connect, recorded } = await gateway()
    const client = await connect()
    client.subscribe('1', 'subscription { refuse }')
    const [error] = await client.until('error')
    expect(error).toEqual({
      id: '1',
      type: 'error',
      payload: [{ message: 'Not yours.', extensions: { code: 'OPERATION_REFUSED' } }],
    })
    expect(recorded).toEqual(['OPERATION_REFUSED'])
    expect(client.socket.readyState).toBe(client.socket.OPEN)
  })

  it('sends nothing of an event that may not be told, and goes on', async () => {
    const { connect, happen } = await gateway({
      answer: value => Promise.resolve({ data: { a: value === 'hidden' ? null : value } }),
    })
    const client = await connect()
    client.subscribe()
    happen('hidden')
    happen('shown')
    await client.until('next')
    expect(client.messages.filter(({ type }) => type === 'next')).toEqual([
      { id: '1', type: 'next', payload: { data: { a: 'shown' } } },
    ])
  })

  it.each([
    ['AUDIT_UNAVAILABLE', { errors: [{ message: 'no', extensions: { code: 'AUDIT_UNAVAILABLE' } }] }],
    ['INTERNAL', { data: { a: null }, errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }] }],
  ])('skips no event that failed with %s: it is closed, to come back for it', async (reason, result) => {
    const { connect, happen } = await gateway({ answer: () => Promise.resolve(result) })
    const client = await connect()
    client.subscribe()
    happen('a')
    expect(await client.closed).toEqual({ code: 1013, reason })
  })

  it('hears of what nobody said, a little later', async () => {
    const { connect, happen } = await gateway({ limits: { recheckEveryMs: 30 } })
    const client = await connect()
    client.subscribe()
    happen('silent', false)
    expect(await client.until('next')).toHaveLength(1)
  })

  it('ends when the caller ends it, while it waits', async () => {
    const { connect, happen } = await gateway()
    const client = await connect()
    client.subscribe()
    happen('a')
    await client.until('next')
    client.say({ id: '1', type: 'complete' })
    client.subscribe('2')
    await client.until('next', 2)
    happen('b')
    expect((await client.until('next', 3)).map(({ id }) => id)).toEqual(['1', '2', '2'])
  })

  it('ends with the gateway, which says so', async () => {
    const made = await gateway()
    const client = await made.connect()
    client.subscribe()
    await made.subscriptions.close()
    expect(await client.closed).toEqual({ code: 1001, reason: 'GOING_AWAY' })
    expect(made.faults).toEqual([])
  })
})
