// That somebody is too near to a child: said by themselves, or by their agency of its staff; ended by whoever oversees it.
import { randomUUID } from 'node:crypto'
import type { Mistake } from '../../server/forms/mistakes.js'
import { go, problem, show, type Failure, type Page, type Shown, type Visit } from '../../server/page.js'
import type { Translate } from '../../words/translate.js'
import { declareConflictMutation, withdrawConflictMutation } from './generated/acts.js'
import { conflictsOfInterestQuery } from './generated/query.js'
import { ABOUT, readConflict } from './read.js'
import { conflictsWords } from './words.js'

/** Who may declare it of others, and who is shown the list. The gateway decides; this says which form is offered. */
const OF_OTHERS = ['HUB_MANAGER', 'TEAM_MANAGER', 'AUDITOR']
const ofOthers = ({ person }: Visit): boolean => OF_OTHERS.includes(person.role)
const oversees = ({ person }: Visit): boolean => person.role === 'AUDITOR'

/** A kept withdrawal is nothing of the declaration's form, least of all its key. */
const isWithdrawal = (kept: URLSearchParams | null): boolean => kept?.has('withdraw') === true

async function page(
  visit: Visit,
  typed: URLSearchParams,
  mistakes: readonly Mistake[] = [],
  status = 422,
): Promise<Shown> {
  const { t, ask, query } = visit
  const answer = oversees(visit) ? await ask(conflictsOfInterestQuery, { after: query.get('after') }) : null
  if (answer !== null && answer.kind !== 'ANSWERED') return problem(answer)
  const listed = answer?.data.conflictsOfInterest ?? null
  if (!typed.has('key')) typed.set('key', randomUUID())
  const wrong = mistakes.length > 0
  const [asked, after] = [query.get('done'), query.get('after')]
  const values = {
    ...{ typed, mistakes, others: ofOthers(visit) },
    list: listed?.edges.map(({ node }) => ({ ...node, key: randomUUID() })) ?? null,
    way: {
      path: '/conflicts',
      query: {},
      next: listed?.pageInfo.hasNextPage === true ? listed.pageInfo.endCursor : null,
      first: !query.has('after'),
    },
    // Where a withdrawal is sent: the page of the list that one is on.
    sentTo: after === null ? '/conflicts' : `/conflicts?${new URLSearchParams({ after }).toString()}`,
    setAside: isWithdrawal(visit.kept),
    whose: ['self', 'another'].map(value => ({ value, text: t(`who.${value}`) })),
    kinds: ABOUT.map(value => ({ value, text: value === 'uprn' ? t('about.uprn') : t(`identifier.${value}`) })),
    did: !wrong && (asked === 'declared' || asked === 'withdrawn') ? asked : null,
  }
  return show('conflicts/view.njk', (wrong ? t('titleError') : '') + t('title'), values, wrong ? status : 200)
}

/** The inputs of what the gateway names as wrong. */
const INPUTS: Readonly<Record<string, string>> = {
  ...{ staffRef: 'staffRef', organisation: 'organisation', child: 'number', uprn: 'number' },
  ...{ from: 'from', until: 'until' },
}
/** At the input that is named, else at the form as a whole. */
function refusedAt(name: string | null, t: Translate): Mistake {
  const field = INPUTS[name ?? ''] ?? 'declare'
  return { field, text: t(field === 'until' ? 'until.wrong' : 'refused') }
}

/** Where a refusal is told in the form; null where it is about the whole page. */
function told({ t }: Visit, failure: Failure, ofAnother: boolean): Mistake | null {
  if (failure.kind !== 'REFUSED') return null
  switch (failure.code) {
    case 'BAD_IDENTIFIER':
      return { field: 'number', text: t('identifier.wrong') }
    case 'BAD_ARGUMENT':
      return refusedAt(failure.field, t)
    case 'KEY_REUSED':
      return { field: 'number', text: t('again') }
    case 'OPERATION_REFUSED':
      return ofAnother ? { field: 'organisation', text: t('organisation.notYours') } : null
    default:
      return null
  }
}

export const conflicts: Page = {
  name: 'conflicts',
  path: '/conflicts',
  words: conflictsWords,
  get: visit => page(visit, new URLSearchParams(isWithdrawal(visit.kept) ? '' : (visit.kept ?? ''))),
  async post(visit, form) {
    const { t, ask } = visit
    const key = form.get('key') ?? ''
    const withdraw = form.get('withdraw')
    if (withdraw !== null) {
      const done = await ask(withdrawConflictMutation, { input: { key, id: withdraw } })
      const after = visit.query.get('after')
      const to = new URLSearchParams({ ...(after === null ? {} : { after }), done: 'withdrawn' })
      return done.kind === 'ANSWERED' ? go(`/conflicts?${to.toString()}`) : problem(done)
    }
    const read = readConflict(form, t, { others: ofOthers(visit), now: visit.now })
    if ('mistakes' in read) return page(visit, form, read.mistakes)
    const done = await ask(declareConflictMutation, { input: { key, ...read.input } })
    if (done.kind === 'ANSWERED') return go('/conflicts?done=declared')
    const mistake = told(visit, done, form.get('who') === 'another')
    if (mistake === null) return problem(done)
    // The next try is an act of its own.
    form.delete('key')
    return page(visit, form, [mistake])
  },
}
