// What an operation is given of a child it was decided on: a handle, or one of the ways of not showing one; and the ledger's entry.
import type { ChildHandle } from '../../children/handle.js'
import { loadPicture } from '../../children/picture.js'
import type { Picture, PictureDeps } from '../../children/picture.js'
import { planFor } from '../../children/plan.js'
import { HUB_SOURCE } from '../../hub/source.js'
import type { Admission } from '../../policies/admission/admit.js'
import { contactNotShown, contactOfAgency, contactProtected } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Classification } from '../../schema/classification.js'
import type { Keys } from '../../store/keys.js'
import type { Link } from '../../types/child.js'
import type { AdmittedChild } from '../../resolvers/context.js'
import type { LedgerEntry, Operation } from './state.js'

export interface HandleDeps {
  readonly classification: Classification
  readonly protocol: CompiledProtocol
  readonly keys: Keys
  readonly now: () => Date
}

export interface Handles {
  /** `place`: the response keys from the root. `near`: whether the caller is too near to the child. */
  resultOf(admission: Admission, pictures: PictureDeps, place: readonly string[], near: boolean): AdmittedChild
  /** As a search answers: where it tells that a child is known, the audit says which. */
  foundOf(admission: Admission, pictures: PictureDeps, place: readonly string[], childId: string | null): AdmittedChild
  /** That a search named a child plainly whom the caller is too near to: for the audit alone. */
  noteNear(): void
}

export function createHandles(operation: Operation, deps: HandleDeps): Handles {
  function handleOf(
    { child, rights }: Extract<Admission, { kind: 'SHOWN' }>,
    pictures: PictureDeps,
    keys: readonly string[],
  ): ChildHandle {
    const requested = operation.passed?.requested.under.get(keys[0] ?? '') ?? new Set<string>()
    const plan = planFor(deps.classification, requested, rights)
    const ownRecord: Link = {
      childId: child.id, sourceId: HUB_SOURCE, recordId: child.id, how: 'PERSON', confirmedAt: deps.now().toISOString(),
      confirmedBy: null, protectedRecord: false, anchor: null,
    } // prettier-ignore
    const links = [...child.links, ownRecord]
    let asked: Promise<Picture> | null = null
    const handle: ChildHandle = Object.freeze({
      id: child.id,
      publicId: deps.keys.childId.encode(child.id),
      links,
      rights,
      plan,
      protectionContact: contactProtected(deps.protocol),
      picture: () => {
        if (asked === null) {
          asked = loadPicture({ id: child.id, links, rights, plan }, pictures).then(
            picture => (entry.picture = picture),
          )
          operation.asking.push(asked)
        }
        return asked
      },
    })
    const entry = { handle, requested, picture: null as Picture | null, place: keys.join('.') }
    operation.ledger.push(entry)
    return handle
  }

  const near = deps.protocol.edition.conflictsOfInterest.clause
  const note = (about: Pick<LedgerEntry, 'clauses' | 'place' | 'existing'>): void => {
    operation.ledger.push({ handle: null, requested: new Set(), picture: null, ...about })
  }
  const answerOf = (admission: Exclude<Admission, { kind: 'SHOWN' }>): AdmittedChild =>
    admission.kind === 'EXISTS'
      ? { whomToRing: contactOfAgency(deps.protocol, 'HUB') }
      : { reason: admission.kind, whomToRing: contactNotShown(deps.protocol) }

  return {
    resultOf(admission, pictures, keys, isNear) {
      if (admission.kind === 'SHOWN') return handleOf(admission, pictures, keys)
      note({ clauses: isNear ? [near] : [], place: keys.join('.') })
      return answerOf(admission)
    },
    foundOf(admission, pictures, keys, childId) {
      if (admission.kind === 'SHOWN') return handleOf(admission, pictures, keys)
      const existing = childId === null ? {} : { existing: deps.keys.childId.encode(childId) }
      note({ ...existing, place: keys.join('.') })
      return answerOf(admission)
    },
    noteNear() {
      note({ clauses: [near] })
    },
  }
}
