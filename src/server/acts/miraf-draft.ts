// What a version of a risk assessment may be begun with, for those who may write one.
import type { ChildHandle } from '../../children/handle.js'
import { draftFacts, isWholeDraft, type SourcedFact } from '../../children/miraf-draft.js'
import { RIGHTS } from '../../children/rights.js'
import { mayAct } from '../../policies/decide/index.js'
import { mayPreFill } from '../../policies/protocol/carried.js'
import type { DraftOfMiraf } from '../../resolvers/context.js'
import type { AdmissionDeps } from '../operation/admission.js'
import { personOf } from '../operation/glass.js'
import type { Operation } from '../operation/state.js'
import { sealFact } from './miraf-facts.js'

export function createMirafDraft(
  { caller }: Pick<Operation, 'caller'>,
  { protocol, classification, store, keys }: Pick<AdmissionDeps, 'protocol' | 'classification' | 'store' | 'keys'>,
): DraftOfMiraf {
  const { person } = caller
  const { neverPreFilled } = protocol.edition.carried
  return async (child, view) => {
    const { relationships } = child.rights
    // Asked of nobody for those who may not write: the picture is their own, the draft is not.
    if (!person || mayAct(protocol, 'writeMiraf', person.role, { relationships }).outcome !== 'YES') return null
    const [picture, standing] = await Promise.all([child.picture(), store.mirafs.standing([child.id])])
    const facts = draftFacts(picture, {
      ...{ classification, rights: child.rights },
      mayPreFill: category => mayPreFill(protocol, category),
    })
    return Object.freeze({
      version: standing.get(child.id)?.version ?? 0,
      facts: facts.map(one => factOf(one, child, view(picture)(one.asked))),
      neverFilled: [...neverPreFilled],
      complete: isWholeDraft(picture) && child.plan.derivedGaps.size === 0,
      [RIGHTS]: child.rights,
    })
  }

  function factOf({ fact }: SourcedFact, { id: childId, rights }: ChildHandle, source: DraftSource) {
    const { place, text, category, handling, asOf } = fact
    const id = sealFact(keys, fact, { childId, person: personOf(caller) })
    return Object.freeze({
      id,
      place,
      text,
      category,
      handling: handling?.code ?? null,
      asOf,
      source,
      [RIGHTS]: rights,
    })
  }
}

type DraftSource = ReturnType<ReturnType<Parameters<DraftOfMiraf>[1]>>
