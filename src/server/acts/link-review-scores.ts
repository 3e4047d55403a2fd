// What of a score may be shown of a child whose place is hidden: the sum of what rests on no place, in an order of its own. Pure.
import { probability, type Step } from '../../children/identity/matching/score.js'
import type { LinkReview } from '../../store/link-review-rows.js'
import type { LinkCandidate } from '../../types/links.js'

/**
 * What says nothing of where somebody lives, learns or is rung. A comparison that is not named here is left out, one that is added
 * later too. `number` is a house's; `household` is weighed against all that agrees, the place with it.
 */
const OF_NO_PLACE: ReadonlySet<string> = new Set<Step['comparison']>([
  ...(['prior', 'given', 'middle', 'family', 'birth', 'birthSpan', 'sex'] as const),
  ...(['nhsNumber', 'upn', 'otherNumber'] as const),
])
/** They keep a match from being one, and whether it would have been one rests on the whole score. */
const OF_MATCHES: ReadonlySet<string> = new Set([
  'ANOTHER_RECORD_DISAGREES',
  'SECOND_RECORD_OF_SOURCE',
  'RIVAL_UNREADABLE',
])

/** The kind and the candidates, best first, without what tells where those live of whom that is hidden. */
export function withoutPlaces(
  { kind, candidates }: Pick<LinkReview, 'kind' | 'candidates'>,
  hides: ReadonlySet<string>,
): Pick<LinkReview, 'kind' | 'candidates'> {
  if (!candidates.some(({ childId }) => hides.has(childId))) return { kind, candidates }
  const left = candidates.map(one => (hides.has(one.childId) ? withoutPlace(one) : one))
  const byScore = left.sort((one, other) => other.bits - one.bits || (one.childId < other.childId ? -1 : 1))
  // Whether several are likely enough to be called so rests on the whole score too.
  const several = left.length > 1 ? 'MANY' : 'POSSIBLE'
  return { kind: kind === 'MANY' || kind === 'POSSIBLE' ? several : kind, candidates: byScore }
}

function withoutPlace({ childId, rule, ...candidate }: LinkCandidate): LinkCandidate {
  const steps = candidate.steps.filter(({ comparison }) => OF_NO_PLACE.has(comparison))
  // Added up anew: what is left of the stored sum would differ in its last digits.
  const bits = steps.reduce((sum, step) => sum + step.bits, 0)
  return { childId, bits, probability: probability(bits), rule: OF_MATCHES.has(rule ?? '') ? null : rule, steps }
}
