// What is counted of an episode beside where it stands: its codes, and nothing that anybody wrote.
import { AS_BEFORE, type EpisodeCounted } from '../../store/episode-rows.js'
import type { Episode, Recorded, Standing } from './episode.js'

/** `history` is the new steps: why a child declined stands in the step alone. */
export function countedOf(standing: Standing, history: Episode['history']): EpisodeCounted {
  const { placement, triage, check, interview } = standing
  return {
    placement,
    nfaReason: triage?.category === 'NO_FURTHER_ACTION' ? triage.code : null,
    check: check && (check.done ? { outcome: 'DONE', reason: null } : { outcome: 'NOT_DONE', reason: check.code }),
    interview: interview && {
      answer: interview.answer,
      declined: interview.answer === 'DECLINED' ? declinedIn(history) : null,
      heldAt: interview.heldAt,
    },
  }
}

function declinedIn(history: readonly Recorded[]): string {
  const codes = history.flatMap(({ step }) =>
    step.type === 'ANSWER_INTERVIEW' && step.answer.given === 'DECLINED' ? [step.answer.code] : [],
  )
  return codes.at(-1) ?? AS_BEFORE
}
