// Whether the child is away now, or when last, as each agency says; and the newest episodes.
import type { ChildEpisodesQuery } from './generated/query.js'
import { at, group, row, type Child, type Group, type Head, type Speech } from './speech.js'

export type EpisodesAnswer = Child<ChildEpisodesQuery>['missingEpisodes'][number]
type Episode = NonNullable<NonNullable<EpisodesAnswer['record']>['episodes']>[number]

export interface Sighting {
  readonly source: string
  readonly since: string | null
  readonly endedAt: string | null
  readonly risk: Episode['risk']
  readonly category: Episode['category']
  readonly lastSeen: string | null
  readonly companions: readonly string[]
}

const isOpen = ({ status, endedAt, category }: Episode): boolean =>
  endedAt === null && status !== 'CLOSED' && status !== 'FOUND' && category !== 'NO_FURTHER_ACTION'

/** `away`: each agency that has the child away now. `last`: else the newest episode that anybody has. */
export function away(answers: readonly EpisodesAnswer[]): {
  readonly away: readonly Sighting[]
  readonly last: Sighting | null
} {
  const all = answers.flatMap(({ source, record }) =>
    (record?.episodes ?? []).map(episode => ({ episode, source: source?.name ?? '' })),
  )
  const sightings = (open: boolean): readonly Sighting[] =>
    all.flatMap(({ episode, source }) =>
      isOpen(episode) === open
        ? [
            {
              source,
              since: episode.reportedAt ?? episode.lastSeenAt,
              endedAt: episode.endedAt,
              ...{ risk: episode.risk, category: episode.category },
              lastSeen: episode.lastSeenPlace,
              companions: episode.companions ?? [],
            },
          ]
        : [],
    )
  const [last = null] = sightings(false).toSorted((a, b) => (b.since ?? '').localeCompare(a.since ?? ''))
  return { away: sightings(true), last }
}

/**
 * Whether an agency could say that the child is away: it answered, now, with all that tells it. What is kept back of places and
 * companions alone leaves that as it is.
 */
const couldSay = ({ status, stale, missing, recordedOnly, withheld }: Head): boolean =>
  (status === 'FOUND' || status === 'NOTHING_RECORDED') &&
  !stale &&
  missing.length === 0 &&
  recordedOnly.length === 0 &&
  withheld.every(({ category }) => category !== 'MISSING_EPISODES')

/** Whether that nobody has the child away means that the child is not. */
export const allCouldSay = (answers: readonly Head[]): boolean => answers.length > 0 && answers.every(couldSay)

export const episodes = (say: Speech, record: EpisodesAnswer['record']): readonly Group[] => [
  group('episodes', record?.episodes, each =>
    row(
      [
        at(say, each.reportedAt ?? each.lastSeenAt),
        each.category === null ? null : say.label('EpisodeCategory', each.category),
        each.risk === null ? null : say.label('RiskLevel', each.risk),
      ],
      [
        each.endedAt === null ? null : say.t('back', { when: say.dates.when(each.endedAt) }),
        each.missingFrom === null ? null : say.label('MissingFrom', each.missingFrom),
        each.lastSeenPlace === null ? null : say.t('seenAt', { place: each.lastSeenPlace }),
        each.foundPlace === null ? null : say.t('foundAt', { place: each.foundPlace }),
        each.companions?.length ? say.t('with', { who: each.companions.join(', ') }) : null,
        each.circumstances,
      ],
    ),
  ),
]
