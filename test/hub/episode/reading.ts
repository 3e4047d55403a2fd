// A second reading of what may happen to an episode, written from its history and from nothing the hub's rules use: for every
// step, all the reasons there are to refuse it. None: it is legal.
import type { EpisodeStep } from '../../../src/hub/episode/events.js'
import type { Recorded } from '../../../src/hub/episode/episode.js'

type Step<T extends EpisodeStep['type']> = Extract<EpisodeStep, { type: T }>

const HOUR = 3_600_000
const SKEW = HOUR / 12
const ms = (time: string): number => Date.parse(time)
const last = <T>(items: readonly T[]): T | undefined => items.at(-1)

/** Steps of one kind, oldest first. */
const pick = <T extends EpisodeStep['type']>(history: readonly Recorded[], type: T): readonly Step<T>[] =>
  history.map(({ step }) => step).filter((step): step is Step<T> => step.type === type)

/** Everything in the step that looks like a time, but for times of review. */
function times(value: unknown, key = ''): readonly number[] {
  if (typeof value === 'string') return key.endsWith('At') && key !== 'reviewAt' ? [ms(value)] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => times(inner, name))
}

const when = (condition: boolean, code: string): readonly string[] => (condition ? [code] : [])

export function whyNot(history: readonly Recorded[], step: EpisodeStep, now: number): readonly string[] {
  const future = when(
    times(step).some(time => time > now + SKEW),
    'IN_FUTURE',
  )
  const reports = [...pick(history, 'REPORT'), ...pick(history, 'REPORT_AGAIN')]
  if (reports.length === 0) {
    if (step.type !== 'REPORT') return [...future, 'NOT_REPORTED']
    return [
      ...future,
      ...when(step.lastSeenAt !== null && ms(step.lastSeenAt) > ms(step.reportedAt), 'SEEN_AFTER_REPORT'),
    ]
  }
  if (pick(history, 'CLOSE').length > 0) return [...future, 'EPISODE_CLOSED']

  const reportedAt = Math.min(...reports.map(one => ms(one.reportedAt)))
  const seenAt = Math.max(-Infinity, ...reports.map(one => (one.lastSeenAt === null ? -Infinity : ms(one.lastSeenAt))))
  const triage = last(pick(history, 'TRIAGE'))?.triage
  const returned = last(pick(history, 'RETURN'))
  const foundAt = returned ? ms(returned.foundAt) : null
  const done = pick(history, 'CHECK').some(({ check }) => check.done)
  const held = pick(history, 'HOLD_INTERVIEW').length > 0
  /** What was said of the interview last, and when. */
  const talk = last(
    history.map(one => one.step).filter(one => one.type === 'OFFER_INTERVIEW' || one.type === 'ANSWER_INTERVIEW'),
  )
  const word = talk === undefined ? 'NOTHING' : talk.type === 'OFFER_INTERVIEW' ? 'OFFERED' : talk.answer.given
  const talkedAt =
    talk === undefined ? -Infinity : ms(talk.type === 'OFFER_INTERVIEW' ? talk.offeredAt : talk.answeredAt)
  const beforeReturn = (time: number): boolean => foundAt === null || time < foundAt

  const reasons = (): readonly string[] => {
    switch (step.type) {
      case 'REPORT':
        return ['ALREADY_REPORTED']
      case 'REPORT_AGAIN':
        return [
          ...when(step.lastSeenAt !== null && ms(step.lastSeenAt) > ms(step.reportedAt), 'SEEN_AFTER_REPORT'),
          ...when(foundAt !== null && ms(step.reportedAt) > foundAt, 'ALREADY_RETURNED'),
        ]
      case 'TRIAGE': {
        const next = step.triage
        const other = next.category === 'NO_FURTHER_ACTION' && next.code === 'OTHER'
        const review = next.category === 'ABSENT' ? next.reviewAt : undefined
        const inTime = typeof review === 'string' && ms(review) > now && ms(review) <= now + 24 * HOUR
        return [
          ...when((triage !== undefined || other) && step.reason === null, 'REASON_REQUIRED'),
          ...when(review !== undefined && foundAt === null && !inTime, 'REVIEW_TIME_WRONG'),
          ...when(review !== undefined && foundAt !== null && review !== null, 'REVIEW_AFTER_RETURN'),
        ]
      }
      case 'GRADE_RISK':
        return [
          ...when(triage?.category !== 'MISSING', 'RISK_NEEDS_MISSING'),
          ...when(foundAt !== null, 'RISK_AFTER_RETURN'),
        ]
      case 'RETURN':
        return [
          ...when(foundAt !== null, 'ALREADY_RETURNED'),
          ...when(triage?.category === 'NO_FURTHER_ACTION', 'NOTHING_TO_RETURN_FROM'),
          ...when(ms(step.foundAt) < reportedAt, 'RETURN_BEFORE_REPORT'),
          ...when(ms(step.foundAt) < seenAt, 'RETURN_BEFORE_SEEN'),
        ]
      case 'CHECK':
        return [
          ...when(foundAt === null || (step.check.done && beforeReturn(ms(step.check.doneAt))), 'CHECK_BEFORE_RETURN'),
          ...when(done, 'CHECK_ALREADY_DONE'),
        ]
      case 'OFFER_INTERVIEW':
        return [
          ...when(beforeReturn(ms(step.offeredAt)), 'INTERVIEW_BEFORE_RETURN'),
          ...when(held, 'INTERVIEW_ALREADY_HELD'),
          ...when(word === 'OFFERED' || word === 'ACCEPTED', 'INTERVIEW_ALREADY_OFFERED'),
          ...when(ms(step.offeredAt) < talkedAt, 'INTERVIEW_OUT_OF_ORDER'),
        ]
      case 'ANSWER_INTERVIEW':
        return [
          ...when(beforeReturn(ms(step.answeredAt)), 'INTERVIEW_BEFORE_RETURN'),
          ...when(word === 'NOTHING', 'INTERVIEW_NOT_OFFERED'),
          ...when(held, 'INTERVIEW_ALREADY_HELD'),
          ...when(word === step.answer.given, 'INTERVIEW_ALREADY_ANSWERED'),
          ...when(ms(step.answeredAt) < talkedAt, 'INTERVIEW_OUT_OF_ORDER'),
        ]
      case 'HOLD_INTERVIEW':
        return [
          ...when(beforeReturn(ms(step.heldAt)), 'INTERVIEW_BEFORE_RETURN'),
          ...when(word === 'NOTHING', 'INTERVIEW_NOT_OFFERED'),
          ...when(held, 'INTERVIEW_ALREADY_HELD'),
          ...when(word === 'OFFERED' || word === 'DECLINED', 'INTERVIEW_NOT_ACCEPTED'),
          ...when(ms(step.heldAt) < talkedAt, 'INTERVIEW_OUT_OF_ORDER'),
        ]
      case 'ASSIGN': {
        const had = last(pick(history, 'ASSIGN'))?.to
        return when(had?.kind === step.to.kind && had.ref === step.to.ref, 'ALREADY_ASSIGNED')
      }
      case 'CLOSE': {
        const absence = triage?.category === 'MISSING' || triage?.category === 'ABSENT'
        return [
          ...when(triage === undefined, 'TRIAGE_FIRST'),
          ...when(absence && foundAt === null, 'RETURN_FIRST'),
          ...when(absence && pick(history, 'CHECK').length === 0, 'CHECK_FIRST'),
          ...when(absence && !held && word !== 'DECLINED', 'INTERVIEW_FIRST'),
        ]
      }
      default:
        return ['EVENT_UNKNOWN']
    }
  }
  return [...future, ...reasons()]
}
