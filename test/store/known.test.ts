// The one statement says what the repositories say one by one, of every way to name a child, and of nobody.
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { KnownAsked } from '../../src/store/known.js'
import { recordKey } from '../../src/types/child.js'
import { testDatabase, testKeys, type TestDatabase } from '../support/database.js'
import { number, record } from './sample-records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const AT = new Date('2026-11-02T08:00:00Z')
const HOUR_MS = 3_600_000
const later = (hours: number): Date => new Date(AT.getTime() + hours * HOUR_MS)
const staff = { agency: 'HUB', organisation: 'hub', staffRef: 'H-1' } as const
const holder = { person: 'issuer\nperson', role: 'HUB_MANAGER', organisation: 'hub' }
const limits = { at: AT, since: later(-24), slowSince: later(-168), mostGuesses: 5, mostShown: 1 }
const NOBODY: KnownAsked = {
  ...{ ids: [], numbers: [], records: [], caller: 'caller', holder, staff, at: AT },
  budget: { caller: 'spender', limits },
}

/** A child with something of everything that is kept, and another with nothing but links. */
async function children(): Promise<{
  full: string
  bare: string
  nhsNumber: string
  upn: string
  sourceRecord: ReturnType<typeof record>
}> {
  // prettier-ignore
  const { store } = database
  const [nhsNumber, upn] = [number(), number()]
  const one = record({ nhsNumber, upn })
  const episode = { ref: 'E-1', reportedAt: '2026-11-01T22:00:00.000Z', lastSeenAt: null, endedAt: null, status: 'OPEN', category: 'MISSING', risk: 'HIGH', missingFrom: 'HOME', gss: 'W06999901', safeAndWell: null } // prettier-ignore
  const link = { sourceId: one.sourceId, recordId: one.recordId, how: 'CONFIRMED_BY_PERSON', confirmedAt: '2026-10-01T08:00:00.000Z', protectedRecord: true, anchor: one.anchor } // prettier-ignore
  const hub = { caseFrom: '2026-10-01T08:00:00.000Z', debriefAssignee: 'D-1', episodes: [episode], summary: null }
  await store.hub.seed({
    children: [{ identifiers: { nhsNumber, upn }, links: [link, { ...link, sourceId: 'another', anchor: null }], hub }],
  })
  const full = (await store.children.byRecord([one])).get(recordKey(one)) ?? ''
  const [bare = ''] = (await store.linking.apply([record({ nhsNumber: number() })])).childOf.values()
  const related = [{ childId: full, relationship: 'HUB_CASE' }] as const
  await store.confirmations.remember('caller', related, AT)
  await store.confirmations.remember('another', [{ childId: full, relationship: 'TEAM' }], AT)
  for (const sourceId of ['police-gwent', 'police-another'])
    await store.episodeStates.remember([{ childId: full, sourceId, open: true, since: AT.toISOString(), lapsesAt: null }], AT) // prettier-ignore
  const sent = (key: string) => ({ caller: holder.person, act: 'breakGlass', key, input: {}, at: AT })
  const owners = [{ sourceId: 'police-gwent', agency: 'POLICE', organisation: '99' }] as const
  for (const hours of [1, 0.5])
    await store.breakGlass.open(
      { ...{ ...holder, ...staff, childId: full, reason: 'why', endsAt: later(hours), edition: 'one', owners } },
      sent(`glass ${String(hours)}`),
    )
  return { full, bare, nhsNumber, upn, sourceRecord: one }
}

it('says of each child what the repositories say, however the child is named', async () => {
  const { store } = database
  const { full, bare, nhsNumber, upn, sourceRecord } = await children()
  const answer = await store.known.of({
    ...NOBODY,
    ids: [bare, randomUUID()],
    numbers: [
      { scheme: 'NHS_NUMBER', value: nhsNumber },
      { scheme: 'UPN', value: upn },
      { scheme: 'UPN', value: nhsNumber },
    ],
    records: [sourceRecord, { sourceId: sourceRecord.sourceId, recordId: 'nobody' }],
  })
  expect(answer.byId(bare)).toBe(bare)
  expect([answer.byNumber('NHS_NUMBER', nhsNumber), answer.byNumber('UPN', upn), answer.byRecord(sourceRecord)]).toEqual([full, full, full]) // prettier-ignore
  expect(answer.byNumber('UPN', nhsNumber)).toBeNull()
  expect(answer.byRecord({ ...sourceRecord, recordId: 'nobody' })).toBeNull()
  // Who was not asked for is not answered for.
  expect([...answer.children.keys()].sort()).toEqual([full, bare].sort())
  const ids = [full, bare]
  const apart = {
    links: await store.children.linksOf(ids),
    facts: await store.hub.factsOf(ids),
    confirmed: await store.confirmations.ofCaller('caller', ids),
    states: await store.episodeStates.of(ids),
    glass: await store.breakGlass.inForce(holder, ids, AT),
  }
  for (const id of ids)
    expect(answer.children.get(id)).toEqual({
      links: apart.links.get(id),
      facts: apart.facts.get(id),
      confirmed: apart.confirmed.get(id) ?? [],
      episodeStates: apart.states.get(id) ?? [],
      breakGlass: apart.glass.get(id) ?? null,
    })
  const kept = answer.children.get(full)
  expect(kept).toMatchObject({ breakGlass: { until: later(1).toISOString() }, confirmed: [{ relationship: 'HUB_CASE' }] }) // prettier-ignore
  expect([kept?.links.length, kept?.episodeStates.length, kept?.facts.episodes.length]).toEqual([2, 2, 1])
})

it('says that glass has run out, and is another’s', async () => {
  const { store } = database
  const { full } = await children()
  const glass = async (changed: Partial<KnownAsked>): Promise<unknown> =>
    (await store.known.of({ ...NOBODY, ids: [full], ...changed })).children.get(full)?.breakGlass
  expect(await glass({ at: later(2) })).toBeNull()
  expect(await glass({ at: later(-1) })).toBeNull()
  expect(await glass({ holder: { ...holder, role: 'HUB_PRACTITIONER' } })).toBeNull()
  expect(await glass({ holder: { ...holder, person: 'issuer\nsomebody else' } })).toBeNull()
})

it('says whom a member of staff is too near to, while that is in force', async () => {
  const { store } = database
  const { full, nhsNumber } = await children()
  const who = { ...staff, staffRef: 'H-2' }
  const target = { kind: 'NUMBER', scheme: 'NHS_NUMBER', hash: testKeys.identifierHmac('NHS_NUMBER', nhsNumber).toString('hex') } as const // prettier-ignore
  const conflict = { who, overseer: who, childId: null, target, declaredAs: 'SELF', from: AT, until: later(1) } as const
  await store.conflicts.declare(conflict, { caller: 'one', act: 'declareConflict', key: randomUUID(), input: {}, at: AT }) // prettier-ignore
  const near = async (changed: Partial<KnownAsked>): Promise<string | null> =>
    (await store.known.of({ ...NOBODY, staff: who, ...changed })).near.child({ id: full, links: [] })
  expect(await near({})).toEqual(expect.any(String))
  expect(await near({ at: later(2) })).toBeNull()
  expect(await near({ at: later(-1) })).toBeNull()
  expect(await near({ staff })).toBeNull()
})

it('says that a budget is used up, of nobody asked for too', async () => {
  const { store } = database
  const spent = async (changed: Partial<KnownAsked['budget']> = {}): Promise<boolean> =>
    (await store.known.of({ ...NOBODY, budget: { caller: 'spender', limits, ...changed } })).spent
  expect(await spent()).toBe(false)
  await store.budgets.take({ caller: 'spender', guesses: [], shown: ['a child'] }, limits)
  expect(await spent()).toBe(true)
  expect(await store.budgets.isSpent('spender', limits)).toBe(true)
  expect(await spent({ caller: 'another' })).toBe(false)
  expect(await spent({ limits: { ...limits, mostShown: 2 } })).toBe(false)
  expect(await spent({ limits: { ...limits, since: later(1) } })).toBe(false)
})
