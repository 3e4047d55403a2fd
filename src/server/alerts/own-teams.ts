// The teams somebody is in at a moment, by the posts their token says they hold then.
import { teamsOf } from '../../hub/alerts/teams.js'
import type { Person } from '../../types/caller.js'
import type { Team } from './teams.js'

export function ownTeamsOf(person: Person, teams: readonly Team[], now: Date): readonly string[] {
  const at = now.getTime()
  const posts = person.posts.filter(
    ({ kind, from, to }) => kind === 'TEAM' && Date.parse(from) <= at && (to === null || Date.parse(to) > at),
  )
  return teamsOf({ ...person, posts: posts.map(({ value }) => value) }, teams)
}
