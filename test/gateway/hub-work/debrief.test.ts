import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { BOARD, UNRELATED, openHubKit, receiptOf, refusedBy, type ActName, type HubKit } from './kit.js'

let kit: HubKit
const HP = 'hub-police'
const DW = 'debrief-worker'
const child = { nhsNumber: UNRELATED }
let which: { child: object; episode: string }
let version = 0
/** The staff reference of whoever is to hold the interview. */
let worker = ''

const READ = `query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child { missingEpisodes {
  source { id } recordedOnly { part } missing { part reason } record { interviews { episodeReference outcome declinedReason withinTarget pushFactors
    pullFactors whatWouldHelp provider places companions } accounts { gist words agreedAudience } } } } } }`

interface Envelope {
  readonly source: { readonly id: string } | null
  readonly recordedOnly: readonly unknown[]
  readonly missing: readonly unknown[]
  readonly record: Record<'interviews' | 'accounts', readonly Record<string, unknown>[] | null> | null
}
async function hubOf(persona: string): Promise<Envelope | undefined> {
  const { data } = await kit.gateway.ask(persona, READ, { by: child })
  const envelopes = (data as { child: { missingEpisodes: Envelope[] } }).child.missingEpisodes
  return envelopes.find(({ source }) => source?.id === 'hub')
}
async function done(act: ActName, persona: string, input: object): Promise<void> {
  const answer = await kit.act(act, persona, { ...which, version, ...input })
  expect(answer.errors).toEqual([])
  version = receiptOf(answer).version
}
const interviewDue = async (): Promise<readonly string[]> => {
  const { data } = await kit.gateway.ask('hub-manager', BOARD, { purpose: 'ASSESS_RISK', first: 50 })
  const { edges } = (data as { board: { edges: { node: { episode: string; due: { kind: string; age: string }[] } }[] } }).board // prettier-ignore
  const row = edges.find(({ node }) => node.episode === which.episode)?.node
  return (row?.due ?? []).filter(({ kind }) => kind === 'INTERVIEW').map(({ age }) => age)
}
const refusals = async (cases: readonly (readonly [string, ActName, string, object])[]): Promise<void> => {
  for (const [code, act, persona, input] of cases) {
    const before = await kit.written()
    expect([act, refusedBy(await kit.act(act, persona, { ...which, version, ...input }))]).toEqual([act, code])
    expect(await kit.written()).toEqual(before)
  }
}

beforeAll(async () => {
  kit = await openHubKit()
  await kit.act('reportMissing', HP, { child, reporter: 'CARER', area: 'W06000022' })
  const [held] = await kit.episodes(HP, child)
  which = { child, episode: String(held?.['reference']) }
  version = 1
  const [seeded] = await kit.rows<{ staff_ref: string }>('select staff_ref from hafan.debrief_assignment limit 1')
  worker = seeded?.staff_ref ?? ''
}, 90_000)
afterAll(() => kit.gateway.close())

const SAID = 'Nobody listens there, and I miss my nan.'
const held = () => ({
  ...{ heldAt: kit.moment(-1), pushFactors: ['PLACEMENT'], pullFactors: ['FAMILY'], childsWords: SAID },
  ...{ places: ['Bus station'], companions: ['A girl called Red'], whatWouldHelp: ['Visits on Sundays'] },
  ...{ agreedToShare: 'Would like to see family more often.', agreedAudience: ['HUB', 'POLICE'] },
})

const assign = (persona: string, is: object, episode = which.episode) =>
  kit.act('assignDebrief', persona, { child, episode, is })

describe('whoever holds the interview', () => {
  it('is shown nothing before somebody of the hub says that they do, and nobody else says it', async () => {
    expect((await kit.read(DW, child)).text).toContain('"ChildNotShown"')
    const cases: readonly (readonly [string, string, object, string?])[] = [
      ...['social-worker', 'police-coordinator', 'school-lead', DW].map(
        persona => ['OPERATION_REFUSED', persona, { assigned: worker }] as const,
      ),
      ['NOT_REPORTED', HP, { assigned: worker }, 'MP-NOT-HERS'],
      ['DEBRIEF_NOT_ASSIGNED', HP, { ended: worker }],
      ['FIELD_INVALID', HP, { assigned: 'Siân from the charity' }],
    ]
    for (const [code, persona, is, episode] of cases) {
      const before = await kit.written()
      const answer = await assign(persona, is, episode)
      expect([persona, refusedBy(answer)]).toEqual([persona, code])
      expect(answer.text).not.toContain('Siân')
      expect(await kit.written()).toEqual(before)
    }
  })

  it('is shown what the protocol gives them from then on, until it is ended', async () => {
    expect((await assign(HP, { assigned: worker })).errors).toEqual([])
    expect((await kit.read(DW, child)).text).toContain('"ASSIGNED_DEBRIEF"')
    expect(refusedBy(await assign('hub-manager', { assigned: worker }))).toBe('DEBRIEF_ALREADY_ASSIGNED')
    expect((await assign('hub-manager', { ended: worker })).errors).toEqual([])
    expect((await kit.read(DW, child)).text).toContain('"ChildNotShown"')
    kit.pass(1_000)
    expect((await assign(HP, { assigned: worker })).errors).toEqual([])
  })
})

describe('a return interview', () => {
  it('is refused before the child is back, and for whom it is not', async () => {
    await refusals([
      ['INTERVIEW_BEFORE_RETURN', 'offerDebrief', HP, {}],
      ['INTERVIEW_BEFORE_RETURN', 'answerDebrief', HP, { answer: 'ACCEPTED' }],
      ['INTERVIEW_BEFORE_RETURN', 'recordDebrief', DW, held()],
      ['OPERATION_REFUSED', 'recordDebrief', HP, held()],
      ['OPERATION_REFUSED', 'offerDebrief', 'school-lead', {}],
      ['TRIAGE_FIRST', 'closeEpisode', HP, {}],
      ['RISK_NEEDS_MISSING', 'gradeRisk', HP, { risk: { level: 'HIGH' }, reason: 'Seen with an adult' }],
    ])
  })

  it('is due until it is declined or held, whatever is offered or answered before', async () => {
    await done('triage', HP, { is: { missing: { level: 'MEDIUM' } } })
    await done('gradeRisk', 'hub-manager', { risk: { level: 'HIGH' }, reason: 'Seen with an adult' })
    await refusals([
      ['REASON_REQUIRED', 'gradeRisk', HP, { risk: { level: 'LOW' }, reason: ' ' }],
      ['RETURN_FIRST', 'closeEpisode', HP, {}],
    ])
    expect(await interviewDue()).toEqual([])
    await done('recordReturn', HP, { foundAt: kit.moment(0), foundBy: 'POLICE' })
    expect(await interviewDue()).toEqual(['IN_TIME'])
    kit.pass(74 * 3_600_000)
    expect(await interviewDue()).toEqual(['LATE_UNDER_1_DAY'])
    await done('offerDebrief', HP, { provider: 'The charity' })
    expect(await interviewDue()).toEqual(['LATE_UNDER_1_DAY'])
    await refusals([
      ['CODE_UNKNOWN', 'answerDebrief', HP, { answer: 'DECLINED' }],
      ['REASON_REQUIRED', 'answerDebrief', HP, { answer: 'DECLINED', reason: 'OTHER' }],
      ['FIELD_UNKNOWN', 'answerDebrief', HP, { answer: 'ACCEPTED', reason: 'NO_CONTACT' }],
      ['IN_FUTURE', 'answerDebrief', HP, { answer: 'ACCEPTED', answeredAt: kit.moment(60) }],
      ['BAD_ARGUMENT', 'answerDebrief', HP, { answer: 'DECLINED', reason: 'SHY' }],
      ['INTERVIEW_ALREADY_OFFERED', 'offerDebrief', HP, {}],
      ['CHECK_FIRST', 'closeEpisode', HP, {}],
    ])
    await done('answerDebrief', HP, { answer: 'DECLINED', reason: 'OTHER', note: 'Wants to sleep first' })
    expect(await interviewDue()).toEqual([])
    expect((await hubOf(HP))?.record?.interviews).toMatchObject([
      { outcome: 'DECLINED', declinedReason: 'Other: Wants to sleep first', provider: 'The charity' },
    ])
    await done('answerDebrief', DW, { answer: 'ACCEPTED' })
    expect(await interviewDue()).toEqual(['LATE_UNDER_1_DAY'])
  })

  it('is recorded with the child’s own words, sealed, and shown to whom the child agreed', async () => {
    await refusals([
      ['TEXT_TOO_LONG', 'recordDebrief', DW, { ...held(), childsWords: 'x'.repeat(20_001) }],
      ['DOCUMENT_TOO_LARGE', 'recordDebrief', DW, { ...held(), childsWords: 'x'.repeat(1_048_576) }],
      ['TEXT_HIDDEN_CHARACTERS', 'recordDebrief', DW, { ...held(), childsWords: 'I ran\u202e away' }],
      ['TEXT_HIDDEN_CHARACTERS', 'recordDebrief', DW, { ...held(), companions: ['Re\u0007d'] }],
      ['SAID_TWICE', 'recordDebrief', DW, { ...held(), places: ['Park', 'Park'] }],
      ['IN_FUTURE', 'recordDebrief', DW, { ...held(), heldAt: kit.moment(60) }],
      ['INTERVIEW_OUT_OF_ORDER', 'recordDebrief', DW, { ...held(), heldAt: kit.moment(-600) }],
      ['BAD_ARGUMENT', 'recordDebrief', DW, { ...held(), agreedAudience: ['THE_PRESS'] }],
    ])
    kit.pass(600_000)
    await done('recordDebrief', DW, held())
    const told = { gist: 'Would like to see family more often.', agreedAudience: ['HUB', 'POLICE'] }
    const worker = await hubOf(DW)
    expect(worker?.record?.accounts).toEqual([{ ...told, words: SAID }])
    expect(worker?.record?.interviews).toMatchObject([
      {
        ...{ episodeReference: which.episode, outcome: 'HELD', withinTarget: 'NO', declinedReason: null },
        ...{ pushFactors: ['Unhappy where placed'], pullFactors: ['To be with family'] },
        ...{ whatWouldHelp: ['Visits on Sundays'], places: ['Bus station'], companions: ['A girl called Red'] },
      },
    ])
    // The manager's column has the summary alone, and the coordinator's only that something is recorded.
    expect((await hubOf(HP))?.record?.accounts).toEqual([{ ...told, words: SAID }])
    expect((await hubOf('hub-manager'))?.record?.accounts).toEqual([{ ...told, words: null }])
    const coordinator = await hubOf('police-coordinator')
    expect([coordinator?.record?.accounts, coordinator?.recordedOnly]).toEqual([null, [{ part: 'episodes.accounts' }]])
    const plain = JSON.stringify(await kit.rows('select * from hafan.episode_event, hafan.episode'))
    for (const word of ['nan', 'Bus station', 'Red', 'Sundays']) expect(plain).not.toContain(word)
    expect(await interviewDue()).toEqual([])
  })

  it('is closed with the episode once the check is recorded too, and nothing is added after that', async () => {
    await done('recordSafeAndWell', HP, { check: { notDone: { reason: 'CHILD_REFUSED', decidedBy: 'Sgt 1180' } } })
    await done('closeEpisode', HP, {})
    await refusals([
      ['EPISODE_CLOSED', 'offerDebrief', HP, {}],
      ['EPISODE_CLOSED', 'closeEpisode', HP, {}],
    ])
    expect((await kit.episodes(HP, child))[0]).toMatchObject({ status: 'CLOSED', version })
    // With it ends whoever held its interview, and nobody begins.
    expect((await kit.read(DW, child)).text).toContain('"ChildNotShown"')
    expect(refusedBy(await assign(HP, { assigned: worker }))).toBe('EPISODE_CLOSED')
  })
})

describe('a child’s account', () => {
  it('is for the service alone where the child agreed to nobody, and the hub is told that a record is kept back', async () => {
    await kit.act('reportMissing', HP, { child, reporter: 'CARER', area: 'W06000022' })
    const open = (await kit.episodes(HP, child)).find(({ status }) => status === 'OPEN')
    which = { child, episode: String(open?.['reference']) }
    version = 1
    await assign(HP, { assigned: worker })
    await done('triage', HP, { is: { missing: { level: 'LOW' } } })
    await done('recordReturn', HP, { foundAt: kit.moment(0), foundBy: 'FAMILY' })
    await done('offerDebrief', DW, {})
    await done('answerDebrief', DW, { answer: 'ACCEPTED' })
    await done('recordDebrief', DW, { heldAt: kit.moment(1), childsWords: 'Only for you.' })
    expect((await hubOf(DW))?.record?.accounts?.map(({ words }) => words)).toEqual(['Only for you.', SAID])
    const hub = await hubOf(HP)
    expect(hub?.record?.accounts?.map(({ words }) => words)).toEqual([SAID])
    expect(hub?.missing).toEqual([{ part: 'episodes.accounts', reason: 'RESTRICTED_RECORD' }])
  })
})
