// Takes random steps, and says of each whether what came of it was right.
import { isDeepStrictEqual } from 'node:util'
import type { Episode } from '../../../src/hub/episode/episode.js'
import { stepForm } from '../../../src/hub/episode/events.js'
import { replay, step } from '../../../src/hub/episode/step.js'
import { hubPolicy } from '../../../src/hub/policy.js'
import { at, type Tried } from './random.js'
import { whyNot } from './reading.js'

const MINUTE = 60_000
const START = Date.parse('2026-03-28T21:00:00Z')
const policy = hubPolicy.parse({})

export interface Walked {
  readonly taken: number
  readonly refused: number
  readonly wrong: readonly string[]
  readonly codes: readonly string[]
}

/** States that cannot be. */
function impossible(episode: Episode): boolean {
  const { foundAt, check, interview, triage, risk, end } = episode
  return [
    foundAt === null && (check !== null || interview !== null),
    foundAt !== null && foundAt < episode.reportedAt,
    risk !== null && triage?.category !== 'MISSING',
    triage?.category === 'MISSING' && risk === null,
    interview !== null && foundAt !== null && interview.offeredAt < foundAt,
    end === 'CLOSED' && triage === null,
    end === 'CLOSED' && triage?.category !== 'NO_FURTHER_ACTION' && (foundAt === null || check === null),
  ].some(Boolean)
}

/** Whatever went wrong in taking one step; nothing where all is as it must be. */
function wrongOf(
  before: Episode | null,
  result: ReturnType<typeof step>,
  tried: Tried,
  input: unknown,
  now: number,
): string[] {
  const reasons = tried.spoilt === null ? whyNot(before?.history ?? [], stepForm.parse(input), now) : [tried.spoilt]
  if (!result.ok) {
    if (reasons.includes(result.code)) return result.words.en && result.words.cy ? [] : [`${result.code} has no words`]
    return [`refused ${result.code}, should be ${reasons.join(' or ') || 'taken'}`]
  }
  if (reasons.length > 0) return [`taken, should be ${reasons.join(' or ')}`]
  const { history } = result.episode
  const kept = before?.history ?? []
  return [
    ...(isDeepStrictEqual(history.slice(0, -1), kept) && history.length === kept.length + 1 ? [] : ['a step was lost']),
    ...(impossible(result.episode) ? ['an impossible state'] : []),
    ...(isDeepStrictEqual(replay(history, policy), result) ? [] : ['the history tells another story']),
  ]
}

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value))
    Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

/** `stepping` stands in for the hub's rules where a test spoils them. */
export function walk(attempts: readonly Tried[], stepping: typeof step = step): Walked {
  let episode: Episode | null = null
  let now = START
  const walked = { taken: 0, refused: 0, wrong: [] as string[], codes: [] as string[] }
  for (const tried of attempts) {
    now += tried.advance * MINUTE
    const input = at(now, tried.input)
    const deps = { at: new Date(now).toISOString(), by: 'HP-01', policy, others: [] }
    const result = stepping(frozen(episode), input, deps)
    walked.wrong.push(...wrongOf(episode, result, tried, input, now))
    if (result.ok) {
      walked.taken += 1
      episode = result.episode
    } else {
      walked.refused += 1
      walked.codes.push(result.code)
    }
  }
  return walked
}
