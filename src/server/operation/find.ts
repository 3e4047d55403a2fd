// Query.findChildren: whom the hub's index and the numbers given lead to, decided together as children asked for by number are.
// Whoever is not shown leaves nothing behind: no row and no count. What the cut and the clock may still give away is in ADR 33.
import { performance } from 'node:perf_hooks'
import type { Found, FoundChildren } from '../../children/find/found.js'
import { readSearch } from '../../children/find/search.js'
import type { Search } from '../../children/find/search.js'
import { searchedBy } from '../../children/find/sight.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { HafanError } from '../../errors.js'
import type { Admission } from '../../policies/admission/admit.js'
import type { Find } from '../../resolvers/context.js'
import { MOST_FOUND } from '../limits.js'
import type { Admitting } from './admitting.js'
import { evenOut } from './even-out.js'
import { MOST_DECIDED, dueFor } from './find-due.js'
import type { Due, FindDeps } from './find-due.js'
import { findElsewhere, recordsBeside } from './find-elsewhere.js'
import type { ElsewhereDeps } from './find-elsewhere.js'
import { tellOf } from './find-told.js'
import { nameOfSearch } from './gate-search.js'
import type { Operation } from './state.js'

/** Stands for a child nobody knows: what it costs to show nobody is always paid. */
const NOBODY: ParsedIdentifier = { kind: 'id', id: '' }

export function createFind(
  operation: Operation,
  admitting: Pick<Admitting, 'search'>,
  deps: FindDeps & ElsewhereDeps,
): Find {
  return (input, purpose, place) => {
    const found = find(readSearch(input), purpose, place)
    operation.asking.push(found)
    return found
  }

  async function find(search: Search, purpose: Parameters<Find>[1], place: readonly string[]): Promise<FoundChildren> {
    const { caller } = operation
    const { person } = caller
    if (purpose !== operation.passed?.purpose) throw new HafanError('ONE_PURPOSE', 'One operation carries one purpose.')
    if (!person) throw new Error('a search without a person passed gate 1')
    const started = performance.now()
    const today = deps.now().toISOString().slice(0, 10)
    const restsOn = searchedBy(search, deps.classification)
    const asked = findElsewhere(search, purpose, person, operation, deps)
    const [{ due, ranking }, elsewhere] = await Promise.all([
      dueFor(search, purpose, today, { ...caller, person }, asked, deps),
      asked,
    ])
    const told = (settled: readonly Admission[]): ReturnType<typeof tellOf> =>
      tellOf(due, settled, { ...deps, search, ranking, restsOn })
    const { children, settled } = await admitting.search(
      [...due.map(({ identifier }) => identifier), NOBODY],
      purpose,
      place,
      {
        name: nameOfSearch(search),
        countsAs: MOST_DECIDED,
        started,
        restsOn,
        plain: placesOf(due, ({ plain }) => plain),
        anywhere: placesOf(due, ({ named }) => named === null || named.placeless !== null),
        answered: all => told(all).answered.slice(0, MOST_FOUND),
      },
    )
    const { answered, couldNotCheck } = told(settled)
    await evenOut(started, deps)
    const { couldNotAsk, tooManyAt } = elsewhere
    const { records, more } = recordsBeside(elsewhere, new Set(answered.flatMap(index => due[index]?.childId ?? [])))
    return {
      ...{ records, couldNotAsk, tooManyAt },
      found: children.map(({ index, child }): Found => ({
        child,
        byNumber: due[index]?.named === null,
        search,
        today,
      })),
      tooMany: more || answered.length > MOST_FOUND,
      couldNotCheck,
    }
  }
}

const placesOf = (due: readonly Due[], is: (one: Due) => boolean): ReadonlySet<number> =>
  new Set(due.flatMap((one, index) => (is(one) ? [index] : [])))
