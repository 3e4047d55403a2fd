import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { BOARD, UNRELATED, refusedBy } from '../hub-work/kit.js'
import { openMirafKit, receiptIn, type MirafAct, type MirafKit } from './kit.js'

let kit: MirafKit
const [HP, HM] = ['hub-police', 'hub-manager']
beforeAll(async () => {
  kit = await openMirafKit()
}, 90_000)
afterAll(() => kit.gateway.close())

describe('a risk assessment', () => {
  it('is written once for a key, and of it nothing is kept in the clear', async () => {
    const input = kit.input({ key: randomUUID() })
    const twice = [await kit.do('writeMiraf', HP, input), await kit.do('writeMiraf', HP, input)]
    expect(twice.map(({ errors }) => errors)).toEqual([[], []])
    expect(twice.map(receiptIn)).toMatchObject([{ version: 1 }, { version: 1 }])
    expect(twice[1]?.data).toEqual(twice[0]?.data)
    expect(await kit.kept()).toMatchObject({ miraf: '1' })
    expect(refusedBy(await kit.do('writeMiraf', HP, { ...input, reason: 'Other words' }))).toBe('KEY_REUSED')
    const plain = JSON.stringify(await kit.rows('select * from hafan.miraf, hafan.act_done'))
    for (const word of ['river', 'Dilwyn', 'aunt', 'First assessment']) expect(plain).not.toContain(word)
  })

  it('is read whole by those who are given it whole, with what matrix and person say', async () => {
    const found = await kit.assessed(HP)
    expect(found?.miraf).toMatchObject({
      ...{
        version: 1,
        level: 'MEDIUM',
        computed: 'MEDIUM',
        judged: null,
        push: ['BULLYING'],
        notGiven: [],
      },
      ...{
        places: ['The park by the river'],
        companions: ['Dilwyn Enghraifft'],
        facts: [],
        marks: [],
        summaryDraft: null,
      },
      hazards: [{ code: 'SELF_HARM', likelihood: 'POSSIBLE', impact: 'MAJOR', note: 'Told a friend' }],
      contributions: [
        { agency: 'POLICE', state: 'GIVEN', text: 'Found with adults twice', category: 'POLICE_RECORD' },
        { agency: 'HEALTH', state: 'ASKED', text: null, category: null },
      ],
    })
  })

  it('is of two who revise at once written by the first alone', async () => {
    const before = await kit.kept()
    const both = await Promise.all(
      [HP, HM].map(persona => kit.do('writeMiraf', persona, kit.input({ version: 1, reason: `By ${persona}` }))),
    )
    expect(both.map(refusedBy).sort()).toEqual(['MIRAF_CHANGED_MEANWHILE', undefined])
    const refused = both.find(({ errors }) => errors.length > 0)
    expect(refused?.errors[0]?.extensions).toMatchObject({ code: 'HUB_RULE', field: 'version' })
    const added = Object.entries(await kit.kept()).filter(([table, count]) => count !== before[table])
    expect(added.map(([table]) => table).sort()).toEqual(['act_done', 'miraf'])
  })

  it('has every version, in pages, and what differs between any two', async () => {
    const judged = { level: 'HIGH', reason: 'Away with older people' }
    const written = await kit.do('writeMiraf', HM, kit.input({ version: 2, reason: 'New friends', judged, push: [] }))
    expect(written.errors).toEqual([])
    interface History {
      readonly versions: {
        edges: { node: { version: number } }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
      readonly difference: { from: number; to: number; changes: { field: string }[] } | null
    }
    const history = async (more: object): Promise<History> =>
      (await kit.assessed(HP, more))?.mirafHistory as unknown as History
    const first = await history({ first: 2 })
    expect(first.versions.edges.map(({ node }) => node.version)).toEqual([3, 2])
    const rest = await history({ first: 2, after: first.versions.pageInfo.endCursor })
    expect([rest.versions.edges.map(({ node }) => node.version), rest.versions.pageInfo.hasNextPage]).toEqual([
      [1],
      false,
    ])
    expect(first.difference).toMatchObject({ from: 2, to: 3 })
    const { difference } = await history({ from: 1, to: 3 })
    expect(difference?.changes).toEqual([
      { field: 'judged.level', before: null, after: ['HIGH'] },
      { field: 'judged.reason', before: null, after: ['Away with older people'] },
      { field: 'level', before: ['MEDIUM'], after: ['HIGH'] },
      { field: 'push', before: ['BULLYING'], after: [] },
    ])
    expect((await history({ from: 1, to: 9 })).difference).toBeNull()
    const wrong = await kit.reads(HP, { after: 'bm9ib2R5' })
    expect(refusedBy(wrong)).toBe('BAD_ARGUMENT')
  })
})

describe('an act on it', () => {
  it.each<[MirafAct, string]>([
    ['writeMiraf', 'social-worker'],
    ['writeMiraf', 'police-coordinator'],
    ['writeMiraf', 'school-lead'],
    ['draftSummary', 'school-lead'],
    ['approveSummary', 'team-manager'],
    ['markMiraf', 'social-worker'],
    ['requestMirafReview', 'emergency-clinician'],
  ])('%s by %s is refused whole, before anything', async (act, persona) => {
    const before = await kit.kept()
    const texts = { text: { en: 'a', cy: 'b' }, whatToDo: { en: 'a', cy: 'b' }, reviewDue: '2999-01-01' }
    const inputs = {
      ...{
        writeMiraf: kit.input({ version: 3 }),
        draftSummary: { version: 0, ...texts },
        approveSummary: { version: 1 },
      },
      ...{ markMiraf: { version: 1, points: [] }, requestMirafReview: { reason: 'x' } },
    }
    const answer = await kit.do(act, persona, inputs[act])
    expect([answer.status, refusedBy(answer)]).toEqual([403, 'OPERATION_REFUSED'])
    expect(await kit.kept()).toEqual(before)
  })

  it('of a child who is not shown is answered as of one whom nobody knows, and writes nothing', async () => {
    const before = await kit.kept()
    const answers = await Promise.all(
      [UNRELATED, '9999999999'].map(nhsNumber => kit.do('writeMiraf', HP, kit.input({ child: { nhsNumber } }))),
    )
    expect(answers[0]?.text).toContain('"NOT_SHOWN"')
    expect(answers[1]?.text).toBe(answers[0]?.text)
    expect(await kit.kept()).toEqual(before)
  })

  it.each<[string, object]>([
    ['MIRAF_CHANGED_MEANWHILE', { version: 0 }],
    ['MIRAF_CHANGED_MEANWHILE', { version: 9 }],
    ['REASON_REQUIRED', { reason: '  ' }],
    ['REASON_REQUIRED', { hazards: [{ code: 'OTHER', likelihood: 'RARE', impact: 'MINOR' }] }],
    ['MIRAF_LEVEL_UNGRADED', { judged: { level: 'UNRECOGNISED', reason: 'x' } }],
    ['MIRAF_REVIEW_PAST', { reviewOn: '2020-01-01' }],
    ['TEXT_HIDDEN_CHARACTERS', { response: 'Ring\u202e nobody' }],
    ['TEXT_HIDDEN_CHARACTERS', { places: ['The\u200b park'] }],
    ['TEXT_TOO_LONG', { response: 'x'.repeat(20_001) }],
    ['DOCUMENT_TOO_LARGE', { response: 'x'.repeat(1_048_576) }],
    ['TOO_MANY_ENTRIES', { places: Array.from({ length: 41 }, (_, n) => `Place ${n}`) }],
    ['SAID_TWICE', { push: ['BULLYING', 'BULLYING'] }],
    [
      'CODE_UNKNOWN',
      { contributions: [{ agency: 'POLICE', state: 'GIVEN', text: 'x', category: 'POLICE_INTELLIGENCE' }] },
    ],
    ['MIRAF_FACT_UNKNOWN', { facts: ['bm9ib2R5'] }],
    ['MIRAF_FACT_UNKNOWN', { facts: [randomUUID()] }],
    ['BAD_ARGUMENT', { hazards: [{ code: 'SELF_HARM', likelihood: 'OFTEN', impact: 'MINOR' }] }],
    ['BAD_ARGUMENT', { reviewOn: '2026-02-30' }],
  ])('is refused with %s, and nothing is written', async (code, more) => {
    const before = await kit.kept()
    const answer = await kit.do('writeMiraf', HP, kit.input({ version: 3, ...more }))
    expect(refusedBy(answer)).toBe(code)
    expect(answer.errors[0]?.message).toMatch(/\.$/)
    expect(await kit.kept()).toEqual(before)
  })
})

describe('its review', () => {
  it('is due when anybody who works with the child asks for it', async () => {
    const asked = await kit.do('requestMirafReview', 'school-lead', { reason: 'Talks of a new phone' })
    expect(asked.errors).toEqual([])
    kit.pass(1_000)
    expect((await kit.assessed(HP))?.miraf).toMatchObject({ review: { reasons: ['REQUESTED', 'DATE'] } })
    const { data } = await kit.gateway.ask(HM, BOARD, { purpose: 'ASSESS_RISK', first: 50 })
    const { board } = data as { board: { edges: { node: { child: { id: string }; due: { kind: string }[] } }[] } }
    const child = ((await kit.reads(HP)).data as { child: { id: string } }).child.id
    const own = board.edges.filter(({ node }) => node.child.id === child)
    expect(own.flatMap(({ node }) => node.due.filter(({ kind }) => kind === 'MIRAF'))).toHaveLength(1)
  })

  it('is no longer due once a version is written', async () => {
    expect((await kit.do('writeMiraf', HP, kit.input({ version: 3, reason: 'Phone looked at' }))).errors).toEqual([])
    expect((await kit.assessed(HP))?.miraf).toMatchObject({ version: 4, review: { reasons: ['DATE'] } })
  })
})

describe('a sample of more than can be drawn from', () => {
  it('is refused, and a shorter time is asked for', async () => {
    await kit.rows(`insert into hafan.miraf (child_id, version, made_at, by_key, by_role, by_organisation, level, review_on, sealed)
      select child_id, version + made, '2020-01-01', by_key, by_role, by_organisation, level, review_on, sealed
      from hafan.miraf, generate_series(100, 20100) made where version = 1`)
    const { errors } = await kit.sample('hub-manager', { from: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' })
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_ARGUMENT' })
    expect(errors[0]?.message).toContain('shorter time')
  })
})
