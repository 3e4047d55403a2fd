// Two reports of one absence become one episode; nothing of either history is lost.
import { refuse, type Refused } from '../refusal.js'
import { isHigher } from '../risk.js'
import { isNfa, overlap, type Episode, type Standing } from './episode.js'
import type { Report } from './events.js'
import { take, type StepDeps } from './step.js'

export interface Merged {
  readonly ok: true
  readonly kept: Episode
  readonly gone: Episode
}

const CATEGORY = { NO_FURTHER_ACTION: 0, ABSENT: 1, MISSING: 2 } as const

const categoryOf = ({ triage }: Standing): number => (triage === null ? -1 : CATEGORY[triage.category])

/** Whether merging `gone` away would make less of the child's danger, or lose what was done after return. */
const isFurtherOn = (gone: Standing, kept: Standing): boolean =>
  gone.foundAt !== null ||
  categoryOf(gone) > categoryOf(kept) ||
  isHigher(gone.risk?.level ?? 'NOT_GRADED', kept.risk?.level ?? 'NOT_GRADED')

/** Not where one report has the child seen away after the other has them back. */
const isOneAbsence = (kept: Standing, gone: Standing): boolean =>
  overlap(kept, gone) && (kept.foundAt === null || gone.lastSeenAt === null || gone.lastSeenAt <= kept.foundAt)

/** What was said at first; of an episode from before steps were recorded nothing is known of it. */
function reportedIn({ history, lastSeenPlace }: Episode): Pick<Report, 'reporter' | 'circumstances' | 'lastSeenPlace'> {
  const step = history[0]?.step
  return step?.type === 'REPORT' ? step : { reporter: 'OTHER', circumstances: null, lastSeenPlace }
}

export function merge(kept: Episode, gone: Episode, deps: StepDeps): Merged | Refused {
  if (kept.childId !== gone.childId) return refuse('NOT_ONE_CHILD')
  if (kept.end === 'CLOSED' || gone.end === 'CLOSED') return refuse('EPISODE_CLOSED')
  if (kept.end === 'MERGED' || gone.end === 'MERGED') return refuse('EPISODE_MERGED')
  if (isNfa(kept) || isNfa(gone)) return refuse('MERGE_NO_FURTHER_ACTION')
  if (kept.reference === gone.reference || !isOneAbsence(kept, gone)) return refuse('NOT_ONE_ABSENCE')
  if (isFurtherOn(gone, kept)) return refuse('MERGE_THE_OTHER_WAY')
  const { reference, reportedAt, lastSeenAt } = gone
  const { reporter, circumstances, lastSeenPlace } = reportedIn(gone)
  const others = deps.others.filter(other => other.reference !== reference && other.reference !== kept.reference)
  const said = { reporter, reportedAt, lastSeenAt, lastSeenPlace, circumstances }
  const absorbed = take(kept, { type: 'ABSORB', reference, ...said }, { ...deps, others })
  if (!absorbed.ok) return absorbed
  const merged = take(gone, { type: 'MERGED', into: kept.reference }, { ...deps, others })
  return merged.ok ? { ok: true, kept: absorbed.episode, gone: merged.episode } : merged
}
