// What a service answered to a referral, that it was asked again, and what came of it.
import { REFERRAL_OUTCOMES, SERVICE_REFUSED } from '../shared/codes.js'
import { caseworkAct, caseworkPath, notYours, readCasework, REFERRALS } from '../../server/forms/casework.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, stepDone, type Told } from '../../server/forms/step.js'
import { problem, type Page, type Shown, type Visit } from '../../server/page.js'
import { doneBy } from '../shared/who-does.js'
import { referralOfQuery, type ReferralOfQuery } from './generated/query.js'
import { inputOf, saidOf, stepsOf } from './step.js'
import { referralWords } from './words.js'

type Child = Extract<ReferralOfQuery['child'], { readonly __typename: 'Child' }>

const referenceOf = ({ params }: Visit): string => params['reference'] ?? ''

function foundOf({ hub }: Child, reference: string) {
  const read = readCasework(hub, REFERRALS, record => record.referrals)
  if (read.kind !== 'READ') return read
  const sent = read.value ?? []
  // Of referrals that are given in summary nobody can tell which one this is.
  if (sent.some(one => one.reference === null)) return { kind: 'WITHHELD', answer: hub[0] ?? null } as const
  const referral = sent.find(one => one.reference === reference)
  if (referral === undefined) return { kind: 'NONE' } as const
  const { version } = referral
  return version === null
    ? ({ kind: 'WITHHELD', answer: hub[0] ?? null } as const)
    : ({ kind: 'FOUND', version, referral, steps: stepsOf(referral) } as const)
}

async function page(visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  const { ask, params, person, label, t } = visit
  if (doneBy(person)['REFERRAL'] !== true) return notYours(visit)
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(referralOfQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const found = child.__typename === 'Child' ? foundOf(child, referenceOf(visit)) : null
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  begun(typed, found?.kind === 'FOUND' ? found.version : null, told)
  const values = {
    ...{ child, found, typed, back: caseworkPath(visit) },
    action: caseworkPath(visit, `referrals/${encodeURIComponent(referenceOf(visit))}`),
    steps: found?.kind === 'FOUND' ? found.steps.map(value => ({ value, text: t(`step.${value}`) })) : [],
    reasons: SERVICE_REFUSED.map(value => ({ value, text: label('ReferralRefusedReason', value) })),
    outcomes: REFERRAL_OUTCOMES.map(value => ({ value, text: label('ReferralOutcome', value) })),
  }
  return formShown(visit, 'referral/view.njk', values, told)
}

export const referral: Page = {
  name: 'referral',
  path: '/children/:id/casework/referrals/:reference',
  words: referralWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const seen = { ...caseworkAct(visit, form), referral: referenceOf(visit), version: Number(form.get('version')) }
    const said = saidOf(visit, form, seen)
    if ('mistakes' in said) return again(said)
    const next = `${caseworkPath(visit)}?recorded=step`
    return stepDone(visit, await said.send(), { inputOf, again, next }, data => data.__typename)
  },
}
