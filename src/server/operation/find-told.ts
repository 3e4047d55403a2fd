// What of those a search decided on is told: who is answered, in what order, and whether somebody may be missing.
import type { Ranking } from '../../children/find/ranking.js'
import type { Search } from '../../children/find/search.js'
import { sightOf } from '../../children/find/sight.js'
import type { Admission } from '../../policies/admission/admit.js'
import type { Category } from '../../types/index.js'
import { LEVELS } from '../../types/index.js'
import type { Due, FindDeps, Named } from './find-due.js'

type Shown = Extract<Admission, { kind: 'SHOWN' }>

const SUMMARY = LEVELS.indexOf('SUMMARY')

export interface Told {
  /** Places among those who are due: first who is shown, likeliest first, then of whom it is only told that they are known. */
  readonly answered: readonly number[]
  readonly couldNotCheck: boolean
}

interface TellDeps extends Pick<FindDeps, 'sources' | 'classification'> {
  readonly search: Search
  readonly ranking: Ranking
  /** What the search rests on: somebody is missing where one of them is undecided. */
  readonly restsOn: readonly Category[]
}

/** `settled` has one more than `due`: a child nobody knows, about whom the same is asked whoever is come upon. */
export function tellOf(due: readonly Due[], settled: readonly Admission[], deps: TellDeps): Told {
  const told = due.flatMap((one, index) => {
    const admission = settled[index]
    if (admission?.kind === 'EXISTS' && one.plain) return [{ index, bits: -Infinity, id: one.childId }]
    if (admission?.kind !== 'SHOWN') return []
    const bits = one.named === null ? Infinity : bitsOf(one.named, admission, deps)
    return bits === null ? [] : [{ index, bits, id: admission.child.id }]
  })
  // Two numbers may lead to one child.
  const once = told.filter(({ id }, nth) => id === null || told.findIndex(other => other.id === id) === nth)
  const answered = once
    .sort((one, other) => (other.bits === one.bits ? one.index - other.index : other.bits - one.bits))
    .map(({ index }) => index)
  const isMissing = ({ plain, named }: Due, index: number): boolean => {
    const admission = settled[index]
    if (admission?.kind === 'COULD_NOT_CHECK') return plain
    if (admission?.kind !== 'SHOWN' || !named?.placeless || answered.includes(index)) return false
    return deps.restsOn.some(category => admission.rights.agencyGrants[category].undecided)
  }
  return { answered, couldNotCheck: settled[due.length]?.kind === 'COULD_NOT_CHECK' || due.some(isMissing) }
}

/**
 * How like the child is by what this caller may have of each source's record; null where that does not lead to them. Nobody is found
 * by names whom the caller may not have the names of, and nobody by a place that the caller may not be told.
 */
function bitsOf(among: Named, { child, rights }: Shown, deps: TellDeps): number | null {
  const { search, ranking, sources, classification } = deps
  if (rights.agencyGrants.IDENTITY.strength < SUMMARY) return null
  const sight = sightOf(sources, classification, category => rights.agencyGrants[category].strength)
  const hides = !rights.mayLocate && child.links.some(({ protectedRecord }) => protectedRecord)
  const placed = search.district !== null && !hides && sight.places.size > 0
  const candidate = placed ? among.placed : among.placeless
  if (candidate === null) return null
  const [ranked] = ranking(placed ? 'ALL' : 'PLACELESS', [candidate], sight)
  return ranked?.bits ?? null
}
