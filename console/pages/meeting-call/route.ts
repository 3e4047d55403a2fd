// A call for a meeting, whatever the numbers say: for everybody who is concerned about a child of theirs.
import { callMeetingMutation } from '../casework/generated/acts.js'
import { caseworkFormOfQuery } from '../casework/generated/form.js'
import { caseworkForm, nothingSeen } from '../../server/forms/casework-form.js'
import { caseworkAct, caseworkPath, textOf } from '../../server/forms/casework.js'
import { momentIn } from '../../server/forms/moments.js'
import { stepDone, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { meetingCallWords } from './words.js'

const page = (visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> =>
  caseworkForm(
    visit,
    {
      ...{ kind: 'MEETING_CALL', view: 'meeting-call/view.njk', page: 'call' },
      ask: variables => visit.ask(caseworkFormOfQuery, variables),
      ...{ found: nothingSeen, values: () => ({}) },
    },
    typed,
    told,
  )

export const meetingCall: Page = {
  name: 'meeting-call',
  path: '/children/:id/casework/call',
  words: meetingCallWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const lacks = (field: string, key: string): Promise<Shown> => again({ mistakes: [{ field, text: visit.t(key) }] })
    const reason = textOf(form, 'reason')
    if (reason === '') return lacks('reason', 'reason.empty')
    const called = momentIn(form, 'called')
    if (called === 'WRONG') return lacks('called', 'form.momentWrong')
    const input = { ...caseworkAct(visit, form), reason, calledAt: called.at }
    const done = await visit.ask(callMeetingMutation, { input })
    const inputOf = (field: string): string => (field === 'calledAt' ? 'called' : 'reason')
    const next = caseworkPath(visit, '', { recorded: 'call' })
    return stepDone(visit, done, { inputOf, again, next }, data => data.callMeeting.__typename)
  },
}
