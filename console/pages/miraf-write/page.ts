// The form of a version: as it was sent, or as it begins.
import { randomUUID } from 'node:crypto'
import * as codes from '../shared/codes.js'
import { readChange } from '../../server/forms/changes.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { dayFrom } from '../../server/forms/moments.js'
import { problem, show, type Shown, type Visit } from '../../server/page.js'
import { begin } from './begin.js'
import { offer } from './facts.js'
import { mirafMeanwhileQuery, mirafToWriteQuery } from './generated/query.js'
import { levelOf } from './level.js'

interface Told {
  readonly mistakes?: readonly Mistake[]
  /** Somebody saved a version since the form was begun. */
  readonly changed?: boolean
  readonly levelAsked?: boolean
}

/** What is offered as the date of review where there is none yet. */
const REVIEW_IN_DAYS = 28

export async function page(visit: Visit, sent: URLSearchParams | null, told: Told = {}): Promise<Shown> {
  const { t, ask, params, label, now, dates } = visit
  const { mistakes = [], changed = false, levelAsked = false } = told
  const { id = '' } = params
  const answer = await ask(mirafToWriteQuery, { id, purpose: 'ASSESS_RISK' })
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child, mirafWords } = answer.data
  const shownChild = child.__typename === 'Child' ? child : null
  const hub = shownChild?.hub[0] ?? null
  const latest = hub?.record?.miraf ?? null
  const draft = shownChild?.mirafDraft ?? null
  // A form that began without the newest version would save a version without it.
  const readable = hub !== null && draft !== null && (latest?.version ?? 0) === draft.version
  const typed = sent ?? begin(latest, dayFrom(now, REVIEW_IN_DAYS))
  const seen = Number(typed.get('version') ?? draft?.version ?? 0)
  const facts = offer({ draft, latest, form: typed, begun: sent !== null }, { t, label, dates })
  if (changed || !typed.has('version')) typed.set('version', String(draft?.version ?? 0))
  if (!typed.has('key')) typed.set('key', randomUUID())
  const values = {
    ...{ child, hub, latest, draft, readable, typed, mistakes, changed, facts, path: `/children/${id}` },
    ...{ hazards: codes.HAZARDS, contributors: codes.CONTRIBUTORS, mirafWords, levelAsked },
    ...{ seen, meanwhile: changed ? await meanwhile(visit, seen, latest?.version ?? 0) : null },
    level: levelOf(mirafWords.matrix, typed),
    items: {
      push: itemsOf(codes.PUSH, code => label('PushFactor', code)),
      pull: itemsOf(codes.PULL, code => label('PullFactor', code)),
      protective: itemsOf(codes.PROTECTIVE, code => label('MirafProtective', code)),
      levels: itemsOf(codes.GRADED, code => label('RiskLevel', code)),
      likelihoods: itemsOf(codes.LIKELIHOODS, code => label('MirafLikelihood', code)),
      impacts: itemsOf(codes.IMPACTS, code => label('MirafImpact', code)),
      states: itemsOf(codes.CONTRIBUTION_STATES, code => label('MirafContributionState', code)),
    },
  }
  const title = mistakes.length > 0 ? t('titleError') + t('title') : t('title')
  return show('miraf-write/view.njk', title, values, mistakes.length > 0 ? 422 : 200)
}

const itemsOf = (list: readonly string[], textOf: (code: string) => string): readonly object[] =>
  list.map(value => ({ value, text: textOf(value) }))

/** What the others changed; null where it cannot be told, and then their version stands there whole. */
async function meanwhile(
  { ask, params, t, label }: Visit,
  from: number,
  to: number,
): Promise<readonly object[] | null> {
  if (from === 0) return null
  const answer = await ask(mirafMeanwhileQuery, { id: params['id'] ?? '', purpose: 'ASSESS_RISK', from, to })
  if (answer.kind !== 'ANSWERED' || !('hub' in answer.data.child)) return null
  const changes = answer.data.child.hub[0]?.record?.mirafHistory?.difference?.changes
  return changes?.map(change => readChange(change, t, label)) ?? null
}
