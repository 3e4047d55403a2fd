// What a number says against what a record says, for a person: how like each of the children the record is.
import type { LinkingResult } from '../../store/linking.js'
import type { LinkableRecord } from '../../store/linking-records.js'
import { recordKey, type Demographics } from '../../types/child.js'
import type { LinkCandidate, LinkProposal } from '../../types/links.js'
import { INDEX_MODEL, scoreAgainst } from './candidates.js'

/** Where no record of a child speaks: then the score is what it was before looking. */
const SAYS_NOTHING: Demographics = {
  ...{ givenNames: [], familyNames: [], dateOfBirth: null, sex: null, postcodeSector: null },
}

/** One proposal for each conflict of the page. */
export function conflictsOf(
  page: readonly LinkableRecord[],
  { conflicts, anchors }: Pick<LinkingResult, 'conflicts' | 'anchors'>,
): LinkProposal[] {
  const records = new Map(page.map(record => [recordKey(record), record]))
  return conflicts.flatMap((conflict): LinkProposal[] => {
    const record = records.get(recordKey(conflict))
    if (!record) return []
    const { sourceId, recordId, anchor, protectedRecord } = record
    const candidates = scoredOf(anchor, conflict.childIds, anchors).map(one => ({ ...one, rule: conflict.kind }))
    const about = { sourceId, recordId, anchor, protectedRecord, modelVersion: INDEX_MODEL.name }
    return [{ ...about, kind: 'CONFLICT', candidates }]
  })
}

/** How like each of these children a record is, whatever it is linked to. */
export function scoredOf(
  said: Demographics,
  childIds: readonly string[],
  anchors: LinkingResult['anchors'],
): readonly LinkCandidate[] {
  const known = childIds.map(childId => {
    const identities = (anchors.get(childId) ?? [SAYS_NOTHING]).map(demographics => ({
      ...{ childId, sourceId: '', recordId: '', seenAt: '', demographics },
    }))
    return { childId, identities, shared: 0 }
  })
  return scoreAgainst(said, known).map(({ childId, bits, probability, rule, steps }) => ({
    ...{ childId, bits, probability, rule, steps },
  }))
}
