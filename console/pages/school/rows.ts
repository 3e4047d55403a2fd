// A pupil of the morning's digest: the episodes that are meant, and whether the pupil is away.
import { awayOf, type Away } from '../away.js'
import type { SchoolPupilsQuery } from './generated/query.js'

type Node = SchoolPupilsQuery['children'][number]
type Child = Extract<Node, { readonly __typename: 'Child' }>
type Episode = NonNullable<NonNullable<Child['missingEpisodes'][number]['record']>['episodes']>[number]

export interface PupilRow {
  readonly child: Node
  /** Null of a pupil who is not shown. */
  readonly away: Away | null
  /** Those that were reported since, or ended since, or are open: each as its source has it. */
  readonly episodes: readonly (Episode & { readonly sourceName: string | null })[]
}

export function pupilRowsOf(nodes: readonly Node[], since: Date): readonly PupilRow[] {
  const later = (moment: string | null): boolean => moment !== null && Date.parse(moment) >= since.getTime()
  return nodes
    .map((child): PupilRow => {
      if (child.__typename !== 'Child') return { child, away: null, episodes: [] }
      const away = awayOf(child.missingEpisodes)
      const ended = child.missingEpisodes.flatMap(({ source, record }) =>
        (record?.episodes ?? [])
          .filter(({ reportedAt, endedAt }) => endedAt !== null && (later(reportedAt) || later(endedAt)))
          .map(episode => ({ ...episode, sourceName: source?.name ?? null })),
      )
      return { child, away, episodes: [...away.open, ...ended] }
    })
    .toSorted((a, b) => Number((b.away?.open.length ?? 0) > 0) - Number((a.away?.open.length ?? 0) > 0))
}
