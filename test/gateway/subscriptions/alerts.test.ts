// Subscription.alerts before two gateways on one database: whoever is told, on whichever of them, is told once and in order.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { EpisodeRow, Region } from '../../../simulators/region/model.js'
import { testKeys } from '../../support/database.js'
import { BREAK, REASON, UNRELATED } from '../break-glass/kit.js'
import { FFION, openKit } from './kit.js'
import type { Kit, Live } from './kit.js'

jest.setTimeout(120_000)

let kit: Kit
let ffion: string
let fails = false
const taken = { people: new Set<string>() }
/** How far the gateways' clock runs ahead of everybody else's. */
let aheadMs = 0

beforeAll(async () => {
  const base = Date.now()
  kit = await openKit({
    now: new Date(base).toISOString(),
    clock: () => new Date(Date.now() + aheadMs),
    subscriptions: { recheckEveryMs: 60_000, connectionsOfOneCaller: 50 },
    revoked: { key: () => false, token: () => false, person: (_issuer, subject) => taken.people.has(subject) },
    audit: audit => ({
      ...audit,
      outcome: rows => (fails ? Promise.reject(new Error('full')) : audit.outcome(rows)),
    }),
  })
  ffion = await kit.childOf('hub-police', FFION)
})
afterAll(() => kit.close())
afterEach(() => {
  fails = false
  taken.people.clear()
  aheadMs = 0
})

describe('an alert', () => {
  it('comes to everybody of the team, on either gateway, and to nobody else', async () => {
    const [one, other, outside] = [
      await kit.subscribed(kit.first, 'hub-police'),
      await kit.subscribed(kit.second, 'hub-education'),
      await kit.subscribed(kit.second, 'police-coordinator'),
    ]
    await kit.tell(['hub'], ffion)
    for (const live of [one, other]) {
      const [told] = await live.told(1)
      expect(told?.node).toMatchObject({ kind: 'RETURN', team: { id: 'hub' }, child: { __typename: 'Child' } })
    }
    await kit.tell(['police-coordinators'], ffion, 'NEW_EPISODE')
    expect((await outside.told(1)).map(({ node }) => node.kind)).toEqual(['NEW_EPISODE'])
    expect(one.messages.filter(({ type }) => type === 'next')).toHaveLength(1)
  })

  it('has an intent and an outcome in the audit before it is sent, of its own number', async () => {
    const live = await kit.subscribed(kit.first, 'hub-police')
    const written = () =>
      kit.rows<{ id: string; kind: string; operation: string }>(
        `select chain_id || ' ' || seq as id, kind, operation from hafan.audit_row`,
      )
    const before = new Set((await written()).map(({ id }) => id))
    await kit.tell(['hub'], ffion)
    await live.told(1)
    const added = (await written()).filter(({ id }) => !before.has(id))
    const kindsOf = (one: string): string[] => added.filter(row => row.operation === one).map(({ kind }) => kind)
    const whole = added.filter(({ operation }) =>
      ['INTENT', 'OUTCOME'].every(kind => kindsOf(operation).includes(kind)),
    )
    expect(whole.length).toBeGreaterThan(0)
  })

  it('about a child who may not be shown sends nothing, not even that there was one', async () => {
    const ids = (await kit.rows<{ id: string }>('select id from hafan.child order by id limit 20')).map(({ id }) => id)
    const query = 'query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { __typename } }'
    const hidden = []
    for (const id of ids) {
      const { data } = await kit.first.ask('hub-police', query, { by: { id: testKeys.childId.encode(id) } })
      if ((data as { child: { __typename: string } }).child.__typename === 'ChildNotShown') hidden.push(id)
    }
    expect(hidden.length).toBeGreaterThan(0)
    const live = await kit.subscribed(kit.second, 'hub-police')
    for (const id of hidden) await kit.tell(['hub'], id, 'NEW_EPISODE')
    await kit.tell(['hub'], ffion)
    expect((await live.told(1)).map(({ node }) => node.kind)).toEqual(['RETURN'])
  })

  it('that could not be recorded is not sent; it comes when the caller comes back for it', async () => {
    const live = await kit.subscribed(kit.first, 'hub-police')
    await kit.tell(['hub'], ffion, 'NEW_EPISODE')
    const [had] = await live.told(1)
    fails = true
    await kit.tell(['hub'], ffion, 'RISK_RAISED')
    expect(await live.closed).toEqual({ code: 1013, reason: 'AUDIT_UNAVAILABLE' })
    fails = false
    const again = await kit.subscribed(kit.first, 'hub-police', had?.cursor ?? '')
    expect((await again.told(1)).map(({ node }) => node.kind)).toEqual(['RISK_RAISED'])
  })
})

describe('whoever comes back', () => {
  it('with the last cursor gets what was missed, once and in order, at the other gateway too', async () => {
    const live = await kit.subscribed(kit.first, 'hub-police')
    await kit.tell(['hub'], ffion, 'NEW_EPISODE')
    const [had] = await live.told(1)
    live.socket.terminate()
    for (const kind of ['RISK_RAISED', 'RETURN'] as const) await kit.tell(['hub'], ffion, kind)
    const again = await kit.subscribed(kit.second, 'hub-police', had?.cursor ?? '')
    await kit.tell(['hub'], ffion, 'INTERVIEW_OVERDUE')
    expect((await again.told(3)).map(({ node }) => node.kind)).toEqual(['RISK_RAISED', 'RETURN', 'INTERVIEW_OVERDUE'])
  })

  it('gets each once and in order while many are told at once and the connection is lost again and again', async () => {
    const begun = await kit.subscribed(kit.first, 'hub-police')
    await kit.tell(['hub'], ffion)
    const had: string[] = []
    let [{ cursor } = { cursor: '' }] = await begun.told(1)
    const telling = Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let n = 0; n < 8; n += 1) await kit.tell(['hub'], ffion)
      }),
    )
    for (let turn = 0; had.length < 48; turn += 1) {
      const live = await kit.subscribed(turn % 2 === 0 ? kit.second : kit.first, 'hub-police', cursor)
      const told = await live.told(Math.min(7, 48 - had.length))
      live.socket.terminate()
      await live.closed
      // Also what came after those waited for, before the connection was lost.
      const all = await live.told(told.length)
      had.push(...all.map(({ node }) => node.id))
      cursor = all.at(-1)?.cursor ?? cursor
    }
    await telling
    const rows = await kit.rows<{ id: string }>(
      `select id from hafan.alert_recipient where team = 'hub' order by seq desc limit 48`,
    )
    expect(had).toEqual(rows.map(({ id }) => id).reverse())
  })

  it('with a cursor of somebody else, or none of ours, is refused', async () => {
    const live = await kit.subscribed(kit.first, 'hub-police')
    await kit.tell(['hub'], ffion)
    const [had] = await live.told(1)
    for (const after of [had?.cursor, 'abc']) {
      const other = await kit.subscribed(kit.first, 'hub-education', after ?? '')
      expect(JSON.stringify(await other.until('error', 2))).toContain('BAD_ARGUMENT')
    }
  })
})

describe('who is taken back', () => {
  it('gets no further event on either gateway, and is closed with 4401', async () => {
    const [one, other] = [await kit.subscribed(kit.first, 'hub-police'), await kit.subscribed(kit.second, 'hub-police')]
    const token = await kit.first.region.tokenFor('hub-police')
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
    taken.people.add(claims.sub)
    await kit.tell(['hub'], ffion)
    for (const live of [one, other]) {
      expect(await live.closed).toEqual({ code: 4401, reason: 'UNAUTHENTICATED' })
      expect(live.messages.filter(({ type }) => type === 'next')).toEqual([])
    }
  })
})

describe('what is open to the caller for a time alone', () => {
  const kindsOf = async (live: Live, count: number): Promise<readonly string[]> =>
    (await live.told(count)).map(({ node }) => node.kind)

  it('by broken glass is told of while it lasts, and not at the first event after', async () => {
    const { store } = kit.first.database
    const unrelated = (await store.children.byIdentifier('NHS_NUMBER', [UNRELATED])).get(UNRELATED) ?? ''
    const desk = ['police-coordinators']
    const live = await kit.subscribed(kit.second, 'police-coordinator')
    await kit.tell(desk, unrelated, 'RISK_RAISED')
    await kit.tell(desk, ffion, 'RETURN')
    expect(await kindsOf(live, 1)).toEqual(['RETURN'])
    const input = { key: randomUUID(), child: { nhsNumber: UNRELATED }, reason: REASON }
    const { data } = await kit.first.ask('police-coordinator', BREAK, { input })
    expect((data as { breakGlass: object }).breakGlass).toMatchObject({ __typename: 'BreakGlassReceipt' })
    await kit.tell(desk, unrelated, 'RISK_RAISED')
    expect(await kindsOf(live, 2)).toEqual(['RETURN', 'RISK_RAISED'])
    aheadMs = 61 * 60_000
    await kit.tell(desk, unrelated, 'RISK_RAISED')
    await kit.tell(desk, ffion, 'NEW_EPISODE')
    expect(await kindsOf(live, 3)).toEqual(['RETURN', 'RISK_RAISED', 'NEW_EPISODE'])
  })

  it('by an open episode is told of while it is open, and not at the first event after it was closed', async () => {
    const live = await kit.subscribed(kit.first, 'hub-police', null, 'LOCATE_CHILD')
    await kit.tell(['hub'], ffion, 'RISK_RAISED')
    expect(await kindsOf(live, 1)).toEqual(['RISK_RAISED'])
    closeEverywhere(kit.first.region.region)
    await kit.rows(`update hafan.episode set category = 'NO_FURTHER_ACTION', status = 'CLOSED'`)
    const other = await kit.subscribed(kit.second, 'hub-police')
    await kit.tell(['hub'], ffion, 'RETURN')
    // Under a purpose that needs no open episode it comes: both were asked, and one of them was not given it.
    expect(await kindsOf(other, 1)).toEqual(['RETURN'])
    const asked = `select count(*)::int as asked from hafan.audit_row where kind = 'INTENT'
      and record::json -> 'body' ->> 'purpose' = 'LOCATE_CHILD'`
    while (((await kit.rows<{ asked: number }>(asked))[0]?.asked ?? 0) < 2) await wait(20)
    live.say({ id: 'after', type: 'subscribe', payload: { query: 'subscription { nothing }' } })
    await live.until('error', 2)
    expect(live.messages.filter(({ type }) => type === 'next')).toHaveLength(1)
  })
})

type Changeable<Row> = { -readonly [K in keyof Row]: Row[K] }

const LONG_AGO = '2020-01-01T12:00:00.000Z'
/** As every agency has it then. */
function closeEverywhere({ police, socialCare }: Region): void {
  for (const { episodes } of police)
    for (const episode of episodes as readonly Changeable<EpisodeRow>[])
      Object.assign(episode, { category: 'NO_FURTHER_ACTION', status: 'CLOSED' })
  for (const { episodes } of Object.values(socialCare).flat())
    for (const episode of episodes as readonly Changeable<(typeof episodes)[number]>[])
      Object.assign(episode, { type: 'A', from: LONG_AGO, until: LONG_AGO })
}
