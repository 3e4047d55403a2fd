// What was chosen in the form, as the act takes it.
import { codeIn, GRADED, NO_FURTHER_ACTION } from '../shared/codes.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { momentIn } from '../../server/forms/moments.js'
import type { Translate } from '../../words/translate.js'
import type { TriageEpisodeMutationVariables } from './generated/acts.js'

type Outcome =
  | { readonly kind: 'IS'; readonly outcome: TriageEpisodeMutationVariables['input']['is'] }
  | { readonly kind: 'WRONG'; readonly mistakes: readonly Mistake[] }

const wrong = (field: string, text: string): Outcome => ({ kind: 'WRONG', mistakes: [{ field, text }] })

export function outcomeOf(form: URLSearchParams, t: Translate): Outcome {
  switch (form.get('is')) {
    case 'missing': {
      const level = codeIn(GRADED, form.get('risk'))
      if (level === null) return wrong('risk', t('risk.empty'))
      return { kind: 'IS', outcome: { missing: { level, label: form.get('label') || null } } }
    }
    case 'absent': {
      const review = momentIn(form, 'review')
      if (review === 'WRONG') return wrong('review', t('form.momentWrong'))
      // Left out it means that the child is back; the gateway refuses it of one who is away.
      return { kind: 'IS', outcome: { absent: { reviewAt: review.at } } }
    }
    case 'none': {
      const noFurtherAction = codeIn(NO_FURTHER_ACTION, form.get('noAction'))
      return noFurtherAction === null
        ? wrong('noAction', t('noAction.empty'))
        : { kind: 'IS', outcome: { noFurtherAction } }
    }
    default:
      return wrong('is', t('is.empty'))
  }
}

/** The input that a rule is shown at: some are about the whole triage, and named by the rule alone. */
export function inputOf(field: string, rule: string): string {
  if (rule.startsWith('REVIEW_')) return 'review'
  if (rule === 'LABEL_REQUIRED' || field.endsWith('label')) return 'label'
  return rule === 'REASON_REQUIRED' || field === 'reason' ? 'reason' : 'is'
}
