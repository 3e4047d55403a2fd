// How far a picture can be relied on, and what became of asking each source.
import type { Rights } from '../types/decision.js'
import type { Records } from '../types/index.js'
import type { Envelope } from './answers.js'
import { holdsSomething, outcomeOfChecked } from './outcome.js'
import type { Asked, Picture } from './picture.js'
import type { Plan } from './plan.js'

/** Worked out from what this query asked: the envelopes of its sections and the sources behind its derived fields. */
export function completenessOf(
  envelopes: readonly Envelope[],
  picture: Picture,
  plan: Plan,
  { told }: Pick<Rights, 'told'>,
): Records.Completeness {
  const unasked = picture.asked.some(asked => asked.reading?.kind !== 'locked' && !answeredWhole(asked))
  if (unasked || plan.undecided.length > 0 || plan.derivedGaps.has('UNDECIDED') || envelopes.some(isGap))
    return 'PARTIAL'
  const withheld = envelopes.some(
    ({ status, complete, withheld: entries }) => status === 'WITHHELD' || !complete || entries.length > 0,
  )
  const kept = told && picture.asked.some(asked => asked.reading?.kind === 'locked' || keptRows(asked))
  return withheld || kept || plan.withheld.length > 0 || plan.derivedGaps.size > 0 ? 'COMPLETE_FOR_YOU' : 'COMPLETE'
}

const keptRows = ({ parts }: Asked): boolean => [...parts.values()].some(({ removed }) => removed)

/** Something could not be asked. A row that its owner keeps to an audience is no gap: it is withheld. */
function isGap({ status, complete, missing }: Envelope): boolean {
  if (status === 'UNAVAILABLE' || status === 'UNVERIFIED') return true
  return !complete && missing.some(({ reason }) => reason !== 'RESTRICTED_RECORD')
}

/** Whether everything that was asked of a source came, and is surely this child's. */
export function answeredWhole({ reading, sameChild }: Asked): boolean {
  if (reading === null || !sameChild) return false
  if (reading.kind === 'nothing') return true
  return reading.kind === 'read' && Object.keys(reading.failedParts).length === 0
}

/** One line a source: asked or not, with its outcome. A locked record is told only to those who may know. */
export function sourceOutcomes(
  { asked }: Picture,
  rights: Rights,
  view: (asked: Asked) => Records.Source,
): readonly Records.SourceOutcome[] {
  return asked.map(one => {
    const hidden = one.reading === null || (one.reading.kind === 'locked' && !rights.told)
    return { source: view(one), ...outcomeFor(one, rights), asOf: hidden ? null : one.asOf }
  })
}

function outcomeFor(asked: Asked, { told }: Rights): Pick<Records.SourceOutcome, 'status' | 'reason'> {
  const { link, reading, parts, sameChild } = asked
  if (reading === null && link !== null) return { status: 'UNAVAILABLE', reason: 'NOT_OFFERED' }
  if (reading === null || (reading.kind === 'locked' && !told)) return { status: 'UNVERIFIED', reason: 'NOT_LINKED' }
  const holds = [...parts.values()].map(({ recorded, value }) => recorded || holdsSomething(value) || null)
  const outcome = outcomeOfChecked(reading, sameChild, holds)
  return told && outcome.status === 'NOTHING_RECORDED' && keptRows(asked)
    ? { status: 'RECORDED', reason: null }
    : outcome
}
