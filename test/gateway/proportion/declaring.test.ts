// Declaring a conflict of interest, withdrawing it, and who may know of it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../support/gateway.js'
import { FFION, UNKNOWN, startStage } from './stage.js'
import type { Stage } from './stage.js'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
}, 90_000)
afterAll(() => stage.gateway.close())

const DECLARE = `mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id at } }`
const WITHDRAW = `mutation ($input: WithdrawConflictInput!) { withdrawConflict(input: $input) { id at } }`
const LIST = `query ($first: Int, $after: String) { conflictsOfInterest(first: $first, after: $after) {
  edges { cursor node { id staffRef child basis declaredAs withdrawnAt tries } } pageInfo { hasNextPage endCursor } } }`
const NOTICES = `{ oversightNotices { kind staffRef role organisation child conflict } }`
const ffion = { nhsNumber: FFION }

const declare = (persona: string, input: object): Promise<Answer> =>
  stage.gateway.ask(persona, DECLARE, { input: { key: randomUUID(), ...input } })
const withdraw = (persona: string, id: string): Promise<Answer> =>
  stage.gateway.ask(persona, WITHDRAW, { input: { key: randomUUID(), id } })
const idOf = (answer: Answer): string => (answer.data as { declareConflict: { id: string } }).declareConflict.id
const code = ({ errors }: Answer): unknown => errors[0]?.extensions['code']
interface Listed {
  readonly id: string
  readonly staffRef: string
  readonly child: string | null
  readonly withdrawnAt: string | null
  readonly tries: number
}
interface ListPage {
  readonly edges: readonly { readonly cursor: string; readonly node: Listed }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
const pageOf = async (persona: string, page: { first?: number; after?: string | null } = {}): Promise<ListPage> =>
  ((await stage.gateway.ask(persona, LIST, { first: 50, ...page })).data as { conflictsOfInterest: ListPage })
    .conflictsOfInterest
const listed = async (persona: string): Promise<readonly Listed[]> =>
  (await pageOf(persona)).edges.map(({ node }) => node)
const kind = ({ text }: Answer): string => /"__typename":"(\w+)"/.exec(text)?.[1] ?? text

describe('a conflict of interest', () => {
  it('declared by the person holds, is listed for their auditor, and is withdrawn by nobody but their agency', async () => {
    expect(kind(await stage.child('social-worker', ffion))).toBe('Child')
    const id = idOf(await declare('social-worker', { child: ffion }))
    expect(kind(await stage.child('social-worker', ffion))).toBe('ChildNotShown')
    const { staffRef } = stage.staff('social-worker')
    const [row] = await listed('auditor-torfaen')
    expect(row).toMatchObject({ id, staffRef, basis: 'CHILD', declaredAs: 'SELF', tries: 1, withdrawnAt: null })
    for (const persona of ['social-worker', 'team-manager', 'hub-manager'])
      expect(code(await withdraw(persona, id))).toBe('OPERATION_REFUSED')
    await withdraw('auditor', id)
    expect(kind(await stage.child('social-worker', ffion))).toBe('ChildNotShown')
    expect((await withdraw('auditor-torfaen', id)).status).toBe(200)
    expect(kind(await stage.child('social-worker', ffion))).toBe('Child')
    expect((await listed('auditor-torfaen'))[0]?.withdrawnAt).not.toBeNull()
  })

  it('declared by the agency is seen by the auditor alone, and the person is answered as though nobody knew the child', async () => {
    const { staffRef } = stage.staff('social-worker')
    const id = idOf(await declare('team-manager', { staffRef, child: ffion }))
    const refused = await stage.child('social-worker', ffion)
    expect(refused.text).toBe((await stage.child('social-worker', { nhsNumber: UNKNOWN })).text)
    for (const persona of ['social-worker', 'team-manager', 'hub-manager', 'hub-police'])
      for (const query of [LIST, NOTICES])
        expect(code(await stage.gateway.ask(persona, query))).toBe('OPERATION_REFUSED')
    const { data } = await stage.gateway.ask('auditor-torfaen', NOTICES)
    const child = stage.gateway.database.keys.childId.encode(await stage.childId(FFION))
    expect((data as { oversightNotices: object[] }).oversightNotices[0]).toEqual({
      ...{ kind: 'CONFLICT_TRIED', staffRef, role: 'SOCIAL_WORKER', organisation: 'W06000020', child, conflict: id },
    })
    expect(await listed('auditor')).toEqual([])
    expect(await listed('auditor-education')).toEqual([])
    await withdraw('auditor-torfaen', id)
  })

  it('is answered alike whoever is meant: known or not, and whatever was declared before', async () => {
    const shapes = []
    for (const child of [ffion, { nhsNumber: UNKNOWN }, ffion]) {
      const { text, status } = await declare('police-officer', { child })
      shapes.push([status, text.replaceAll(/"[0-9a-f-]{36}"|"20[^"]*Z"/g, '""')])
    }
    expect(new Set(shapes.map(String)).size).toBe(1)
  })

  it('sent again is one, and its key does for nothing else', async () => {
    const input = { key: randomUUID(), child: { nhsNumber: UNKNOWN } }
    const once = await stage.gateway.ask('team-manager', DECLARE, { input })
    expect((await stage.gateway.ask('team-manager', DECLARE, { input })).text).toBe(once.text)
    expect(code(await stage.gateway.ask('team-manager', DECLARE, { input: { ...input, child: ffion } }))).toBe(
      'KEY_REUSED',
    )
  })

  it.each<[string, string, object, string, string | null]>([
    ['of somebody else, by who manages nobody', 'social-worker', { staffRef: 'SW-OTHER', child: ffion }, 'OPERATION_REFUSED', null],
    ['of staff of another authority', 'team-manager', { staffRef: 'X', organisation: 'W06000022', child: ffion }, 'OPERATION_REFUSED', null],
    ['of staff of another authority, by an auditor', 'auditor-torfaen', { staffRef: 'X', organisation: 'W06000022', child: ffion }, 'OPERATION_REFUSED', null],
    ['by an analyst', 'analyst', { child: ffion }, 'OPERATION_REFUSED', null],
    ['of nobody', 'social-worker', {}, 'BAD_ARGUMENT', 'child'],
    ['of a child and a household', 'social-worker', { child: ffion, uprn: '1' }, 'BAD_ARGUMENT', 'uprn'],
    ['of an address in words', 'social-worker', { uprn: '14 Heol Enghraifft' }, 'BAD_ARGUMENT', 'uprn'],
    ['that ends before it begins', 'social-worker', { child: ffion, until: '2020-01-01T00:00:00Z' }, 'BAD_ARGUMENT', 'until'],
    ['whose end is no moment', 'social-worker', { child: ffion, until: 'Enghraifft' }, 'BAD_ARGUMENT', 'until'],
    ['under a name of another shape', 'social-worker', { child: ffion, key: 'short' }, 'BAD_ARGUMENT', 'key'],
    ['of a child whose number does not add up', 'social-worker', { child: { nhsNumber: '9990000019' } }, 'BAD_IDENTIFIER', null],
  ])('is refused: %s', async (_, persona, input, expected, field) => {
    const answer = await declare(persona, input)
    expect([code(answer), answer.errors[0]?.extensions['field'] ?? null]).toEqual([expected, field])
    expect(answer.text).not.toContain('Enghraifft')
  }) // prettier-ignore

  it('of a school is overseen by its authority, and of a household told without its children', async () => {
    const { organisation, staffRef } = stage.staff('school-lead')
    const [uprn] = stage.uprnsOf(FFION)
    expect((await declare('auditor-education', { organisation, staffRef, uprn })).status).toBe(200)
    expect(kind(await stage.child('school-lead', ffion, 'SCHOOL_SUPPORT'))).toBe('ChildNotShown')
    const [row] = await listed('auditor-education')
    expect(row).toMatchObject({ staffRef, basis: 'HOUSEHOLD', child: null, tries: 1 })
    const { data } = await stage.gateway.ask('auditor-education', NOTICES)
    expect((data as { oversightNotices: object[] }).oversightNotices).toMatchObject([{ staffRef, child: null }])
  })

  it('is read a page at a time, each once and newest first, also those of one moment', async () => {
    const at = new Date()
    const who = stage.staff('social-worker')
    const overseer = { agency: who.agency, organisation: who.organisation }
    for (let nth = 0; nth < 5; nth += 1) {
      const target = { kind: 'HOUSEHOLD', key: `of-one-moment-${String(nth)}` } as const
      const conflict = { who, overseer, childId: null, target, declaredAs: 'AGENCY', from: at, until: null } as const
      const sent = { caller: 'c', act: 'declareConflict', key: randomUUID(), input: {}, at }
      await stage.gateway.database.store.conflicts.declare(conflict, sent)
    }
    const whole = (await listed('auditor-torfaen')).map(({ id }) => id)
    const read: string[] = []
    let page: ListPage | null = null
    do {
      page = await pageOf('auditor-torfaen', { first: 2, after: page?.pageInfo.endCursor ?? null })
      read.push(...page.edges.map(({ node }) => node.id))
    } while (page.pageInfo.hasNextPage)
    expect(whole.length).toBeGreaterThan(4)
    expect(read).toEqual(whole)
    // The cursor is the auditor's own, and of this list.
    const after = page.pageInfo.endCursor
    expect((await pageOf('auditor-torfaen', { after })).edges).toEqual([])
    for (const persona of ['auditor', 'auditor-education'])
      expect(code(await stage.gateway.ask(persona, LIST, { first: 2, after }))).toBe('BAD_ARGUMENT')
    expect(code(await stage.gateway.ask('auditor-torfaen', LIST, { first: 401 }))).toBe('BAD_ARGUMENT')
  })

  it('counts each try, and tells the auditor of no more of them in a day than the protocol says', async () => {
    const most = 20
    const id = idOf(await declare('social-worker', { child: ffion }))
    const kinds = new Set<string>()
    for (let tries = 0; tries < most + 2; tries += 1) kinds.add(kind(await stage.child('social-worker', ffion)))
    expect([...kinds]).toEqual(['ChildNotShown'])
    expect((await listed('auditor-torfaen')).find(row => row.id === id)?.tries).toBe(most + 2)
    const { data } = await stage.gateway.ask('auditor-torfaen', NOTICES)
    const { oversightNotices: told } = data as { oversightNotices: { conflict: string | null }[] }
    expect(told.filter(({ conflict }) => conflict === id)).toHaveLength(most)
    await withdraw('auditor-torfaen', id)
  })

  it('of an auditor is not listed for that auditor', async () => {
    const id = idOf(await declare('auditor-torfaen', { child: ffion }))
    expect((await listed('auditor-torfaen')).map(row => row.id)).not.toContain(id)
    await withdraw('auditor-torfaen', id)
    expect(kind(await stage.child('auditor-torfaen', ffion, 'QUALITY_ASSURANCE'))).toBe('ChildNotShown')
  })

  it('keeps the glass from being broken, as for a child nobody knows', async () => {
    const glass = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { __typename ... on ChildNotShown { reason } } }`
    const breaking = (nhsNumber: string): Promise<Answer> =>
      stage.gateway.ask('team-manager', glass, {
        input: { key: randomUUID(), child: { nhsNumber }, reason: 'the child was seen running towards the river' },
      })
    await declare('team-manager', { child: { nhsNumber: '9990000034' } })
    expect((await breaking('9990000034')).text).toBe((await breaking(UNKNOWN)).text)
    expect((await stage.notices()).at(-1)).toBe('CONFLICT_TRIED')
  })
})
