// Episodes to try things on.
import type { Episode, Standing } from '../../../src/hub/episode/episode.js'
import { step, type StepDeps } from '../../../src/hub/episode/step.js'
import { hubPolicy } from '../../../src/hub/policy.js'

const policy = hubPolicy.parse({})

export const depsAt = (at: string, others: readonly Standing[] = []): StepDeps => ({ at, by: 'HP-01', policy, others })

export const aReport = {
  type: 'REPORT',
  reference: 'E-1',
  childId: 'c-1',
  incident: null,
  reporter: 'CARER',
  reportedAt: '2026-02-11T22:05:00Z',
  lastSeenAt: '2026-02-11T19:30:00Z',
  circumstances: null,
  missingFrom: 'CARE_HOME',
  placement: 'PLACED_HERE',
  area: 'W06000022',
  homeAuthority: 'E06000023',
} as const

export const aTriage = (level: string, reason: string | null = null) => ({
  type: 'TRIAGE',
  triage: { category: 'MISSING', risk: { level, label: null } },
  reason,
})
export const aReturn = (foundAt: string) => ({ type: 'RETURN', foundAt, foundBy: 'POLICE', place: 'Bus station' })

/** An episode that went through these steps, each at its time. Throws where one is refused. */
export function episodeOf(...steps: readonly (readonly [at: string, input: unknown])[]): Episode {
  let episode: Episode | null = null
  for (const [at, input] of steps) {
    const result = step(episode, input, depsAt(at))
    if (!result.ok) throw new Error(`${result.code} at ${result.field ?? 'the step'}`)
    episode = result.episode
  }
  if (episode === null) throw new Error('no steps')
  return episode
}
