// Query.child and Query.children: from identifiers to handles, for all children of an operation together.
import { setTimeout as wait } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Reading } from '../../adapters/agency.js'
import { parseIdentifier } from '../../children/identity/identifiers.js'
import type { GivenIdentifier, ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { ChildHandle } from '../../children/handle.js'
import { loadPicture } from '../../children/picture.js'
import type { Picture, PictureDeps } from '../../children/picture.js'
import { planFor } from '../../children/plan.js'
import { HUB_SOURCE } from '../../hub/source.js'
import { admitAll, showsNone } from '../../policies/admission/admit.js'
import type { Admission } from '../../policies/admission/admit.js'
import { contactNotShown, contactOfAgency, contactProtected } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Classification } from '../../schema/classification.js'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import type { Link } from '../../types/child.js'
import type { Purpose } from '../../types/index.js'
import type { AdmittedChild } from '../../resolvers/context.js'
import { knownChildren } from './known.js'
import { createReadings } from './loaders.js'
import { learnFrom, rememberAll } from './learn.js'
import { createOwnSearch } from './own-search.js'
import { ownerCheck } from './owner-check.js'
import type { Operation } from './state.js'

export interface AdmissionDeps {
  readonly classification: Classification
  readonly protocol: CompiledProtocol
  readonly sources: readonly AgencySource[]
  readonly store: Store
  readonly keys: Keys
  readonly now: () => Date
  /** Answers that show no child leave at a multiple of this, so that their time tells nothing. */
  readonly notShownMs: number
}

export type Admit = (identifiers: readonly GivenIdentifier[], purpose: Purpose) => Promise<AdmittedChild[]>

export function createAdmission(operation: Operation, deps: AdmissionDeps): Admit {
  const factReadings = createReadings({ ...operation.call, purpose: 'RELATIONSHIP' })
  const isSource = (id: string): boolean => deps.sources.some(({ description }) => description.id === id)

  async function admitParsed(identifiers: readonly ParsedIdentifier[], purpose: Purpose): Promise<AdmittedChild[]> {
    const { caller, passed, intended } = operation
    const { person } = caller
    if (!person || !passed || !intended) throw new Error('a child was asked for before the intent was recorded')
    const started = performance.now()
    const callerName = [caller.issuer, caller.subject, person.role, person.organisation].join('\n')
    const now = deps.now()
    const stored = await knownChildren(identifiers, callerName, deps.store, deps.keys, now)
    const own = createOwnSearch(person, operation.call, deps)
    const known = await Promise.all(stored.map(async (child, index) => child ?? own.find(identifiers[index])))
    const { admissions, learnt } = await admitAll(known, {
      protocol: deps.protocol,
      caller,
      person,
      purpose,
      categories: passed.categories,
      sources: deps.sources,
      ask: (source, recordId, parts) => factReadings.ask(source, recordId, parts),
      now,
    })
    const takenIn = new Map<string, string>()
    const settled = await Promise.all(
      admissions.map(async (admission, index): Promise<Admission> => {
        // A child who is known and not shown costs the same search as one nobody knows.
        if (showsNone(admission) && stored[index]) await own.find(identifiers[index])
        if (admission.kind !== 'SHOWN') return admission
        const child = await own.takeIn(admission.child)
        if (!child) return { kind: 'COULD_NOT_CHECK' }
        takenIn.set(admission.child.id, child.id)
        return { ...admission, child }
      }),
    )
    const ofKnown = learnt.flatMap(one => {
      const childId = takenIn.get(one.childId) ?? (stored.some(child => child?.id === one.childId) ? one.childId : null)
      return childId === null ? [] : [{ ...one, childId }]
    })
    const remembered = rememberAll(callerName, ofKnown, deps.store, now)
    remembered.catch(() => undefined)
    operation.writes.push(remembered)
    const readings = createReadings({ ...operation.call, purpose })
    const pictures: PictureDeps = {
      classification: deps.classification,
      sources: deps.sources,
      lookup: (source, recordId, parts) => readings.ask(source, recordId, parts),
      identifiersAgree: ownerCheck(deps.store.children),
      learn: (link: Link, reading: Reading) => learnFrom(link, reading, deps.store),
      now: deps.now,
      monotonic: () => performance.now(),
    }
    const results = settled.map(admission => resultOf(admission, pictures))
    if (settled.some(showsNone)) await evenOut(started)
    return results
  }

  function resultOf(admission: Admission, pictures: PictureDeps): AdmittedChild {
    if (admission.kind === 'SHOWN') return handleOf(admission, pictures)
    operation.ledger.push({ handle: null, picture: null })
    if (admission.kind === 'EXISTS') return { whomToRing: contactOfAgency(deps.protocol, 'HUB') }
    return { reason: admission.kind, whomToRing: contactNotShown(deps.protocol) }
  }

  function handleOf({ child, rights }: Extract<Admission, { kind: 'SHOWN' }>, pictures: PictureDeps): ChildHandle {
    const requested = new Set(operation.passed?.requested.coordinates.keys())
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
        asked ??= loadPicture({ id: child.id, links, rights, plan }, pictures).then(
          picture => (entry.picture = picture),
        )
        return asked
      },
    })
    const entry = { handle, picture: null as Picture | null }
    operation.ledger.push(entry)
    return handle
  }

  async function evenOut(started: number): Promise<void> {
    const took = performance.now() - started
    const left = Math.ceil(Math.max(took, 1) / deps.notShownMs) * deps.notShownMs - took
    await wait(left)
  }

  return (identifiers, purpose) =>
    admitParsed(
      identifiers.map(one => parseIdentifier(one, isSource)),
      purpose,
    )
}
