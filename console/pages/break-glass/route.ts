// Breaking the glass: what it means and who will be told, then whom and why; on to the child.
import { randomUUID } from 'node:crypto'
import { go, problem, show, type Page, type Visit } from '../../server/page.js'
import { identifierMistakes, KINDS, readIdentifier, typedIdentifier, type Mistake } from '../shared/identifier.js'
import { breakGlassMutation, type BreakGlassMutation } from './generated/acts.js'
import { glassBrokenQuery } from './generated/query.js'
import { breakGlassWords } from './words.js'

const REASONS = ['HARM_NOW', 'IDENTITY_UNKNOWN', 'WORKER_UNREACHABLE', 'OTHER'] as const
const isReason = (text: string): text is (typeof REASONS)[number] => REASONS.some(reason => reason === text)
const MINUTES = ['15', '30', '60'] as const
/** Of the gateway's 500, what the coded reason before them leaves. */
const WORDS = { least: 20, most: 400 } as const

type NotShown = Extract<BreakGlassMutation['breakGlass'], { readonly __typename: 'ChildNotShown' }>

interface Answered {
  readonly mistakes?: readonly Mistake[]
  readonly notShown?: NotShown
  readonly limit?: 'BREAK_GLASS_LIMIT'
  readonly newKey?: boolean
}

function page({ t }: Visit, form: URLSearchParams | null, answered: Answered = {}, status = 200) {
  const { mistakes = [], notShown = null, limit = null, newKey = false } = answered
  return show(
    'break-glass/view.njk',
    t('title'),
    {
      ...{
        mistakes,
        notShown,
        limit,
        kinds: KINDS,
        reasons: REASONS,
        minutesOf: MINUTES,
        named: typedIdentifier(form),
      },
      key: (newKey ? null : form?.get('key')) ?? randomUUID(),
      reason: form?.get('reason') ?? '',
      minutes: form?.get('minutes') ?? '60',
      text: form?.get('text') ?? '',
    },
    status,
  )
}

export const breakGlass: Page = {
  name: 'break-glass',
  path: '/children/break-glass',
  words: breakGlassWords,
  async get(visit) {
    const id = visit.query.get('id')
    return page(visit, visit.kept ?? (id === null ? null : new URLSearchParams({ kind: 'id', number: id })))
  },
  async post(visit, form) {
    const { t, ask } = visit
    const named = typedIdentifier(form)
    const child = readIdentifier(named)
    const reason = form.get('reason') ?? ''
    const minutes = form.get('minutes') ?? ''
    const text = (form.get('text') ?? '').trim()
    const length = [...text].length
    const mistakes = [
      ...identifierMistakes(named, t),
      ...(isReason(reason) ? [] : [{ field: 'reason-HARM_NOW', text: t('reason.empty') }]),
      ...(length >= WORDS.least && length <= WORDS.most ? [] : [{ field: 'text', text: t('text.wrong') }]),
      ...(MINUTES.some(each => each === minutes) ? [] : [{ field: 'minutes-15', text: t('minutes.empty') }]),
    ]
    if (child === null || mistakes.length > 0) return page(visit, form, { mistakes }, 422)
    const input = {
      ...{ key: form.get('key') ?? '', child, minutes: Number(minutes) },
      reason: `${t(`reason.${reason}`)}: ${text}`,
    }
    const done = await ask(breakGlassMutation, { input })
    if (done.kind === 'ANSWERED') {
      const { breakGlass: result } = done.data
      if (result.__typename === 'ChildNotShown') return page(visit, form, { notShown: result, newKey: true }, 404)
      const found = await ask(glassBrokenQuery, { by: child })
      if (found.kind !== 'ANSWERED') return problem(found)
      if (found.data.child.__typename === 'Child') return go(`/children/${encodeURIComponent(found.data.child.id)}`)
      // It was broken under this key before, and has ended or been closed since.
      return page(visit, form, { mistakes: [{ field: 'number', text: t('ended') }], newKey: true }, 409)
    }
    if (done.kind === 'UNREACHABLE') return problem(done)
    switch (done.code) {
      case 'BAD_IDENTIFIER':
        return page(visit, form, { mistakes: [{ field: 'number', text: t('identifier.wrong') }] }, 422)
      case 'BAD_ARGUMENT':
        if (done.field !== 'reason') return problem(done)
        return page(visit, form, { mistakes: [{ field: 'text', text: t('text.plain') }] }, 422)
      case 'KEY_REUSED':
        return page(visit, form, { mistakes: [{ field: 'text', text: t('again') }], newKey: true }, 409)
      case 'BREAK_GLASS_LIMIT':
        return page(visit, form, { limit: done.code }, 429)
      default:
        return problem(done)
    }
  },
}
