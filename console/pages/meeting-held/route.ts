// A meeting that was held: who took part, what was decided, and the plan it set.
import { recordMeetingMutation } from '../casework/generated/acts.js'
import { MEETING_KINDS, MEETING_PARTIES } from '../shared/codes.js'
import { caseworkForm } from '../../server/forms/casework-form.js'
import { caseworkAct, caseworkPath, MEETINGS, readCasework } from '../../server/forms/casework.js'
import { stepDone, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { meetingHeldOfQuery, type MeetingHeldOfQuery, type MeetingHeldOfQueryVariables } from './generated/query.js'
import { heldOf, NTH } from './plan.js'
import { meetingHeldWords } from './words.js'

type Child = Extract<MeetingHeldOfQuery['child'], { readonly __typename: 'Child' }>

/** Whoever records one has seen how many there are: none where nothing is recorded. */
function foundOf({ hub }: Child) {
  const read = readCasework(hub, MEETINGS, record => record.meetings)
  if (read.kind !== 'READ') return read
  const version = read.value === null ? 0 : read.value.version
  if (version === null) return { kind: 'WITHHELD', answer: hub[0] ?? null } as const
  return { kind: 'FOUND', version, meetings: read.value } as const
}

const page = (visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> =>
  caseworkForm(
    visit,
    {
      ...{ kind: 'MEETING', view: 'meeting-held/view.njk', page: 'meeting', found: foundOf },
      ask: (variables: MeetingHeldOfQueryVariables) => visit.ask(meetingHeldOfQuery, variables),
      values: () => ({
        nths: NTH,
        kinds: MEETING_KINDS.map(value => ({ value, text: visit.label('MeetingKind', value) })),
        parties: MEETING_PARTIES.map(value => ({ value, text: visit.label('MeetingParty', value) })),
        // What stands in it, or is wrong in it, is not to be looked for.
        named: MEETING_PARTIES.some(party => (typed.get(`who-${party}`) ?? '') !== ''),
      }),
    },
    typed,
    told,
  )

export const meetingHeld: Page = {
  name: 'meeting-held',
  path: '/children/:id/casework/meeting',
  words: meetingHeldWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const said = heldOf(form, visit.t)
    if ('mistakes' in said) return again(said)
    const input = { ...caseworkAct(visit, form), version: Number(form.get('version')), ...said.held }
    const done = await visit.ask(recordMeetingMutation, { input })
    const next = caseworkPath(visit, '', { recorded: 'meeting' })
    return stepDone(visit, done, { inputOf: said.inputOf, again, next }, data => data.recordMeeting.__typename)
  },
}
