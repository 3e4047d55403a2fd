// The return interview, for a phone as well: offered, answered, and held. What the child said and what the child agrees to share
// are two fields, and nothing is taken from the one for the other.
import * as codes from '../shared/codes.js'
import { momentIn } from '../../server/forms/moments.js'
import { pathOf, stepDone, stepOf, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { answerDebriefMutation, offerDebriefMutation, recordDebriefMutation } from './generated/acts.js'
import { page } from './page.js'
import { interviewWords } from './words.js'

const textOf = (form: URLSearchParams, name: string): string | null => (form.get(name) ?? '').trim() || null
const linesOf = (form: URLSearchParams, name: string): readonly string[] =>
  (form.get(name) ?? '').split(/\r?\n/).map(line => line.trim()).filter(line => line !== '') // prettier-ignore

interface Going {
  readonly visit: Visit
  readonly form: URLSearchParams
  readonly again: (told: Told) => Promise<Shown>
  readonly next: string
}

async function offer({ visit, form, again, next }: Going): Promise<Shown> {
  const done = await visit.ask(offerDebriefMutation, {
    input: { ...stepOf(visit, form), provider: textOf(form, 'provider') },
  })
  return stepDone(visit, done, { inputOf: () => 'provider', again, next }, data => data.offerDebrief.__typename)
}

async function answer({ visit, form, again, next }: Going): Promise<Shown> {
  const given = codes.codeIn(codes.ANSWERS, form.get('answer'))
  if (given === null) return again({ mistakes: [{ field: 'answer', text: visit.t('answer.empty') }] })
  const reason = given === 'DECLINED' ? codes.codeIn(codes.DECLINED, form.get('reason')) : null
  const input = { ...stepOf(visit, form), answer: given, reason, note: textOf(form, 'note') }
  const done = await visit.ask(answerDebriefMutation, { input })
  const inputOf = (field: string, rule: string): string =>
    rule === 'REASON_REQUIRED' ? (reason === null ? 'reason' : 'note') : field.endsWith('reason') ? 'reason' : 'answer'
  return stepDone(visit, done, { inputOf, again, next }, data => data.answerDebrief.__typename)
}

const INPUTS = [
  'childsWords',
  'agreedToShare',
  'agreedAudience',
  'places',
  'companions',
  'whatWouldHelp',
  'push',
  'pull',
]

async function hold({ visit, form, again, next }: Going): Promise<Shown> {
  const held = momentIn(form, 'held')
  if (held === 'WRONG' || held.at === null)
    return again({
      mistakes: [{ field: 'held', text: visit.t(held === 'WRONG' ? 'form.momentWrong' : 'hold.atEmpty') }],
    })
  const input = {
    ...{ ...stepOf(visit, form), heldAt: held.at },
    pushFactors: codes.codesIn(codes.PUSH, form.getAll('push')),
    pullFactors: codes.codesIn(codes.PULL, form.getAll('pull')),
    ...{ places: linesOf(form, 'places'), companions: linesOf(form, 'companions') },
    whatWouldHelp: linesOf(form, 'whatWouldHelp'),
    ...{ childsWords: textOf(form, 'childsWords'), agreedToShare: textOf(form, 'agreedToShare') },
    agreedAudience: codes.codesIn(codes.AUDIENCES, form.getAll('agreedAudience')),
  }
  const done = await visit.ask(recordDebriefMutation, { input })
  const inputOf = (field: string): string => INPUTS.find(name => field.startsWith(name)) ?? 'held'
  return stepDone(visit, done, { inputOf, again, next }, data => data.recordDebrief.__typename)
}

export const interview: Page = {
  name: 'interview',
  path: '/children/:id/episodes/:reference/interview',
  words: interviewWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const going = { visit, form, again, next: `${pathOf(visit, 'interview')}?recorded=1` }
    const step = form.get('step')
    return step === 'hold' ? hold(going) : step === 'answer' ? answer(going) : offer(going)
  },
}
