// What is due of children, by what the hub holds of each: of their episodes, the review of the risk assessment, and what meetings,
// plans, referrals and the SERAF ask for.
import { owedCasework } from '../../hub/casework/read.js'
import { dueOfCasework, dueOfEpisode, dueOfMiraf, type Due } from '../../hub/due/due.js'
import { episodeOfRow } from '../../hub/episode/kept.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { DueFacts } from '../../store/due-work.js'
import { caseUntil } from '../operation/hub-case.js'

export interface DueOfChild {
  /** A date to come is no review that is due now: undefined until then. */
  readonly review: Due | undefined
  readonly casework: readonly Due[]
}

export interface DueInCase extends Due {
  /** Until when the child is a case of the hub's; null while that has no end. */
  readonly caseUntil: string | null
}

interface DueDeps {
  readonly store: DueFacts
  readonly now: () => Date
  readonly policy: HubPolicy
}

/** Besides their episodes. Every child asked for is in the Map. */
export async function dueOfChildren(
  childIds: readonly string[],
  { store, now, policy }: DueDeps,
): Promise<ReadonlyMap<string, DueOfChild>> {
  const all = await allOf(childIds, store, policy)
  const at = now().toISOString()
  return new Map(
    all.map(({ childId, review, casework }) => [
      childId,
      { review: review && review.dueAt <= at ? review : undefined, casework },
    ]),
  )
}

/** All of it, now and to come, of those who are cases of the hub's: of nobody else is anything shown to the hub. */
export async function allDueOfChildren(
  childIds: readonly string[],
  { store, now, policy }: DueDeps,
): Promise<readonly DueInCase[]> {
  const all = await allOf(childIds, store, policy)
  const at = now().getTime()
  return all.flatMap(({ episodes, review, casework, until }) => {
    if (until < at) return []
    const due = [
      ...episodes.flatMap(episode => dueOfEpisode(episode, policy)),
      ...(review ? [review] : []),
      ...casework,
    ]
    return due.map(one => ({ ...one, caseUntil: until === Infinity ? null : new Date(until).toISOString() }))
  })
}

/** Four statements, side by side, however many children there are. */
async function allOf(childIds: readonly string[], store: DueFacts, policy: HubPolicy) {
  if (childIds.length === 0) return []
  const [facts, grades, reviewing, owed] = await Promise.all([
    store.hub.factsOf(childIds),
    store.episodes.grades(childIds),
    store.mirafs.reviewing(childIds),
    store.casework.owedOf(childIds),
  ])
  return childIds.map(childId => {
    const episodes = (facts.get(childId)?.episodes ?? []).map(one => {
      const held = { ...one, childId }
      return episodeOfRow(held, grades(held))
    })
    const { standing: miraf = null, requests = [] } = reviewing.get(childId) ?? {}
    const casework = dueOfCasework({ childId, episodes, ...owedCasework(owed.get(childId) ?? []) }, policy)
    const review = dueOfMiraf({ childId, episodes, miraf, requests }, policy)
    const held = facts.get(childId)
    return { childId, episodes, review, casework, until: held ? caseUntil(held) : -Infinity }
  })
}
