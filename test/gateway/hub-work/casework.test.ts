import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CHASES, openCaseworkKit, receiptOf, type CaseworkKit } from './casework-kit.js'
import { BOARD, UNRELATED, refusedBy } from './kit.js'

let kit: CaseworkKit
const HP = 'hub-police'
const HM = 'hub-manager'
const child = { nhsNumber: UNRELATED }
const DAY = 24 * 60
const day = (days: number): string => kit.moment(days * DAY).slice(0, 10)

beforeAll(async () => {
  kit = await openCaseworkKit()
  await kit.hub.act('reportMissing', HP, { child, reporter: 'CARER', area: 'W06000022' })
}, 90_000)
afterAll(() => kit.gateway.close())

/** Away and back, so often, a day apart each. */
async function goesMissing(times: number): Promise<void> {
  for (let nth = 0; nth < times; nth += 1) {
    const [held] = await kit.episodes(HP, child)
    if (held?.['status'] !== 'OPEN') {
      await kit.hub.act('reportMissing', HP, { child, reporter: 'CARER', area: 'W06000022' })
    }
    const [now] = await kit.episodes(HP, child)
    const which = { child, episode: now?.['reference'] }
    await kit.hub.act('triage', HP, { ...which, version: now?.['version'], is: { missing: { level: 'HIGH' } } })
    kit.pass(60 * 60_000)
    const back = { ...which, version: Number(now?.['version']) + 1, foundAt: kit.moment(-1), foundBy: 'CARER' }
    expect((await kit.hub.act('recordReturn', HP, back)).errors).toEqual([])
    kit.pass(DAY * 60_000)
  }
}

describe('meetings', () => {
  it('are due at the third missing episode in ninety days, with the episodes that made it three', async () => {
    await goesMissing(2)
    expect((await kit.casework(HP, child))?.meetings ?? null).toBeNull()
    await goesMissing(1)
    const episodes = (await kit.episodes(HP, child)).map(one => one['reference'])
    const meetings = (await kit.casework(HP, child))?.meetings
    expect(meetings).toMatchObject({
      version: 0,
      due: { age: 'IN_TIME', episodes: 3, called: false },
      reached: [{ episodes: 3, withinDays: 90, by: [...episodes].reverse() }],
      criteria: [{ criterion: 'OFTEN_MISSING' }],
      held: [],
    })
    kit.pass(8 * DAY * 60_000)
    expect((await kit.casework(HP, child))?.meetings).toMatchObject({ due: { age: 'LATE_1_TO_7_DAYS' } })
  })

  it('are due on the board too', async () => {
    await kit.hub.act('reportMissing', HP, { child, reporter: 'CARER', area: 'W06000022' })
    const { data } = await kit.gateway.ask(HM, BOARD, { purpose: 'ASSESS_RISK', first: 50 })
    const { board } = data as { board: { edges: { node: { due: { kind: string }[]; episode: string } }[] } }
    const [held] = await kit.episodes(HP, child)
    const row = board.edges.find(({ node }) => node.episode === held?.['reference'])
    expect(row?.node.due.map(({ kind }) => kind)).toContain('MEETING')
  })

  it('are called, held and followed up, each action to its end', async () => {
    expect((await kit.act('callMeeting', 'police-coordinator', { child, reason: 'Waiting may be too late' })).errors).toEqual([]) // prettier-ignore
    const called = (await kit.casework(HP, child))?.meetings
    expect(called).toMatchObject({ version: 1, due: { called: true, episodes: 3 } })
    const plan = { measure: 'Seen by the team', owner: 'Youth worker', due: day(7) }
    const actions = [
      { ...plan, what: 'Visit the home' },
      { ...plan, what: 'Speak with the school', due: day(2) },
    ]
    const meeting = {
      child, version: 1, kind: 'STRATEGY', heldAt: kit.moment(-5), decision: 'Move the bus pass',
      tookPart: [{ party: 'POLICE', who: 'Sgt Enghraifft' }, { party: 'POLICE' }, { party: 'EDUCATION' }], actions,
    } // prettier-ignore
    kit.pass(60_000)
    const { reference, version } = receiptOf(await kit.act('recordMeeting', HP, { ...meeting, heldAt: kit.moment(0) }))
    expect(version).toBe(1)
    const held = async () => (await kit.casework(HP, child))?.meetings
    expect(await held()).toMatchObject({
      version: 2,
      due: null,
      held: [{ kind: 'STRATEGY', parties: ['POLICE', 'EDUCATION'], openActions: 2, nextActionDue: day(2) }],
    })
    kit.pass(4 * DAY * 60_000)
    expect(await held()).toMatchObject({ held: [{ actions: [{ age: 'IN_TIME' }, { age: 'LATE_1_TO_7_DAYS' }] }] })
    const which = { child, meeting: reference }
    await kit.act('recordAction', HM, { ...which, version: 1, is: { done: { action: 'A1', on: day(-1) } } })
    await kit.act('recordAction', HP, { ...which, version: 2, is: { notDone: { action: 'A2', reason: 'School closed' } } }) // prettier-ignore
    await kit.act('recordAction', HP, { ...which, version: 3, is: { added: { ...plan, what: 'Ring again', due: day(5) } } }) // prettier-ignore
    expect(await held()).toMatchObject({
      held: [
        {
          version: 4,
          openActions: 1,
          actions: [
            { action: 'A1', state: 'DONE', doneOn: day(-1), age: null },
            { action: 'A2', state: 'NOT_DONE', note: 'School closed' },
            { action: 'A3', state: 'OPEN' },
          ],
        },
      ],
    })
    const plain = JSON.stringify(await kit.rows('select * from hafan.casework, hafan.casework_event'))
    for (const word of ['Enghraifft', 'bus pass', 'School closed', 'too late']) expect(plain).not.toContain(word)
  })
})

describe('referrals', () => {
  it('are sent, chased, accepted, counted and ended, and every step of each is read', async () => {
    const [held] = await kit.episodes(HP, child)
    const sent = { child, service: 'MEDIATION', to: 'Mediation team', episode: held?.['reference'] }
    const { reference } = receiptOf(await kit.act('sendReferral', HP, sent))
    const which = { child, referral: reference }
    const chases = async () => {
      const { data } = await kit.gateway.ask(HM, CHASES, { purpose: 'ASSESS_RISK' })
      const { referralsToChase } = data as { referralsToChase: { edges: { node: Record<string, unknown> }[] } }
      return referralsToChase.edges.map(({ node }) => node)
    }
    expect(await chases()).toEqual([])
    kit.pass(16 * DAY * 60_000)
    expect(await chases()).toMatchObject([
      {
        referral: reference,
        version: 1,
        service: 'MEDIATION',
        child: { __typename: 'Child' },
        age: 'LATE_1_TO_7_DAYS',
      },
    ])
    await kit.act('chaseReferral', HP, { ...which, version: 1, note: 'Left a message' })
    expect(await chases()).toEqual([])
    await kit.act('answerReferral', HP, { ...which, version: 2, is: { accepted: {} } })
    for (const version of [3, 4]) await kit.act('recordMediationSession', HM, { ...which, version })
    expect((await kit.act('endReferral', HP, { ...which, version: 5, outcome: 'COMPLETED' })).errors).toEqual([])
    expect((await kit.casework(HP, child))?.referrals).toMatchObject([
      {
        ...{ reference, version: 6, state: 'ENDED', sessions: 2, outcome: 'COMPLETED', chaseAt: null },
        history: ['SEND', 'CHASE', 'ACCEPT', 'SESSION', 'SESSION', 'END'].map(what => ({ what })),
      },
    ])
  })

  it('are refused with a reason', async () => {
    const { reference } = receiptOf(await kit.act('sendReferral', HP, { child, service: 'NRM', to: 'First responder' }))
    const answer = { child, referral: reference, version: 1, is: { refused: { reason: 'NO_CAPACITY' } } }
    expect(receiptOf(await kit.act('answerReferral', HP, answer)).version).toBe(2)
    expect((await kit.casework(HP, child))?.referrals?.[0]).toMatchObject({
      ...{ service: 'NRM', state: 'REFUSED', refusedBecause: 'NO_CAPACITY', outcome: null },
    })
  })
})

describe('a SERAF', () => {
  it('is scored, and its sum is read with its components', async () => {
    const input = {
      ...{ child, assessedOn: day(0), vulnerabilities: ['ISOLATED'], moderate: ['PHONE', 'INTERNET'] },
      significant: [{ indicator: 'MISSING_OVERNIGHT', recent: true, earlier: true }],
    }
    expect((await kit.act('recordSeraf', HP, input)).errors).toEqual([])
    const [seraf] = (await kit.casework(HP, child))?.serafs ?? []
    expect(seraf).toMatchObject({ category: 'MILD', total: 9 })
    expect((seraf?.['components'] as { points: number }[]).map(({ points }) => points)).toEqual([1, 1, 1, 6])
    expect(seraf?.['againBy']).toBeTruthy()
  })
})

describe('a legal measure', () => {
  it('is served and ends, and the adult is sealed', async () => {
    const served = {
      ...{ kind: 'HARBOURING_NOTICE', adult: 'Emrys Ffug', address: '14 Stryd Ffug', servedOn: day(-1), servedBy: 'PC 4471' },
    } // prettier-ignore
    const receipt = await kit.act('recordLegalMeasure', HM, { child, is: { served } })
    const { reference } = receiptOf(receipt)
    expect((await kit.casework(HP, child))?.legalMeasures).toMatchObject([
      { reference, version: 1, state: 'SERVED', adult: 'Emrys Ffug', address: '14 Stryd Ffug' },
    ])
    const ended = { reference, version: 1, endedOn: day(0), because: 'WITHDRAWN' }
    await kit.act('recordLegalMeasure', HM, { child, is: { ended } })
    expect((await kit.casework(HP, child))?.legalMeasures).toMatchObject([
      { version: 2, state: 'ENDED', endedBecause: 'WITHDRAWN' },
    ])
    const kept = JSON.stringify(await kit.rows('select * from hafan.casework, hafan.casework_event, hafan.audit_row'))
    for (const word of ['Emrys', 'Stryd Ffug']) expect(kept).not.toContain(word)
    expect(receipt.text).not.toContain('Emrys')
    expect(refusedBy(await kit.act('recordLegalMeasure', HM, { child, is: { ended: { ...ended, version: 2 } } }))).toBe('MEASURE_ENDED') // prettier-ignore
  })
})

describe('a legal measure about whoever cares for the child', () => {
  const HOME = 'residential-manager'
  it('is told to nobody of the home, and to the rest as far as they may locate', async () => {
    // The home has the child placed; its manager has measures in summary.
    const placed = { nhsNumber: '9990000018' }
    const served = (adult: string, adultIsCarer: boolean) => ({
      ...{ kind: 'ABDUCTION_WARNING', adult, address: '9 Stryd Arall', servedOn: day(-1), adultIsCarer, note: 'Seen at the quay' },
    }) // prettier-ignore
    await kit.act('recordLegalMeasure', HM, { child: placed, is: { served: served('Carer Ffug', true) } })
    const kinds = async () => ((await kit.casework(HOME, placed, 'CARE_PLANNING'))?.legalMeasures ?? []).length
    expect(await kinds()).toBe(0)
    await kit.act('recordLegalMeasure', HM, { child: placed, is: { served: served('Stranger Ffug', false) } })
    const { text } = await kit.ask(HOME, placed, 'CARE_PLANNING')
    expect(await kinds()).toBe(1)
    for (const word of ['Carer Ffug', 'Stranger Ffug', 'Stryd Arall', 'quay']) expect(text).not.toContain(word)
    expect(text).toContain('"coordinate":"LegalMeasure.address"')
    // With a protection flag on one of the child's records, whoever may not locate is told of the measures, and of no place.
    const measures = async (persona: string) => (await kit.casework(persona, placed))?.legalMeasures?.map(({ kind, address }) => [kind, address]) // prettier-ignore
    const whole = Array(2).fill(['ABDUCTION_WARNING', '9 Stryd Arall'])
    expect([await measures(HP), await measures(HM)]).toEqual([whole, whole])
    await kit.rows(`update hafan.link set protected = true where (source_id, record_id) = (select source_id, record_id from hafan.link
      where child_id = (select child_id from hafan.casework_event order by recorded_at desc limit 1) and source_id like 'police%' limit 1)`)
    expect(await measures(HM)).toEqual(whole)
    expect(await measures(HP)).toEqual(Array(2).fill(['ABDUCTION_WARNING', null]))
    await kit.rows('update hafan.link set protected = false')
  })
})

describe('an open referral', () => {
  it('keeps the child the hub’s, and a refused one no longer', async () => {
    const other = { nhsNumber: '9990000018' }
    const { reference } = receiptOf(await kit.act('sendReferral', HP, { child: other, service: 'CAMHS', to: 'Team' }))
    // The case and the episodes are all too old; only the referral is not.
    await kit.rows(`delete from hafan.hub_case`)
    await kit.rows(`update hafan.episode set reported_at = reported_at - interval '3 years', last_seen_at = null, ended_at = null, status = 'CLOSED'`) // prettier-ignore
    expect((await kit.ask(HM, other)).text).toContain('"Child"')
    const referral = { child: other, referral: reference }
    await kit.act('answerReferral', HP, { ...referral, version: 1, is: { refused: { reason: 'NO_CAPACITY' } } })
    expect((await kit.ask(HM, other)).text).toContain('"ChildNotShown"')
  })
})
