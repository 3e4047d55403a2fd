// What brings an alert about, done as people do it or left to the clock; who is told of each, and who is not.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { UNRELATED } from '../break-glass/kit.js'
import { openAlertKit, MINUTE, FFION, type AlertKit } from './kit.js'

jest.setTimeout(60_000)

let kit: AlertKit
beforeAll(async () => {
  kit = await openAlertKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const HOUR = 60 * MINUTE
const CASE = ['hub', 'torfaen-chairs', 'torfaen-lac-2', 'torfaen-reviewing']
const DUTY = ['duty-newport', 'duty-torfaen']
/** Who was told first, without those who are told when nobody acknowledges; of one cause alone where it is given. */
async function teams(kind: string, nhsNumber = FFION, cause = ''): Promise<readonly string[]> {
  const rows = await kit.rows<{ team: string }>(
    `select team from hafan.alert_recipient told join hafan.alert on alert.id = told.alert_id
     where kind = '${kind}' and child_id = '${await kit.childId(nhsNumber)}' and step = 0
       and cause_key like '%${cause}' order by team`,
  )
  return rows.map(({ team }) => team)
}
const has = async (persona: string, kind: string, purpose = 'ASSESS_RISK'): Promise<boolean> =>
  (await kit.alerts(persona, purpose)).some(one => one.kind === kind)

async function act(name: string, persona: string, child: string, input: object, receipt: string): Promise<never> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const { data, errors } = await kit.gateway.ask(
    persona,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${receipt} } }`,
    { input: { key: randomUUID(), child: { nhsNumber: child }, ...input } },
  )
  expect(errors).toEqual([])
  return data[name]
}
const EPISODE = '... on EpisodeReceipt { episode version }'
const CASEWORK = '... on CaseworkReceipt { reference version }'

/** Reported and found to be missing. */
async function missing(): Promise<{ readonly episode: string; readonly version: number }> {
  await act(
    'reportMissing',
    'hub-police',
    UNRELATED,
    { reporter: 'CARER', area: 'W06000022', missingFrom: 'HOME' },
    'id',
  )
  const [open] = await kit.rows<{ reference: string }>(
    `select reference from hafan.episode where child_id = '${await kit.childId(UNRELATED)}' and ended_at is null`,
  )
  const episode = open?.reference ?? ''
  return act('triage', 'hub-police', UNRELATED, { episode, version: 1, is: { missing: { level: 'LOW' } } }, EPISODE)
}
const found = (which: object): Promise<{ readonly episode: string; readonly version: number }> =>
  act(
    'recordReturn',
    'hub-police',
    UNRELATED,
    { ...which, foundAt: new Date(kit.at().getTime() - MINUTE).toISOString(), foundBy: 'FAMILY' },
    EPISODE,
  )

let last = { episode: '', version: 0 }

describe('agencies must meet', () => {
  it('once a number is reached, not before and not again', async () => {
    for (const nth of [1, 2, 3]) {
      expect(await teams('THRESHOLD', UNRELATED)).toEqual([])
      last = await missing()
      kit.pass(HOUR)
      if (nth < 3) await found(last)
      kit.pass(HOUR)
    }
    await kit.settled()
    // Known to a school and a surgery: the school is no party to the meeting.
    const told = await teams('THRESHOLD', UNRELATED)
    expect(told).toEqual(expect.arrayContaining(['hub', 'duty-newport']))
    expect(told.filter(one => /^school|return|police|chairs/.test(one))).toEqual([])
    const again = { ...last, is: { missing: { level: 'MEDIUM' } }, reason: 'Seen by a neighbour' }
    last = await act('triage', 'hub-police', UNRELATED, again, EPISODE)
    await kit.settled()
    expect(await teams('THRESHOLD', UNRELATED)).toEqual(told)
  })

  it('and where a child is away for long, by the clock alone, once', async () => {
    const before = (await teams('THRESHOLD', UNRELATED)).length
    kit.pass(68 * HOUR)
    await kit.settled()
    expect((await teams('THRESHOLD', UNRELATED)).length).toBe(before)
    kit.pass(3 * HOUR)
    await kit.settled()
    await found(last)
    await kit.settled()
    const causes = await kit.rows<{ cause: string }>(
      `select substr(cause_key, 85) as cause from hafan.alert where kind = 'THRESHOLD'
       and child_id = '${await kit.childId(UNRELATED)}' order by seq`,
    )
    expect(causes.map(({ cause }) => cause.trim())).toEqual(['3 90', 'LONG_MISSING'])
  })

  it('and where a professional is concerned: told to those who meet, and not to the school', async () => {
    const input = { reason: 'Seen with adults nobody knows' }
    const call: { reference: string } = await act('callMeeting', 'social-worker', FFION, input, CASEWORK)
    await kit.settled()
    expect(await teams('THRESHOLD', FFION, 'PROFESSIONAL_CONCERN')).toEqual(
      [...CASE, ...DUTY, 'safeguarding-nurses'].sort(),
    )
    const [alert] = (await kit.alerts('hub-police')).filter(({ kind }) => kind === 'THRESHOLD')
    expect(alert?.reference).toBe(call.reference)
    expect(await has('school-lead', 'THRESHOLD', 'SCHOOL_SUPPORT')).toBe(false)
    expect(await has('debrief-worker', 'THRESHOLD')).toBe(false)
  })
})

describe('a return interview', () => {
  it('is overdue 72 hours after the return, once, and tells no school', async () => {
    kit.pass(70 * HOUR)
    await kit.settled()
    expect(await teams('INTERVIEW_OVERDUE', UNRELATED, last.episode)).toEqual([])
    for (const hours of [3, 1]) {
      kit.pass(hours * HOUR)
      await kit.settled()
      expect(await teams('INTERVIEW_OVERDUE', UNRELATED, last.episode)).toEqual(['hub'])
    }
    expect((await teams('INTERVIEW_OVERDUE', UNRELATED)).filter(one => /^school|nurses|duty/.test(one))).toEqual([])
    expect(await has('hub-police', 'INTERVIEW_OVERDUE')).toBe(true)
    for (const persona of ['social-worker', 'safeguarding-nurse'])
      expect(await has(persona, 'INTERVIEW_OVERDUE')).toBe(false)
  })
})

describe('an assessment', () => {
  it('that is revised is told to whom the protocol gives assessments: to no school', async () => {
    const childId = await kit.childId(FFION)
    const by = { person: 'one', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'HUB-1' }
    const reviewOn = kit.at().toISOString().slice(0, 10)
    const next = { version: 1, level: 'HIGH' as const, reviewOn, body: {} }
    const sent = { caller: 'one', act: 'writeMiraf', key: 'a-key-of-its-own', input: {}, at: kit.at() }
    const { mirafs } = kit.gateway.database.store
    const refuse = (): never => {
      throw new Error('a rule said no')
    }
    await expect(mirafs.write({ childId, by, decide: refuse }, sent)).rejects.toThrow()
    for (const _again of [1, 2]) await mirafs.write({ childId, by, decide: () => ({ next, receipt: {} }) }, sent)
    await kit.settled()
    expect(await teams('MIRAF_VERSION')).toEqual([...CASE, ...DUTY, 'return-interviews', 'safeguarding-nurses'].sort())
    expect(await has('social-worker', 'MIRAF_VERSION')).toBe(true)
    expect(await has('school-lead', 'MIRAF_VERSION', 'SCHOOL_SUPPORT')).toBe(false)
  })
})

describe('who works with a child', () => {
  it('is told to have changed when a source says otherwise than before, once, and to who works on the case', async () => {
    const childId = await kit.childId(FFION)
    const look = `update hafan.works_with set look_at = '${kit.at().toISOString()}' where child_id = '${childId}'`
    const otherwise = `update hafan.works_with set marks = marks || '{"social-care-torfaen": "somebody else"}'
      where child_id = '${childId}'`
    await kit.rows(look)
    await kit.settled()
    expect(await teams('RELATIONSHIP_CHANGED')).toEqual([])
    kit.down('social-care-torfaen')
    for (const statement of [otherwise, look]) await kit.rows(statement)
    await kit.settled()
    expect(await teams('RELATIONSHIP_CHANGED')).toEqual([])
    kit.down()
    kit.pass(MINUTE)
    for (const _again of [1, 2]) {
      await kit.rows(look)
      await kit.settled()
    }
    expect(await teams('RELATIONSHIP_CHANGED')).toEqual(CASE)
    const kept = JSON.stringify(await kit.rows('select marks from hafan.works_with'))
    for (const { staffRef } of kit.region.personas) expect(kept).not.toContain(staffRef)
    expect(await has('cp-chair', 'RELATIONSHIP_CHANGED', 'CARE_PLANNING')).toBe(true)
    expect(await has('school-lead', 'RELATIONSHIP_CHANGED', 'SCHOOL_SUPPORT')).toBe(false)
    expect(await has('safeguarding-nurse', 'RELATIONSHIP_CHANGED')).toBe(false)
  })
})

describe('a referral', () => {
  it('without an answer is told once for each silence, to who works on the case', async () => {
    const sent = { service: 'NRM', to: 'First responder' }
    const { reference: referral } = await act('sendReferral', 'hub-police', FFION, sent, CASEWORK)
    const silences = async (): Promise<number> =>
      (await teams('REFERRAL_SILENT')).filter(one => one === 'torfaen-reviewing').length
    kit.pass(13 * 24 * HOUR)
    await kit.settled()
    expect(await silences()).toBe(0)
    for (const _again of [1, 2]) {
      kit.pass(2 * 24 * HOUR)
      await kit.settled()
      expect(await silences()).toBe(1)
    }
    expect(await teams('REFERRAL_SILENT')).toEqual(CASE)
    expect(await has('school-lead', 'REFERRAL_SILENT', 'SCHOOL_SUPPORT')).toBe(false)
    await act('chaseReferral', 'hub-police', FFION, { referral, version: 1 }, CASEWORK)
    kit.pass(16 * 24 * HOUR)
    await kit.settled()
    expect(await silences()).toBe(2)
  })
})
