// Roles in teams.yaml are those of the protocol: a team of a role that nobody has would be told and never read.
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Team } from './teams.js'

/** What is wrong, a line each; nothing where every role is one that people of the team's agency may have. */
export function problemsOfRoles(
  teams: readonly Pick<Team, 'id' | 'agency' | 'members'>[],
  protocol: CompiledProtocol,
): readonly string[] {
  return teams.flatMap(({ id, agency, members }) => {
    const names = protocol.columns.filter(role => role.agencies.includes(agency)).map(role => role.name)
    return members.flatMap(({ role }, index) => {
      if (role === undefined || names.includes(role)) return []
      const place = `teams.yaml, team ${id}, members.${index}.role`
      return [`${place}: ${role} is no role of ${agency} in protocol ${protocol.id}. Write one of: ${names.join(', ')}`]
    })
  })
}

/** Throws with every problem named. */
export function checkTeamRoles(
  teams: readonly Pick<Team, 'id' | 'agency' | 'members'>[],
  protocol: CompiledProtocol,
): void {
  const problems = problemsOfRoles(teams, protocol)
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
