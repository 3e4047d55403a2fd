// What is read of return interviews that the hub recorded: how it went, and, apart from it, what the child said.
import { restrain } from '../../adapters/agency.js'
import type { HeldEpisode } from '../../store/episode-rows.js'
import type { Records } from '../../types/index.js'
import { hoursAfter } from '../days.js'
import { interviewHours } from '../due/due.js'
import type { HubPolicy } from '../policy.js'
import { INTERVIEW_DECLINED, PULL_FACTORS, PUSH_FACTORS } from './codes.js'
import type { Standing, StepOf } from './episode.js'
import type { EpisodeStep } from './events.js'
import { recordedOf, standingOf } from './kept.js'

/** Who is told what a child said, whatever the child agreed to: the service the child said it to. */
const TOLD_TO = 'THIRD_SECTOR'

const lastOf = <T extends EpisodeStep['type']>(steps: readonly EpisodeStep[], type: T): StepOf<T> | null =>
  steps.filter((one): one is StepOf<T> => one.type === type).at(-1) ?? null

const stepsOf = ({ history }: HeldEpisode): readonly EpisodeStep[] => recordedOf(history).map(({ step }) => step)

/** Where an interview stands in an episode's steps; null where none was offered. */
export function interviewOf(held: HeldEpisode, policy: HubPolicy): Records.Debrief | null {
  const standing = standingOf(held)
  const steps = stepsOf(held)
  const offer = lastOf(steps, 'OFFER_INTERVIEW')
  if (standing.interview === null || offer === null) return null
  const { answer, heldAt } = standing.interview
  const declined = answer === 'DECLINED' ? lastOf(steps, 'ANSWER_INTERVIEW') : null
  const told = heldAt === null ? null : lastOf(steps, 'HOLD_INTERVIEW')
  return {
    ...{ episodeReference: held.reference, offeredAt: offer.offeredAt, provider: offer.provider, heldAt },
    outcome: heldAt === null ? (answer === 'NONE_YET' ? 'OFFERED' : answer) : 'HELD',
    declinedReason: declined && reasonOf(declined),
    withinTarget: inTime(standing, heldAt, policy),
    pushFactors: told && told.push.map(code => PUSH_FACTORS[code].en),
    pullFactors: told && told.pull.map(code => PULL_FACTORS[code].en),
    whatWouldHelp: told && told.wouldHelp,
    places: told && told.places,
    companions: told && told.companions,
  }
}

function reasonOf({ answer }: StepOf<'ANSWER_INTERVIEW'>): string | null {
  if (answer.given !== 'DECLINED') return null
  return [INTERVIEW_DECLINED[answer.code].en, answer.note].filter(Boolean).join(': ')
}

function inTime(standing: Standing, heldAt: string | null, policy: HubPolicy): Records.YesNo {
  if (standing.foundAt === null || heldAt === null) return 'NOT_RECORDED'
  return heldAt <= hoursAfter(standing.foundAt, interviewHours(standing, policy)) ? 'YES' : 'NO'
}

/** What the child said, for those the child agreed to; null where nothing of it was written down. */
export function accountOf(held: HeldEpisode): Records.ChildAccount | null {
  const told = lastOf(stepsOf(held), 'HOLD_INTERVIEW')
  if (told === null || (told.childsWords === null && told.agreedToShare === null)) return null
  const { heldAt: at, agreedToShare: gist, childsWords: words, agreedAudience } = told
  const account = { at, gist, words, agreedAudience }
  return restrain(account, { code: 'ACCOUNT_AUDIENCE', audience: [...agreedAudience, TOLD_TO] })
}
