import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { CHASES, openCaseworkKit, receiptOf, type CaseworkAct, type CaseworkKit } from './casework-kit.js'
import { UNRELATED, refusedBy } from './kit.js'

let kit: CaseworkKit
const HP = 'hub-police'
const HM = 'hub-manager'
const child = { nhsNumber: UNRELATED }
const seen = { child, version: 1 }
let referral = ''
let mediation = ''
let meeting = ''
let measure = ''

const day = (days: number): string => kit.moment(days * 24 * 60).slice(0, 10)
const plan = () => ({ what: 'Visit', measure: 'Seen', owner: 'Youth worker', due: day(7) })
const held = () => ({ child, version: 0, kind: 'STRATEGY', heldAt: kit.moment(-5), decision: 'Go on', tookPart: [{ party: 'POLICE' }], actions: [plan()] }) // prettier-ignore
const served = () => ({ kind: 'HARBOURING_NOTICE', adult: 'Emrys Ffug', servedOn: day(0) })
const seraf = () => ({ child, assessedOn: day(0), vulnerabilities: [], moderate: [], significant: [] })

beforeAll(async () => {
  kit = await openCaseworkKit()
  await kit.hub.act('reportMissing', HP, { child, reporter: 'CARER', area: 'W06000022' })
  const reference = async (act: CaseworkAct, input: object) => receiptOf(await kit.act(act, HM, input)).reference
  referral = await reference('sendReferral', { child, service: 'NRM', to: 'First responder' })
  mediation = await reference('sendReferral', { child, service: 'MEDIATION', to: 'Mediation team' })
  meeting = await reference('recordMeeting', held())
  measure = await reference('recordLegalMeasure', { child, is: { served: served() } })
}, 90_000)
afterAll(() => kit.gateway.close())

describe('an act of casework', () => {
  it.each<[CaseworkAct, string, () => object]>([
    ['callMeeting', 'school-lead', () => ({ child, reason: 'Afraid for her' })],
    ['callMeeting', 'residential-manager', () => ({ child, reason: 'Afraid for her' })],
    ['recordMeeting', 'debrief-worker', held],
    ['recordAction', 'police-officer', () => ({ ...seen, meeting, is: { added: plan() } })],
    ['sendReferral', 'police-coordinator', () => ({ child, service: 'NRM', to: 'x' })],
    ['answerReferral', 'safeguarding-nurse', () => ({ ...seen, referral, is: { accepted: {} } })],
    ['chaseReferral', 'school-lead', () => ({ ...seen, referral })],
    ['endReferral', 'police-officer', () => ({ ...seen, referral, outcome: 'COMPLETED' })],
    ['recordMediationSession', 'school-lead', () => ({ ...seen, referral: mediation })],
    ['recordSeraf', 'debrief-worker', seraf],
    ['recordLegalMeasure', HP, () => ({ child, is: { served: served() } })],
    ['recordLegalMeasure', 'social-worker', () => ({ child, is: { served: served() } })],
  ])('%s by %s is refused whole, before anything', async (act, persona, input) => {
    const before = await kit.written()
    const answer = await kit.act(act, persona, input())
    expect([answer.status, refusedBy(answer)]).toEqual([403, 'OPERATION_REFUSED'])
    expect(await kit.written()).toEqual(before)
  })

  it('is answered for a child who is not shown as for one whom nobody knows', async () => {
    const ask = (nhsNumber: string) =>
      kit.act('callMeeting', 'social-worker', { child: { nhsNumber }, reason: 'Afraid' })
    const [known, unknown] = [await ask(UNRELATED), await ask('9999999999')]
    expect(known.text).toContain('"NOT_SHOWN"')
    expect(unknown.text).toBe(known.text)
  })

  it.each<[string, CaseworkAct, () => object]>([
    ['REASON_REQUIRED', 'callMeeting', () => ({ child, reason: ' ' })],
    ['TEXT_TOO_LONG', 'callMeeting', () => ({ child, reason: 'x'.repeat(2_001) })],
    ['TEXT_HIDDEN_CHARACTERS', 'callMeeting', () => ({ child, reason: 'Afraid\u202e of him' })],
    ['IN_FUTURE', 'callMeeting', () => ({ child, reason: 'Afraid', calledAt: kit.moment(60) })],
    ['CASEWORK_CHANGED_MEANWHILE', 'recordMeeting', held],
    ['IN_FUTURE', 'recordMeeting', () => ({ ...held(), version: 1, heldAt: kit.moment(60) })],
    ['FIELD_INVALID', 'recordMeeting', () => ({ ...held(), version: 1, tookPart: [] })],
    ['FIELD_INVALID', 'recordMeeting', () => ({ ...held(), version: 1, decision: '' })],
    ['ACTION_DUE_PAST', 'recordMeeting', () => ({ ...held(), version: 1, actions: [{ ...plan(), due: day(-2) }] })],
    ['TOO_MANY_ENTRIES', 'recordMeeting', () => ({ ...held(), version: 1, actions: Array.from({ length: 41 }, plan) })],
    ['BAD_ARGUMENT', 'recordMeeting', () => ({ ...held(), version: 1, kind: 'CHAT' })],
    ['CASEWORK_CHANGED_MEANWHILE', 'recordAction', () => ({ ...seen, version: 2, meeting, is: { added: plan() } })],
    ['MEETING_NOT_RECORDED', 'recordAction', () => ({ ...seen, meeting: randomUUID(), is: { added: plan() } })],
    ['MEETING_NOT_RECORDED', 'recordAction', () => ({ ...seen, meeting: referral, is: { added: plan() } })],
    ['ACTION_UNKNOWN', 'recordAction', () => ({ ...seen, meeting, is: { done: { action: 'A9', on: day(0) } } })],
    ['IN_FUTURE', 'recordAction', () => ({ ...seen, meeting, is: { done: { action: 'A1', on: day(2) } } })],
    ['ACTION_BEFORE_MEETING', 'recordAction', () => ({ ...seen, meeting, is: { done: { action: 'A1', on: day(-3) } } })],
    ['REASON_REQUIRED', 'recordAction', () => ({ ...seen, meeting, is: { notDone: { action: 'A1', reason: '' } } })],
    ['BAD_ARGUMENT', 'recordAction', () => ({ ...seen, meeting, is: {} })],
    ['NOT_REPORTED', 'sendReferral', () => ({ child, service: 'NRM', to: 'x', episode: 'MP-NOT-HERS' })],
    ['FIELD_INVALID', 'sendReferral', () => ({ child, service: 'NRM', to: '' })],
    ['BAD_ARGUMENT', 'sendReferral', () => ({ child, service: 'ASTROLOGY', to: 'x' })],
    ['IN_FUTURE', 'sendReferral', () => ({ child, service: 'NRM', to: 'x', sentAt: kit.moment(60) })],
    ['REFERRAL_NOT_SENT', 'answerReferral', () => ({ ...seen, referral: meeting, is: { accepted: {} } })],
    ['REASON_REQUIRED', 'answerReferral', () => ({ ...seen, referral, is: { refused: { reason: 'OTHER' } } })],
    ['CASEWORK_CHANGED_MEANWHILE', 'chaseReferral', () => ({ ...seen, version: 0, referral })],
    ['REFERRAL_OUT_OF_ORDER', 'chaseReferral', () => ({ ...seen, referral, chasedAt: kit.moment(-600) })],
    ['REFERRAL_NOT_ACCEPTED', 'endReferral', () => ({ ...seen, referral, outcome: 'COMPLETED' })],
    ['REFERRAL_NOT_MEDIATION', 'recordMediationSession', () => ({ ...seen, referral })],
    ['REFERRAL_NOT_ACCEPTED', 'recordMediationSession', () => ({ ...seen, referral: mediation })],
    ['IN_FUTURE', 'recordSeraf', () => ({ ...seraf(), assessedOn: day(2) })],
    ['SAID_TWICE', 'recordSeraf', () => ({ ...seraf(), moderate: ['PHONE', 'PHONE'] })],
    ['SERAF_NO_TIME', 'recordSeraf', () => ({ ...seraf(), significant: [{ indicator: 'UNDER_THIRTEEN', recent: false, earlier: false }] })],
    ['IN_FUTURE', 'recordLegalMeasure', () => ({ child, is: { served: { ...served(), servedOn: day(2) } } })],
    ['REASON_REQUIRED', 'recordLegalMeasure', () => ({ child, is: { served: { ...served(), kind: 'OTHER_WARNING' } } })],
    ['MEASURE_NOT_RECORDED', 'recordLegalMeasure', () => ({ child, is: { ended: { reference: referral, version: 1, endedOn: day(0), because: 'EXPIRED' } } })],
    ['MEASURE_ENDS_EARLY', 'recordLegalMeasure', () => ({ child, is: { ended: { reference: measure, version: 1, endedOn: day(-3), because: 'EXPIRED' } } })],
  ])('is refused with %s of %s, and nothing is written', async (code, act, input) => {
    const before = await kit.written()
    const answer = await kit.act(act, HM, input())
    expect(refusedBy(answer)).toBe(code)
    expect(answer.text).not.toContain('Emrys')
    expect(await kit.written()).toEqual(before)
  }) // prettier-ignore

  it('is done once for a key, however often it is sent', async () => {
    const key = randomUUID()
    const before = await kit.written()
    const input = { key, child, service: 'COUNSELLING', to: 'A counsellor' }
    const sent = await Promise.all([1, 2, 3].map(() => kit.act('sendReferral', HP, input)))
    expect(new Set(sent.map(({ text }) => text)).size).toBe(1)
    expect(Number((await kit.written())['casework_event']) - Number(before['casework_event'])).toBe(1)
    expect(refusedBy(await kit.act('sendReferral', HP, { ...input, to: 'Another' }))).toBe('KEY_REUSED')
  })

  it('is recorded of the first of two who saw the same, and refused to the other', async () => {
    const answers = await Promise.all([HP, HM].map(one => kit.act('chaseReferral', one, { ...seen, referral })))
    expect(answers.map(refusedBy).sort()).toEqual(['CASEWORK_CHANGED_MEANWHILE', undefined])
    const meetings = await Promise.all([HP, HM].map(one => kit.act('recordMeeting', one, { ...held(), version: 1 })))
    expect(meetings.map(refusedBy).sort()).toEqual(['CASEWORK_CHANGED_MEANWHILE', undefined])
  })
})

describe('casework', () => {
  it('says where in what was sent a rule refused', async () => {
    const { errors } = await kit.act('recordLegalMeasure', HM, {
      child,
      is: { served: { ...served(), servedOn: day(2) } },
    })
    expect(errors[0]?.extensions['field']).toBe('is.served.servedOn')
    const late = await kit.act('sendReferral', HM, { child, service: 'NRM', to: 'x', sentAt: kit.moment(60) })
    expect(late.errors[0]?.extensions['field']).toBe('sentAt')
  })

  it('is read by nobody whom its categories refuse', async () => {
    const { text } = await kit.ask('police-officer', { nhsNumber: '9990000018' }, 'LOCATE_CHILD')
    expect(text).toMatch(/"coordinate":"HubRecord.meetings"/)
    expect(text).toMatch(/"coordinate":"HubRecord.referrals"/)
  })

  it('is listed to chase for the hub alone, and for no purpose that gives no referrals', async () => {
    for (const persona of ['social-worker', 'police-coordinator', 'school-lead']) {
      const { errors } = await kit.gateway.ask(persona, CHASES, { purpose: 'ASSESS_RISK' })
      expect(errors.map(({ extensions }) => extensions['code'])).toContain('OPERATION_REFUSED')
    }
    kit.pass(16 * 24 * 3_600_000)
    const page = async (first: number, after?: string) => {
      const { data } = await kit.gateway.ask(HM, CHASES, { purpose: 'ASSESS_RISK', first, after })
      return (data as { referralsToChase: { edges: { node: { referral: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }).referralsToChase // prettier-ignore
    }
    const all = (await page(50)).edges.map(({ node }) => node.referral)
    expect(all.length).toBeGreaterThan(2)
    const one = await page(1)
    const rest = await page(50, one.pageInfo.endCursor)
    expect([...one.edges, ...rest.edges].map(({ node }) => node.referral)).toEqual(all)
    expect([one.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false])
    const bad = await kit.gateway.ask(HM, CHASES, { purpose: 'ASSESS_RISK', after: 'x' })
    expect(bad.errors[0]?.extensions['code']).toBe('BAD_ARGUMENT')
    const locating = await kit.gateway.ask(HM, CHASES, { purpose: 'LOCATE_CHILD' })
    expect(locating.text).not.toContain(referral)
  })
})

describe('a legal hold', () => {
  const keep = (act: 'placeLegalHold' | 'releaseLegalHold', persona: string, input: object) =>
    kit.gateway.ask(
      persona,
      `mutation ($input: ${act === 'placeLegalHold' ? 'PlaceLegalHoldInput' : 'ReleaseLegalHoldInput'}!) { ${act}(input: $input) {
        ... on CaseworkReceipt { reference version } ... on ChildNotShown { reason } } }`,
      { input: { key: randomUUID(), child, ...input } },
    )
  const end = async (): Promise<string> => {
    const [row] = await kit.rows<{ ending: string }>(
      `select hafan.end_records(child_id, 'CASEWORK', now() + interval '1 year', '6.CASEWORK.1', now()) as ending
       from hafan.casework where code = 'NRM' limit 1`,
    )
    return row?.ending ?? ''
  }

  it('is placed and released by the manager with a reason, and by nobody else', async () => {
    const place = { reason: 'Asked for by the coroner', reviewOn: day(90) }
    for (const persona of [HP, 'social-worker', 'police-coordinator', 'analyst'])
      expect(refusedBy(await keep('placeLegalHold', persona, place))).toBe('OPERATION_REFUSED')
    expect(refusedBy(await keep('placeLegalHold', HM, { ...place, reason: ' ' }))).toBe('REASON_REQUIRED')
    expect(refusedBy(await keep('placeLegalHold', HM, { ...place, reviewOn: day(0) }))).toBe('HOLD_REVIEW_PAST')
    expect(await kit.rows('select 1 from hafan.legal_hold')).toEqual([])
    const { reference: hold } = receiptOf(await keep('placeLegalHold', HM, place))
    expect(await end()).toBe('HELD')
    expect(refusedBy(await keep('releaseLegalHold', HM, { hold: randomUUID(), reason: 'x' }))).toBe('HOLD_NOT_PLACED')
    expect(refusedBy(await keep('releaseLegalHold', HP, { hold, reason: 'x' }))).toBe('OPERATION_REFUSED')
    expect(receiptOf(await keep('releaseLegalHold', HM, { hold, reason: 'The inquest is over' })).version).toBe(2)
    expect(refusedBy(await keep('releaseLegalHold', HM, { hold, reason: 'x' }))).toBe('HOLD_RELEASED')
    const kept = JSON.stringify(await kit.rows('select * from hafan.legal_hold'))
    for (const word of ['coroner', 'inquest']) expect(kept).not.toContain(word)
  })

  it('kept what is said to be kept no longer once it ended, which is not nothing', async () => {
    await kit.rows(`update hafan.episode set status = 'CLOSED'`)
    expect(await end()).toBe('ENDED')
    const asked = `query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child {       hub { status reason complete missing { part reason } record { referrals { reference } } } } } }`
    const only = await kit.gateway.ask(HM, asked, { by: child })
    expect((only.data as { child: { hub: unknown[] } }).child.hub).toEqual([
      {
        ...{ status: 'UNAVAILABLE', reason: 'RETENTION_ENDED', complete: false, record: null },
        missing: [{ part: 'hub.referrals', reason: 'RETENTION_ENDED' }],
      },
    ])
    await kit.act('sendReferral', HP, { child, service: 'CAMHS', to: 'Team' })
    const since = await kit.gateway.ask(HM, asked, { by: child })
    expect((since.data as { child: { hub: unknown[] } }).child.hub).toMatchObject([
      { status: 'FOUND', complete: false, record: { referrals: [{}] }, missing: [{ reason: 'RETENTION_ENDED' }] },
    ])
  })
})
