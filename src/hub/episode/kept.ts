// An episode as the store keeps it, and back as the rules know it.
import type { EpisodeChange, HeldEpisode, HeldStep } from '../../store/episode-rows.js'
import type { EpisodeStanding } from '../../store/hub.js'
import type { Episode, Recorded, Standing } from './episode.js'
import { keptStep, standingForm, timesOf, type EpisodeStep, type Triage } from './events.js'
import { countedOf } from './counted.js'
import { asHubEpisode } from './views.js'

/** As far as the row tells: all there is of an episode from before steps were recorded, and all that a list needs of any. */
export function standingOfRow(held: EpisodeStanding & Pick<HeldEpisode, 'childId'>): Standing {
  const { reference, childId, reportedAt, lastSeenAt, endedAt, status, missingFrom, area, homeAuthority } = held
  const risk = { level: held.risk, label: null }
  const settled = { done: false, code: 'OTHER', note: 'From before steps were recorded', decidedBy: 'Unknown' } as const
  return {
    reference,
    childId,
    reportedAt,
    lastSeenAt,
    lastSeenPlace: null,
    missingFrom,
    area,
    incident: null,
    placement: null,
    homeAuthority,
    reports: 1,
    interview: held.interviewSettled
      ? { offeredAt: reportedAt, answer: 'DECLINED', answeredAt: null, heldAt: null }
      : null,
    triage: triageOfRow(held),
    risk: held.category === 'MISSING' ? risk : null,
    foundAt: endedAt,
    check: held.safeAndWellSettled ? settled : null,
    assigned: null,
    end: held.mergedInto !== null ? 'MERGED' : status === 'CLOSED' ? 'CLOSED' : null,
    mergedInto: held.mergedInto,
  }
}

function triageOfRow({ category, risk, reviewAt }: EpisodeStanding): Triage | null {
  switch (category) {
    case 'MISSING':
      return { category, risk: { level: risk, label: null } }
    case 'NO_FURTHER_ACTION':
      return { category, code: 'OTHER' }
    case 'ABSENT':
    case 'AWAY_UNAUTHORISED':
      return { category: 'ABSENT', reviewAt }
    case 'UNRECOGNISED':
      return null
  }
}

/** Where it stands. Throws for what no rule could have written. */
export const standingOf = (held: HeldEpisode): Standing =>
  held.standing === null ? standingOfRow(held) : standingForm.parse(held.standing)

/** The steps of an episode as they were recorded; of what was taken over there are none. */
export const recordedOf = (history: readonly HeldStep[]): readonly Recorded[] =>
  history.flatMap(({ kind, at, by, body }) =>
    kind === 'TAKEN_OVER' ? [] : [{ at, by: by ?? '', step: keptStep.parse(body) }],
  )

const happenedAt = (step: EpisodeStep, at: string): string => timesOf(step)[0] ?? at

/** What the store writes of an episode to which steps were added. */
export function changeOf({ history, ...standing }: Episode): EpisodeChange {
  const steps = history.map(({ at, step }) => ({ kind: step.type, happenedAt: happenedAt(step, at), body: step }))
  const { assigned } = standing
  return {
    ...{ ...asHubEpisode(standing), counted: countedOf(standing, history), standing, steps },
    assignedPerson: assigned?.kind === 'PERSON' ? assigned.ref : null,
    assignedTeam: assigned?.kind === 'TEAM' ? assigned.ref : null,
  }
}

/** As the row alone tells, with the steps that were opened beside it. */
export const episodeOfRow = (
  held: EpisodeStanding & Pick<HeldEpisode, 'childId'>,
  steps: readonly HeldStep[],
): Episode => ({ ...standingOfRow(held), history: recordedOf(steps) })

/** With its history, as the rules know it. */
export const episodeOf = (held: HeldEpisode): Episode => ({ ...standingOf(held), history: recordedOf(held.history) })
