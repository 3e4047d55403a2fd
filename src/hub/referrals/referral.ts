// A referral to another service: sent, accepted or refused, its sessions counted, ended. Take-up can be told from it at any time.
import { z } from 'zod'
import { dayOf, endOf, isToCome } from '../days.js'
import { coded, id, label, moment, reasonOrNull } from '../input/fields.js'
import { read } from '../input/read.js'
import type { HubPolicy } from '../policy.js'
import { refuse, type RefusalCode, type Refused } from '../refusal.js'
import { OUTCOMES, SERVICE_REFUSED, SERVICES } from './services.js'

const sent = z.strictObject({
  type: z.literal('SEND'),
  reference: id,
  childId: id,
  /** The episode after which it was sent, where it was after one. */
  episode: id.nullable(),
  service: coded(SERVICES),
  to: label,
  when: moment,
})
const more = { when: moment, note: reasonOrNull }
const form = z.discriminatedUnion(
  'type',
  [
    sent,
    z.strictObject({ type: z.literal('CHASE'), ...more }),
    z.strictObject({ type: z.literal('ACCEPT'), ...more }),
    z.strictObject({ type: z.literal('REFUSE'), code: coded(SERVICE_REFUSED), ...more }),
    z.strictObject({ type: z.literal('SESSION'), ...more }),
    z.strictObject({ type: z.literal('END'), outcome: coded(OUTCOMES), ...more }),
  ],
  { error: 'EVENT_UNKNOWN' },
)
export const keptReferralStep = form
export type ReferralStep = z.output<typeof form>

/** Where a referral stands, as it is read back. */
export const referralForm = sent.omit({ type: true, when: true }).extend({
  state: z.enum(['SENT', 'ACCEPTED', 'REFUSED', 'ENDED']),
  sentAt: moment,
  lastAt: moment,
  sessions: z.int().min(0),
})

export interface Referral extends Omit<z.output<typeof sent>, 'type' | 'when'> {
  readonly state: 'SENT' | 'ACCEPTED' | 'REFUSED' | 'ENDED'
  readonly sentAt: string
  /** The last that was heard or asked. */
  readonly lastAt: string
  readonly sessions: number
  /** Oldest first; steps are added and never changed. */
  readonly history: readonly { readonly at: string; readonly by: string; readonly step: ReferralStep }[]
}

type State = Referral['state']
type Later = Exclude<ReferralStep['type'], 'SEND'>

/** From which state a step leads where. What is not here is refused. */
const LEADS: Readonly<Record<Later, Readonly<Partial<Record<State, State>>>>> = {
  CHASE: { SENT: 'SENT' },
  ACCEPT: { SENT: 'ACCEPTED' },
  REFUSE: { SENT: 'REFUSED' },
  SESSION: { ACCEPTED: 'ACCEPTED' },
  END: { ACCEPTED: 'ENDED' },
}
const WHY_NOT: Readonly<Record<State, RefusalCode>> = {
  SENT: 'REFERRAL_NOT_ACCEPTED',
  ACCEPTED: 'REFERRAL_ANSWERED',
  REFUSED: 'REFERRAL_ENDED',
  ENDED: 'REFERRAL_ENDED',
}

function next(referral: Referral | null, step: ReferralStep): Omit<Referral, 'history'> | Refused {
  if (step.type === 'SEND') {
    if (referral !== null) return refuse('REFERRAL_ALREADY_SENT')
    const { type: _type, when, ...rest } = step
    return { ...rest, state: 'SENT', sentAt: when, lastAt: when, sessions: 0 }
  }
  if (referral === null) return refuse('REFERRAL_NOT_SENT')
  const state = LEADS[step.type][referral.state]
  if (state === undefined) return refuse(WHY_NOT[referral.state])
  if (step.when < referral.lastAt) return refuse('REFERRAL_OUT_OF_ORDER', 'when')
  const needsWords =
    (step.type === 'REFUSE' && step.code === 'OTHER') || (step.type === 'END' && step.outcome === 'OTHER')
  if (needsWords && step.note === null) return refuse('REASON_REQUIRED', 'note')
  return { ...referral, state, lastAt: step.when, sessions: referral.sessions + Number(step.type === 'SESSION') }
}

export interface ReferralDeps {
  readonly at: string
  readonly by: string
  readonly policy: HubPolicy
}

/** The referral after the step, or why it was refused. */
export function stepReferral(
  referral: Referral | null,
  input: unknown,
  { at, by, policy }: ReferralDeps,
): { readonly ok: true; readonly referral: Referral } | Refused {
  const said = read(form, input)
  if (!said.ok) return said
  if (isToCome([said.value.when], at, policy.skewMinutes)) return refuse('IN_FUTURE', 'when')
  const after = next(referral, said.value)
  if ('ok' in after) return after
  return { ok: true, referral: { ...after, history: [...(referral?.history ?? []), { at, by, step: said.value }] } }
}

/** When a service has been silent for long enough to be chased; null where it has answered. */
export const chaseAt = (
  { state, lastAt }: Pick<Referral, 'state' | 'lastAt'>,
  { timeZone, due }: HubPolicy,
): string | null => (state === 'SENT' ? endOf(dayOf(lastAt, timeZone) + due.referralSilentAfterDays, timeZone) : null)
