// A call for a meeting, whatever the numbers say: for everybody who is concerned about a child of theirs.
import { callMeetingMutation } from '../casework/generated/acts.js'
import { caseworkAct, caseworkPath, notYours, textOf } from '../../server/forms/casework.js'
import { momentIn } from '../../server/forms/moments.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, stepDone, type Told } from '../../server/forms/step.js'
import { problem, type Page, type Shown, type Visit } from '../../server/page.js'
import { doneBy } from '../shared/who-does.js'
import { meetingCallOfQuery } from './generated/query.js'
import { meetingCallWords } from './words.js'

async function page(visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  const { ask, params, person } = visit
  if (doneBy(person)['MEETING_CALL'] !== true) return notYours(visit)
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(meetingCallOfQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  begun(typed, null, told)
  const found = child.__typename === 'Child' ? { kind: 'FOUND' } : null
  const values = { child, found, typed, action: caseworkPath(visit, 'call'), back: caseworkPath(visit) }
  return formShown(visit, 'meeting-call/view.njk', values, told)
}

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
    const next = `${caseworkPath(visit)}?recorded=call`
    return stepDone(visit, done, { inputOf, again, next }, data => data.callMeeting.__typename)
  },
}
