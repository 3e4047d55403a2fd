// The summary as it is shown, the draft that waits, and the form for the next.
import { randomUUID } from 'node:crypto'
import { marked } from '../../server/forms/findings.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { dayFrom } from '../../server/forms/moments.js'
import { problem, show, type Failure, type Shown, type Visit } from '../../server/page.js'
import { mirafSummaryPageQuery } from './generated/query.js'

export interface Told {
  readonly mistakes?: readonly Mistake[]
  readonly changed?: boolean
  readonly findings?: NonNullable<Extract<Failure, { kind: 'REFUSED' }>['findings']>
}

/** The four texts: where they are in the draft, and what their inputs are called. */
export const TEXTS = ['text.en', 'text.cy', 'whatToDo.en', 'whatToDo.cy'] as const
const REVIEW_IN_DAYS = 28

export async function page(visit: Visit, sent: URLSearchParams | null, told: Told = {}): Promise<Shown> {
  const { t, ask, params, query, now } = visit
  const { mistakes = [], changed = false, findings = [] } = told
  const { id = '' } = params
  const answer = await ask(mirafSummaryPageQuery, { id, purpose: 'ASSESS_RISK' })
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const hub = child.__typename === 'Child' ? (child.hub[0] ?? null) : null
  const record = hub?.record ?? null
  const draft = record?.miraf?.summaryDraft ?? null
  const textOf = (name: string): string => {
    const [part = '', language = ''] = name.split('.')
    const both = part === 'text' ? draft?.text : draft?.whatToDo
    return (language === 'en' ? both?.en : both?.cy) ?? ''
  }
  const typed = sent ?? new URLSearchParams(Object.fromEntries(TEXTS.map(name => [name, textOf(name)])))
  if (sent === null) typed.set('reviewDue', draft?.reviewDue ?? dayFrom(now, REVIEW_IN_DAYS))
  if (changed || !typed.has('version')) typed.set('version', String(draft?.version ?? 0))
  if (!typed.has('key')) typed.set('key', randomUUID())
  const values = {
    ...{ child, hub, draft, typed, mistakes, changed, path: `/children/${id}/miraf`, approveKey: randomUUID() },
    ...{ assessment: record?.miraf ?? null, shownNow: record?.mirafSummary ?? null },
    // Only where the whole record came: a draft begun without the last one would take its place unread.
    readable: hub !== null && hub.complete && (hub.status === 'FOUND' || hub.status === 'NOTHING_RECORDED'),
    texts: TEXTS.map(name => ({
      name,
      lang: name.endsWith('cy') ? 'cy' : 'en',
      pieces: marked(
        textOf(name),
        findings.filter(({ field }) => field === name),
      ),
    })),
    said: mistakes.length > 0 ? null : (['drafted', 'approved'].find(one => query.get('said') === one) ?? null),
  }
  const title = mistakes.length > 0 ? t('titleError') + t('title') : t('title')
  return show('miraf-summary/view.njk', title, values, mistakes.length > 0 ? 422 : 200)
}
