// What is due of one's own children leads to where it is done, for whom may do it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rowsOf } from '../../console/pages/caseload/rows.js'
import { day, moment, record } from './casework-kit.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { reported } from './miraf-kit.js'

let kit: TestConsole
let id: string
let referral: string
let meeting: string
beforeAll(async () => {
  kit = await testConsole()
  ;({ id } = await reported(kit, '9990000018'))
  const child = { id }
  referral = await record(kit, 'hub-manager', 'sendReferral', { child, service: 'CAMHS', to: 'The clinic' })
  await record(kit, 'hub-manager', 'callMeeting', { child, reason: 'Afraid for her' })
  meeting = await record(kit, 'hub-manager', 'recordMeeting', {
    ...{ child, version: 1, kind: 'STRATEGY', heldAt: moment(-5), decision: 'Go on' },
    tookPart: [{ party: 'POLICE', who: 'PC Rees' }],
    actions: [{ what: 'Visit the home', measure: 'Seen alone', owner: 'Youth worker', due: day(4) }],
  })
}, 120_000)
afterAll(() => kit.close())

const read = async (persona: string): Promise<string> => (await (await kit.signedIn(persona)).get('/caseload')).text
const to = (path: string): string => `href="/children/${id}/casework${path}"`

describe('what is due of one’s own children', () => {
  it('leads to the referral and the plan that it is of, for a social worker', async () => {
    const html = await read('social-worker')
    expect(html).toContain(to(`/referrals/${referral}`))
    expect(html).toContain(to(`/meetings/${meeting}`))
  })

  it('is named without a way for whom does not do it', async () => {
    const html = await read('reviewing-officer')
    expect(html).toContain('Referral without an answer')
    expect(html).not.toContain(to(`/referrals/${referral}`))
    expect(html).toContain(to(`/meetings/${meeting}`))
  })

  it('has no reference where it is of the child', () => {
    const said = { asOf: null, reason: null, stale: false, complete: true, contact: null, source: null }
    const review = { dueAt: '2026-03-09T08:00:00Z' }
    const hub = [{ ...said, status: 'FOUND' as const, record: { miraf: { review }, meetings: null, referrals: [{ reference: 'R1', chaseAt: '2026-03-10T08:00:00Z' }], serafs: null } }] // prettier-ignore
    const [row] = rowsOf(
      [{ __typename: 'Child', id: 'c', completeness: 'COMPLETE', calledBy: null, missingEpisodes: [], hub }],
      new Date('2026-03-04T08:00:00Z'),
    )
    expect(row?.due.map(({ kind, reference }) => [kind, reference])).toEqual([
      ['MIRAF', null],
      ['REFERRAL', 'R1'],
    ])
  })
})
