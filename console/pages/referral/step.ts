// What comes next of a referral, by where it stands, and how each is sent.
import * as acts from '../casework/generated/acts.js'
import { codeIn, REFERRAL_OUTCOMES, SERVICE_REFUSED } from '../shared/codes.js'
import { textOf } from '../../server/forms/casework.js'
import { momentIn } from '../../server/forms/moments.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import type { Asked, Visit } from '../../server/page.js'

const STEPS = ['accepted', 'refused', 'chased', 'session', 'ended'] as const

/** Sessions are counted of mediation alone. */
export function stepsOf({ state, service }: { readonly state: string | null; readonly service: string | null }) {
  if (state === 'SENT') return ['accepted', 'refused', 'chased'] as const
  if (state !== 'ACCEPTED') return []
  return service === 'MEDIATION' ? (['session', 'ended'] as const) : (['ended'] as const)
}

export interface Seen {
  readonly key: string
  readonly child: { readonly id: string }
  readonly referral: string
  readonly version: number
}

type Sent = Promise<Asked<{ readonly __typename: string }>>
type Said = { readonly send: () => Sent } | { readonly mistakes: readonly Mistake[] }

/** Of an act whose answer is under its name, the answer. */
async function answered<R>(asked: Promise<Asked<R>>, of: (data: R) => { readonly __typename: string }): Sent {
  const done = await asked
  return done.kind === 'ANSWERED' ? { ...done, data: of(done.data) } : done
}

export function saidOf({ ask, t }: Visit, form: URLSearchParams, seen: Seen): Said {
  const lacks = (field: string, key: string): Said => ({ mistakes: [{ field, text: t(key) }] })
  const step = codeIn(STEPS, form.get('is'))
  if (step === null) return lacks('is', 'is.empty')
  const when = momentIn(form, 'at')
  if (when === 'WRONG') return lacks('at', 'form.momentWrong')
  const { at } = when
  const note = textOf(form, 'note') || null
  const send = (act: () => Sent): Said => ({ send: act })
  switch (step) {
    case 'accepted':
    case 'refused': {
      const reason = step === 'refused' ? codeIn(SERVICE_REFUSED, form.get('reason')) : null
      if (step === 'refused' && reason === null) return lacks('reason', 'reason.empty')
      const is = reason === null ? { accepted: { note } } : { refused: { reason, note } }
      const input = { ...seen, is, answeredAt: at }
      return send(() => answered(ask(acts.answerReferralMutation, { input }), data => data.answerReferral))
    }
    case 'chased': {
      const input = { ...seen, chasedAt: at, note }
      return send(() => answered(ask(acts.chaseReferralMutation, { input }), data => data.chaseReferral))
    }
    case 'session': {
      const input = { ...seen, heldAt: at, note }
      return send(() =>
        answered(ask(acts.recordMediationSessionMutation, { input }), data => data.recordMediationSession),
      )
    }
    case 'ended': {
      const outcome = codeIn(REFERRAL_OUTCOMES, form.get('outcome'))
      if (outcome === null) return lacks('outcome', 'outcome.empty')
      const input = { ...seen, outcome, endedAt: at, note }
      return send(() => answered(ask(acts.endReferralMutation, { input }), data => data.endReferral))
    }
  }
}

/** The input that a rule is shown at. */
export function inputOf(field: string, rule: string): string {
  const last = field.split('.').at(-1) ?? ''
  if (rule === 'REASON_REQUIRED' || last === 'note') return 'note'
  if (last.endsWith('At')) return 'at'
  return last === 'reason' || last === 'outcome' ? last : 'is'
}
