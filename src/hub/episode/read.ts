// What is read of an episode that the hub recorded step by step.
import type { HeldEpisode } from '../../store/episode-rows.js'
import type { Records } from '../../types/index.js'
import { CHECK_NOT_DONE, FINDERS, HARM } from './codes.js'
import type { Recorded } from './episode.js'
import type { Check } from './events.js'
import { recordedOf, standingOf } from './kept.js'
import { riskHistory } from './views.js'

type Detail = Pick<
  Records.MissingEpisode,
  | 'riskLabel'
  | 'riskHistory'
  | 'lastSeenPlace'
  | 'foundPlace'
  | 'foundBy'
  | 'circumstances'
  | 'harm'
  | 'safeAndWell'
  | 'returnInterviewOffered'
  | 'returnInterviewAccepted'
>

export function detailOf(held: HeldEpisode): Detail {
  const history = recordedOf(held.history)
  const { risk, lastSeenPlace, check, interview } = standingOf(held)
  const back = history.flatMap(({ step }) => (step.type === 'RETURN' ? [step] : []))[0]
  return {
    riskLabel: risk?.label ?? null,
    riskHistory: riskHistory({ history }).map(({ level, at, reason }) => ({ level, at, rationale: reason })),
    lastSeenPlace,
    foundPlace: back?.place ?? null,
    foundBy: back ? FINDERS[back.foundBy].en : null,
    circumstances: circumstancesOf(history),
    harm: harmOf(check),
    safeAndWell: checkOf(check),
    returnInterviewOffered: interview && 'YES',
    returnInterviewAccepted: interview && (interview.answer === 'NONE_YET' ? null : answered(interview.answer)),
  }
}

const answered = (answer: 'ACCEPTED' | 'DECLINED'): Records.YesNo => (answer === 'ACCEPTED' ? 'YES' : 'NO')

/** Of every report, in the order they were recorded. */
function circumstancesOf(history: readonly Recorded[]): string | null {
  const told = history.flatMap(({ step }) => ('circumstances' in step ? (step.circumstances ?? []) : []))
  return told.length === 0 ? null : told.join('\n\n')
}

/** Null where nobody asked: an empty list says that none is known. */
function harmOf(check: Check | null): readonly string[] | null {
  if (!check?.done || check.harm.length === 0) return null
  return check.harm.filter(code => code !== 'NONE_KNOWN').map(code => HARM[code].en)
}

/** Of a check that was not done: who decided, and why, where its findings would be. */
function checkOf(check: Check | null): Records.SafeAndWellCheck | null {
  if (check === null) return null
  if (check.done) return { done: 'YES', at: check.doneAt, officer: check.officer, summary: check.summary }
  const why = [CHECK_NOT_DONE[check.code].en, check.note].filter(Boolean).join(': ')
  return { done: 'NO', at: null, officer: check.decidedBy, summary: why }
}
