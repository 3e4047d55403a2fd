// Which risk assessments are due to be written or looked at again, of children on a page: from what the hub holds of them.
import { dueOfMiraf, type Due } from '../../hub/due/due.js'
import { episodeOf } from '../../hub/episode/kept.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { Store } from '../../store/open.js'

/** A date to come is no review that is due now: it is not listed until then. */
export async function mirafReviews(
  childIds: readonly string[],
  {
    store,
    now,
    policy,
  }: { readonly store: Pick<Store, 'episodes' | 'mirafs'>; readonly now: () => Date; readonly policy: HubPolicy },
): Promise<ReadonlyMap<string, Due>> {
  if (childIds.length === 0) return new Map()
  const [episodes, standing, requests] = await Promise.all([
    store.episodes.graded(childIds),
    store.mirafs.standing(childIds),
    store.mirafs.requests(childIds),
  ])
  const at = now().toISOString()
  return new Map(
    childIds.flatMap(childId => {
      const due = dueOfMiraf(
        {
          ...{ childId, miraf: standing.get(childId) ?? null, requests: requests.get(childId) ?? [] },
          episodes: (episodes.get(childId) ?? []).map(episodeOf),
        },
        policy,
      )
      return due && due.dueAt <= at ? [[childId, due] as const] : []
    }),
  )
}
