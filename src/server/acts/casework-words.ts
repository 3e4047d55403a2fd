// What was sent of meetings, referrals and measures, in the words of the hub's rules.
import type { CaseworkWords } from '../../resolvers/context.js'

/** The API takes times without seconds too; the hub keeps one form. */
const momentOr = (text: string | null | undefined, at: Date): string =>
  (text == null ? at : new Date(text)).toISOString()

export const callOf = ({ reason, calledAt }: CaseworkWords['callMeeting'], at: Date): object => ({
  ...{ reason, calledAt: momentOr(calledAt, at) },
})

export const meetingOf = (input: CaseworkWords['recordMeeting'], at: Date): object => ({
  ...{ kind: input.kind, heldAt: momentOr(input.heldAt, at), decision: input.decision },
  tookPart: input.tookPart.map(({ party, who }) => ({ party, who: who ?? null })),
  actions: (input.actions ?? []).map(({ what, measure, owner, due }) => ({ what, measure, owner, due })),
})

export function actionOf({
  is,
}: CaseworkWords['recordAction']): object & { readonly type: 'ADD' | 'DONE' | 'NOT_DONE' } {
  if (is.added) return { type: 'ADD', ...is.added }
  const { done } = is
  if (done) {
    const step = { type: 'DONE' as const, action: done.action, on: done.on, note: done.note ?? null }
    return step
  }
  return { type: 'NOT_DONE', ...is.notDone }
}

export const referralOf = ({ service, to, episode, sentAt }: CaseworkWords['sendReferral'], at: Date) => ({
  ...{ service, to, episode: episode ?? null, when: momentOr(sentAt, at) },
})

export function answerOf({ is, answeredAt }: CaseworkWords['answerReferral'], at: Date) {
  const when = momentOr(answeredAt, at)
  if (is.accepted) return { type: 'ACCEPT', when, note: is.accepted.note ?? null } as const
  return { type: 'REFUSE', when, code: is.refused?.reason, note: is.refused?.note ?? null } as const
}

export const chaseOf = ({ chasedAt, note }: CaseworkWords['chaseReferral'], at: Date) =>
  ({ type: 'CHASE', when: momentOr(chasedAt, at), note: note ?? null }) as const

export const endOf = ({ outcome, endedAt, note }: CaseworkWords['endReferral'], at: Date) =>
  ({ type: 'END', outcome, when: momentOr(endedAt, at), note: note ?? null }) as const

export const sessionOf = ({ heldAt, note }: CaseworkWords['recordMediationSession'], at: Date) =>
  ({ type: 'SESSION', when: momentOr(heldAt, at), note: note ?? null }) as const

export const serafOf = (input: CaseworkWords['recordSeraf']): object => ({
  ...{ assessedOn: input.assessedOn, vulnerabilities: input.vulnerabilities, moderate: input.moderate },
  significant: input.significant.map(({ indicator, recent, earlier }) => ({ code: indicator, recent, earlier })),
})

type Served = NonNullable<CaseworkWords['recordLegalMeasure']['is']['served']>
type Ended = NonNullable<CaseworkWords['recordLegalMeasure']['is']['ended']>

export const servedOf = ({ kind, adult, address, servedOn, servedBy, adultIsCarer, episode, note }: Served) => ({
  ...{ kind, adult, address: address ?? null, servedOn, servedBy: servedBy ?? null },
  ...{ adultIsCarer: adultIsCarer ?? false, episode: episode ?? null, note: note ?? null },
})

export const endedOf = ({ endedOn, because, note }: Ended): object => ({ endedOn, code: because, note: note ?? null })

/** Where the rules' field `when` stands in what was sent of each act. */
const WHEN = {
  ...{ sendReferral: 'sentAt', answerReferral: 'answeredAt', chaseReferral: 'chasedAt', endReferral: 'endedAt' },
  recordMediationSession: 'heldAt',
} as const
const NESTED: Readonly<Record<string, readonly string[]>> = {
  recordAction: ['what', 'measure', 'owner', 'due', 'action', 'on', 'reason', 'note'],
  answerReferral: ['note'],
  recordLegalMeasure: ['kind', 'adult', 'address', 'servedOn', 'servedBy', 'episode', 'note', 'endedOn', 'reference', 'version'],
} // prettier-ignore

/** Where the rules' field stands in what was sent. `branch` is the one of the exactly one. */
export function placeInInput(act: string, branch: string | null, field: string | null): string | null {
  if (field === null) return null
  if (field === 'when') return Object.entries(WHEN).find(([name]) => name === act)?.[1] ?? field
  if (field === 'code' && branch !== null) return `is.${branch}.${act === 'answerReferral' ? 'reason' : 'because'}`
  if (branch !== null && NESTED[act]?.includes(field)) return `is.${branch}.${field}`
  return field.replace(/^(significant\.\d+)\.code$/, '$1.indicator')
}
