import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openAlertKit, MINUTE, FFION, type AlertKit } from './kit.js'

let kit: AlertKit
beforeAll(async () => {
  kit = await openAlertKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const code = ({ errors }: { errors: readonly { extensions: object }[] }): unknown =>
  (errors[0]?.extensions as { code?: string } | undefined)?.code
interface Page {
  readonly edges: readonly { readonly node: { readonly reference: string } }[]
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean }
}
const UUID = '00000000-0000-4000-8000-000000000000'
const of = async (persona: string, kind: string, purpose?: string) =>
  (await kit.alerts(persona, purpose)).filter(one => one.kind === kind)

describe('an alert is acknowledged', () => {
  it('by the alerted team alone, once', async () => {
    await kit.queue(FFION, 'RETURN')
    await kit.settled()
    const [own] = await of('social-worker', 'RETURN')
    const id = own?.id ?? ''
    for (const other of ['hub-police', 'school-lead', 'team-manager', 'residential-manager'])
      expect(code(await kit.acknowledge(other, id))).toBe('ALERT_NOT_FOUND')
    expect(code(await kit.acknowledge('auditor', id))).toBe('OPERATION_REFUSED')
    expect(code(await kit.acknowledge('social-worker', UUID))).toBe('ALERT_NOT_FOUND')
    expect(code(await kit.acknowledge('social-worker', 'no id'))).toBe('BAD_ARGUMENT')
    const first = await kit.acknowledge('social-worker', id, 'the-first-key')
    expect(first.errors).toEqual([])
    kit.pass(MINUTE)
    expect((await kit.acknowledge('social-worker', id, 'the-first-key')).data).toEqual(first.data)
    expect((await kit.acknowledge('social-worker', id)).data).toEqual(first.data)
    expect((await kit.list('social-worker', { unacknowledged: true })).text).not.toContain(id)
  })

  it('or goes to the deputies, then to the manager, and to nobody where it was', async () => {
    kit.pass(12 * MINUTE)
    await kit.settled()
    const steps = async (): Promise<readonly (readonly [string, string | null])[]> =>
      (await kit.told('RETURN')).filter(one => one.escalated_from !== null).map(one => [one.team, one.escalated_from])
    expect(await steps()).toEqual([])
    kit.pass(4 * MINUTE)
    await kit.settled()
    expect(await steps()).toEqual([['hub-manager', 'hub']])
    const [escalated] = await of('hub-manager', 'RETURN')
    expect(escalated).toMatchObject({ standsAs: 'MANAGER', escalatedFrom: { id: 'hub' } })
    kit.pass(120 * MINUTE)
    await kit.settled()
    // The deputies of Torfaen's teams have the alert already; the worker's team acknowledged, and its manager hears nothing.
    expect((await steps()).map(([team]) => team).sort()).toEqual(['hub-manager', 'welfare-newport'])
    const kept = await kit.rows<{ team: string; to_team: string }>(
      `select team, to_team from hafan.alert_step where kind = 'ESCALATED' order by seq`,
    )
    expect(kept).toContainEqual({ team: 'hub', to_team: 'hub-manager' })
  })

  it('and the hub’s manager sees which teams do, and nobody else', async () => {
    const from = new Date(kit.at().getTime() - 24 * 3_600_000).toISOString()
    const until = new Date(kit.at().getTime() + 1_000).toISOString()
    const report = (persona: string, since = from) =>
      kit.gateway.ask(
        persona,
        `query ($from: DateTime!, $until: DateTime!) { alertReport(from: $from, until: $until) { teams {
          team { id } told acknowledged unacknowledged medianSeconds longestSeconds } } }`,
        { from: since, until },
      )
    const { data, errors } = await report('hub-manager')
    expect(errors).toEqual([])
    const { teams } = (data as { alertReport: { teams: { team: { id: string }; told: number }[] } }).alertReport
    const team = (id: string) => teams.find(one => one.team.id === id)
    expect(team('torfaen-lac-2')).toMatchObject({ told: 1, acknowledged: 1, unacknowledged: 0 })
    expect(team('hub')).toMatchObject({ told: 1, acknowledged: 0, unacknowledged: 1, medianSeconds: null })
    for (const persona of ['hub-police', 'team-manager', 'auditor'])
      expect(code(await report(persona))).toBe('OPERATION_REFUSED')
    expect(code(await report('hub-manager', until))).toBe('BAD_ARGUMENT')
    expect(code(await report('hub-manager', '2020-01-01T00:00:00Z'))).toBe('BAD_ARGUMENT')
  })
})

describe('an inbox', () => {
  it('is read page by page, and each page by whom it was given alone', async () => {
    // One told before the next is queued: those queued together are worked off side by side, in no order.
    for (const reference of ['a', 'b', 'c']) {
      await kit.queue(FFION, 'RISK_RAISED', reference)
      await kit.settled()
    }
    const page = async (persona: string, after?: string) => {
      const { data, errors } = await kit.list(persona, { first: 2, ...(after === undefined ? {} : { after }) })
      const page = data as { alerts: Page } | null
      const references = page?.alerts.edges.map(({ node }) => node.reference)
      return { code: code({ errors }), references, ...page?.alerts.pageInfo }
    }
    const first = await page('hub-police')
    expect([first.references, first.hasNextPage]).toEqual([['c', 'b'], true])
    expect((await page('hub-police', first.endCursor)).references?.[0]).toBe('a')
    expect((await page('social-worker', first.endCursor)).code).toBe('BAD_ARGUMENT')
  })
})

describe('a message', () => {
  it('is tried again under the same id, and given up in the end', async () => {
    kit.answer({ outcome: 'TRY_AGAIN', code: 'BUSY' })
    kit.posted.length = 0
    await kit.queue(FFION, 'MIRAF_VERSION')
    await kit.settled()
    const ids = new Set(kit.posted.map(({ id }) => id))
    kit.pass(2 * MINUTE)
    await kit.settled()
    expect(kit.posted.length).toBe(2 * ids.size)
    expect(new Set(kit.posted.map(({ id }) => id))).toEqual(ids)
    kit.answer({ outcome: 'REFUSED', code: 'NO_SUCH_BOX' })
    kit.pass(3 * MINUTE)
    await kit.settled()
    const states = await kit.rows<{ state: string; code: string; attempts: number }>(
      `select distinct state, last_error_code as code, delivery.attempts from hafan.alert_delivery delivery
       join hafan.alert on alert.id = delivery.alert_id where kind = 'MIRAF_VERSION'`,
    )
    expect(states).toEqual([{ state: 'REFUSED', code: 'NO_SUCH_BOX', attempts: 3 }])
    kit.answer('SENT')
  })
})

describe('a school', () => {
  it('has one digest a school morning, of every pupil since the last, and the e-mail says no more', async () => {
    await kit.queue(FFION, 'NEW_EPISODE')
    await kit.settled()
    const digests = async () => of('school-lead', 'SCHOOL_DIGEST', 'SCHOOL_SUPPORT')
    for (let day = 0; day < 4; day += 1) {
      kit.pass(24 * 60 * MINUTE)
      await kit.settled()
    }
    const [digest, ...more] = await digests()
    expect(more).toEqual([])
    expect(digest).toMatchObject({ child: null, team: { id: 'school-a6804001' } })
    expect(digest?.pupils.length).toBe(1)
    const [sent, ...others] = kit.posted.filter(({ kind }) => kind === 'SCHOOL_DIGEST')
    expect([sent?.team, others]).toEqual(['school-a6804001', []])
    expect(code(await kit.acknowledge('school-lead', digest?.id ?? ''))).toBeUndefined()
  })
})
