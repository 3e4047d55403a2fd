// Whom a search has to decide on: those its numbers lead to, and those of the index who are likeliest by what this caller could know.
import { placeless, plainIn, sightOf } from '../../children/find/sight.js'
import { createRanking } from '../../children/find/ranking.js'
import type { About, Ranking } from '../../children/find/ranking.js'
import { roughly } from '../../children/find/rank.js'
import { demographicsOf } from '../../children/find/search.js'
import type { Search } from '../../children/find/search.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { isOwnSystem } from '../../policies/admission/facts.js'
import { conditionsOf } from '../../policies/admission/rights.js'
import { couldEver } from '../../policies/decide/index.js'
import type { IndexCandidate, Sought } from '../../store/identity-index.js'
import type { Store } from '../../store/open.js'
import type { Caller, Person } from '../../types/caller.js'
import { recordKey, type RecordName } from '../../types/child.js'
import { LEVELS } from '../../types/index.js'
import type { Purpose } from '../../types/index.js'
import type { AdmissionDeps } from './admission.js'
import { joined } from './find-elsewhere.js'
import type { Elsewhere } from './find-elsewhere.js'
import { resolveChildren } from './known.js'

/** Children the index is asked for; their names are read, and no more. */
const MOST_CANDIDATES = 100
/** Of these the likeliest are decided on, which asks agencies about each. */
export const MOST_DECIDED = 25

export interface FindDeps extends Omit<AdmissionDeps, 'store'> {
  readonly store: Pick<Store, 'children' | 'identityIndex'>
}

/** What it takes to know on whom to decide. */
type DueDeps = Pick<FindDeps, 'protocol' | 'sources' | 'classification' | 'keys' | 'store'>

/** A child to decide on. */
export interface Due {
  readonly identifier: ParsedIdentifier
  readonly childId: string | null
  /** Whether what was asked names the child plainly: by number, or by the names of now and the date of birth, as records say that are not protected. */
  readonly plain: boolean
  /** Null where a number leads there. */
  readonly named: Named | null
}

/** As each list has the child, null where they are not among its likeliest: what came of a place has no part in the list without. */
export interface Named {
  /** By all that was asked. */
  readonly placed: IndexCandidate | null
  /** By what was asked but for the place. */
  readonly placeless: IndexCandidate | null
}

/** Whom to decide on, and how they are ranked: what is worked out to choose them is not worked out again for what is told. */
export interface DueAndRanking {
  readonly due: readonly Due[]
  readonly ranking: Ranking
}

/**
 * Where a search has a place, the index is asked twice, with it and without, and each list is cut by itself: whoever may not know where
 * a child lives finds them in the second alone, which is the same whatever place was asked for. Whom agencies' own searches came upon
 * were asked for without a place: they are in both, and where they live counts in neither.
 */
export async function dueFor(
  search: Search,
  purpose: Purpose,
  today: string,
  caller: Caller & { readonly person: Person },
  asked: Promise<Pick<Elsewhere, 'candidates' | 'isProtected'>>,
  deps: DueDeps,
): Promise<DueAndRanking> {
  const [numbers, elsewhere, { placed, unplaced }] = await Promise.all([
    byNumber(search, caller.person, deps),
    asked,
    candidatesFor(search, today, deps),
  ])
  const could = couldEver(
    deps.protocol,
    caller.person.role,
    conditionsOf(caller.person),
    purpose,
    caller.application.ceiling,
  )
  const sight = sightOf(deps.sources, deps.classification, category => LEVELS.indexOf(could[category]))
  const known = new Set(numbers.map(({ childId }) => childId))
  const came = elsewhere.candidates.map(unlocated)
  const listOf = (index: readonly IndexCandidate[]): readonly IndexCandidate[] =>
    joined([...index, ...came]).filter(({ childId }) => !known.has(childId))
  const lists = { ALL: listOf(placed), PLACELESS: listOf(unplaced ?? placed) }
  const ranking = createRanking(search, [...lists.ALL, ...lists.PLACELESS], today)
  const likeliest = (about: About): ReadonlyMap<string, IndexCandidate> => {
    const byId = new Map(lists[about].map(one => [one.childId, one]))
    return new Map(
      ranking(about, lists[about], sight, MOST_DECIDED).flatMap(({ childId }) => {
        const candidate = byId.get(childId)
        return candidate ? [[childId, candidate] as const] : []
      }),
    )
  }
  const without = likeliest('PLACELESS')
  const within = unplaced === null ? without : likeliest('ALL')
  const links = await deps.store.children.linksOf([...without.keys()])
  const flagged = new Set([...links.values()].flat().flatMap(link => (link.protectedRecord ? [recordKey(link)] : [])))
  const isProtected = (name: RecordName): boolean => flagged.has(recordKey(name)) || elsewhere.isProtected(name)
  const plain = plainIn(search, [...without.values()], sight, isProtected)
  const named = [...new Set([...without.keys(), ...within.keys()])].map((childId): Due => ({
    identifier: { kind: 'id' as const, id: deps.keys.childId.encode(childId) },
    childId,
    plain: plain.has(childId),
    named: {
      placed: within.get(childId) ?? null,
      placeless: without.get(childId) ?? null,
    },
  }))
  return { due: [...numbers, ...named], ranking }
}

/** As the index has it without a place. */
const unlocated = (candidate: IndexCandidate): IndexCandidate => ({
  ...candidate,
  identities: candidate.identities.map(one => ({
    ...one,
    demographics: { ...one.demographics, postcodeSector: null },
  })),
})

/** With the place and without, in one statement. `unplaced` is null where no place is asked for. */
async function candidatesFor(
  search: Search,
  today: string,
  { store }: Pick<FindDeps, 'store'>,
): Promise<{ readonly placed: readonly IndexCandidate[]; readonly unplaced: readonly IndexCandidate[] | null }> {
  const soughtBy = (about: Search): readonly Sought[] => {
    const less = roughly(about, today)
    return demographicsOf(about).map(reading => ({ ...reading, ...less }))
  }
  const placed = soughtBy(search)
  const unplaced = search.district === null ? [] : soughtBy(placeless(search))
  const lists = await store.identityIndex.candidatesOfEach([...placed, ...unplaced], MOST_CANDIDATES)
  const each = (some: typeof lists): readonly IndexCandidate[] => [
    ...new Map(some.flat().map((one): [string, IndexCandidate] => [one.childId, one])).values(),
  ]
  return {
    placed: each(lists.slice(0, placed.length)),
    unplaced: search.district === null ? null : each(lists.slice(placed.length)),
  }
}

/**
 * A number of no named system is looked for in every system, whoever has it, so that nothing follows from how many are asked. It is a
 * plain one in the caller's own system alone: elsewhere a short number is anybody's guess.
 */
async function byNumber(search: Search, person: Person, deps: DueDeps): Promise<readonly Due[]> {
  const { nhsNumber, upn, localId } = search
  const locals = localId === null ? [] : deps.sources
  const all: readonly Pick<Due, 'identifier' | 'plain'>[] = [
    ...(nhsNumber === null ? [] : [{ identifier: { kind: 'nhsNumber' as const, nhsNumber }, plain: true }]),
    ...(upn === null ? [] : [{ identifier: { kind: 'upn' as const, upn }, plain: true }]),
    ...locals.map(source => ({
      identifier: { kind: 'local' as const, source: source.description.id, value: localId ?? '' },
      plain: isOwnSystem(source, person),
    })),
  ]
  const children = await resolveChildren(
    all.map(({ identifier }) => identifier),
    deps.store,
    deps.keys,
  )
  return all.map((one, index) => ({ ...one, childId: children[index] ?? null, named: null }))
}
