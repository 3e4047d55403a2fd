// Sends a report, and leads on: to its triage, to the child, or to no more than that it was taken.
import { forPurpose } from '../../server/forms/purpose.js'
import { ruleMistake, type Mistake } from '../../server/forms/mistakes.js'
import { go, problem, type Failure, type Shown, type Visit } from '../../server/page.js'
import type { Named } from '../shared/identifier.js'
import { reportIncidentMutation, reportMissingMutation } from './generated/acts.js'
import { reportedNowQuery } from './generated/query.js'
import { inputOf, OTHERS, readReport } from './read.js'
import { triages } from './who.js'

export interface Told {
  readonly mistakes?: readonly Mistake[]
  /** The child, reported alone, has another absence at that time: what there is, is shown. */
  readonly overlap?: boolean
  /** The form was sent before, with other words. */
  readonly newKey?: boolean
}
export type Again = (told: Told) => Promise<Shown>

export async function sent(visit: Visit, form: URLSearchParams, child: Named, again: Again): Promise<Shown> {
  const read = readReport(form, visit.t)
  if ('mistakes' in read) return again(read)
  const input = { key: form.get('key') ?? '', ...read.said }
  if (read.others.length === 0) {
    const done = await visit.ask(reportMissingMutation, { input: { ...input, child } })
    if (done.kind !== 'ANSWERED') return refused(visit, form, done, again)
    return onward(visit, child, done.data.reportMissing.episode)
  }
  const children = [{ child, missing: true }, ...read.others]
  const done = await visit.ask(reportIncidentMutation, { input: { ...input, children } })
  if (done.kind !== 'ANSWERED') return refused(visit, form, done, again)
  return onward(visit, child, done.data.reportIncident.children[0]?.episode ?? null)
}

function refused(
  { t, language }: Visit,
  form: URLSearchParams,
  failure: Failure,
  again: Again,
): Promise<Shown> | Shown {
  const rule = ruleMistake(failure, language, field => inputOf(field, form))
  const other = OTHERS.find(nth => (form.get(`other-${nth}`) ?? '').trim() !== '')
  const overlap = rule?.rule === 'EPISODES_OVERLAP'
  // The gateway does not say which child of an incident it was: nobody's absences are shown as the reason.
  if (overlap && other !== undefined)
    return again({ mistakes: ['reported', `other-${other}`].map(field => ({ field, text: t('others.overlap') })) })
  if (rule !== null) return again({ mistakes: [rule], overlap })
  const code = failure.kind === 'REFUSED' ? failure.code : null
  // The gateway does not say which of several numbers it was.
  if (code === 'BAD_IDENTIFIER') {
    const field = form.has('number') || other === undefined ? 'number' : `other-${other}`
    const alone = form.has('number') ? 'number.wrong' : 'number.empty'
    return again({ mistakes: [{ field, text: t(other === undefined ? alone : 'others.wrong') }] })
  }
  if (code === 'KEY_REUSED') return again({ mistakes: [{ field: 'reported', text: t('again') }], newKey: true })
  return problem(failure)
}

async function onward(visit: Visit, child: Named, episode: string | null): Promise<Shown> {
  const { person, ask } = visit
  const to = (id: string, reference: string | null): Shown => {
    const path = `/children/${encodeURIComponent(id)}`
    const triage = reference !== null && triages(person)
    return go(triage ? `${path}/episodes/${encodeURIComponent(reference)}/triage?reported=1` : `${path}?reported=1`)
  }
  if ('id' in child) return to(child.id, episode)
  // The report itself may have opened the child to whoever made it; that is for the gateway to say.
  const now = await forPurpose(person, purpose => ask(reportedNowQuery, { by: child, purpose }))
  if (now.kind !== 'ANSWERED' || now.data.child.__typename !== 'Child') return go('/report?taken=1')
  const { id, missingEpisodes } = now.data.child
  const hub = missingEpisodes.find(({ source }) => source?.id === 'hub')?.record?.episodes
  return to(id, episode ?? hub?.find(({ status }) => status === 'OPEN')?.reference ?? null)
}
