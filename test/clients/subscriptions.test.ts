// Subscriptions of the kit before two gateways on one database.
import type { Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { SignIn } from '../../clients/typescript/src/index.js'
import { FFION, openKit } from '../gateway/subscriptions/kit.js'
import type { Kit } from '../gateway/subscriptions/kit.js'
import { endAll, kindOf, listen, next, relay } from './listening.js'

jest.setTimeout(120_000)
afterEach(endAll)

describe('before a gateway', () => {
  let kit: Kit
  let ffion: string
  beforeAll(async () => {
    kit = await openKit({ now: new Date().toISOString() })
    ffion = await kit.childOf('hub-police', FFION)
  })
  afterAll(() => kit.close())

  const signIn: SignIn = {
    token: async () => ({ is: 'TOKEN', token: await kit.first.region.tokenFor('hub-police') }),
    forget: () => undefined,
  }

  /** A place to begin at that the test knows. */
  async function firstCursor(): Promise<string> {
    const live = await kit.subscribed(kit.first, 'hub-police')
    await kit.tell(['hub'], ffion)
    return (await live.told(1))[0]?.cursor ?? ''
  }

  it('everything told comes once and in order, however often the connection is cut', async () => {
    const sockets = new Set<Socket>()
    const door = await relay(() => kit.first.url, sockets)
    const { events, end } = listen({ url: door.url, signIn }, await firstCursor())
    const kinds = ['NEW_EPISODE', 'RISK_RAISED', 'RETURN', 'INTERVIEW_OVERDUE'] as const
    const came = []
    for (const kind of kinds) {
      for (const socket of sockets) socket.destroy()
      await kit.tell(['hub'], ffion, kind)
      came.push(kindOf(await next(events)))
    }
    expect(came).toEqual(kinds)
    end()
    expect(await next(events)).toBeUndefined()
    await door.close()
  })

  it('an event fits the operation, and names its child by the hub’s id', async () => {
    const { events } = listen({ url: kit.second.url.replace('http', 'ws'), signIn }, await firstCursor())
    await kit.tell(['hub'], ffion)
    expect(await next(events)).toMatchObject({
      is: 'EVENT',
      notGiven: [],
      data: { alerts: { node: { team: { id: 'hub' }, child: { __typename: 'Child' } } } },
    })
  })

  it('what is not open to the caller ends it with the code', async () => {
    const figures: SignIn = {
      token: async () => ({ is: 'TOKEN', token: await kit.first.region.applicationToken('figures-partner') }),
      forget: () => undefined,
    }
    const { events } = listen({ url: kit.first.url.replace('http', 'ws'), signIn: figures })
    expect(await next(events)).toMatchObject({ is: 'REFUSED', code: 'PERSON_REQUIRED' })
    expect(await next(events)).toBeUndefined()
  })

  it('a token that never holds ends it after one more', async () => {
    let forgotten = 0
    const bad: SignIn = { token: async () => ({ is: 'TOKEN', token: 'nonsense' }), forget: () => void (forgotten += 1) }
    const { events } = listen({ url: kit.first.url.replace('http', 'ws'), signIn: bad })
    expect(await next(events)).toMatchObject({ is: 'REFUSED', code: 'UNAUTHENTICATED' })
    expect(forgotten).toBe(1)
  })
})
