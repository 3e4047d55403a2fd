// What each step needs and what it changes. A step that may not be taken names the code of its refusal.
import { DateTime } from 'luxon'
import type { HubPolicy } from '../policy.js'
import type { RefusalCode } from '../refusal.js'
import { isAway, isCheckOwed, isInterviewOwed, isNfa, type Interview, type Standing, type StepOf } from './episode.js'
import type { EpisodeStep, Said } from './events.js'

export interface When {
  /** As `toISOString` writes it: times are compared as text. */
  readonly at: string
  readonly policy: HubPolicy
}

type Change = Partial<Standing> | RefusalCode

const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
const earlier = (a: string, b: string): string => (b < a ? b : a)

const saidAgain = (episode: Standing, said: Said): Partial<Standing> => ({
  reportedAt: earlier(episode.reportedAt, said.reportedAt),
  lastSeenAt: later(episode.lastSeenAt, said.lastSeenAt),
  lastSeenPlace: lastPlace(episode, said),
  reports: episode.reports + 1,
})

/** Of whoever saw the child last, where they named one. */
const lastPlace = (one: Standing, said: Said): string | null =>
  later(one.lastSeenAt, said.lastSeenAt) === one.lastSeenAt
    ? (one.lastSeenPlace ?? said.lastSeenPlace)
    : (said.lastSeenPlace ?? one.lastSeenPlace)

function reportAgain(episode: Standing, step: StepOf<'REPORT_AGAIN'>): Change {
  if (step.lastSeenAt !== null && step.lastSeenAt > step.reportedAt) return 'SEEN_AFTER_REPORT'
  // What was reported after the return is another absence.
  if (episode.foundAt !== null && step.reportedAt > episode.foundAt) return 'ALREADY_RETURNED'
  return saidAgain(episode, step)
}

function triage(episode: Standing, { triage: next, reason }: StepOf<'TRIAGE'>, { at, policy }: When): Change {
  if (episode.triage !== null && reason === null) return 'REASON_REQUIRED'
  switch (next.category) {
    case 'MISSING':
      return { triage: next, risk: next.risk }
    case 'ABSENT': {
      if (episode.foundAt !== null) return next.reviewAt === null ? { triage: next, risk: null } : 'REVIEW_AFTER_RETURN'
      const latest = DateTime.fromISO(at).plus({ hours: policy.episode.absentReviewWithinHours }).toUTC().toISO() ?? at
      if (next.reviewAt === null || next.reviewAt <= at || next.reviewAt > latest) return 'REVIEW_TIME_WRONG'
      return { triage: next, risk: null }
    }
    case 'NO_FURTHER_ACTION':
      return next.code === 'OTHER' && reason === null ? 'REASON_REQUIRED' : { triage: next, risk: null }
  }
}

function gradeRisk(episode: Standing, { risk }: StepOf<'GRADE_RISK'>): Change {
  if (episode.triage?.category !== 'MISSING') return 'RISK_NEEDS_MISSING'
  return episode.foundAt === null ? { risk } : 'RISK_AFTER_RETURN'
}

function comeBack(episode: Standing, { foundAt }: StepOf<'RETURN'>): Change {
  if (episode.foundAt !== null) return 'ALREADY_RETURNED'
  if (isNfa(episode)) return 'NOTHING_TO_RETURN_FROM'
  if (foundAt < episode.reportedAt) return 'RETURN_BEFORE_REPORT'
  return episode.lastSeenAt !== null && foundAt < episode.lastSeenAt ? 'RETURN_BEFORE_SEEN' : { foundAt }
}

function check(episode: Standing, { check: next }: StepOf<'CHECK'>): Change {
  if (episode.foundAt === null || (next.done && next.doneAt < episode.foundAt)) return 'CHECK_BEFORE_RETURN'
  // What was not done may be done after all, or its reason put right; what was done was done.
  return episode.check?.done ? 'CHECK_ALREADY_DONE' : { check: next }
}

function offer({ foundAt, interview }: Standing, { offeredAt }: StepOf<'OFFER_INTERVIEW'>): Change {
  if (foundAt === null || offeredAt < foundAt) return 'INTERVIEW_BEFORE_RETURN'
  if (interview?.heldAt) return 'INTERVIEW_ALREADY_HELD'
  // Offered again only to a child who declined.
  if (interview && interview.answer !== 'DECLINED') return 'INTERVIEW_ALREADY_OFFERED'
  if (interview?.answeredAt && offeredAt < interview.answeredAt) return 'INTERVIEW_OUT_OF_ORDER'
  return { interview: { offeredAt, answer: 'NONE_YET', answeredAt: null, heldAt: null } }
}

/** The interview that is under way, or why there is none. */
function underWay({ foundAt, interview }: Standing, time: string): Interview | RefusalCode {
  if (foundAt === null || time < foundAt) return 'INTERVIEW_BEFORE_RETURN'
  if (interview === null) return 'INTERVIEW_NOT_OFFERED'
  if (interview.heldAt !== null) return 'INTERVIEW_ALREADY_HELD'
  return interview
}

function giveAnswer(episode: Standing, { answer: { given }, answeredAt }: StepOf<'ANSWER_INTERVIEW'>): Change {
  const interview = underWay(episode, answeredAt)
  if (typeof interview === 'string') return interview
  if (interview.answer === given) return 'INTERVIEW_ALREADY_ANSWERED'
  if (answeredAt < (interview.answeredAt ?? interview.offeredAt)) return 'INTERVIEW_OUT_OF_ORDER'
  return { interview: { ...interview, answer: given, answeredAt } }
}

function hold(episode: Standing, { heldAt }: StepOf<'HOLD_INTERVIEW'>): Change {
  const interview = underWay(episode, heldAt)
  if (typeof interview === 'string') return interview
  if (interview.answer !== 'ACCEPTED' || interview.answeredAt === null) return 'INTERVIEW_NOT_ACCEPTED'
  return heldAt < interview.answeredAt ? 'INTERVIEW_OUT_OF_ORDER' : { interview: { ...interview, heldAt } }
}

function close(episode: Standing): Change {
  if (episode.triage === null) return 'TRIAGE_FIRST'
  if (isAway(episode)) return 'RETURN_FIRST'
  if (isCheckOwed(episode)) return 'CHECK_FIRST'
  return isInterviewOwed(episode) ? 'INTERVIEW_FIRST' : { end: 'CLOSED' }
}

const assign = ({ assigned }: Standing, { to }: StepOf<'ASSIGN'>): Change =>
  assigned?.kind === to.kind && assigned.ref === to.ref ? 'ALREADY_ASSIGNED' : { assigned: to }

/** What the step changes in an episode that is neither closed nor merged, or why it may not be taken. */
export function changeBy(episode: Standing, step: EpisodeStep, when: When): Change {
  switch (step.type) {
    case 'REPORT':
      return 'ALREADY_REPORTED'
    case 'REPORT_AGAIN':
      return reportAgain(episode, step)
    case 'TRIAGE':
      return triage(episode, step, when)
    case 'GRADE_RISK':
      return gradeRisk(episode, step)
    case 'RETURN':
      return comeBack(episode, step)
    case 'CHECK':
      return check(episode, step)
    case 'OFFER_INTERVIEW':
      return offer(episode, step)
    case 'ANSWER_INTERVIEW':
      return giveAnswer(episode, step)
    case 'HOLD_INTERVIEW':
      return hold(episode, step)
    case 'ASSIGN':
      return assign(episode, step)
    case 'CLOSE':
      return close(episode)
    case 'ABSORB':
      return saidAgain(episode, step)
    case 'MERGED':
      return { end: 'MERGED', mergedInto: step.into }
  }
}
