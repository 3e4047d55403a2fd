// Whether a relationship holds, from facts. Pure: three outcomes, of which UNDECIDED opens nothing (protocol.md §2).
import type { EpisodeFact, Part, PartValues, Reading } from '../../adapters/agency.js'
import { unreachable } from '../../errors.js'
import type { Person } from '../../types/caller.js'
import type { Relationship } from '../../types/index.js'
import type { FactQuestion } from './facts.js'

export interface FactAnswer {
  readonly question: FactQuestion
  readonly reading: Reading
  /** False where the record that came back is not surely this child's: then it states no fact. */
  readonly sameChild: boolean
}

/** What the hub itself knows of a child, as decisions need it. */
export interface HubFacts {
  /** An episode or open referral in the last twelve months. */
  readonly hubCase: boolean
  /** staffRefs with an open return-interview assignment. */
  readonly debriefAssignees: readonly string[]
  readonly episodes: readonly EpisodeFact[]
  /** A meeting is owed, by numbers or because somebody else called it, and was not held yet. */
  readonly meetingOpen: boolean
}

export type Held = 'HOLDS' | 'DOES_NOT_HOLD' | 'UNDECIDED'

export function relationshipHolds(
  relationship: Relationship,
  person: Person,
  answers: readonly FactAnswer[],
  hub: HubFacts,
  now: Date,
): Held {
  const today = now.toISOString().slice(0, 10)
  const current = ({ from, until }: { from: string | null; until: string | null }): boolean =>
    (from === null || from.slice(0, 10) <= today) && (until === null || until.slice(0, 10) > today)
  switch (relationship) {
    case 'ALLOCATED':
      return any(answers, 'fact.involvements', rows =>
        rows.some(row => current(row) && row.staffRef === person.staffRef),
      )
    case 'TEAM': {
      const teams = new Set(posts(person, 'TEAM', now))
      // Without a current post there is nothing that a source could confirm, or a grace could rest on.
      if (teams.size === 0) return 'DOES_NOT_HOLD'
      return any(answers, 'fact.involvements', rows =>
        rows.some(row => current(row) && row.team !== null && teams.has(row.team)),
      )
    }
    case 'REVIEWING':
      return any(answers, 'fact.involvements', rows =>
        rows.some(
          row => current(row) && row.staffRef === person.staffRef && (row.role === 'IRO' || row.role === 'CP_CHAIR'),
        ),
      )
    case 'ENROLLED':
      return any(answers, 'fact.enrolments', rows =>
        rows.some(row => row.current && row.school === person.organisation),
      )
    case 'UNDER_CARE':
      return any(answers, 'fact.care', rows => rows.some(row => row.organisation === person.organisation))
    case 'RESIDENT':
      return any(answers, 'fact.placement', placement => placement.urn === person.organisation)
    case 'IN_AREA':
    case 'DUTY':
      return inArea(new Set(posts(person, 'AREA', now)), answers, hub)
    case 'HUB_CASE':
      return hub.hubCase ? 'HOLDS' : 'DOES_NOT_HOLD'
    case 'ASSIGNED_DEBRIEF':
      return hub.debriefAssignees.includes(person.staffRef) ? 'HOLDS' : 'DOES_NOT_HOLD'
    default:
      return unreachable(relationship)
  }
}

/** Posts that count now: a shift that is over opens nothing. */
function posts(person: Person, kind: 'TEAM' | 'AREA', now: Date): string[] {
  const at = now.getTime()
  return person.posts
    .filter(post => post.kind === kind && Date.parse(post.from) <= at && (post.to === null || Date.parse(post.to) > at))
    .map(({ value }) => value)
}

function inArea(areas: ReadonlySet<string>, answers: readonly FactAnswer[], hub: HubFacts): Held {
  if (areas.size === 0) return 'DOES_NOT_HOLD'
  const within = (area: string | null): boolean => area !== null && areas.has(area)
  if (hub.episodes.some(episode => episode.areas.some(within))) return 'HOLDS'
  const outcomes = [
    any(answers, 'fact.episodes', episodes => episodes.some(episode => episode.areas.some(within))),
    any(answers, 'fact.placement', placement => within(placement.hostAuthority)),
    any(answers, 'fact.area', area => within(area.homeAuthority)),
  ]
  if (outcomes.includes('HOLDS')) return 'HOLDS'
  return outcomes.includes('UNDECIDED') ? 'UNDECIDED' : 'DOES_NOT_HOLD'
}

/** HOLDS if any source says so; UNDECIDED if none does and one could not say. */
function any<P extends Part>(answers: readonly FactAnswer[], part: P, holds: (value: PartValues[P]) => boolean): Held {
  let undecided = false
  for (const answer of answers) {
    if (!answer.question.parts.has(part)) continue
    const value = factOf(part, answer)
    if (value === 'UNKNOWN') undecided = true
    else if (value !== null && holds(value)) return 'HOLDS'
  }
  return undecided ? 'UNDECIDED' : 'DOES_NOT_HOLD'
}

/**
 * The fact as the source states it; UNKNOWN where it could not say, or may have spoken of another child. A record that its owner
 * locks against the caller states nothing to them.
 */
export function factOf<P extends Part>(part: P, { reading, sameChild }: FactAnswer): PartValues[P] | null | 'UNKNOWN' {
  if (reading.kind === 'nothing' || reading.kind === 'locked') return null
  if (reading.kind !== 'read') return 'UNKNOWN'
  if (!sameChild || reading.failedParts[part] !== undefined) return 'UNKNOWN'
  return (reading.parts[part] as PartValues[P] | null | undefined) ?? null
}
