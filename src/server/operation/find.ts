// Query.findChildren: whom the hub's index and the numbers given lead to, decided together as children asked for by number are.
// Whoever is not shown leaves nothing behind: no row, no count, no gap and no time.
import { performance } from 'node:perf_hooks'
import type { Found, FoundChildren } from '../../children/find/found.js'
import { rank, roughly } from '../../children/find/rank.js'
import type { Ranked } from '../../children/find/rank.js'
import { demographicsOf, readSearch } from '../../children/find/search.js'
import type { Search } from '../../children/find/search.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { HafanError } from '../../errors.js'
import type { Admission } from '../../policies/admission/admit.js'
import { isOwnSystem } from '../../policies/admission/facts.js'
import type { Find } from '../../resolvers/context.js'
import type { IndexCandidate } from '../../store/identity-index.js'
import type { Store } from '../../store/open.js'
import type { Person } from '../../types/caller.js'
import { recordKey } from '../../types/child.js'
import { LEVELS } from '../../types/index.js'
import { MOST_FOUND } from '../limits.js'
import type { AdmissionDeps } from './admission.js'
import type { Admitting } from './admitting.js'
import { evenOut } from './even-out.js'
import { nameOfSearch } from './gate-search.js'
import { resolveChildren } from './known.js'
import type { Operation } from './state.js'

/** Children the index is asked for; their names are read, and no more. */
const MOST_CANDIDATES = 100
/** Of these the likeliest are decided on, which asks agencies about each. */
const MOST_DECIDED = 25
const SUMMARY = LEVELS.indexOf('SUMMARY')
/** Stands for a child nobody knows: what it costs to show nobody is always paid. */
const NOBODY: ParsedIdentifier = { kind: 'id', id: '' }

interface FindDeps extends Omit<AdmissionDeps, 'store'> {
  readonly store: Pick<Store, 'children' | 'identityIndex'>
}

/** A child to decide on. `ranked`: by what was asked, and the same without where the child lives; null where a number leads there. */
interface Due {
  readonly identifier: ParsedIdentifier
  readonly ranked: Ranked | null
  readonly unplaced: Ranked | null
}

export function createFind(operation: Operation, admitting: Pick<Admitting, 'search'>, deps: FindDeps): Find {
  return (input, purpose, place) => {
    const found = find(readSearch(input), purpose, place)
    operation.asking.push(found)
    return found
  }

  async function find(search: Search, purpose: Parameters<Find>[1], place: readonly string[]): Promise<FoundChildren> {
    const { person } = operation.caller
    if (purpose !== operation.passed?.purpose) throw new HafanError('ONE_PURPOSE', 'One operation carries one purpose.')
    if (!person) throw new Error('a search without a person passed gate 1')
    const started = performance.now()
    const today = deps.now().toISOString().slice(0, 10)
    const due = await dueFor(search, today, person)
    const plain = new Set(due.flatMap(({ ranked }, index) => (ranked === null || ranked.plain ? [index] : [])))
    const answered = (settled: readonly Admission[]): readonly number[] => inOrder(due, plain, settled)
    const { children, settled } = await admitting.search(
      [...due.map(({ identifier }) => identifier), NOBODY],
      purpose,
      place,
      {
        name: nameOfSearch(search),
        countsAs: MOST_DECIDED,
        plain,
        answered: all => answered(all).slice(0, MOST_FOUND),
      },
    )
    await evenOut(started, deps)
    return {
      found: children.map(({ index, child }): Found => ({
        child,
        byNumber: due[index]?.ranked === null,
        search,
        today,
      })),
      tooMany: answered(settled).length > MOST_FOUND,
      couldNotCheck: settled.some(
        ({ kind }, index) => kind === 'COULD_NOT_CHECK' && (plain.has(index) || index === due.length),
      ),
    }
  }

  async function dueFor(search: Search, today: string, person: Person): Promise<readonly Due[]> {
    const readings = demographicsOf(search)
    const [numbers, ...came] = await Promise.all([
      numbersIn(search, person),
      ...readings.map(reading =>
        deps.store.identityIndex.candidates({ ...reading, ...roughly(search, today) }, MOST_CANDIDATES),
      ),
    ])
    const candidates = [...new Map(came.flat().map((one): [string, IndexCandidate] => [one.childId, one])).values()]
    const byNumber = new Set(await resolveChildren(numbers, deps.store, deps.keys))
    const ranked = rank(search, readings, candidates, today)
    const withoutPlace = (): readonly Ranked[] =>
      rank(
        { ...search, district: null, sector: null },
        readings.map(reading => ({ ...reading, postcodeSector: null })),
        candidates,
        today,
      )
    const unplaced = new Map((search.district === null ? ranked : withoutPlace()).map(one => [one.childId, one]))
    const named = ranked.filter(({ childId }) => !byNumber.has(childId)).slice(0, MOST_DECIDED - numbers.length)
    return [
      ...numbers.map(identifier => ({ identifier, ranked: null, unplaced: null })),
      ...named.map(ranked => ({
        identifier: { kind: 'id' as const, id: deps.keys.childId.encode(ranked.childId) },
        ranked,
        unplaced: unplaced.get(ranked.childId) ?? null,
      })),
    ]
  }

  /** A number of no known system is looked for where the hub has such a record, and always in the caller's own system. */
  async function numbersIn({ nhsNumber, upn, localId }: Search, person: Person): Promise<readonly ParsedIdentifier[]> {
    const numbers: ParsedIdentifier[] = [
      ...(nhsNumber === null ? [] : [{ kind: 'nhsNumber' as const, nhsNumber }]),
      ...(upn === null ? [] : [{ kind: 'upn' as const, upn }]),
    ]
    if (localId === null) return numbers
    const names = deps.sources.map(({ description }) => ({ sourceId: description.id, recordId: localId }))
    const known = await deps.store.children.byRecord(names)
    const sources = deps.sources.filter(
      source =>
        isOwnSystem(source, person) || known.has(recordKey({ sourceId: source.description.id, recordId: localId })),
    )
    const locals = sources.map(source => ({ kind: 'local' as const, source: source.description.id, value: localId }))
    return [...numbers, ...locals]
  }
}

/**
 * The places that are answered: first those who are shown, then those of whom it is only told that they are known. Nobody is found
 * by names whom the caller may not have the names of. Where a child of a protected record lives must not be told by being found there: for whoever may not
 * locate the child, the place that was asked for does not count.
 */
function inOrder(due: readonly Due[], plain: ReadonlySet<number>, settled: readonly Admission[]): readonly number[] {
  const told = due.flatMap(({ ranked, unplaced }, index) => {
    const admission = settled[index]
    if (admission?.kind === 'EXISTS' && plain.has(index)) return [{ index, bits: -Infinity, id: '' }]
    if (admission?.kind !== 'SHOWN') return []
    const { child, rights } = admission
    if (ranked === null) return [{ index, bits: Infinity, id: child.id }]
    if (rights.agencyGrants.IDENTITY.strength < SUMMARY) return []
    const hides = !rights.mayLocate && child.links.some(({ protectedRecord }) => protectedRecord)
    const counts = hides ? unplaced : ranked
    return counts === null ? [] : [{ index, bits: counts.bits, id: child.id }]
  })
  // Two numbers may lead to one child.
  const once = told.filter(({ id }, nth) => id === '' || told.findIndex(other => other.id === id) === nth)
  return once
    .sort((one, other) => (other.bits === one.bits ? one.index - other.index : other.bits - one.bits))
    .map(({ index }) => index)
}
