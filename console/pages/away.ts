// Whether a child is away, as each source has it. No source that could not say is passed over in silence.
import type { AwayNowFragment } from './caseload/generated/query.js'

type Answer = AwayNowFragment['missingEpisodes'][number]
type Episode = NonNullable<NonNullable<Answer['record']>['episodes']>[number]

export interface Away {
  /** Since when the child is away, as the first source has it that says so; null where none does. */
  readonly since: string | null
  /** The episodes that are open, each with whoever says so. */
  readonly open: readonly (Episode & { readonly sourceName: string | null })[]
  /** What a source did not say, or did not say for sure. */
  readonly unsaid: readonly Answer[]
}

const isOpen = ({ status, endedAt, category }: Episode): boolean =>
  status === 'OPEN' && endedAt === null && category !== 'NO_FURTHER_ACTION'

/** An answer that has to be shown for itself: it is not one of there being something, or nothing, and all of it. */
export const tellsLess = ({
  status,
  stale,
  complete,
}: {
  readonly status: string
  readonly stale: boolean
  readonly complete: boolean
}): boolean => !['FOUND', 'NOTHING_RECORDED'].includes(status) || stale || !complete

export function awayOf(answers: readonly Answer[]): Away {
  const open = answers.flatMap(({ source, record }) =>
    (record?.episodes ?? []).filter(isOpen).map(episode => ({ ...episode, sourceName: source?.name ?? null })),
  )
  const [since = null] = open.flatMap(({ reportedAt }) => reportedAt ?? []).toSorted()
  return { since, open, unsaid: answers.filter(tellsLess) }
}
