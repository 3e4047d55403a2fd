// What a report comes to: missing with a risk, absent with a time of review, or nothing further with a reason.
import { randomUUID } from 'node:crypto'
import { GRADED, NO_FURTHER_ACTION } from '../shared/codes.js'
import { hubEpisode } from '../../server/forms/episode.js'
import { ruleMistake, type Mistake } from '../../server/forms/mistakes.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { go, problem, show, type Page, type Shown, type Visit } from '../../server/page.js'
import { triageEpisodeMutation } from './generated/acts.js'
import { triageQuery } from './generated/query.js'
import { outcomeOf, inputOf } from './outcome.js'
import { triageWords } from './words.js'

/** The page with a form as it was typed; `changed` where somebody else recorded a step since it was begun. */
async function page(
  { t, ask, params, person, query, label }: Visit,
  typed: URLSearchParams,
  { mistakes = [], changed = false }: { readonly mistakes?: readonly Mistake[]; readonly changed?: boolean } = {},
): Promise<Shown> {
  const { id = '', reference = '' } = params
  const answer = await forPurpose(person, purpose => ask(triageQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const found = child.__typename === 'Child' ? hubEpisode(child.missingEpisodes, reference) : null
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  if (found?.kind === 'MERGED') return go(`/children/${id}/episodes/${encodeURIComponent(found.into)}/triage`)
  // What was seen is what the form was begun with, until it is shown anew beside what changed.
  if (found?.kind === 'FOUND' && (changed || !typed.has('version'))) typed.set('version', String(found.version))
  if (!typed.has('key')) typed.set('key', randomUUID())
  const values = {
    ...{ child, found, typed, mistakes, changed, path: `/children/${id}` },
    episodePath: `/children/${id}/episodes/${encodeURIComponent(reference)}`,
    recorded: query.get('recorded') === '1' && mistakes.length === 0,
    reported: query.get('reported') === '1' && mistakes.length === 0,
    writes: person.role.startsWith('HUB_'),
    kinds: ['missing', 'absent', 'none'].map(value => ({ value, text: t(value), hint: t(`${value}Hint`) })),
    risks: GRADED.map(value => ({ value, text: label('RiskLevel', value) })),
    reasons: NO_FURTHER_ACTION.map(value => ({ value, text: label('NoFurtherActionReason', value) })),
  }
  const title = mistakes.length > 0 ? t('titleError') + t('title') : t('title')
  return show('triage/view.njk', title, values, mistakes.length > 0 ? 422 : 200)
}

export const triage: Page = {
  name: 'triage',
  path: '/children/:id/episodes/:reference/triage',
  words: triageWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const { t, ask, params, language } = visit
    const { id = '', reference = '' } = params
    const is = outcomeOf(form, t)
    if (is.kind === 'WRONG') return page(visit, form, { mistakes: is.mistakes })
    const done = await ask(triageEpisodeMutation, {
      input: {
        ...{ key: form.get('key') ?? '', child: { id }, episode: reference, version: Number(form.get('version')) },
        ...{ is: is.outcome, reason: form.get('reason') || null },
      },
    })
    const mistake = done.kind === 'ANSWERED' ? null : ruleMistake(done, language, inputOf)
    if (mistake !== null)
      return page(visit, form, { mistakes: [mistake], changed: mistake.rule === 'EPISODE_CHANGED_MEANWHILE' })
    if (done.kind !== 'ANSWERED') return problem(done)
    // Nobody who is shown: the page itself says whom to ring.
    if (done.data.triage.__typename === 'ChildNotShown') return page(visit, form)
    return go(`/children/${id}/episodes/${encodeURIComponent(reference)}/triage?recorded=1`)
  },
}
