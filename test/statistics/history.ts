// Episodes as the hub's rules record them, a child's in one act: for tests that count what was recorded.
import { randomUUID } from 'node:crypto'
import { changeOf } from '../../src/hub/episode/kept.js'
import type { Store } from '../../src/store/open.js'
import { aReport, aReturn, aTriage, episodeOf } from '../hub/episode/support.js'

export interface OneEpisode {
  /** ISO time. */
  readonly reportedAt: string
  readonly area?: string
  readonly placement?: string | null
  readonly nfa?: string
  /** Hours until the return; left out: still away. */
  readonly backAfter?: number
  /** Hours from return until the interview. */
  readonly interviewAfter?: number
  readonly declined?: string
  readonly check?: 'DONE' | 'NO_OFFICER'
}

const after = (at: string, hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString()

function stepsOf(one: OneEpisode, childId: string): ReturnType<typeof episodeOf> {
  const { reportedAt: at, nfa, backAfter, interviewAfter, declined, check } = one
  const report = {
    ...{ ...aReport, childId, reference: randomUUID(), reportedAt: at, lastSeenAt: null },
    ...{ area: one.area ?? 'W06000022', placement: one.placement === undefined ? 'HOME' : one.placement },
  }
  const nfaTriage = { type: 'TRIAGE', triage: { category: 'NO_FURTHER_ACTION', code: nfa }, reason: 'Said so' }
  const back = after(at, backAfter ?? 0)
  const held = after(back, interviewAfter ?? 0)
  const accepted = { type: 'ANSWER_INTERVIEW', answeredAt: back, answer: { given: 'ACCEPTED' } }
  const refused = {
    type: 'ANSWER_INTERVIEW',
    answeredAt: back,
    answer: { given: 'DECLINED', code: declined, note: null },
  }
  const interview = { type: 'HOLD_INTERVIEW', heldAt: held, push: [], pull: [], childsWords: null, agreedAudience: [] }
  const offer = { type: 'OFFER_INTERVIEW', offeredAt: back, provider: null }
  const done = { done: true, doneAt: back, officer: 'PC 1', harm: [], summary: null }
  const notDone = { done: false, code: check, note: null, decidedBy: 'PC 1' }
  const late = after(held, 1)
  return episodeOf(
    [at, report],
    [at, nfa === undefined ? aTriage('MEDIUM') : nfaTriage],
    ...(backAfter === undefined ? [] : [[late, aReturn(back)] as const]),
    ...(check ? [[late, { type: 'CHECK', check: check === 'DONE' ? done : notDone }] as const] : []),
    ...(interviewAfter !== undefined || declined ? [[late, offer] as const] : []),
    ...(interviewAfter === undefined ? [] : [[late, accepted] as const, [late, interview] as const]),
    ...(declined ? [[late, refused] as const] : []),
  )
}

/** Records a child's episodes; the child is made by a number of their own. */
export async function recordChild(store: Store, value: string, episodes: readonly OneEpisode[]): Promise<void> {
  const by = { person: 'https://idp\nHP-1', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'HP-1' }
  const sent = { caller: by.person, act: 'triage', key: randomUUID(), input: {}, at: new Date('2018-08-01T00:00:00Z') }
  await store.episodes.record(
    {
      ...{ child: { scheme: 'UPN', value }, by },
      decide: childId => ({
        ...{ changes: episodes.map(one => changeOf(stepsOf(one, childId))), alerts: [] },
        receipt: { done: 'yes' },
      }),
    },
    sent,
  )
}

/** The nth moment of a run of months, all of them in its middle days. */
export function momentIn(from: string, months: number, nth: number): string {
  const first = new Date(`${from}-01T12:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + (nth % months))
  first.setUTCDate(5 + (Math.floor(nth / months) % 20))
  return first.toISOString()
}
