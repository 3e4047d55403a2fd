// What of the index may lead somebody to a child: what they could read of the same record. Pure.
import type { AgencySource, Part } from '../../adapters/agency.js'
import type { Classification } from '../../schema/classification.js'
import type { IndexCandidate } from '../../store/identity-index.js'
import type { RecordName } from '../../types/child.js'
import type { Category } from '../../types/index.js'
import { plainlyNamed } from './rank.js'
import { demographicsOf } from './search.js'
import type { Search } from './search.js'

/** Ids of the sources of whose records the names and dates count, and the place. */
export interface Sight {
  readonly names: ReadonlySet<string>
  readonly places: ReadonlySet<string>
}

/** The parts in which a record says whom it is about. */
const WHO: readonly Part[] = ['identity', 'police.nominal']

/** The categories that decide what a search may go by. */
export function searchedBy({ district }: Search, { parts }: Classification): readonly Category[] {
  const who = WHO.flatMap(part => parts.get(part)?.category ?? [])
  return district === null ? who : [...who, 'CONTACT']
}

/** `strengthOf`: what somebody has of a category, of one child or of any. */
export function sightOf(
  sources: readonly Pick<AgencySource, 'description' | 'offers'>[],
  { parts, coordinates }: Classification,
  strengthOf: (category: Category) => number,
): Sight {
  const idsOf = (opens: (source: (typeof sources)[number]) => boolean): ReadonlySet<string> =>
    new Set(sources.filter(opens).map(({ description }) => description.id))
  const isOpen = (needs: { readonly category: Category; readonly strength: number } | undefined): boolean =>
    needs !== undefined && strengthOf(needs.category) >= needs.strength
  const names = idsOf(({ offers }) => WHO.some(part => offers.has(part) && isOpen(parts.get(part))))
  const places = isOpen(coordinates.get('Address.postcode'))
    ? idsOf(({ description, offers }) => names.has(description.id) && offers.has('contact'))
    : new Set<string>()
  return { names, places }
}

export const withoutPlaces = ({ names }: Sight): Sight => ({ names, places: new Set() })

/** The same search, had no place been asked for. */
export const placeless = (search: Search): Search => ({ ...search, district: null, sector: null })

/** Of whom what is asked says names and date of birth, as a record says them now that is in sight and not protected. */
export function plainIn(
  search: Search,
  candidates: readonly IndexCandidate[],
  { names }: Sight,
  isProtected: (record: RecordName) => boolean,
): ReadonlySet<string> {
  const open = candidates.map(candidate => ({
    ...candidate,
    identities: candidate.identities.filter(one => names.has(one.sourceId) && !isProtected(one)),
  }))
  return plainlyNamed(demographicsOf(search), open)
}
