import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { UNRELATED, openHubKit, receiptOf, refusedBy, type ActName, type HubKit } from './kit.js'

let kit: HubKit
const HP = 'hub-police'
const child = { nhsNumber: UNRELATED }
const report = { child, reporter: 'CARER', area: 'W06000022' }
let which: { child: object; episode: unknown }
beforeAll(async () => {
  kit = await openHubKit()
  await kit.act('reportMissing', 'school-lead', { ...report, lastSeenAt: kit.moment(-30) })
  const [held] = await kit.episodes(HP, child)
  which = { child, episode: held?.['reference'] }
}, 90_000)
afterAll(() => kit.gateway.close())

const missing = { missing: { level: 'HIGH' } }
const back = () => ({ foundAt: kit.moment(0), foundBy: 'POLICE' })
const notDone = { notDone: { reason: 'CHILD_REFUSED', decidedBy: 'PC 4471' } }

describe('an act of the hub’s work', () => {
  it.each<[ActName, string, () => object]>([
    ['reportMissing', 'safeguarding-nurse', () => report],
    ['reportMissing', 'team-manager', () => report],
    ['triage', 'school-lead', () => ({ ...which, version: 1, is: missing })],
    ['triage', 'police-officer', () => ({ ...which, version: 1, is: missing })],
    ['recordReturn', 'school-lead', () => ({ ...which, version: 1, ...back() })],
    ['recordSafeAndWell', 'hub-manager', () => ({ ...which, version: 1, check: notDone })],
    ['recordSafeAndWell', 'residential-manager', () => ({ ...which, version: 1, check: notDone })],
  ])('%s by %s is refused whole, before anything', async (act, persona, input) => {
    const before = await kit.written()
    const answer = await kit.act(act, persona, input())
    expect([answer.status, refusedBy(answer)]).toEqual([403, 'OPERATION_REFUSED'])
    expect(await kit.written()).toEqual(before)
  })

  it('is answered for a child who is not shown as for one whom nobody knows', async () => {
    const other = { ...which, child: { nhsNumber: '9999999999' }, version: 1, ...back() }
    const answers = await Promise.all(
      [{ ...which, version: 1, ...back() }, other].map(input => kit.act('recordReturn', 'residential-manager', input)),
    )
    expect(answers[0]?.text).toContain('"NOT_SHOWN"')
    expect(answers[1]?.text).toBe(answers[0]?.text)
  })

  it.each<[string, ActName, () => object]>([
    ['RETURN_BEFORE_REPORT', 'recordReturn', () => ({ version: 1, ...back(), foundAt: kit.moment(-600) })],
    ['IN_FUTURE', 'recordReturn', () => ({ version: 1, ...back(), foundAt: kit.moment(60) })],
    ['CHECK_BEFORE_RETURN', 'recordSafeAndWell', () => ({ version: 1, check: notDone })],
    ['EPISODE_CHANGED_MEANWHILE', 'triage', () => ({ version: 0, is: missing })],
    ['EPISODE_CHANGED_MEANWHILE', 'triage', () => ({ version: 7, is: missing })],
    ['NOT_REPORTED', 'triage', () => ({ version: 1, is: missing, episode: randomUUID() })],
    ['REASON_REQUIRED', 'triage', () => ({ version: 1, is: { noFurtherAction: 'OTHER' } })],
    ['REVIEW_TIME_WRONG', 'triage', () => ({ version: 1, is: { absent: { reviewAt: kit.moment(3_000) } } })],
    ['LABEL_REQUIRED', 'triage', () => ({ version: 1, is: { missing: { level: 'UNRECOGNISED' } } })],
    ['TEXT_HIDDEN_CHARACTERS', 'triage', () => ({ version: 1, is: missing, reason: 'Seen\u202e by nobody' })],
    ['TEXT_HIDDEN_CHARACTERS', 'recordReturn', () => ({ version: 1, ...back(), place: 'Caf\u0000é' })],
    ['TEXT_TOO_LONG', 'triage', () => ({ version: 1, is: missing, reason: 'x'.repeat(2_001) })],
    ['BAD_ARGUMENT', 'triage', () => ({ version: 1, is: { missing: { level: 'AMBER' } } })],
    ['BAD_ARGUMENT', 'triage', () => ({ version: 1, is: { ...missing, noFurtherAction: 'OTHER' } })],
    ['BAD_ARGUMENT', 'recordReturn', () => ({ version: 1, ...back(), foundAt: '2026-02-30T00:00:00Z' })],
  ])('is refused with %s of %s, and nothing is written', async (code, act, input) => {
    const before = await kit.written()
    const answer = await kit.act(act, HP, { ...which, ...input() })
    expect(refusedBy(answer)).toBe(code)
    expect(answer.errors[0]?.message).toMatch(/\.$/)
    expect(await kit.written()).toEqual(before)
  })

  it.each<[string, () => object]>([
    ['IN_FUTURE', () => ({ reportedAt: kit.moment(60) })],
    ['SEEN_AFTER_REPORT', () => ({ reportedAt: kit.moment(-60), lastSeenAt: kit.moment(-5) })],
    ['CODE_UNKNOWN', () => ({ area: 'Caerphilly' })],
    ['TEXT_TOO_LONG', () => ({ circumstances: 'x'.repeat(20_001) })],
    ['DOCUMENT_TOO_LARGE', () => ({ circumstances: 'x'.repeat(1_048_576) })],
    ['TEXT_HIDDEN_CHARACTERS', () => ({ circumstances: 'Ran\u200f away' })],
    ['BAD_ARGUMENT', () => ({ reporter: 'NEIGHBOUR' })],
  ])('refuses a report with %s, the same of any child, and nothing is written', async (code, more) => {
    const before = await kit.written()
    for (const nhsNumber of [UNRELATED, '9999999999'])
      expect(refusedBy(await kit.act('reportMissing', 'school-lead', { ...report, child: { nhsNumber }, ...more() }))).toBe(code) // prettier-ignore
    expect(await kit.written()).toEqual(before)
  })

  it('is done once for a key, however often it is sent', async () => {
    const key = randomUUID()
    const before = await kit.written()
    const input = { ...report, key, lastSeenAt: kit.moment(-20) }
    const sent = await Promise.all([1, 2, 3].map(() => kit.act('reportMissing', 'school-lead', input)))
    expect(new Set(sent.map(({ text }) => text)).size).toBe(1)
    const after = await kit.written()
    expect([after['episode'], Number(after['episode_event']) - Number(before['episode_event'])]).toEqual([
      before['episode'],
      1,
    ])
    const reused = await kit.act('reportMissing', 'school-lead', { ...input, area: 'W06000018' })
    expect(refusedBy(reused)).toBe('KEY_REUSED')
  })

  it('is recorded of the first of two who saw the same, and refused to the other', async () => {
    const [held] = await kit.episodes(HP, child)
    const version = Number(held?.['version'])
    const answers = await Promise.all(
      [HP, 'hub-manager'].map(one => kit.act('triage', one, { ...which, version, is: missing })),
    )
    expect(answers.map(refusedBy).sort()).toEqual(['EPISODE_CHANGED_MEANWHILE', undefined])
    expect(answers.map(({ data }) => data && receiptOf({ data } as never).version)).toContain(version + 1)
    const [now] = await kit.episodes(HP, child)
    expect(now).toMatchObject({ version: version + 1, riskHistory: [{ level: 'HIGH' }] })
  })

  it('counts with an absence what was reported in its time, and lets no two be at one time', async () => {
    kit.pass(3_600_000)
    const [held] = await kit.episodes(HP, child)
    await kit.act('recordReturn', HP, { ...which, version: held?.['version'], ...back() })
    const within = await kit.act('reportMissing', HP, { ...report, reportedAt: kit.moment(-20) })
    expect((within.data as { reportMissing: { episode: unknown } }).reportMissing.episode).toBe(which.episode)
    kit.pass(60_000)
    const newest = async (): Promise<{ episode: unknown; version: unknown }> => {
      const [one] = await kit.episodes(HP, child)
      return { episode: one?.['reference'], version: one?.['version'] }
    }
    await kit.act('reportMissing', HP, report)
    const second = { child, ...(await newest()) }
    expect(second.episode).not.toBe(which.episode)
    const nothing = { ...second, is: { noFurtherAction: 'NOT_MISSING' } }
    expect((await kit.act('triage', HP, nothing)).errors).toEqual([])
    kit.pass(60_000)
    await kit.act('reportMissing', HP, report)
    expect((await newest()).episode).not.toBe(second.episode)
    const after = await kit.written()
    const overlaps = await kit.act('triage', HP, { ...second, version: 2, is: missing, reason: 'She was' })
    expect([overlaps.status, refusedBy(overlaps)]).toEqual([409, 'EPISODES_OVERLAP'])
    expect(overlaps.errors[0]?.extensions['words']).toMatchObject({ cy: expect.stringMatching(/\w/) })
    expect(await kit.written()).toEqual(after)
  })
})
