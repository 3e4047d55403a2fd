// Which of a child's absences stand above the form of a report.
import { momentIn } from '../../server/forms/moments.js'

const MOST = 5

interface Absence {
  readonly status: string | null
  readonly category: string | null
  readonly endedAt: string | null
}

/** What is under way; and where the report was refused for another absence at its time, all there are, those it may be first. */
export function shownOf<A extends Absence>(
  episodes: readonly A[],
  typed: URLSearchParams,
  { overlap = false }: { readonly overlap?: boolean },
  now: Date,
): readonly A[] {
  if (!overlap) return episodes.filter(({ status }) => status === 'OPEN').slice(0, MOST)
  const reported = momentIn(typed, 'reported')
  const from = Date.parse((reported === 'WRONG' ? null : reported.at) ?? now.toISOString())
  // A report has no end yet, so that whatever ended after it is at its time; what came to nothing is no absence.
  const isAtThatTime = ({ category, endedAt }: A): boolean =>
    category !== 'NO_FURTHER_ACTION' && (endedAt === null || Date.parse(endedAt) > from)
  // Stable: among these, and among the others, the gateway's order stays.
  return episodes.toSorted((a, b) => Number(isAtThatTime(b)) - Number(isAtThatTime(a))).slice(0, MOST)
}
