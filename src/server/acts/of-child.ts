// An act on one child who is shown to whoever acts: who they are, which child, and under which rights; or what an unknown child gets.
import { performance } from 'node:perf_hooks'
import { parseIdentifier, type GivenIdentifier } from '../../children/identity/identifiers.js'
import { HafanError, RuleRefused } from '../../errors.js'
import type { Refused } from '../../hub/refusal.js'
import { contactNotShown, mayAct, plainPurpose, purposesOf } from '../../policies/decide/index.js'
import type { ActFacts } from '../../policies/decide/acts.js'
import type { KnownChild } from '../../policies/admission/admit.js'
import type { Act } from '../../policies/protocol/index.js'
import type { Recorder } from '../../store/episodes.js'
import type { SentAct } from '../../store/once.js'
import type { Person } from '../../types/caller.js'
import type { Rights } from '../../types/decision.js'
import type { Purpose, Records } from '../../types/index.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import { evenOut } from '../operation/even-out.js'
import { personOf } from '../operation/glass.js'
import type { Operation } from '../operation/state.js'

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

/** What was decided, or HUB_RULE with the rule that refused. `place`: where the rules' field stands in what was sent. */
export function taken<T extends { readonly ok: true }>(
  result: T | Refused,
  place: (field: string | null) => string | null = field => field,
): T {
  if (result.ok) return result
  throw new RuleRefused(
    result.code,
    place(result.field),
    result.words,
    'findings' in result ? (result.findings as readonly object[]) : [],
  )
}

export interface Acting {
  readonly person: Person
  readonly purpose: Purpose
  readonly child: KnownChild
  readonly rights: Rights
  readonly clause: string
  readonly by: Recorder
  readonly at: Date
  readonly sent: SentAct
}

interface Sent {
  readonly key: string
  readonly child: GivenIdentifier
}

export type ActOn = <T>(
  act: Act,
  input: Sent,
  work: (acting: Acting) => Promise<T>,
  facts?: ActFacts,
) => Promise<T | Records.ChildNotShown>

/** `facts` are what the act's own work makes sure of before anything is written. */
export function actOnChild(operation: Operation, { toAct }: Pick<Admitting, 'toAct'>, deps: AdmissionDeps): ActOn {
  const { protocol, sources, now, notShownMs } = deps
  const { caller } = operation
  return async (act, input, work, facts = {}) => {
    const started = performance.now()
    const { person } = caller
    const purpose = person && (plainPurpose(protocol, person.role) ?? purposesOf(protocol, person.role)[0])
    if (!person || !purpose || !operation.intent) throw REFUSED
    const identifier = parseIdentifier(input.child, id => sources.some(({ description }) => description.id === id))
    const admission = await toAct(identifier, purpose, 'ASKED')
    if (admission.kind !== 'SHOWN') {
      const reason = admission.kind === 'COULD_NOT_CHECK' ? admission.kind : 'NOT_SHOWN'
      await evenOut(started, { notShownMs })
      return { reason, whomToRing: contactNotShown(protocol) }
    }
    const { child, rights } = admission
    // Broken glass shows a child and makes nobody responsible for one.
    const { outcome, clause } = mayAct(protocol, act, person.role, { ...facts, relationships: rights.relationships })
    if (outcome !== 'YES') throw REFUSED
    const at = now()
    const { role, organisation, staffRef } = person
    const by = { person: personOf(caller), role, organisation, staffRef }
    return work({
      person,
      purpose,
      child,
      rights,
      clause,
      by,
      at,
      sent: { caller: by.person, act, key: input.key, input, at },
    })
  }
}
