// Thresholds of one random history, by the hub's rules and by the second reading: what differs, in words.
import fc from 'fast-check'
import { hubPolicy } from '../../../src/hub/policy.js'
import { meetingDue, reached } from '../../../src/hub/thresholds/reached.js'
import { history, moment } from './histories.js'
import { meetingByForce, reachedByForce } from './reading.js'

const policy = hubPolicy.parse({})

export const children = fc.record({
  episodes: history,
  calls: fc.array(moment, { maxLength: 2 }),
  meetings: fc.array(moment, { maxLength: 3 }),
})

type Child = typeof children extends fc.Arbitrary<infer T> ? T : never

/** `rules` stands in for the hub's where a test spoils them. */
export function differences({ episodes, calls, meetings }: Child, rules = policy): readonly string[] {
  const plain = episodes.map(({ reference, reportedAt, triage, end }) => ({
    reference,
    at: reportedAt,
    counts: triage?.category === 'MISSING' && end === null,
  }))
  const ours = reached(episodes, rules)
    .map(one => `${one.reference}:${one.episodes}`)
    .join()
  const theirs = reachedByForce(plain).join()
  const asked = { episodes, calls: calls.map(at => ({ at })), meetings: meetings.map(heldAt => ({ heldAt })) }
  const due = meetingDue(asked, rules)
  const owed = meetingByForce(plain, calls, meetings)
  return [
    ...(ours === theirs ? [] : [`reached ${ours}, by brute force ${theirs}`]),
    ...(due?.dueAt === owed?.dueAt && due?.episodes === owed?.episodes
      ? []
      : [`due ${due?.dueAt}, by brute force ${owed?.dueAt}`]),
  ]
}
