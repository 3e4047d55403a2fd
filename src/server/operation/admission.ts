// Query.child, Query.children and a search: from identifiers to handles, for all children of an operation together.
import { performance } from 'node:perf_hooks'
import type { AgencySource } from '../../adapters/agency.js'
import { parseIdentifier } from '../../children/identity/identifiers.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { HafanError } from '../../errors.js'
import type { HubPolicy } from '../../hub/policy.js'
import { admitAll, showsNone } from '../../policies/admission/admit.js'
import type { Admission, KnownChild } from '../../policies/admission/admit.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Classification } from '../../schema/classification.js'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import type { Purpose } from '../../types/index.js'
import type { Admit, AdmittedChild } from '../../resolvers/context.js'
import { MOST_CHILDREN } from '../limits.js'
import type { Admitting, Asking, Searched } from './admitting.js'
import { budgetOf, budgetThatIs } from './budget.js'
import { callerNameOf } from './caller-name.js'
import { evenOut, spentIn } from './even-out.js'
import { createHandles } from './handles.js'
import { knownChildren, type KnownChildren } from './known.js'
import { rememberAll, type Learns } from './learn.js'
import { holderOf, tellOwners } from './glass.js'
import { createOwnSearch, provisional } from './own-search.js'
import { ownerCheck } from './owner-check.js'
import { picturesFor } from './pictures.js'
import { factsOfView, type FactsDeps } from './facts-of-view.js'
import type { Operation } from './state.js'
import { tooNear, withoutTooNear } from './too-near.js'
import { tellOfTries } from './tries.js'

export interface AdmissionDeps extends Learns, FactsDeps {
  readonly classification: Classification
  readonly protocol: CompiledProtocol
  readonly sources: readonly AgencySource[]
  readonly store: Store
  readonly keys: Keys
  /** The numbers of the hub's rules, as this region sets them. */
  readonly policy: HubPolicy
  readonly now: () => Date
  /** Answers that show no child leave at a multiple of this, so that their time tells nothing. */
  readonly notShownMs: number
}

interface Decided {
  readonly settled: readonly Admission[]
  readonly stored: readonly (KnownChild | null)[]
  readonly isOwner: ReturnType<typeof ownerCheck>
  readonly facts: KnownChildren['facts']
  /** Places of children whom the caller is too near to. */
  readonly tooNear: ReadonlySet<number>
}

export function createAdmission(operation: Operation, deps: AdmissionDeps): Admitting {
  const factsFor = factsOfView(operation, deps)
  const handles = createHandles(operation, deps)
  const isSource = (id: string): boolean => deps.sources.some(({ description }) => description.id === id)

  async function admitParsed(
    identifiers: readonly ParsedIdentifier[],
    purpose: Purpose,
    place: readonly string[],
    asking: Asking,
  ): Promise<AdmittedChild[]> {
    if (purpose !== operation.passed?.purpose) throw new HafanError('ONE_PURPOSE', 'One operation carries one purpose.')
    const started = performance.now()
    const all = await decided(identifiers, purpose, asking, started)
    const { settled, tooNear: near } = all
    await tellOwners(settled, deps)
    const pictures = picturesFor(purpose, all, operation, deps)
    const results = settled.map((admission, index) => handles.resultOf(admission, pictures, place, near.has(index)))
    if (settled.some(showsNone)) await evenOut(started, deps)
    return results
  }

  async function decided(
    identifiers: readonly ParsedIdentifier[],
    purpose: Purpose,
    asking: Asking,
    started: number,
    searched: Searched | null = null,
  ): Promise<Decided> {
    const { caller, passed, intent } = operation
    const { person } = caller
    if (!person || !passed || !intent) throw new Error('a child was asked for without an intent')
    operation.childrenAsked += searched?.countsAs ?? identifiers.length
    if (operation.childrenAsked > MOST_CHILDREN) {
      if (searched) await evenOut(started, deps)
      throw new HafanError(
        'TOO_MANY',
        `One operation asks for at most ${MOST_CHILDREN} children, caseloads among them.`,
      )
    }
    const now = deps.now()
    const callerName = callerNameOf(caller, person, now)
    const asker = {
      caller: callerName,
      holder: holderOf(caller, person),
      staff: person,
      budget: budgetOf(caller, person, now, deps.protocol),
    }
    const [{ children: all, near: nearOnes, spent, facts }] = await Promise.all([
      knownChildren(identifiers, asker, deps, now),
      // The hub's own store is read meanwhile; agencies are asked of nothing that is not on record.
      intent,
    ])
    const budget = budgetThatIs(spent, caller, person, now, deps)
    const near = tooNear(identifiers, all, nearOnes, deps)
    // What a search may still look at: all, or the caller's own where the rest is used up.
    const stored = searched
      ? await spentIn(started, deps, () => budget.within(searched, near.identifiers, near.stored))
      : near.stored
    // Who breaks the glass breaks it for a child who is not theirs: there the budget is looked at only afterwards.
    if (asking === 'ASKED') await spentIn(started, deps, () => budget.check(stored))
    const isOwner = ownerCheck(deps.store.children)
    const own = createOwnSearch(person, operation.call, deps)
    const find = (index: number): ReturnType<typeof own.find> => own.find(near.identifiers[index])
    const found = await Promise.all(stored.map(async (child, index) => (child ? null : find(index))))
    const known = stored.map((child, index) => {
      const one = provisional(found[index])
      return child ?? near.found(one, index, one && own.recordOf(one))
    })
    const categories = [...passed.categories, ...(searched?.restsOn ?? [])]
    const told = factsFor({ identifiers, purpose, asking, categories })
    const { admissions, learnt } = await admitAll(known, {
      protocol: deps.protocol,
      caller,
      person,
      purpose,
      sources: deps.sources,
      ...told.from,
      isOwner: (childId, reading) =>
        stored.some(child => child?.id === childId) ? isOwner(childId, reading) : Promise.resolve(null),
      now,
      asThoughBroken: asking === 'GLASS',
      together: searched?.restsOn,
    })
    const takenIn = new Map<string, string>()
    const settled = await Promise.all(
      admissions.map(async (admission, index): Promise<Admission> => {
        // A child who is known and not shown costs the same search as one nobody knows.
        const late = showsNone(admission) && stored[index] !== null
        const searched = late ? await find(index) : found[index]
        if (searched === 'NO_ANSWER') return { kind: 'COULD_NOT_CHECK' }
        if (admission.kind !== 'SHOWN') return admission
        const child = await own.takeIn(admission.child)
        if (!child) return { kind: 'COULD_NOT_CHECK' }
        if (admission.child.provisional && (await near.takenIn(child, index))) return { kind: 'NOT_SHOWN' }
        takenIn.set(admission.child.id, child.id)
        return { ...admission, child }
      }),
    )
    const ofKnown = told.own(learnt).flatMap(one => {
      const childId = takenIn.get(one.childId) ?? (stored.some(child => child?.id === one.childId) ? one.childId : null)
      return childId === null ? [] : [{ ...one, childId }]
    })
    const remembered = rememberAll(callerName, ofKnown, deps.store, now, stored)
    remembered.catch(() => undefined)
    operation.writes.push(remembered)
    const tried = [...near.tries].filter(([index]) => !searched || searched.plain.has(index)).map(([, one]) => one)
    if (asking !== 'REGISTER') operation.writes.push(...tellOfTries(tried, person, now, deps))
    if (asking === 'ASKED' || asking === 'GLASS')
      await spentIn(started, deps, () => budget.take(identifiers, stored, settled, asking === 'ASKED'))
    if (searched) await spentIn(started, deps, () => budget.takeFound(searched, stored, settled))
    return { settled, stored, isOwner, facts, tooNear: new Set(near.tries.keys()) }
  }

  const admit =
    (asking: Asking): Admit =>
    (identifiers, purpose, place) => {
      const admitted = admitParsed(
        identifiers.map(one => parseIdentifier(one, isSource)),
        purpose,
        place,
        asking,
      )
      operation.asking.push(admitted)
      return admitted
    }
  return {
    admit: admit('ASKED'),
    ofCaseload: admit('LISTED'),
    async listed(records) {
      const { person } = operation.caller
      if (!person) return []
      const now = deps.now()
      const { kept, tries } = await withoutTooNear(records, await deps.store.conflicts.near(person, now), deps.store)
      operation.writes.push(...tellOfTries(tries, person, now, deps))
      return kept
    },
    async shownAmong(childIds, purpose) {
      const asked = childIds.map(id => ({ kind: 'id' as const, id: deps.keys.childId.encode(id) }))
      const { settled } = await decided(asked, purpose, 'REGISTER', performance.now())
      return new Set(settled.flatMap(admission => (admission.kind === 'SHOWN' ? admission.child.id : [])))
    },
    async decidedAmong(childIds, purpose) {
      const asked = childIds.map(id => ({ kind: 'id' as const, id: deps.keys.childId.encode(id) }))
      const { settled } = await decided(asked, purpose, 'REGISTER', performance.now())
      return new Map(childIds.flatMap((id, index) => (settled[index] ? [[id, settled[index]] as const] : [])))
    },
    async toAct(identifier, purpose, asking) {
      const { settled } = await decided([identifier], purpose, asking, performance.now())
      const [admission] = settled
      if (!admission) throw new Error('one identifier has one admission')
      return admission
    },
    async search(identifiers, purpose, place, searched) {
      const all = await decided(identifiers, purpose, 'FOUND', searched.started, searched)
      const { settled, stored } = all
      const places = searched.answered(settled)
      const answered = places.flatMap(index => settled[index] ?? [])
      await tellOwners(answered, deps)
      const pictures = picturesFor(purpose, all, operation, deps)
      const children = places.flatMap(index => {
        const admission = settled[index]
        return admission
          ? [{ index, child: handles.foundOf(admission, pictures, place, stored[index]?.id ?? null) }]
          : []
      })
      for (const index of all.tooNear) if (searched.plain.has(index)) handles.noteNear()
      return { children, settled }
    },
    async asThoughBroken(identifier, purpose) {
      const started = performance.now()
      const { settled } = await decided([identifier], purpose, 'GLASS', started)
      if (settled.some(showsNone)) await evenOut(started, deps)
      const [admission] = settled
      if (!admission) throw new Error('one identifier has one admission')
      return admission
    },
  }
}
