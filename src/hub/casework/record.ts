// What is recorded of a child besides episodes, decided from all that is held of the child: one step of one thing.
import type { CaseworkSeen } from '../../store/casework.js'
import type { CaseworkChange, HeldCasework } from '../../store/casework-rows.js'
import { dayNumber, dayOf } from '../days.js'
import { endMeasure, serveMeasure } from '../measures/measure.js'
import type { HubPolicy } from '../policy.js'
import { stepReferral, type ReferralStep } from '../referrals/referral.js'
import { scoreSeraf } from '../referrals/seraf.js'
import { refuse, type RefusalCode, type Refused } from '../refusal.js'
import { callMeeting, holdMeeting, stepAction } from '../thresholds/meeting.js'
import { asCall, asMeasure, asMeeting, asReferral, asSeraf, measureOf, meetingOf, referralOf } from './kept.js'

export interface CaseworkDeps {
  readonly childId: string
  readonly at: string
  /** A staff reference. */
  readonly by: string
  readonly policy: HubPolicy
  /** Of what is begun here. */
  readonly reference: string
}

export interface CaseworkRecorded {
  readonly ok: true
  readonly change: CaseworkChange
  /** How many steps are recorded of it with this one. */
  readonly version: number
}
type Result = CaseworkRecorded | Refused
type Kept = ReturnType<typeof asCall>

/** What whoever records this had seen. */
interface SeenOne {
  readonly reference: string
  readonly version: number
}

const begun = (kept: Kept, kind: string, { reference }: CaseworkDeps, body: object): Result => ({
  ok: true,
  change: { ...kept, reference, step: { kind, happenedAt: kept.happenedAt, body } },
  version: 1,
})
const gone = (kept: Kept, held: HeldCasework, kind: string, happenedAt: string, body: object): Result => ({
  ok: true,
  change: { ...kept, reference: held.reference, step: { kind, happenedAt, body } },
  version: held.version + 1,
})

function find(
  held: readonly HeldCasework[],
  kind: HeldCasework['kind'],
  { reference, version }: SeenOne,
  [none, field]: readonly [RefusalCode, string],
): HeldCasework | Refused {
  const one = held.find(each => each.kind === kind && each.reference === reference)
  if (!one) return refuse(none, field)
  return one.version === version ? one : refuse('CASEWORK_CHANGED_MEANWHILE', 'version')
}

export function recordCall(input: object, deps: CaseworkDeps): Result {
  const call = callMeeting(input, deps)
  return call.ok ? begun(asCall(call.value), 'CALL', deps, call.value) : call
}

/** How many calls and meetings there are: whoever records a meeting says how many they saw, so that none is recorded twice. */
export const meetingsSeen = (held: readonly HeldCasework[]): number =>
  held.filter(({ kind }) => kind === 'CALL' || kind === 'MEETING').length

export function recordMeeting({ held }: CaseworkSeen, seen: number, input: object, deps: CaseworkDeps): Result {
  if (meetingsSeen(held) !== seen) return refuse('CASEWORK_CHANGED_MEANWHILE', 'version')
  const meeting = holdMeeting(input, deps)
  return meeting.ok ? begun(asMeeting(meeting.value), 'HOLD', deps, meeting.value) : meeting
}

export function recordAction(
  { held }: CaseworkSeen,
  seen: SeenOne,
  input: { type: string },
  deps: CaseworkDeps,
): Result {
  const one = find(held, 'MEETING', seen, ['MEETING_NOT_RECORDED', 'meeting'])
  if ('ok' in one) return one
  const after = stepAction(meetingOf(one), input, deps)
  return after.ok ? gone(asMeeting(after.value), one, input.type, deps.at, input) : after
}

export function recordReferral(
  { episodes }: CaseworkSeen,
  input: { episode: string | null },
  deps: CaseworkDeps,
): Result {
  if (input.episode !== null && !episodes.includes(input.episode)) return refuse('NOT_REPORTED', 'episode')
  const sent = { ...input, type: 'SEND', reference: deps.reference, childId: deps.childId }
  const after = stepReferral(null, sent, deps)
  const step = after.ok ? after.referral.history[0]?.step : undefined
  if (!after.ok || !step) return after.ok ? refuse('EVENT_UNKNOWN') : after
  return begun(asReferral(after.referral, step), 'SEND', deps, step)
}

export function recordOfReferral(
  { held }: CaseworkSeen,
  seen: SeenOne,
  input: { type: ReferralStep['type'] },
  deps: CaseworkDeps,
): Result {
  const one = find(held, 'REFERRAL', seen, ['REFERRAL_NOT_SENT', 'referral'])
  if ('ok' in one) return one
  const standing = referralOf(one)
  if (input.type === 'SESSION' && standing.service !== 'MEDIATION') return refuse('REFERRAL_NOT_MEDIATION', 'referral')
  const after = stepReferral({ ...standing, history: [] }, input, deps)
  if (!after.ok) return after
  const step = after.referral.history.at(-1)?.step
  if (!step) return refuse('EVENT_UNKNOWN')
  return gone(asReferral(after.referral, step), one, step.type, step.when, step)
}

export function recordSeraf(input: object, deps: CaseworkDeps): Result {
  const score = scoreSeraf(input)
  if (!score.ok) return score
  if (dayNumber(score.assessedOn) > dayOf(deps.at, deps.policy.timeZone)) return refuse('IN_FUTURE', 'assessedOn')
  return begun(asSeraf(score), 'ASSESS', deps, input)
}

export function recordServed(
  { episodes }: CaseworkSeen,
  input: { episode: string | null },
  deps: CaseworkDeps,
): Result {
  if (input.episode !== null && !episodes.includes(input.episode)) return refuse('NOT_REPORTED', 'episode')
  const served = serveMeasure(input, deps)
  return served.ok ? begun(asMeasure(served.value), 'SERVE', deps, served.value) : served
}

export function recordEnded({ held }: CaseworkSeen, seen: SeenOne, input: object, deps: CaseworkDeps): Result {
  const one = find(held, 'MEASURE', seen, ['MEASURE_NOT_RECORDED', 'reference'])
  if ('ok' in one) return one
  const after = endMeasure(measureOf(one), input, deps)
  if (!after.ok) return after
  const kept = asMeasure(after.value)
  return gone(kept, one, 'END', kept.lastAt, after.value.ended ?? {})
}
