// A referral to another service, as it was sent.
import { sendReferralMutation } from '../casework/generated/acts.js'
import { codeIn, SERVICES } from '../shared/codes.js'
import { caseworkAct, caseworkPath, notYours, textOf } from '../../server/forms/casework.js'
import { momentIn } from '../../server/forms/moments.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, stepDone, type Told } from '../../server/forms/step.js'
import { problem, type Page, type Shown, type Visit } from '../../server/page.js'
import { doneBy } from '../shared/who-does.js'
import { referralSendOfQuery } from './generated/query.js'
import { referralSendWords } from './words.js'

const INPUTS: Readonly<Record<string, string>> = { to: 'to', sentAt: 'sent' }

async function page(visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  const { ask, params, person, label } = visit
  if (doneBy(person)['REFERRAL_SEND'] !== true) return notYours(visit)
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(referralSendOfQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  begun(typed, null, told)
  const values = {
    ...{ child, typed, action: caseworkPath(visit, 'referral'), back: caseworkPath(visit) },
    found: child.__typename === 'Child' ? { kind: 'FOUND' } : null,
    services: SERVICES.map(value => ({ value, text: label('ReferralService', value) })),
  }
  return formShown(visit, 'referral-send/view.njk', values, told)
}

export const referralSend: Page = {
  name: 'referral-send',
  path: '/children/:id/casework/referral',
  words: referralSendWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const lacks = (field: string, key: string): Promise<Shown> => again({ mistakes: [{ field, text: visit.t(key) }] })
    const service = codeIn(SERVICES, form.get('service'))
    if (service === null) return lacks('service', 'service.empty')
    const to = textOf(form, 'to')
    if (to === '') return lacks('to', 'to.empty')
    const sent = momentIn(form, 'sent')
    if (sent === 'WRONG') return lacks('sent', 'form.momentWrong')
    const input = { ...caseworkAct(visit, form), service, to, sentAt: sent.at }
    const done = await visit.ask(sendReferralMutation, { input })
    const inputOf = (field: string): string => INPUTS[field] ?? 'service'
    const next = `${caseworkPath(visit)}?recorded=sent`
    return stepDone(visit, done, { inputOf, again, next }, data => data.sendReferral.__typename)
  },
}
