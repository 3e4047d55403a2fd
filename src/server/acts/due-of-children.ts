// What is due of children on a page besides their episodes, by what the hub holds of each: the review of the risk assessment, and
// what meetings, plans, referrals and the SERAF ask for.
import { owedCasework } from '../../hub/casework/read.js'
import { dueOfCasework, dueOfMiraf, type Due } from '../../hub/due/due.js'
import { episodeOfRow } from '../../hub/episode/kept.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { Store } from '../../store/open.js'

export interface DueOfChild {
  /** A date to come is no review that is due now: undefined until then. */
  readonly review: Due | undefined
  readonly casework: readonly Due[]
}

interface DueDeps {
  readonly store: Pick<Store, 'hub' | 'episodes' | 'mirafs' | 'casework'>
  readonly now: () => Date
  readonly policy: HubPolicy
}

/** Four statements, side by side, however many children there are. Every child asked for is in the Map. */
export async function dueOfChildren(
  childIds: readonly string[],
  { store, now, policy }: DueDeps,
): Promise<ReadonlyMap<string, DueOfChild>> {
  if (childIds.length === 0) return new Map()
  const [facts, grades, reviewing, owed] = await Promise.all([
    store.hub.factsOf(childIds),
    store.episodes.grades(childIds),
    store.mirafs.reviewing(childIds),
    store.casework.owedOf(childIds),
  ])
  const at = now().toISOString()
  return new Map(
    childIds.map(childId => {
      const episodes = (facts.get(childId)?.episodes ?? []).map(one => {
        const held = { ...one, childId }
        return episodeOfRow(held, grades(held))
      })
      const { standing: miraf = null, requests = [] } = reviewing.get(childId) ?? {}
      const review = dueOfMiraf({ childId, episodes, miraf, requests }, policy)
      return [
        childId,
        {
          review: review && review.dueAt <= at ? review : undefined,
          casework: dueOfCasework({ childId, episodes, ...owedCasework(owed.get(childId) ?? []) }, policy),
        },
      ]
    }),
  )
}
