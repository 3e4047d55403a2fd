import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { BOARD, UNRELATED, openHubKit, type HubKit } from './kit.js'

let kit: HubKit
beforeAll(async () => {
  kit = await openHubKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const child = { nhsNumber: UNRELATED }
const report = { child, reporter: 'POLICE', area: 'W06000022' }
interface Row {
  readonly child: { readonly __typename: string; readonly id: string }
  readonly episode: string
  readonly since: string
  readonly endedAt: string | null
  readonly category: string
  readonly risk: string
  readonly due: readonly { readonly kind: string; readonly age: string }[]
}
interface Page {
  readonly rows: readonly Row[]
  readonly next: string | null
}
async function board(persona: string, first = 50, after: string | null = null): Promise<Page> {
  const { data, errors } = await kit.gateway.ask(persona, BOARD, { purpose: 'ASSESS_RISK', first, after })
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual([])
  const { edges, pageInfo } = (
    data as { board: { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
  ).board
  return { rows: edges.map(({ node }) => node), next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
}

describe('a report', () => {
  it('opens the child to the hub, and to a coordinator by area once it is more than their own word', async () => {
    const pm = 'police-coordinator'
    expect((await kit.read(pm, child)).text).toContain('"ChildExists"')
    expect((await kit.read('hub-police', child)).text).toContain('"ChildNotShown"')
    await kit.act('reportMissing', pm, report)
    expect((await kit.read(pm, child)).text).toContain('"ChildExists"')
    expect((await kit.read('hub-police', child, 'LOCATE_CHILD')).text).toContain('"HUB_CASE"')
    const [held] = await kit.episodes('hub-police', child)
    const onBoard = async (): Promise<boolean> =>
      (await board(pm)).rows.some(({ episode }) => episode === held?.['reference'])
    expect(await onBoard()).toBe(false)
    const graded = { child, episode: held?.['reference'], version: 1, is: { missing: { level: 'HIGH' } } }
    await kit.act('triage', 'hub-police', graded)
    expect((await kit.read(pm, child)).text).toContain('"IN_AREA"')
    expect(await onBoard()).toBe(true)
  })

  it('ends what it opened when there is nothing further to be done', async () => {
    const [held] = await kit.episodes('hub-police', child)
    const locate = async (): Promise<string> => (await kit.read('hub-police', child, 'LOCATE_CHILD')).text
    const episodesBy = { child, episode: held?.['reference'], version: held?.['version'] }
    expect(await locate()).toContain('"reference"')
    const nfa = { ...episodesBy, is: { noFurtherAction: 'NOT_MISSING' }, reason: 'Was at school' }
    expect((await kit.act('triage', 'hub-police', nfa)).errors).toEqual([])
    expect((await kit.episodes('hub-police', child))[0]).toMatchObject({
      status: 'CLOSED',
      category: 'NO_FURTHER_ACTION',
    })
    await kit.act('triage', 'hub-police', {
      ...episodesBy,
      version: 3,
      is: { missing: { level: 'LOW' } },
      reason: 'Was not',
    })
  })
})

describe('the board', () => {
  it('has who is away before who is back, the highest risk first, with what is due', async () => {
    await kit.act('reportMissing', 'hub-police', { ...report, child: { nhsNumber: '9999999999' } })
    kit.pass(2 * 3_600_000)
    const { rows, next } = await board('hub-manager')
    expect(next).toBeNull()
    expect(rows.every(row => row.child.__typename === 'Child')).toBe(true)
    const order = ['UNRECOGNISED', 'HIGH', 'MEDIUM', 'LOW', 'VERY_LOW', 'NOT_GRADED']
    const placed = rows.map(({ endedAt, category, risk, since }) => [
      ...[endedAt === null ? 0 : 1, order.indexOf(category === 'UNRECOGNISED' ? category : risk)],
      since,
    ])
    expect(placed).toEqual([...placed].sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1)))
    expect(rows[0]).toMatchObject({ category: 'UNRECOGNISED', due: [{ kind: 'TRIAGE', age: 'LATE_UNDER_1_DAY' }] })
    expect(rows.filter(({ endedAt }) => endedAt !== null).every(({ due }) => due.length > 0)).toBe(true)
  })

  it('is the same in pages as at once', async () => {
    const all = (await board('hub-manager')).rows.map(({ episode }) => episode)
    const paged: string[] = []
    let page = await board('hub-manager', 2)
    paged.push(...page.rows.map(({ episode }) => episode))
    while (page.next !== null && paged.length <= all.length) {
      page = await board('hub-manager', 2, page.next)
      paged.push(...page.rows.map(({ episode }) => episode))
    }
    expect(paged).toEqual(all)
    expect(all.length).toBeGreaterThan(2)
  })

  it('has for a coordinator only what is in their areas, and nothing for anybody else', async () => {
    const hub = (await board('hub-manager')).rows.map(({ episode }) => episode)
    const theirs = (await board('police-coordinator')).rows.map(({ episode }) => episode)
    expect(hub).toEqual(expect.arrayContaining(theirs))
    for (const persona of ['social-worker', 'school-lead', 'police-officer']) {
      const refused = await kit.gateway.ask(persona, BOARD, { purpose: 'ASSESS_RISK' })
      expect(refused.errors.map(({ extensions }) => extensions['code'])).toEqual(['OPERATION_REFUSED'])
    }
    const { errors } = await kit.gateway.ask('hub-manager', BOARD, { purpose: 'ASSESS_RISK', after: 'x' })
    expect(errors[0]?.extensions['code']).toBe('BAD_ARGUMENT')
  })

  it('tells nothing where the purpose gives nothing of a child', async () => {
    const { data, errors } = await kit.gateway.ask('hub-manager', BOARD, { purpose: 'STATISTICS' })
    expect([data, errors[0]?.extensions['code']]).toEqual([null, 'OPERATION_REFUSED'])
  })
})
