// The summary for schools and carers: drafted by one person in both languages, approved by another.
import { ruleMistake, type Mistake } from '../../server/forms/mistakes.js'
import { go, problem, type Failure, type Page, type Shown, type Visit } from '../../server/page.js'
import { approveSummaryMutation, draftSummaryMutation } from './generated/acts.js'
import { page, TEXTS } from './page.js'
import { mirafSummaryWords } from './words.js'

const KINDS = ['NAME', 'ADDRESS', 'NUMBER', 'ACCOUNT', 'INTELLIGENCE']

async function approve(visit: Visit, form: URLSearchParams): Promise<Shown> {
  const { ask, params, language } = visit
  const { id = '' } = params
  const done = await ask(approveSummaryMutation, {
    input: { key: form.get('key') ?? '', child: { id }, version: Number(form.get('version')) },
  })
  const refused = done.kind === 'ANSWERED' ? null : ruleMistake(done, language, () => 'approve')
  if (refused !== null && done.kind === 'REFUSED') {
    const found = foundIn(done, visit)
    return page(visit, null, { mistakes: found.length > 0 ? found : [refused], findings: done.findings ?? [] })
  }
  if (done.kind !== 'ANSWERED') return problem(done)
  return done.data.approveSummary.__typename === 'ChildNotShown'
    ? page(visit, null)
    : go(`/children/${id}/miraf/summary?said=approved`)
}

/** One mistake a text, with every kind of thing that it tells. */
function foundIn({ findings = [] }: Extract<Failure, { kind: 'REFUSED' }>, { t }: Visit): readonly Mistake[] {
  return TEXTS.flatMap(name => {
    const kinds = KINDS.filter(kind => findings.some(one => one.field === name && one.kind === kind))
    if (kinds.length === 0) return []
    const what = kinds.map(kind => t(`found.${kind}`)).join(', ')
    return [{ field: `draft-${name}`, text: `${t(name)}: ${t('foundAt', { what })}` }]
  })
}

async function draft(visit: Visit, form: URLSearchParams): Promise<Shown> {
  const { ask, params, language } = visit
  const { id = '' } = params
  const text = (name: (typeof TEXTS)[number]): string => form.get(name) ?? ''
  const done = await ask(draftSummaryMutation, {
    input: {
      ...{ key: form.get('key') ?? '', child: { id }, version: Number(form.get('version')) },
      text: { en: text('text.en'), cy: text('text.cy') },
      whatToDo: { en: text('whatToDo.en'), cy: text('whatToDo.cy') },
      reviewDue: form.get('reviewDue') ?? '',
    },
  })
  const inputs: readonly string[] = [...TEXTS, 'reviewDue']
  const empty = TEXTS.find(name => text(name).trim() === '')
  const refused =
    done.kind === 'ANSWERED'
      ? null
      : ruleMistake(done, language, field => (inputs.includes(field) ? field : (empty ?? 'text.en')))
  if (refused !== null) return page(visit, form, { mistakes: [refused], changed: refused.rule === 'SUMMARY_NOT_THERE' })
  if (done.kind !== 'ANSWERED') return problem(done)
  return done.data.draftSummary.__typename === 'ChildNotShown'
    ? page(visit, form)
    : go(`/children/${id}/miraf/summary?said=drafted`)
}

export const mirafSummary: Page = {
  name: 'miraf-summary',
  path: '/children/:id/miraf/summary',
  words: mirafSummaryWords,
  // Only the form of a draft holds anything that was typed.
  get: visit => page(visit, visit.kept?.has('text.en') ? new URLSearchParams(visit.kept) : null),
  post: (visit, form) => (form.get('do') === 'approve' ? approve(visit, form) : draft(visit, form)),
}
