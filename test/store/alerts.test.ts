import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { everyServer, asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import type { Telling } from '../../src/store/alert-telling.js'
import type { EpisodeChange } from '../../src/store/episode-rows.js'

jest.setTimeout(60_000)

const servers = await everyServer()
afterAll(() => Promise.all(servers.map(server => server.stop())))

const AT = new Date('2026-02-11T22:05:00.000Z')
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000)

const change: EpisodeChange = {
  ...{ reference: 'E-1', reportedAt: AT.toISOString(), lastSeenAt: null, endedAt: null, status: 'OPEN' },
  ...{ category: 'UNRECOGNISED', risk: 'NOT_GRADED', missingFrom: null, area: null, safeAndWellSettled: false },
  ...{ reviewAt: null, interviewSettled: false, mergedInto: null, standing: {} },
  ...{ homeAuthority: null, assignedPerson: null, assignedTeam: null },
  counted: { placement: null, nfaReason: null, check: null, interview: null },
  steps: [{ kind: 'REPORT', happenedAt: AT.toISOString(), body: {} }],
}
const telling = (team: string, more: Partial<Telling> = {}): Telling => ({
  ...{ team, standsAs: 'ALLOCATED_WORKER', confirmed: true, standsInFor: [], escalateAt: later(30), ways: [] },
  ...more,
})

describe.each(servers.map(server => [server.name, server] as const))('on the %s', (_, server) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase(server)
  })
  afterAll(() => database.stop())

  const jobs = async (): Promise<readonly { task: string; id: string }[]> =>
    (
      await asOwner(database.url, client =>
        client.query<{ task: string; id: string }>(
          `select identifier as task, payload ->> 'id' as id from graphile_worker._private_jobs jobs
           join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id order by jobs.id`,
        ),
      )
    ).rows
  const alerts = async (): Promise<readonly { id: string; kind: string }[]> =>
    (
      await asOwner(database.url, client =>
        client.query<{ id: string; kind: string }>('select id, kind from hafan.alert'),
      )
    ).rows

  const record = (nhsNumber: string, fails = false, key: string = randomUUID()): Promise<{ childId: string }> =>
    database.store.episodes.record(
      {
        child: { scheme: 'NHS_NUMBER', value: nhsNumber },
        by: { person: 'one', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'HUB-1' },
        decide: () => {
          if (fails) throw new Error('a rule said no')
          return { changes: [change], alerts: [], receipt: {} }
        },
      },
      { caller: 'one', act: 'reportMissing', key, input: {}, at: AT },
    )

  it('queues an alert and its job with the episode, and neither where the episode is refused', async () => {
    await expect(record('9990000018', true)).rejects.toThrow('a rule said no')
    expect([await alerts(), await jobs()]).toEqual([[], []])
    const { childId } = await record('9990000018')
    const [alert, ...more] = await alerts()
    expect([alert?.kind, more]).toEqual(['NEW_EPISODE', []])
    expect(await jobs()).toEqual([{ task: 'alert_route', id: alert?.id }])
    expect(await database.store.alertRoutes.open(alert?.id ?? '')).toMatchObject({
      childId,
      reference: 'E-1',
      attempts: 0,
    })
  })

  it('tells a team once, however often it is told again', async () => {
    const [alert] = await alerts()
    const routed = { tellings: [telling('one'), telling('two')], resolveAt: null, usedUp: false }
    await Promise.all([
      database.store.alertRoutes.tell(alert?.id ?? '', routed, AT),
      database.store.alertRoutes.tell(alert?.id ?? '', routed, AT),
    ])
    const of = (team: string) =>
      database.store.alertInbox.of({ teams: [team], unacknowledged: false, first: 10, before: null })
    expect((await of('one')).length).toBe(1)
    expect((await of('two')).length).toBe(1)
    expect(await of('three')).toEqual([])
  })

  it('queues that somebody else works with a child where a source says otherwise than before, and only then', async () => {
    const { childId } = await record('9990000026')
    const changed = async (): Promise<number> =>
      (await alerts()).filter(({ kind }) => kind === 'RELATIONSHIP_CHANGED').length
    const note = async (minutes: number, said: Readonly<Record<string, string>>): Promise<number> => {
      const askedAt = later(minutes)
      const noted = { childId, said: new Map(Object.entries(said)), askedAt, lookAt: later(minutes + 60) }
      // Two gateways that asked at once.
      await Promise.all([1, 2].map(() => database.store.worksWith.note(noted, askedAt)))
      return changed()
    }
    expect(await note(0, { care: 'one' })).toBe(0)
    expect(await note(1, { care: 'one', school: 'a' })).toBe(0)
    expect(await note(2, {})).toBe(0)
    expect(await note(3, { care: 'two' })).toBe(1)
    expect(await note(2, { care: 'one' })).toBe(1)
    expect(await note(4, { care: 'two', school: 'a' })).toBe(1)
    expect(await note(5, { care: 'one', school: 'a' })).toBe(2)
    expect(await database.store.worksWith.queueDue(later(64), 10)).toBe(0)
    expect(await database.store.worksWith.queueDue(later(65), 10)).toBe(1)
    expect(await jobs()).toContainEqual({ task: 'alert_look', id: childId })
  })
})
