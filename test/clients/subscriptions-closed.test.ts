// Subscriptions of the kit before a server that closes as it likes.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { fixedToken } from '../../clients/typescript/src/index.js'
import type { SignIn } from '../../clients/typescript/src/index.js'
import { endAll, kindOf, listen, next } from './listening.js'

afterEach(endAll)

describe('before a server that closes as it likes', () => {
  const servers: { close: () => void }[] = []
  afterEach(() => {
    for (const one of servers.splice(0)) one.close()
  })

  interface Came {
    readonly after: unknown
    readonly token: unknown
  }

  /** Signs everybody in, then says to the nth who subscribes what is told. */
  async function closing(...says: ((socket: WebSocket, id: string) => void)[]): Promise<{ url: string; came: Came[] }> {
    const http = createServer()
    const server = new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' })
    const came: Came[] = []
    server.on('connection', socket => {
      let token: unknown
      socket.on('message', (data: Buffer) => {
        const {
          type,
          payload,
          id = '',
        } = JSON.parse(data.toString()) as {
          type: string
          id?: string
          payload: { authorization?: string; variables?: { after: unknown } }
        }
        if (type === 'connection_init') {
          token = payload.authorization
          socket.send(JSON.stringify({ type: 'connection_ack' }))
        } else if (type === 'subscribe') {
          came.push({ after: payload.variables?.after, token })
          says[Math.min(came.length, says.length) - 1]?.(socket, id)
        }
      })
    })
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
    servers.push({
      close: () => {
        for (const socket of server.clients) socket.terminate()
        http.close()
      },
    })
    return { url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`, came }
  }

  const node = {
    ...{ id: 'a', kind: 'RETURN', title: { en: '', cy: '' }, at: '', team: { id: 't', name: { en: '', cy: '' } } },
    ...{ reference: null, recipientConfirmed: true, acknowledgedAt: null, child: null },
  }
  const event = (alerts: object) => (socket: WebSocket, id: string) =>
    socket.send(JSON.stringify({ id, type: 'next', payload: { data: { alerts } } }))

  it.each([
    [1013, 'TOO_SLOW'],
    [1001, 'GOING_AWAY'],
    [4429, 'RATE_LIMITED'],
    [4401, 'UNAUTHENTICATED'],
  ])('closing with %i it comes back', async (code, reason) => {
    const { url, came } = await closing(
      socket => socket.close(code, reason),
      socket => socket.close(4403, 'OPERATION_REFUSED'),
    )
    let nth = 0
    const signIn: SignIn = { token: async () => ({ is: 'TOKEN', token: `t${nth}` }), forget: () => void (nth += 1) }
    const { events } = listen({ url, signIn }, 'from-here')
    const first = await events.next()
    expect(first.value).toMatchObject({ is: 'WAITING' })
    expect(await next(events)).toMatchObject({ is: 'REFUSED', code: 'OPERATION_REFUSED' })
    const renewed = code === 4401 ? 'Bearer t1' : 'Bearer t0'
    expect(came).toEqual([
      { after: 'from-here', token: 'Bearer t0' },
      { after: 'from-here', token: renewed },
    ])
  })

  it('an event that is none of the operation’s ends it: whoever went on would not know from where', async () => {
    const { url } = await closing(event({ cursor: 'x', node: { ...node, kind: 7 } }))
    const { events } = listen({ url, signIn: fixedToken('t') })
    expect(await next(events)).toMatchObject({ is: 'UNREACHABLE', why: 'NOT_UNDERSTOOD' })
    expect(await next(events)).toBeUndefined()
  })

  it('it goes on from the last event that was had', async () => {
    const { url, came } = await closing(
      (socket, id) => {
        event({ cursor: 'one', node })(socket, id)
        event({ cursor: 'two', node })(socket, id)
        socket.close(1013, 'TOO_SLOW')
      },
      socket => socket.close(4403, 'OPERATION_REFUSED'),
    )
    const { events } = listen({ url, signIn: fixedToken('t') })
    expect([kindOf(await next(events)), kindOf(await next(events))]).toEqual(['RETURN', 'RETURN'])
    await next(events)
    expect(came.map(({ after }) => after)).toEqual([null, 'two'])
  })

  it('where nobody listens it waits, longer each time', async () => {
    const waits: number[] = []
    const { url } = await closing()
    for (const one of servers.splice(0)) one.close()
    const { events, end } = listen({ url, signIn: fixedToken('t'), wait: async ms => void waits.push(ms) })
    for (let nth = 0; nth < 8; nth += 1) await events.next()
    end()
    expect(waits.every((ms, nth) => ms >= 250 * 2 ** Math.min(nth, 6) * 0.9 && ms <= 30_000)).toBe(true)
    expect(waits).toHaveLength(7)
  })

  it('without a token it waits; where the provider refuses it ends', async () => {
    const said = ['SIGN_IN_UNREACHABLE', 'SIGN_IN_REFUSED'] as const
    let nth = 0
    const signIn: SignIn = {
      token: async () => ({ is: 'UNREACHABLE', why: said[(nth += 1) - 1] ?? 'SIGN_IN_REFUSED', detail: '' }),
      forget: () => undefined,
    }
    const { events } = listen({ url: 'ws://127.0.0.1:1', signIn })
    expect((await events.next()).value).toMatchObject({ is: 'WAITING', why: 'SIGN_IN_UNREACHABLE' })
    expect((await events.next()).value).toMatchObject({ is: 'UNREACHABLE', why: 'SIGN_IN_REFUSED' })
  })
})
