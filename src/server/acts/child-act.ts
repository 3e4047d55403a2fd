// An act on one child who is shown to the caller: who may, of which child, and what it answers otherwise. What the act records
// is its own affair.
import { performance } from 'node:perf_hooks'
import { parseIdentifier, type GivenIdentifier } from '../../children/identity/identifiers.js'
import { HafanError, RuleRefused } from '../../errors.js'
import type { Refused } from '../../hub/refusal.js'
import { contactNotShown, mayAct, plainPurpose, purposesOf } from '../../policies/decide/index.js'
import type { Act } from '../../policies/protocol/index.js'
import type { Recorder } from '../../store/episodes.js'
import type { SentAct } from '../../store/once.js'
import type { Records } from '../../types/index.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import { evenOut } from '../operation/even-out.js'
import { personOf } from '../operation/glass.js'
import type { Operation } from '../operation/state.js'
import { record } from './register.js'

export interface OnChild {
  readonly childId: string
  readonly by: Recorder
  readonly at: Date
  readonly sent: SentAct
}

/** Does the work for a child who is shown, and writes down that it was done; else answers what an unknown child gets. */
export type ChildAct = <Answer>(
  act: Act,
  input: { readonly key: string; readonly child: GivenIdentifier },
  work: (on: OnChild) => Promise<Answer>,
) => Promise<Answer | Records.ChildNotShown>

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

export function createChildAct(
  operation: Operation,
  { toAct }: Pick<Admitting, 'toAct'>,
  { protocol, sources, keys, now, notShownMs }: AdmissionDeps,
): ChildAct {
  const { caller } = operation
  const isSource = (id: string): boolean => sources.some(({ description }) => description.id === id)
  return async (act, input, work) => {
    const started = performance.now()
    const { person } = caller
    const purpose = person && (plainPurpose(protocol, person.role) ?? purposesOf(protocol, person.role)[0])
    if (!person || !purpose || !operation.intent) throw REFUSED
    const admission = await toAct(parseIdentifier(input.child, isSource), purpose, 'ASKED')
    if (admission.kind !== 'SHOWN') {
      const reason = admission.kind === 'COULD_NOT_CHECK' ? admission.kind : 'NOT_SHOWN'
      await evenOut(started, { notShownMs })
      return { reason, whomToRing: contactNotShown(protocol) }
    }
    const { child, rights } = admission
    // Broken glass shows a child and makes nobody responsible for one.
    const { outcome, clause } = mayAct(protocol, act, person.role, { relationships: rights.relationships })
    if (outcome !== 'YES') throw REFUSED
    const at = now()
    const { role, organisation, staffRef } = person
    const answer = await work({
      childId: child.id,
      by: { person: personOf(caller), role, organisation, staffRef },
      at,
      sent: { caller: personOf(caller), act, key: input.key, input, at },
    })
    record(operation, keys.childId.encode(child.id), [clause])
    return answer
  }
}

/** Throws HUB_RULE with the rule that refused; `placeOf` says where its field stands in what was sent. */
export function allowedBy<T extends { readonly ok: true }>(
  result: T | Refused,
  placeOf: (field: string | null) => string | null,
): T {
  if (result.ok) return result
  throw new RuleRefused(result.code, placeOf(result.field), result.words)
}
