// The parts of the hub's record that are of the risk assessment, for any number of children at once.
import type { Ask, Part, PartValues } from '../../adapters/agency.js'
import type { Episodes } from '../../store/episodes.js'
import type { HubFacts } from '../../store/hub.js'
import type { HeldMiraf } from '../../store/miraf-rows.js'
import type { MirafSummaries } from '../../store/miraf-summaries.js'
import type { Mirafs } from '../../store/mirafs.js'
import { mirafReasons } from '../due/miraf-review.js'
import { episodeOf } from '../episode/kept.js'
import type { HubPolicy } from '../policy.js'
import { asHistory, asMiraf, asSummary } from './read.js'

type OfMiraf = 'hub.mirafSummary' | 'hub.miraf' | 'hub.mirafHistory'
export type MirafParts = { readonly [P in OfMiraf]?: PartValues[P] | null }

interface MirafRecords {
  readonly episodes: Pick<Episodes, 'graded'>
  readonly mirafs: Pick<Mirafs, 'of' | 'requests'>
  readonly mirafSummaries: Pick<MirafSummaries, 'drafts' | 'shown'>
}

const NONE = new Map<string, never>()

/** What is sealed is opened only for whom it was asked for. */
export async function readMirafs(
  asks: readonly Ask[],
  facts: ReadonlyMap<string, HubFacts>,
  { episodes, mirafs, mirafSummaries }: MirafRecords,
  policy: HubPolicy,
): Promise<(ask: Ask) => MirafParts> {
  const asked = (part: Part): readonly string[] =>
    asks.filter(({ parts }) => parts.has(part)).map(({ recordId }) => recordId)
  const [ofSummary, ofNewest, ofAll] = [asked('hub.mirafSummary'), asked('hub.miraf'), asked('hub.mirafHistory')]
  const [shown, newest, all] = await Promise.all([
    ofSummary.length === 0 ? NONE : mirafSummaries.shown(ofSummary),
    ofNewest.length === 0 ? NONE : mirafs.of(ofNewest, 'NEWEST'),
    ofAll.length === 0 ? NONE : mirafs.of(ofAll, 'ALL'),
  ])
  const assessed = ofNewest.filter(id => (newest.get(id) ?? []).length > 0)
  const [held, requests, drafts] =
    assessed.length === 0
      ? [NONE, NONE, NONE]
      : await Promise.all([episodes.graded(assessed), mirafs.requests(assessed), mirafSummaries.drafts(assessed)])

  function current(miraf: HeldMiraf): PartValues['hub.miraf'] {
    const { childId, at, level, reviewOn } = miraf
    const work = {
      episodes: (held.get(childId) ?? []).map(episodeOf),
      miraf: { at, level, reviewOn },
      requests: requests.get(childId) ?? [],
    }
    return asMiraf(miraf, { reasons: mirafReasons(work, policy), summary: drafts.get(childId) ?? null })
  }

  return ({ recordId, parts }) => {
    const approved = shown.get(recordId)
    const [miraf] = newest.get(recordId) ?? []
    const versions = all.get(recordId) ?? []
    return {
      ...(parts.has('hub.mirafSummary') && {
        'hub.mirafSummary': approved ? asSummary(approved) : (facts.get(recordId)?.summary ?? null),
      }),
      ...(parts.has('hub.miraf') && { 'hub.miraf': miraf ? current(miraf) : null }),
      ...(parts.has('hub.mirafHistory') && {
        'hub.mirafHistory': versions.length > 0 ? asHistory(recordId, versions) : null,
      }),
    }
  }
}
