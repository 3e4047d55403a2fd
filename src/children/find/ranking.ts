// One search's candidates in order, by no more than somebody's sight. Whatever is asked of a record again, by what anybody could
// know and by what this caller may of this child, has been worked out once. Pure, and holds names: it is let go with its search.
import type { IndexCandidate, IndexedIdentity } from '../../store/identity-index.js'
import { blockingTokens } from '../identity/blocking-tokens.js'
import { bitsAgainst } from '../identity/candidates.js'
import { LEAST_BITS, createFit, roughly } from './rank.js'
import type { Ranked, Seen } from './rank.js'
import { demographicsOf } from './search.js'
import type { Search } from './search.js'
import { placeless, withoutPlaces } from './sight.js'
import type { Sight } from './sight.js'

/** PLACELESS: as if no place had been asked for, and of none where they live. */
export type About = 'ALL' | 'PLACELESS'

/**
 * The likeliest of the candidates, at most `most`. Who shares nothing with what is asked but what is out of sight is not among them:
 * the index led there by it.
 */
export type Ranking = (
  about: About,
  candidates: readonly IndexCandidate[],
  sight: Sight,
  most?: number,
) => readonly Ranked[]

/** `among`: everybody who will be asked about. */
export function createRanking(search: Search, among: readonly IndexCandidate[], today: string): Ranking {
  const identities = [...new Set(among.flatMap(candidate => candidate.identities))]
  const nthOf = new Map(identities.map((identity, nth) => [identity, nth]))
  const bitsOf = bitsAgainst(
    demographicsOf(search),
    identities.map(({ demographics }) => demographics),
  )
  const sharesOf = createShares(search, today)
  const fits = {
    ALL: createFit(search, today),
    PLACELESS: createFit(placeless(search), today),
  }
  const least = search.either === null ? LEAST_BITS.names : LEAST_BITS.oneName
  const placeOf = (identity: IndexedIdentity): number => {
    const nth = nthOf.get(identity)
    if (nth === undefined) throw new Error('a record that the ranking was not made for')
    return nth
  }

  return (about, candidates, sight, most = candidates.length) => {
    const { names, places } = about === 'ALL' ? sight : withoutPlaces(sight)
    const likely = candidates.flatMap(candidate => {
      const seen = candidate.identities
        .filter(({ sourceId }) => names.has(sourceId))
        .map((identity): Seen => ({ identity, withPlace: places.has(identity.sourceId) }))
      const fit = fits[about](seen)
      if (seen.length === 0 || fit === null) return []
      const bits = Math.max(...seen.map(({ identity, withPlace }) => bitsOf(placeOf(identity), withPlace))) + fit
      return bits >= least ? [{ childId: candidate.childId, bits, seen }] : []
    })
    likely.sort((one, other) => other.bits - one.bits || (one.childId < other.childId ? -1 : 1))
    const ranked: Ranked[] = []
    for (const { childId, bits, seen } of likely) {
      if (ranked.length === most) break
      if (seen.some(({ identity, withPlace }) => sharesOf(identity, withPlace))) ranked.push({ childId, bits })
    }
    return ranked
  }
}

/** Whether a record has something in common with what is asked: with its place, or without. */
function createShares(search: Search, today: string): (identity: IndexedIdentity, withPlace: boolean) => boolean {
  const tokensOf = (about: Search): ReadonlySet<string> => {
    const less = roughly(about, today)
    const all = demographicsOf(about).flatMap(reading => blockingTokens({ ...reading, ...less }, 'ASKED'))
    return new Set(all.map(({ token }) => token))
  }
  // Without a place nothing is asked that a place has part in: one reading of the record serves both.
  const [asked, askedPlaceless] = [tokensOf(search), tokensOf(placeless(search))]
  const known = new Map<IndexedIdentity, { readonly all: boolean; readonly placeless: boolean }>()
  return (identity, withPlace) => {
    let shares = known.get(identity)
    if (shares === undefined) {
      const own = blockingTokens(identity.demographics, 'RECORD')
      const meets = (tokens: ReadonlySet<string>): boolean => own.some(({ token }) => tokens.has(token))
      const without = meets(askedPlaceless)
      shares = { all: without || meets(asked), placeless: without }
      known.set(identity, shares)
    }
    return withPlace ? shares.all : shares.placeless
  }
}
