// What was chosen in the form, as the act takes it.
import type * as Records from '../../../src/types/generated/records.js'
import { codeIn, GRADED, NO_FURTHER_ACTION } from '../../server/forms/codes.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { momentIn } from '../../server/forms/moments.js'
import type { Translate } from '../../words/translate.js'

type Outcome =
  | { readonly kind: 'IS'; readonly outcome: Records.TriageOutcome }
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
      const reviewAt = momentIn(form, 'review')
      if (reviewAt === 'WRONG') return wrong('review', t('form.momentWrong'))
      // Left out it means that the child is back; the gateway refuses it of one who is away.
      return { kind: 'IS', outcome: { absent: { reviewAt } } }
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

/** The input that a rule's field is shown at. */
export function inputOf(field: string): string {
  if (/reviewAt/.test(field)) return 'review'
  if (/label/.test(field)) return 'label'
  if (/risk|level|missing/.test(field)) return 'risk'
  return field === 'reason' ? 'reason' : 'is'
}
