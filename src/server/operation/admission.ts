// Query.child and Query.children: from identifiers to handles, for all children of an operation together.
import { setTimeout as wait } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Reading } from '../../adapters/agency.js'
import { parseIdentifier } from '../../children/identity/identifiers.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { ChildHandle } from '../../children/handle.js'
import { loadPicture } from '../../children/picture.js'
import type { Picture, PictureDeps } from '../../children/picture.js'
import { planFor } from '../../children/plan.js'
import { HafanError } from '../../errors.js'
import { HUB_SOURCE } from '../../hub/source.js'
import { admitAll, showsNone } from '../../policies/admission/admit.js'
import type { Admission, KnownChild } from '../../policies/admission/admit.js'
import { contactNotShown, contactOfAgency, contactProtected } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Classification } from '../../schema/classification.js'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import type { Caller, Person } from '../../types/caller.js'
import type { Link } from '../../types/child.js'
import type { Purpose } from '../../types/index.js'
import type { Admit, AdmittedChild } from '../../resolvers/context.js'
import { MOST_CHILDREN } from '../limits.js'
import { knownChildren } from './known.js'
import { createReadings } from './loaders.js'
import { learnFrom, rememberAll } from './learn.js'
import { holderOf, ownersOf } from './glass.js'
import { createOwnSearch } from './own-search.js'
import type { Found } from './own-search.js'
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
  /** Hears of faults of the gateway's own, which cost the caller one source and not the picture. */
  readonly onFault: (error: unknown) => void
}

/** What decides is asked for once; then children are shown, or only the decision is taken. */
export interface Admitting {
  readonly admit: Admit
  /** Whether the glass may be broken for a child: the same questions, and an answer as late, as reading it would have. */
  readonly asThoughBroken: (identifier: ParsedIdentifier, purpose: Purpose) => Promise<Admission>
  /** Those of these children, by the hub's ids, that the caller may be shown now. */
  readonly shownAmong: (childIds: readonly string[], purpose: Purpose) => Promise<ReadonlySet<string>>
}

interface Decided {
  readonly settled: readonly Admission[]
  readonly isOwner: ReturnType<typeof ownerCheck>
}

export function createAdmission(operation: Operation, deps: AdmissionDeps): Admitting {
  const factReadings = createReadings({ ...operation.call, purpose: 'RELATIONSHIP' }, deps.onFault)
  const isSource = (id: string): boolean => deps.sources.some(({ description }) => description.id === id)

  async function admitParsed(
    identifiers: readonly ParsedIdentifier[],
    purpose: Purpose,
    root: string,
  ): Promise<AdmittedChild[]> {
    if (purpose !== operation.passed?.purpose) throw new HafanError('ONE_PURPOSE', 'One operation carries one purpose.')
    const started = performance.now()
    const { settled, isOwner } = await decided(identifiers, purpose, false)
    await tellOwners(settled, deps)
    const readings = createReadings({ ...operation.call, purpose }, deps.onFault)
    const pictures: PictureDeps = {
      classification: deps.classification,
      sources: deps.sources,
      lookup: (source, recordId, parts) => readings.ask(source, recordId, parts),
      identifiersAgree: isOwner,
      learn: (link: Link, reading: Reading) => learnFrom(link, reading, deps.store),
      now: deps.now,
      monotonic: () => performance.now(),
    }
    const results = settled.map(admission => resultOf(admission, pictures, root))
    if (settled.some(showsNone)) await evenOut(started)
    return results
  }

  async function decided(
    identifiers: readonly ParsedIdentifier[],
    purpose: Purpose,
    asThoughBroken: boolean,
  ): Promise<Decided> {
    const { caller, passed, intended } = operation
    const { person } = caller
    if (!person || !passed || !intended) throw new Error('a child was asked for before the intent was recorded')
    operation.childrenAsked += identifiers.length
    if (operation.childrenAsked > MOST_CHILDREN) {
      throw new HafanError(
        'TOO_MANY',
        `One operation asks for at most ${MOST_CHILDREN} children, caseloads among them.`,
      )
    }
    const now = deps.now()
    const callerName = callerNameOf(caller, person, now)
    const asker = { caller: callerName, holder: holderOf(caller, person) }
    const stored = await knownChildren(identifiers, asker, deps.store, deps.keys, now)
    const isOwner = ownerCheck(deps.store.children)
    const own = createOwnSearch(person, operation.call, deps)
    const found = await Promise.all(stored.map(async (child, index) => (child ? null : own.find(identifiers[index]))))
    const known = stored.map((child, index) => child ?? provisional(found[index]))
    const { admissions, learnt } = await admitAll(known, {
      protocol: deps.protocol,
      caller,
      person,
      purpose,
      categories: passed.categories,
      sources: deps.sources,
      ask: (source, recordId, parts) => factReadings.ask(source, recordId, parts),
      isOwner: (childId, reading) =>
        stored.some(child => child?.id === childId) ? isOwner(childId, reading) : nobodyYet,
      now,
      asThoughBroken,
    })
    const takenIn = new Map<string, string>()
    const settled = await Promise.all(
      admissions.map(async (admission, index): Promise<Admission> => {
        // A child who is known and not shown costs the same search as one nobody knows.
        const late = showsNone(admission) && stored[index] !== null
        const searched = late ? await own.find(identifiers[index]) : found[index]
        if (searched === 'NO_ANSWER') return { kind: 'COULD_NOT_CHECK' }
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
    return { settled, isOwner }
  }

  function resultOf(admission: Admission, pictures: PictureDeps, root: string): AdmittedChild {
    if (admission.kind === 'SHOWN') return handleOf(admission, pictures, root)
    operation.ledger.push({ handle: null, requested: new Set(), picture: null })
    if (admission.kind === 'EXISTS') return { whomToRing: contactOfAgency(deps.protocol, 'HUB') }
    return { reason: admission.kind, whomToRing: contactNotShown(deps.protocol) }
  }

  function handleOf(
    { child, rights }: Extract<Admission, { kind: 'SHOWN' }>,
    pictures: PictureDeps,
    root: string,
  ): ChildHandle {
    const requested = operation.passed?.requested.under.get(root) ?? new Set<string>()
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
    const entry = { handle, requested, picture: null as Picture | null }
    operation.ledger.push(entry)
    return handle
  }

  async function evenOut(started: number): Promise<void> {
    const took = performance.now() - started
    const left = Math.ceil(Math.max(took, 1) / deps.notShownMs) * deps.notShownMs - took
    await wait(left)
  }

  return {
    admit(identifiers, purpose, root) {
      const admitted = admitParsed(
        identifiers.map(one => parseIdentifier(one, isSource)),
        purpose,
        root,
      )
      operation.asking.push(admitted)
      return admitted
    },
    async shownAmong(childIds, purpose) {
      const asked = childIds.map(id => ({ kind: 'id' as const, id: deps.keys.childId.encode(id) }))
      const { settled } = await decided(asked, purpose, false)
      return new Set(settled.flatMap(admission => (admission.kind === 'SHOWN' ? admission.child.id : [])))
    },
    async asThoughBroken(identifier, purpose) {
      const started = performance.now()
      const { settled } = await decided([identifier], purpose, true)
      if (settled.some(showsNone)) await evenOut(started)
      const [admission] = settled
      if (!admission) throw new Error('one identifier has one admission')
      return admission
    },
  }
}

/** Records linked since the glass was broken: their owners are told before anything of them is asked for. */
async function tellOwners(settled: readonly Admission[], { store, sources, now }: AdmissionDeps): Promise<void> {
  for (const admission of settled) {
    if (admission.kind !== 'SHOWN' || admission.child.breakGlass === null) continue
    const { id, notified } = admission.child.breakGlass
    const due = ownersOf(admission.child.links, sources).filter(({ sourceId }) => !notified.includes(sourceId))
    if (due.length > 0) await store.breakGlass.tell(id, due, now())
  }
}

const nobodyYet = Promise.resolve(null)

const provisional = (found: Found | null | undefined): KnownChild | null =>
  found === null || found === undefined || found === 'NO_ANSWER' ? null : found

/** The person in the posts held now: what was confirmed for a post that is over confirms nothing. */
function callerNameOf({ issuer, subject }: Caller, { role, organisation, posts }: Person, now: Date): string {
  const held = posts.filter(
    ({ from, to }) => Date.parse(from) <= now.getTime() && (to === null || Date.parse(to) > now.getTime()),
  )
  const values = held.map(({ kind, value }) => `${kind} ${value}`).sort()
  return [issuer, subject, role, organisation, ...values].join('\n')
}
