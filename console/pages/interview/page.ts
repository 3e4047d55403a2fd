// The interview of one episode: where it stands, and the forms of the steps that may come next.
import * as codes from '../shared/codes.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, standingAt, type Told } from '../../server/forms/step.js'
import { go, problem, type Shown, type Visit } from '../../server/page.js'
import { interviewOfQuery } from './generated/query.js'

export type Step = 'offer' | 'answer' | 'hold'

/** Which steps may follow; the gateway decides. A child may change their mind either way. */
const NEXT: Readonly<Record<string, readonly Step[]>> = {
  NONE: ['offer'],
  OFFERED: ['answer'],
  ACCEPTED: ['hold', 'answer'],
  DECLINED: ['answer', 'offer'],
  HELD: [],
}

export async function page(visit: Visit, typed: URLSearchParams, said: Told = {}): Promise<Shown> {
  const { ask, params, person, query, label } = visit
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(interviewOfQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const answers = child.__typename === 'Child' ? child.missingEpisodes : []
  const at = child.__typename === 'Child' ? standingAt(visit, 'interview', child.missingEpisodes, typed, said) : null
  if (at?.kind === 'GO') return go(at.to)
  const { found, action, told } = at ?? { found: null, action: null, told: said }
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  begun(typed, found?.kind === 'FOUND' ? found.version : null, told)
  const interviews = answers.find(({ source }) => source?.id === 'hub')?.record?.interviews ?? null
  const reference = found?.kind === 'FOUND' ? found.episode.reference : null
  const interview = interviews?.find(({ episodeReference }) => episodeReference === reference) ?? null
  // What of it may not be read is no reason to keep a step back: whoever may take it knows where it stands.
  const steps =
    interviews === null ? (['offer', 'answer', 'hold'] as const) : (NEXT[interview?.outcome ?? 'NONE'] ?? [])
  const itemsOf = (list: readonly string[], enumName: string): readonly object[] =>
    list.map(value => ({ value, text: label(enumName, value) }))
  const values = {
    ...{ child, found, typed, action, interview, unreadable: interviews === null },
    steps: steps.filter(step => step !== 'hold' || person.role === 'DEBRIEF_WORKER'),
    recorded: query.get('recorded') === '1' && told.mistakes === undefined,
    items: {
      answers: itemsOf(codes.ANSWERS, 'DebriefAnswer'),
      declined: itemsOf(codes.DECLINED, 'DebriefDeclinedReason'),
      push: itemsOf(codes.PUSH, 'PushFactor'),
      pull: itemsOf(codes.PULL, 'PullFactor'),
      audience: itemsOf(codes.AUDIENCES, 'DebriefAudience'),
    },
  }
  return formShown(visit, 'interview/view.njk', values, told)
}
