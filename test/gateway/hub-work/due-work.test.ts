import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CONCEALED } from '../break-glass/kit.js'
import { openCaseworkKit, receiptOf, type CaseworkKit } from './casework-kit.js'
import { UNRELATED } from './kit.js'
import type { ActName } from './kit.js'

let kit: CaseworkKit
const HP = 'hub-police'
const HM = 'hub-manager'
const DAY = 24 * 60
const child = { nhsNumber: UNRELATED }
const other = { nhsNumber: '9990000018' }
const concealed = { nhsNumber: CONCEALED[0] }
const DUE = `query ($purpose: Purpose!, $first: Int, $after: String, $kinds: [DueKind!], $areas: [String!], $dueBefore: DateTime, $of: BoardOfInput) {
  dueWork(purpose: $purpose, first: $first, after: $after, kinds: $kinds, areas: $areas, dueBefore: $dueBefore, of: $of) {
    complete pageInfo { hasNextPage endCursor }
    edges { cursor node { child { __typename ... on Child { id } } kind reference dueAt overdue age because assignedPerson assignedTeam } } } }`

interface Entry {
  readonly child: { readonly id: string }
  readonly kind: string
  readonly reference: string | null
  readonly dueAt: string
  readonly because: readonly string[]
  readonly overdue: boolean
  readonly assignedPerson: string | null
}
interface Page {
  readonly complete: boolean
  readonly edges: readonly { readonly cursor: string; readonly node: Entry }[]
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean }
}

const ask = (persona: string, more: object = {}) => kit.gateway.ask(persona, DUE, { purpose: 'ASSESS_RISK', ...more })
async function page(persona: string, more: object = {}): Promise<Page> {
  const { data, errors } = await ask(persona, { first: 50, ...more })
  expect(errors).toEqual([])
  return (data as { dueWork: Page }).dueWork
}
const nodes = async (persona: string, more: object = {}) => (await page(persona, more)).edges.map(({ node }) => node)
const idOf = async (by: object): Promise<string> => {
  const { data } = await kit.ask(HM, by)
  return (data as { child: { id: string } }).child.id
}
const of = async (by: object, more: object = {}) => {
  const id = await idOf(by)
  return (await nodes(HM, more)).filter(one => one.child.id === id)
}
const codeOf = async (persona: string, more: object = {}) => (await ask(persona, more)).errors[0]?.extensions['code']

/** The steps of an episode, one after another. */
async function steps(by: object, ...all: readonly (readonly [ActName, object])[]): Promise<string> {
  const [held] = await kit.episodes(HP, by)
  let version = Number(held?.['version'])
  for (const [act, input] of all) {
    const answer = await kit.hub.act(act, HP, { child: by, episode: held?.['reference'], version, ...input })
    expect(answer.errors).toEqual([])
    version += 1
  }
  return String(held?.['reference'])
}

beforeAll(async () => {
  kit = await openCaseworkKit()
  const said = { reporter: 'CARER' }
  await kit.hub.act('reportMissing', HP, { child, ...said, area: 'E06000023', homeAuthority: 'E06000024' })
  await kit.hub.act('reportMissing', HP, { child: other, ...said, area: 'W06000020' })
  await kit.hub.act('reportMissing', HM, { child: concealed, ...said, area: 'W06000022' })
}, 90_000)
afterAll(() => kit.gateway.close())

describe('what is due of all children', () => {
  it('has each step of an episode until it is done', async () => {
    expect(await of(child)).toMatchObject([{ kind: 'TRIAGE', overdue: false, because: [], age: 'IN_TIME' }])
    const episode = await steps(child, ['triage', { is: { missing: { level: 'HIGH' } } }])
    expect(await of(child)).toMatchObject([{ kind: 'MIRAF', reference: null, because: ['NO_ASSESSMENT'] }])
    kit.pass(60 * 60_000)
    await steps(child, ['recordReturn', { foundAt: kit.moment(-1), foundBy: 'CARER' }])
    const kinds = async () => (await of(child)).map(({ kind, because }) => [kind, ...because].join(' ')).sort()
    expect(await kinds()).toEqual(['CHECK', 'INTERVIEW INTERVIEW_NOT_OFFERED', 'MIRAF NO_ASSESSMENT'])
    expect((await of(child, { kinds: ['CHECK'] })).map(({ reference }) => reference)).toEqual([episode])
    await steps(child, ['offerDebrief', {}])
    expect(await kinds()).toContain('INTERVIEW INTERVIEW_NOT_ANSWERED')
    await steps(child, ['answerDebrief', { answer: 'ACCEPTED' }])
    expect(await kinds()).toContain('INTERVIEW INTERVIEW_NOT_HELD')
    const notDone = { reason: 'CHILD_REFUSED', decidedBy: 'Sgt 1180' }
    await steps(child, ['recordSafeAndWell', { check: { notDone } }], ['answerDebrief', { answer: 'DECLINED', reason: 'NO_CONTACT' }]) // prettier-ignore
    await steps(child, ['closeEpisode', {}])
    expect(await kinds()).toEqual(['MIRAF NO_ASSESSMENT'])
  })

  it('has what falls due of a child who is off the board', async () => {
    const { data } = await kit.gateway.ask(HM, `{ board(purpose: ASSESS_RISK) { edges { node { child { ... on Child { id } } } } } }`) // prettier-ignore
    expect(JSON.stringify(data)).not.toContain(await idOf(child))
    const { reference: referral } = receiptOf(
      await kit.act('sendReferral', HP, { child, service: 'CAMHS', to: 'Team' }),
    )
    await kit.act('callMeeting', HP, { child, reason: 'Waiting may be too late' })
    const found = await of(child)
    expect(found.map(({ kind }) => kind).sort()).toEqual(['MEETING', 'MIRAF', 'REFERRAL'])
    expect(found.find(({ kind }) => kind === 'MEETING')).toMatchObject({ because: ['MEETING_CALLED'], overdue: false })
    expect(found.find(({ kind }) => kind === 'REFERRAL')).toMatchObject({ reference: referral, overdue: false })
    kit.pass(3 * DAY * 60_000)
    const plan = {
      what: 'Visit the home',
      measure: 'Seen',
      owner: 'Youth worker',
      due: kit.moment(2 * DAY).slice(0, 10),
    }
    const held = { kind: 'STRATEGY', heldAt: kit.moment(-5), decision: 'Go on', tookPart: [{ party: 'POLICE' }] }
    const { reference } = receiptOf(await kit.act('recordMeeting', HP, { child, version: 1, ...held, actions: [plan] }))
    const actions = () => of(child, { kinds: ['ACTION'] })
    expect(await actions()).toMatchObject([{ reference, overdue: false }])
    kit.pass(4 * DAY * 60_000)
    expect(await actions()).toMatchObject([{ reference, overdue: true, age: 'LATE_1_TO_7_DAYS' }])
    await kit.act('recordAction', HM, { child, meeting: reference, version: 1, is: { done: { action: 'A1', on: kit.moment(0).slice(0, 10) } } }) // prettier-ignore
    expect(await actions()).toEqual([])
    const plain = JSON.stringify(await kit.rows('select * from hafan.due_work'))
    expect(plain).not.toContain('Visit')
  })

  it('is narrowed by kind, area, time, and by who has it', async () => {
    const everything = await nodes(HM)
    const same = async (more: object, is: (one: Entry) => boolean) => {
      const wanted = everything.filter(is)
      expect(wanted.length).toBeGreaterThan(0)
      expect(await nodes(HM, more)).toEqual(wanted)
    }
    const [mine, hers] = [await idOf(other), await idOf(child)]
    await same({ kinds: ['REFERRAL', 'TRIAGE'] }, ({ kind }) => ['REFERRAL', 'TRIAGE'].includes(kind))
    await same({ areas: ['E06000023'] }, one => one.child.id === hers)
    await same({ areas: ['E06000024', 'E06000023'] }, one => one.child.id === hers)
    expect((await nodes(HM, { areas: ['W06000022'] })).map(one => one.child.id)).not.toContain(hers)
    const before = everything[1]?.dueAt ?? ''
    await same({ dueBefore: before }, ({ dueAt }) => dueAt <= before)
    expect(await nodes(HM, { areas: [] })).toEqual([])
    expect(await nodes(HP, { of: { mine: true } })).toEqual([])
    await steps(other, ['assignEpisode', {}])
    const assigned = await nodes(HP, { of: { mine: true } })
    expect([...new Set(assigned.map(one => one.child.id))]).toEqual([mine])
    expect(assigned[0]?.assignedPerson).toMatch(/\S/)
    expect((await nodes(HP, { of: { nobody: true } })).map(one => one.child.id)).toContain(hers)
    expect(await nodes(HM, { of: { mine: true } })).toEqual([])
  })

  it('is the same in pages of one, and a page holds no more than is asked for', async () => {
    const everything = await nodes(HM)
    expect(everything.length).toBeGreaterThan(3)
    const found: Entry[] = []
    for (let after: string | null = null; ;) {
      const { edges, pageInfo }: Page = await page(HM, { first: 1, after })
      expect(edges).toHaveLength(1)
      found.push(...edges.map(({ node }) => node))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(found).toEqual(everything)
    expect(found.map(({ dueAt }) => dueAt)).toEqual(found.map(({ dueAt }) => dueAt).sort())
  })

  it('has no row of a child who is concealed from the caller, and no gap where it would stand', async () => {
    const id = await idOf(concealed)
    const [manager, practitioner] = [await nodes(HM), await nodes(HP)]
    expect(manager.filter(one => one.child.id === id).map(({ kind }) => kind)).toEqual(['TRIAGE'])
    expect(practitioner).toEqual(manager.filter(one => one.child.id !== id))
    // The concealed child's stands before others: pages of one go on past it.
    const first = await page(HP, { first: 1 })
    expect(first.edges.map(({ node }) => node)).toEqual(practitioner.slice(0, 1))
    const rest = await page(HP, { first: 50, after: first.pageInfo.endCursor })
    expect(rest.edges.map(({ node }) => node)).toEqual(practitioner.slice(1))
    expect((await ask(HP)).text).not.toContain(id)
  })

  it('is read by the hub alone, and refused with a code', async () => {
    for (const persona of ['social-worker', 'police-coordinator', 'school-lead', 'debrief-worker', 'auditor'])
      expect(await codeOf(persona)).toMatch(/OPERATION_REFUSED|PURPOSE_NOT_YOURS/)
    expect(await codeOf(HM, { after: 'x' })).toBe('BAD_ARGUMENT')
    expect(await codeOf(HM, { first: 51 })).toBe('BAD_ARGUMENT')
    expect(await codeOf(HM, { first: 0 })).toBe('BAD_ARGUMENT')
    expect(await codeOf(HM, { of: { mine: false } })).toBe('BAD_ARGUMENT')
    expect(await codeOf(HM, { areas: Array.from({ length: 26 }, (_, nth) => `W${nth}`) })).toBe('BAD_ARGUMENT')
    const theirs = (await page(HP, { first: 1 })).pageInfo.endCursor
    expect(await codeOf(HM, { after: theirs })).toBe('BAD_ARGUMENT')
  })

  it('gives nothing for a purpose that gives nothing of it', async () => {
    const { text } = await ask(HM, { purpose: 'LOCATE_CHILD', kinds: ['REFERRAL'] })
    expect(text).not.toContain('REFERRAL"')
  })

  it('is on record as read, and each child as shown', async () => {
    await page(HM)
    const [row] = await kit.rows<{ record: string }>(
      `select record from hafan.audit_row where record like '%act.readDueWork%' limit 1`,
    )
    expect(row).toBeDefined()
  })

  it('says nothing of a child who is no case of the hub any more', async () => {
    const id = await idOf(child)
    kit.pass(400 * DAY * 60_000)
    expect((await nodes(HM)).map(one => one.child.id)).not.toContain(id)
    const left = `select 1 from hafan.due_work where child_id = (select child_id from hafan.casework where code = 'CAMHS')`
    expect(await kit.rows(left)).toEqual([])
    await kit.hub.act('reportMissing', HP, { child, reporter: 'CARER' })
    expect((await of(child)).map(({ kind }) => kind)).toContain('TRIAGE')
  })
})
