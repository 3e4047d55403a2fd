// A meeting that was called, one that was held, and the action plan it set: what is to be done, how one tells that it was, who
// does it, and by when. Each action ends as done, or as not done with the reason.
import { z } from 'zod'
import { dayNumber, dayOf, isToCome } from '../days.js'
import { coded, day, id, label, labelOrNull, moment, narrative, reason, reasonOrNull } from '../input/fields.js'
import { read } from '../input/read.js'
import type { HubPolicy } from '../policy.js'
import { refuse, type Refused } from '../refusal.js'
import { say } from '../words.js'

export const MEETING_KINDS = {
  INTERVENTION: say('Intervention meeting', 'Cyfarfod ymyrraeth'),
  STRATEGY: say('Strategy meeting', 'Cyfarfod strategaeth'),
  MULTI_AGENCY: say('Multi-agency group', 'Grŵp amlasiantaeth'),
} as const

export const PARTIES = {
  POLICE: say('Police', 'Yr heddlu'),
  SOCIAL_CARE: say('Social care', 'Gofal cymdeithasol'),
  EDUCATION: say('Education', 'Addysg'),
  HEALTH: say('Health', 'Iechyd'),
  THIRD_SECTOR: say('Third sector', 'Y trydydd sector'),
  HUB: say('The hub', 'Yr hwb'),
  YOUTH_JUSTICE: say('Youth justice', 'Cyfiawnder ieuenctid'),
  CARER: say('Carer or home', 'Gofalwr neu gartref'),
  FAMILY: say('Child or family', 'Y plentyn neu’r teulu'),
  OTHER: say('Other', 'Arall'),
} as const

const MOST = 40
const listOf = <T extends z.ZodType>(one: T) =>
  z.array(one, { error: 'FIELD_INVALID' }).max(MOST, { error: 'TOO_MANY_ENTRIES' })

const called = z.strictObject({ calledAt: moment, reason })
const planned = z.strictObject({ what: reason, measure: reason, owner: label, due: day })
const held = z.strictObject({
  kind: coded(MEETING_KINDS),
  heldAt: moment,
  tookPart: listOf(z.strictObject({ party: coded(PARTIES), who: labelOrNull })).min(1, { error: 'FIELD_INVALID' }),
  decision: narrative,
  actions: listOf(planned),
})
const onAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ADD'), ...planned.shape }),
  z.strictObject({ type: z.literal('DONE'), action: id, on: day, note: reasonOrNull }),
  z.strictObject({ type: z.literal('NOT_DONE'), action: id, reason }),
])

export const callForm = called
export const meetingForm = held.extend({
  actions: z.array(
    planned.extend({
      id,
      state: z.enum(['OPEN', 'DONE', 'NOT_DONE']),
      /** The day it was done. */
      doneOn: day.nullable(),
      /** Why it was not done, or what is to be said of it. */
      note: reasonOrNull,
    }),
  ),
})
export type CalledMeeting = z.output<typeof callForm>
export type HeldMeeting = z.output<typeof meetingForm>
type Action = HeldMeeting['actions'][number]

export interface MeetingDeps {
  readonly at: string
  readonly policy: HubPolicy
}
interface Taken<T> {
  readonly ok: true
  readonly value: T
}
const taken = <T>(value: T): Taken<T> => ({ ok: true, value })
const open = (plan: z.output<typeof planned>, nth: number): Action => ({
  ...{ ...plan, id: `A${nth}`, state: 'OPEN', doneOn: null, note: null },
})

export function callMeeting(input: unknown, { at, policy }: MeetingDeps): Taken<CalledMeeting> | Refused {
  const said = read(called, input)
  if (!said.ok) return said
  if (isToCome([said.value.calledAt], at, policy.skewMinutes)) return refuse('IN_FUTURE', 'calledAt')
  return taken(said.value)
}

export function holdMeeting(input: unknown, { at, policy }: MeetingDeps): Taken<HeldMeeting> | Refused {
  const said = read(held, input)
  if (!said.ok) return said
  const { heldAt, actions } = said.value
  if (isToCome([heldAt], at, policy.skewMinutes)) return refuse('IN_FUTURE', 'heldAt')
  const past = actions.findIndex(({ due }) => dayNumber(due) < dayOf(heldAt, policy.timeZone))
  if (past >= 0) return refuse('ACTION_DUE_PAST', `actions.${past}.due`)
  return taken({ ...said.value, actions: actions.map((plan, index) => open(plan, index + 1)) })
}

export function stepAction(meeting: HeldMeeting, input: unknown, deps: MeetingDeps): Taken<HeldMeeting> | Refused {
  const said = read(onAction, input)
  if (!said.ok) return said
  const { value } = said
  const today = dayOf(deps.at, deps.policy.timeZone)
  if (value.type === 'ADD') {
    const { type: _type, ...plan } = value
    if (dayNumber(plan.due) < today) return refuse('ACTION_DUE_PAST', 'due')
    if (meeting.actions.length >= MOST) return refuse('TOO_MANY_ENTRIES')
    return taken({ ...meeting, actions: [...meeting.actions, open(plan, meeting.actions.length + 1)] })
  }
  const action = meeting.actions.find(one => one.id === value.action)
  if (!action) return refuse('ACTION_UNKNOWN', 'action')
  if (action.state !== 'OPEN') return refuse('ACTION_SETTLED', 'action')
  const after = settled(action, value)
  if (after.doneOn !== null) {
    if (dayNumber(after.doneOn) > today) return refuse('IN_FUTURE', 'on')
    if (dayNumber(after.doneOn) < dayOf(meeting.heldAt, deps.policy.timeZone))
      return refuse('ACTION_BEFORE_MEETING', 'on')
  }
  return taken({ ...meeting, actions: meeting.actions.map(one => (one === action ? after : one)) })
}

type Settling = Exclude<z.output<typeof onAction>, { type: 'ADD' }>
const settled = (action: Action, step: Settling): Action =>
  step.type === 'DONE'
    ? { ...action, state: 'DONE', doneOn: step.on, note: step.note }
    : { ...action, state: 'NOT_DONE', note: step.reason }

/** The day by which the next is to be done; null where nothing is open. */
export const nextActionDue = ({ actions }: HeldMeeting): string | null =>
  actions
    .filter(({ state }) => state === 'OPEN')
    .map(({ due }) => due)
    .sort()[0] ?? null
