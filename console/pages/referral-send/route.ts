// A referral to another service, as it was sent.
import { sendReferralMutation } from '../casework/generated/acts.js'
import { caseworkFormOfQuery } from '../casework/generated/form.js'
import { codeIn, SERVICES } from '../shared/codes.js'
import { caseworkForm, nothingSeen } from '../../server/forms/casework-form.js'
import { caseworkAct, caseworkPath, textOf } from '../../server/forms/casework.js'
import { momentIn } from '../../server/forms/moments.js'
import { stepDone, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { referralSendWords } from './words.js'

const INPUTS: Readonly<Record<string, string>> = { to: 'to', sentAt: 'sent' }

const page = (visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> =>
  caseworkForm(
    visit,
    {
      ...{ kind: 'REFERRAL_SEND', view: 'referral-send/view.njk', page: 'referral', found: nothingSeen },
      ask: variables => visit.ask(caseworkFormOfQuery, variables),
      values: () => ({ services: SERVICES.map(value => ({ value, text: visit.label('ReferralService', value) })) }),
    },
    typed,
    told,
  )

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
    const next = caseworkPath(visit, '', { recorded: 'sent' })
    return stepDone(visit, done, { inputOf, again, next }, data => data.sendReferral.__typename)
  },
}
