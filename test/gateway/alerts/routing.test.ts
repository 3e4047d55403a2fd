import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOwner } from '../../support/database.js'
import { CONCEALED } from '../break-glass/kit.js'
import { openAlertKit, MINUTE, FFION, type AlertKit } from './kit.js'

let kit: AlertKit
beforeAll(async () => {
  kit = await openAlertKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const SOCIAL_CARE = 'social-care-torfaen'
const teams = async (kind: Parameters<AlertKit['told']>[0], nhsNumber?: string): Promise<readonly string[]> =>
  (await kit.told(kind, nhsNumber)).map(({ team, confirmed }) => `${team}${confirmed ? '' : ' ?'}`).sort()

const OF_TORFAEN = ['torfaen-chairs', 'torfaen-lac-2', 'torfaen-reviewing']
const OTHERS = ['hub', 'return-interviews', 'safeguarding-nurses', 'school-a6804001']

/** Who signs in here and is among those teams, by a purpose of theirs. */
const READERS = {
  'hub-police': 'hub',
  'social-worker': 'torfaen-lac-2',
  'reviewing-officer': 'torfaen-reviewing',
  'cp-chair': 'torfaen-chairs',
  'school-lead': 'school-a6804001',
  'safeguarding-nurse': 'safeguarding-nurses',
  'debrief-worker': 'return-interviews',
  'duty-team': 'duty-newport',
} as const
const purposeOf = (persona: string): string =>
  persona === 'school-lead' ? 'SCHOOL_SUPPORT' : /reviewing|chair/.test(persona) ? 'CARE_PLANNING' : 'ASSESS_RISK'

describe('an alert', () => {
  it('goes to whom agencies name just now, each once, and to nobody else', async () => {
    await kit.queue(FFION, 'RETURN', 'R-1')
    await kit.settled()
    expect(await teams('RETURN')).toEqual([...OTHERS, ...OF_TORFAEN, 'duty-newport', 'duty-torfaen'].sort())
    for (const [persona, team] of Object.entries(READERS)) {
      const own = await kit.alerts(persona, purposeOf(persona))
      expect(own.map(one => [one.kind, one.team.id, one.child?.__typename])).toEqual([['RETURN', team, 'Child']])
      expect(own[0]?.recipientConfirmed).toBe(true)
    }
    for (const persona of ['hub-manager', 'team-manager', 'police-officer', 'education-welfare', 'residential-manager'])
      expect(await kit.alerts(persona, persona === 'education-welfare' ? 'SCHOOL_SUPPORT' : persona === 'residential-manager' ? 'CARE_PLANNING' : 'ASSESS_RISK')).toEqual([]) // prettier-ignore
  })

  it('gives its reference only to whom the protocol gives the reference', async () => {
    expect((await kit.alerts('hub-police'))[0]?.reference).toBe('R-1')
    expect((await kit.alerts('school-lead', 'SCHOOL_SUPPORT'))[0]?.reference).toBeNull()
  })

  it('is written down as the system actor’s, with what it asked', async () => {
    const rows = await kit.rows<{ kind: string; body: Record<string, unknown> }>(
      `select kind, (record::json -> 'body')::jsonb as body from hafan.audit_row where operation in
        (select operation from hafan.audit_row where record::json -> 'body' -> 'caller' ->> 'role' = 'ALERT_ROUTING')`,
    )
    const [intent, outcome] = ['INTENT', 'OUTCOME'].map(kind => rows.find(row => row.kind === kind)?.body)
    expect(intent).toMatchObject({ caller: { role: 'ALERT_ROUTING', agency: 'HUB' }, purpose: null })
    expect(outcome).toMatchObject({ clauses: ['3.ALERT_ROUTING'], kinds: ['ENROLMENT', 'PLACEMENT', 'PROFESSIONALS'] })
  })

  it('leaves the house once for each team, and names no child', async () => {
    expect([...kit.posted].map(({ team }) => team).sort()).toEqual(
      [...OTHERS, ...OF_TORFAEN, 'duty-newport', 'duty-torfaen'].sort(),
    )
    expect(JSON.stringify(kit.posted)).not.toContain(await kit.childId(FFION))
    expect(JSON.stringify(kit.posted)).not.toContain('R-1')
  })

  it('goes to the duty inbox at once while the source is down, and to whom it names once it answers', async () => {
    kit.down(SOCIAL_CARE, 'social-care-newport')
    await kit.queue(FFION, 'RISK_RAISED')
    for (const minutes of [0, 1]) {
      kit.pass(minutes * MINUTE)
      await kit.settled()
      const told = await teams('RISK_RAISED')
      expect(told).toEqual(expect.arrayContaining(['duty-torfaen ?', ...OTHERS]))
      expect(told.filter(one => OF_TORFAEN.includes(one))).toEqual([])
    }
    kit.down()
    kit.pass(3 * MINUTE)
    await kit.settled()
    const all = [...OTHERS, ...OF_TORFAEN, 'duty-newport', 'duty-torfaen']
    expect(await teams('RISK_RAISED')).toEqual(all.sort())
    const left = await kit.rows(`select id from hafan.alert where kind = 'RISK_RAISED' and resolve_at is not null`)
    expect(left).toEqual([])
  })

  it('is looked for no longer once the tries are used up, and says so', async () => {
    kit.down(SOCIAL_CARE)
    await kit.queue(FFION, 'MIRAF_VERSION')
    for (let tries = 0; tries < 15; tries += 1) {
      await kit.settled()
      kit.pass(481 * MINUTE)
    }
    await kit.settled()
    const [found] = await kit.rows<{ attempts: number; resolve_at: string | null; steps: string }>(
      `select attempts, resolve_at, (select string_agg(distinct step.kind, ' ') from hafan.alert_step step
        where step.alert_id = alert.id and step.kind = 'TRIES_USED_UP') as steps from hafan.alert where kind = 'MIRAF_VERSION'`,
    )
    expect(found).toEqual({ attempts: 14, resolve_at: null, steps: 'TRIES_USED_UP' })
    kit.down()
  }, 60_000)
})

describe('of a child who is concealed', () => {
  it.each(CONCEALED)('nobody is told but who could be shown %s', async nhsNumber => {
    await kit.queue(nhsNumber, 'NEW_EPISODE')
    await kit.settled()
    const told = await kit.told('NEW_EPISODE', nhsNumber)
    expect(told.map(({ stands_as: as }) => as).filter(as => as !== 'HUB' && as !== 'ALLOCATED_WORKER')).toEqual([])
    expect(told.find(({ stands_as: as }) => as === 'HUB')?.team).toBe('hub-manager')
    const persons = [...Object.keys(READERS), 'team-manager', 'police-officer']
    for (const persona of persons) {
      const own = await kit.alerts(persona, purposeOf(persona))
      expect(own.filter(({ kind }) => kind === 'NEW_EPISODE')).toEqual([])
    }
  })

  it('what was told before is not shown any more once the child is concealed', async () => {
    await kit.queue(FFION, 'NEW_EPISODE')
    await kit.settled()
    const has = async (): Promise<boolean> => (await kit.alerts('hub-police')).some(one => one.kind === 'NEW_EPISODE')
    expect(await has()).toBe(true)
    const id = await kit.childId(FFION)
    const mark = (flag: boolean) =>
      asOwner(kit.gateway.database.url, client =>
        client.query('update hafan.link set protected = $2 where child_id = $1', [id, flag]),
      )
    await mark(true)
    expect(await has()).toBe(false)
    await mark(false)
  })
})

describe('whoever is too near to the child', () => {
  it('has no alert of them, also while no source answers; their colleagues have', async () => {
    const childId = await kit.childId(FFION)
    const worker = kit.region.personas.find(({ id }) => id === 'social-worker')
    const { organisation = '', staffRef = '' } = worker ?? {}
    const who = { agency: 'SOCIAL_CARE' as const, organisation, staffRef }
    const ofFfion = async (persona: string): Promise<number> => (await kit.alerts(persona)).length
    const before = await ofFfion('social-worker')
    expect(before).toBeGreaterThan(0)
    await kit.gateway.database.store.conflicts.declare(
      { ...{ who, overseer: who, childId, target: { kind: 'ID' }, declaredAs: 'SELF' }, from: kit.at(), until: null },
      { caller: 'one', act: 'declareConflict', key: 'a-key-of-its-own', input: {}, at: kit.at() },
    )
    expect(await ofFfion('social-worker')).toBe(0)
    kit.down(SOCIAL_CARE)
    expect(await ofFfion('social-worker')).toBe(0)
    kit.down()
  })
})
