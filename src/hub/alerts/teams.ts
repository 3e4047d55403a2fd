// Which team stands for whom. A team is what answers at any hour: an alert never hangs on one person being in.
import type { AgencyKind } from '../../types/index.js'

/** Who belongs to a team: all that is given must fit. */
export interface Member {
  readonly role?: string | undefined
  readonly post?: string | undefined
  readonly staffRef?: string | undefined
}

export interface AlertTeam {
  readonly id: string
  readonly agency: AgencyKind
  readonly organisation: string
  readonly members: readonly Member[]
  readonly dutyInbox: boolean
  readonly leavingCare: boolean
  readonly deputies: string | null
  readonly manager: string | null
  readonly escalateAfterMinutes: number
}

/** Somebody in the posts they hold now. */
export interface InPosts {
  readonly agency: AgencyKind
  readonly organisation: string
  readonly role: string
  readonly posts: readonly string[]
  readonly staffRef: string
}

/** Whom agencies name; null is what they did not say. */
export interface Named {
  readonly agency: AgencyKind
  readonly organisation: string
  readonly role: string
  readonly post: string | null
  readonly staffRef: string | null
}

/** The hub is one agency, by whatever name its provider calls it. */
const isOf = (
  team: Pick<AlertTeam, 'agency' | 'organisation'>,
  { agency, organisation }: Pick<Named, 'agency' | 'organisation'>,
): boolean => team.agency === agency && (agency === 'HUB' || team.organisation === organisation)

/** The ids of every team somebody is in. */
export const teamsOf = (person: InPosts, teams: readonly AlertTeam[]): readonly string[] =>
  teams
    .filter(team => isOf(team, person))
    .filter(({ members }) =>
      members.some(
        ({ role, post, staffRef }) =>
          (role === undefined || role === person.role) &&
          (post === undefined || person.posts.includes(post)) &&
          (staffRef === undefined || staffRef === person.staffRef),
      ),
    )
    .map(({ id }) => id)

/** How closely a member is the one who is named; 0 where not at all. A name before a post, a post before a role. */
function closeness({ role, post, staffRef }: Member, named: Named): number {
  if (role !== undefined && role !== named.role) return 0
  if (post !== undefined && post !== named.post) return 0
  if (staffRef !== undefined && staffRef !== named.staffRef) return 0
  return (staffRef === undefined ? 0 : 4) + (post === undefined ? 0 : 2) + (role === undefined ? 0 : 1)
}

/** The team that stands for whoever is named; null where none does. Of several that are as close the first in the file. */
export function teamFor<T extends AlertTeam>(named: Named, teams: readonly T[]): T | null {
  let best: T | null = null
  let most = 0
  for (const team of teams) {
    if (!isOf(team, named)) continue
    const close = Math.max(...team.members.map(member => closeness(member, named)))
    if (close > most) [best, most] = [team, close]
  }
  return best
}

/** The duty inbox of an organisation, else of any of its agency, else the hub's. Null where the hub itself has none. */
export function dutyInboxOf<T extends AlertTeam>(
  { agency, organisation }: Pick<Named, 'agency' | 'organisation'>,
  teams: readonly T[],
): T | null {
  const inboxes = teams.filter(({ dutyInbox }) => dutyInbox)
  return (
    inboxes.find(team => isOf(team, { agency, organisation })) ??
    inboxes.find(team => team.agency === agency) ??
    inboxes.find(team => team.agency === 'HUB') ??
    null
  )
}
