// Random children: what happened to each, plainly, and the same as the hub keeps it.
import fc from 'fast-check'
import type { ChildsWork } from '../../../src/hub/due/due.js'
import type { Episode, Recorded } from '../../../src/hub/episode/episode.js'
import { moment } from '../thresholds/histories.js'

const MINUTE = 60_000
const LEVELS = ['VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'NOT_GRADED', 'UNRECOGNISED'] as const
const level = fc.constantFrom(...LEVELS)
const minutes = fc.oneof(fc.integer({ min: 0, max: 6_000 }), fc.constantFrom(0, 1_440, 2_880))

export const later = (at: string, more: number): string => new Date(Date.parse(at) + more * MINUTE).toISOString()

const plainEpisode = fc.record({
  at: moment,
  category: fc.constantFrom('MISSING', 'MISSING', 'MISSING', 'ABSENT', 'NO_FURTHER_ACTION', null),
  /** Graded as missing before it was triaged otherwise. */
  wasMissing: fc.boolean(),
  gradings: fc.array(fc.record({ after: minutes, level }), { minLength: 1, maxLength: 3 }),
  review: minutes,
  /** Minutes from report to return. */
  away: fc.option(minutes, { nil: null, freq: 3 }),
  area: fc.constantFrom('W06000022', 'E06000023', null),
  check: fc.constantFrom('NONE', 'DONE', 'NOT_DONE'),
  interview: fc.constantFrom('NOT_OFFERED', 'NONE_YET', 'ACCEPTED', 'DECLINED', 'HELD'),
  end: fc.constantFrom(null, null, null, null, 'CLOSED', 'MERGED'),
} as const)
export type PlainEpisode = typeof plainEpisode extends fc.Arbitrary<infer T> ? T : never

const plainChild = fc.record({
  episodes: fc.array(plainEpisode, { maxLength: 14 }),
  miraf: fc.option(fc.record({ at: moment, level, reviewOn: moment.map(at => at.slice(0, 10)) }), {
    nil: null,
    freq: 3,
  }),
  requests: fc.array(moment, { maxLength: 2 }),
  calls: fc.array(moment, { maxLength: 1 }),
  meetings: fc.array(moment, { maxLength: 2 }),
  referrals: fc.array(fc.record({ lastAt: moment, state: fc.constantFrom('SENT', 'ACCEPTED', 'REFUSED', 'ENDED') }), {
    maxLength: 3,
  }),
  actions: fc.array(
    moment.map(at => at.slice(0, 10)),
    { maxLength: 2 },
  ),
  serafOn: fc.option(
    moment.map(at => at.slice(0, 10)),
    { nil: null },
  ),
})
export type PlainChild = typeof plainChild extends fc.Arbitrary<infer T> ? T : never

const CHECKS = {
  NONE: null,
  DONE: { done: true, doneAt: '', officer: 'PC 4471', harm: [], summary: null },
  NOT_DONE: { done: false, code: 'CHILD_REFUSED', note: null, decidedBy: 'Sgt 1180' },
} as const

function historyOf({ at, category, wasMissing, gradings }: PlainEpisode): readonly Recorded[] {
  if (category === null || (category !== 'MISSING' && !wasMissing)) return []
  return gradings.map(({ after, level: graded }, index) => {
    const risk = { level: graded, label: 'as they say' }
    const reason = 'New information'
    const step: Recorded['step'] =
      index === 0
        ? { type: 'TRIAGE', triage: { category: 'MISSING', risk }, reason }
        : { type: 'GRADE_RISK', risk, reason }
    return { at: later(at, after), by: 'HP-01', step }
  })
}

function triageOf({ at, category, gradings, review }: PlainEpisode): Episode['triage'] {
  switch (category) {
    case 'MISSING':
      return { category, risk: { level: gradings.at(-1)?.level ?? 'LOW', label: 'as they say' } }
    case 'ABSENT':
      return { category, reviewAt: later(at, review) }
    case 'NO_FURTHER_ACTION':
      return { category, code: 'NOT_MISSING' }
    default:
      return null
  }
}

function episodeOf(plain: PlainEpisode, index: number): Episode {
  const { at, away, area, check, interview, end } = plain
  const foundAt = away === null ? null : later(at, away)
  const triage = triageOf(plain)
  const answer = interview === 'HELD' ? 'ACCEPTED' : interview
  const isBack = foundAt !== null
  return {
    ...{
      reference: `E-${index}`,
      childId: 'c-1',
      incident: null,
      reportedAt: at,
      lastSeenAt: null,
      lastSeenPlace: null,
      missingFrom: null,
      assigned: null,
    },
    ...{ placement: null, area, homeAuthority: null, reports: 1, triage, end, foundAt },
    risk: triage?.category === 'MISSING' ? triage.risk : null,
    check: isBack ? CHECKS[check] : null,
    interview:
      isBack && answer !== 'NOT_OFFERED'
        ? { offeredAt: foundAt, answer, answeredAt: foundAt, heldAt: interview === 'HELD' ? foundAt : null }
        : null,
    mergedInto: end === 'MERGED' ? 'E-X' : null,
    history: historyOf(plain),
  }
}

const workOf = (child: PlainChild): ChildsWork => ({
  childId: 'c-1',
  episodes: child.episodes.map(episodeOf),
  miraf: child.miraf,
  mirafRequests: child.requests,
  calls: child.calls.map(at => ({ at })),
  meetings: child.meetings.map(heldAt => ({ heldAt })),
  actions: child.actions.map((due, index) => ({ due, reference: `M-${index}` })),
  referrals: child.referrals.map((one, index) => ({ ...one, reference: `R-${index}` })),
  serafOn: child.serafOn,
})

export const children = plainChild.map(child => ({ child, work: workOf(child) }))
