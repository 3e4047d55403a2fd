// Casework as the store keeps it, and back as the rules know it. A standing that no rule could have written is a fault.
import type { CaseworkChange, HeldCasework } from '../../store/casework-rows.js'
import { measureForm, type Measure } from '../measures/measure.js'
import { referralForm, type Referral, type ReferralStep } from '../referrals/referral.js'
import { serafForm, type SerafScore } from '../referrals/seraf.js'
import { callForm, meetingForm, type CalledMeeting, type HeldMeeting } from '../thresholds/meeting.js'

export type ReferralStanding = Omit<Referral, 'history'>
type Score = Omit<SerafScore, 'ok'>

export const callOf = ({ standing }: HeldCasework): CalledMeeting => callForm.parse(standing)
export const meetingOf = ({ standing }: Pick<HeldCasework, 'standing'>): HeldMeeting => meetingForm.parse(standing)
export const referralOf = ({ standing }: HeldCasework): ReferralStanding => referralForm.parse(standing)
export const serafOf = ({ standing }: HeldCasework): Score => serafForm.parse(standing)
export const measureOf = ({ standing }: HeldCasework): Measure => measureForm.parse(standing)

type Kept = Omit<CaseworkChange, 'step' | 'reference'>
const kept = (one: Omit<Kept, 'outcome' | 'sessions' | 'lastAt'> & Partial<Kept>): Kept => ({
  ...{ outcome: null, sessions: 0, lastAt: one.happenedAt },
  ...one,
})

/** A day is kept as the moment it begins by the clock of the tables. */
const startOf = (day: string): string => `${day}T00:00:00.000Z`
export const dayOfRow = ({ happenedAt }: Pick<HeldCasework, 'happenedAt'>): string => happenedAt.slice(0, 10)

export const ACTIONS_OPEN = 'ACTIONS_OPEN'
const CATEGORY = 'CATEGORY_'
/** Whether a SERAF found a risk. */
export const isToRepeat = ({ code }: Pick<HeldCasework, 'code'>): boolean => Number(code.slice(CATEGORY.length)) > 1

export const asCall = (call: CalledMeeting): Kept =>
  kept({ kind: 'CALL', code: 'CALL', state: 'CALLED', happenedAt: call.calledAt, standing: call })

export const asMeeting = (meeting: HeldMeeting): Kept => {
  const state = meeting.actions.some(one => one.state === 'OPEN') ? ACTIONS_OPEN : 'SETTLED'
  return kept({ kind: 'MEETING', code: meeting.kind, state, happenedAt: meeting.heldAt, standing: meeting })
}

export function asReferral({ history: _history, ...standing }: Referral, step: ReferralStep): Kept {
  const { service, state, sentAt, lastAt, sessions } = standing
  const outcome = step.type === 'REFUSE' ? step.code : step.type === 'END' ? step.outcome : null
  return kept({
    ...{ kind: 'REFERRAL', code: service, state, outcome, happenedAt: sentAt, lastAt, sessions, standing },
  })
}

export const asSeraf = ({ assessedOn, components, total, category }: Score): Kept => {
  const standing = { assessedOn, components, total, category }
  return kept({
    kind: 'SERAF',
    code: `${CATEGORY}${category}`,
    state: 'ASSESSED',
    happenedAt: startOf(assessedOn),
    standing,
  })
}

export const asMeasure = (measure: Measure): Kept => {
  const { kind: code, servedOn, ended } = measure
  const at = { happenedAt: startOf(servedOn), lastAt: startOf(ended?.endedOn ?? servedOn) }
  const state = ended === null ? 'SERVED' : 'ENDED'
  return kept({ kind: 'MEASURE', code, state, outcome: ended?.code ?? null, ...at, standing: measure })
}
