// Finds a child by what is known. What is typed is sent as a form, so that no name stands in an address.
import { problem, show, type Page, type Shown, type Visit } from '../../server/page.js'
import { reports } from '../report/who.js'
import { purposeOf } from '../children/purpose.js'
import { DATE, readForm, typedIn, type Typed } from './form.js'
import { findQuery } from './generated/query.js'
import { findWords } from './words.js'

/** The gateway cannot search by this, and says so of what was typed and of nothing else. */
const TYPED = new Set(['BAD_ARGUMENT', 'BAD_IDENTIFIER', 'BAD_VALUE'])

const PARTS = ['givenName', 'familyName', 'age', 'postcode', 'nhsNumber', 'upn', 'localId'] as const

function page({ t, label, person }: Visit, typed: Typed, more: object, status = 200): Shown {
  const sexes = (['FEMALE', 'MALE', 'OTHER'] as const).map(value => ({ value, text: label('Sex', value) }))
  const open = [...PARTS, ...DATE, 'sex'].some(name => (typed[name] ?? '') !== '')
  return show(
    'find/view.njk',
    t('title'),
    {
      typed,
      sexes,
      reports: reports(person),
      open,
      names: PARTS,
      dateNames: DATE,
      mistakes: [],
      answer: null,
      ...more,
    },
    status,
  )
}

export const find: Page = {
  name: 'find',
  path: '/find',
  words: findWords,
  async get(visit) {
    return page(visit, typedIn(visit.kept ?? new URLSearchParams()), {})
  },
  async post(visit, form) {
    const { t, person, ask, query } = visit
    const typed = typedIn(form)
    const read = readForm(typed)
    if (!read.ok)
      return page(visit, typed, { mistakes: [{ field: read.field, text: t(`mistake.${read.mistake}`) }] }, 422)
    const answer = await ask(findQuery, { input: read.input, purpose: purposeOf(person.role, query.get('purpose')) })
    if (answer.kind === 'REFUSED' && TYPED.has(answer.code))
      return page(visit, typed, { mistakes: [{ field: 'text', text: t(`mistake.${answer.code}`) }] }, 422)
    if (answer.kind !== 'ANSWERED') return problem(answer)
    return page(visit, typed, { answer: answer.data.findChildren })
  },
}
