// A connection: who may open one, how much it may take, and what ends it.
import { afterEach, describe, expect, it } from '@jest/globals'
import { HafanError } from '../../../src/errors.js'
import { connected, fakeGateway } from './fake.js'
import type { Fake, FakeOptions } from './fake.js'

const open: Fake[] = []
afterEach(() => Promise.all(open.splice(0).map(one => one.close())))

async function gateway(options: FakeOptions = {}): Promise<Fake> {
  const made = await fakeGateway(options)
  open.push(made)
  return made
}

const REVOKED = new HafanError('UNAUTHENTICATED', 'The token has been taken back.')

describe('a connection', () => {
  it('stands once its token is good', async () => {
    const { connect } = await gateway()
    const client = await connect()
    expect(client.messages).toEqual([{ type: 'connection_ack' }])
  })

  it.each([
    ['no token', {}],
    ['a token that is no text', { authorization: 7 }],
    ['two that differ in their capitals', { authorization: 'Bearer one', Authorization: 'Bearer one' }],
  ])('with %s is closed with 4401, and that is recorded', async (_name, payload) => {
    const { raw, recorded } = await gateway()
    const client = await connected(raw(), null)
    client.say({ type: 'connection_init', payload })
    expect(await client.closed).toEqual({ code: 4401, reason: 'UNAUTHENTICATED' })
    expect(recorded).toEqual(['UNAUTHENTICATED'])
  })

  it('of somebody who may not use the application is closed with 4403', async () => {
    const { refused, connect } = await gateway()
    refused.set('one', new HafanError('APPLICATION_UNKNOWN', 'Not registered.'))
    expect(await (await connect()).closed).toEqual({ code: 4403, reason: 'APPLICATION_UNKNOWN' })
  })

  it('that nobody signs in on is closed with 4408', async () => {
    const { connect } = await gateway({ limits: { signInWithinMs: 50 } })
    expect((await (await connect(null)).closed).code).toBe(4408)
  })

  it('that subscribes before it signs in is closed with 4401', async () => {
    const { connect } = await gateway()
    const client = await connect(null)
    client.subscribe()
    expect((await client.closed).code).toBe(4401)
  })

  it('of another protocol is closed with 4406', async () => {
    const { raw } = await gateway()
    const socket = raw('/graphql', 'graphql-ws')
    const code = await new Promise(resolve => socket.once('error', resolve).once('close', resolve))
    expect(String(code)).toMatch(/4406|subprotocol/)
  })

  it.each([
    ['at another address', '/other', {}],
    ['of too many', '/graphql', { limits: { connections: 0 } }],
    ['of too many strangers', '/graphql', { limits: { strangers: 0 } }],
    ['to a gateway with too much to do', '/graphql', { overloaded: () => true }],
  ])('%s is not opened', async (_name, path, options) => {
    const { raw } = await gateway(options)
    const error = await new Promise(resolve =>
      raw(path)
        .once('error', resolve)
        .once('open', () => resolve('open')),
    )
    expect(String(error)).toMatch(path === '/other' ? /404/ : /503/)
  })

  it('beyond what one caller may have is closed with 4429; another caller’s is not, and one that ends makes room', async () => {
    const { connect, subscriptions } = await gateway({ limits: { connectionsOfOneCaller: 2 } })
    const [first] = [await connect(), await connect()]
    expect(await (await connect()).closed).toEqual({ code: 4429, reason: 'TOO_MANY_CONNECTIONS' })
    expect((await connect('other')).messages).toHaveLength(1)
    first?.socket.close()
    await first?.closed
    while (subscriptions.open() > 2) await new Promise(resolve => setImmediate(resolve))
    expect((await connect()).messages).toHaveLength(1)
  })
})

describe('whoever is connected is looked at again', () => {
  it('while nothing happens: a token that was taken back closes the connection with 4401', async () => {
    const { connect, refused } = await gateway({ limits: { recheckEveryMs: 30 } })
    const client = await connect()
    client.subscribe()
    refused.set('one', REVOKED)
    expect(await client.closed).toEqual({ code: 4401, reason: 'UNAUTHENTICATED' })
  })

  it('while nothing happens: a role that may no longer closes it with 4403', async () => {
    let holds = true
    const check = (): void => {
      if (!holds) throw new HafanError('OPERATION_REFUSED', 'Not open to this caller.')
    }
    const { connect, happen } = await gateway({ check, limits: { recheckEveryMs: 30 } })
    const client = await connect()
    client.subscribe()
    happen('a')
    await client.until('next')
    holds = false
    expect(await client.closed).toEqual({ code: 4403, reason: 'OPERATION_REFUSED' })
  })

  it('at the next event, which is not sent', async () => {
    const { connect, refused, happen } = await gateway()
    const client = await connect()
    client.subscribe()
    happen('before')
    await client.until('next')
    refused.set('one', REVOKED)
    happen('after')
    expect(await client.closed).toEqual({ code: 4401, reason: 'UNAUTHENTICATED' })
    expect(JSON.stringify(client.messages)).not.toContain('after')
  })

  it('between two events that came together', async () => {
    const { connect, refused, happen } = await gateway({
      answer: value => {
        if (value === 'first') refused.set('one', REVOKED)
        return Promise.resolve({ data: { a: value } })
      },
    })
    const client = await connect()
    happen('first', false)
    happen('second')
    client.subscribe()
    expect((await client.closed).code).toBe(4401)
    expect(client.messages.filter(({ type }) => type === 'next')).toHaveLength(1)
  })
})

describe('what a connection may take', () => {
  it('is bounded where nobody reads: closed with 1013, to come back with the last cursor', async () => {
    const limits = { messages: { burst: 1e6, perSecond: 1e6 }, bufferedBytes: 100_000 }
    const { connect } = await gateway({ limits })
    const client = await connect()
    client.socket.pause()
    // Each is answered with as much, which nobody takes.
    const text = 'x'.repeat(50_000)
    for (let sent = 0; sent < 600 && client.socket.readyState === client.socket.OPEN; sent += 1) {
      await new Promise<void>(resolve =>
        client.socket.send(JSON.stringify({ type: 'ping', payload: { text } }), () => resolve()),
      )
    }
    client.socket.resume()
    expect(await client.closed).toEqual({ code: 1013, reason: 'TOO_SLOW' })
  }, 30_000)

  it('is one message at a time of each subscription: the rest waits in the store', async () => {
    let asked = 0
    let release = (): void => undefined
    const { connect, happen } = await gateway({
      async answer(value) {
        asked += 1
        if (asked === 1) await new Promise<void>(resolve => (release = resolve))
        return { data: { a: value } }
      },
    })
    for (let n = 0; n < 50; n += 1) happen(String(n), false)
    const client = await connect()
    client.subscribe()
    while (asked === 0) await new Promise(resolve => setImmediate(resolve))
    happen('more')
    expect(asked).toBe(1)
    release()
    const got = await client.until('next', 51)
    expect(got.map(({ payload }) => (payload as { data: { a: string } }).data.a)).toEqual([
      ...Array.from({ length: 50 }, (_, n) => String(n)),
      'more',
    ])
  })

  it('is a message of a bounded size, and so many of them', async () => {
    const { connect } = await gateway({ limits: { messageBytes: 1_000, messages: { burst: 3, perSecond: 0.001 } } })
    const large = await connect()
    large.subscribe('1', 'x'.repeat(2_000))
    expect((await large.closed).code).toBe(1009)
    const many = await connect()
    for (let n = 0; n < 5; n += 1) many.say({ type: 'ping' })
    expect(await many.closed).toEqual({ code: 4429, reason: 'RATE_LIMITED' })
  })

  it('is a bounded number of subscriptions: the next is refused, and the others go on', async () => {
    const { connect, happen } = await gateway({ limits: { subscriptionsOfOneConnection: 2 } })
    const client = await connect()
    for (const id of ['1', '2', '3']) client.subscribe(id)
    const [refused] = await client.until('error')
    expect(refused).toMatchObject({ id: '3', payload: [{ extensions: { code: 'TOO_MANY' } }] })
    happen('a')
    expect((await client.until('next', 2)).map(({ id }) => id).sort()).toEqual(['1', '2'])
  })

  it('ends where nobody answers a ping', async () => {
    const { raw, subscriptions } = await gateway({ limits: { pingEveryMs: 40 } })
    const socket = raw()
    socket.pong = () => undefined
    const client = await connected(socket, 'one')
    // Ended and not closed: there is nobody to say it to.
    expect((await client.closed).code).toBe(1006)
    while (subscriptions.open() > 0) await new Promise(resolve => setImmediate(resolve))
  })
})
