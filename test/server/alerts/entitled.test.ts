// Roles of teams as the protocol has them, and whom it would show what a line of escalation tells.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../src/paths.js'
import { readProtocol } from '../../../src/policies/protocol/index.js'
import { entitledAs, mayBeToldInLine } from '../../../src/server/alerts/entitled.js'
import { checkTeamRoles, problemsOfRoles } from '../../../src/server/alerts/team-roles.js'
import type { AgencyKind } from '../../../src/types/index.js'

const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
if (!read.ok) throw new Error(read.problems.join('\n'))
const { protocol } = read

const team = (agency: AgencyKind, ...roles: (string | undefined)[]) => ({
  ...{ id: 'one', agency, members: roles.map(role => (role === undefined ? { post: 'Duty' } : { role })) },
})
const plain = { links: [] }
const concealed = { links: [{ protectedRecord: true }] as never }

describe('a role in teams.yaml', () => {
  it.each([
    ['that the protocol does not know', team('SOCIAL_CARE', 'SOCIAL_WORKER', 'SOCIAL_WORKERS'), 1],
    ['that is a column and no role', team('SOCIAL_CARE', 'SW'), 0],
    ['of another agency', team('EDUCATION', 'SOCIAL_WORKER'), 0],
  ])('%s is refused, and it is said which there are', (_what, one, index) => {
    const [problem, ...more] = problemsOfRoles([one], protocol)
    expect(more).toEqual([])
    expect(problem).toContain(`teams.yaml, team one, members.${index}.role`)
    expect(problem).toContain(`Write one of: ${one.agency === 'EDUCATION' ? 'SCHOOL_LEAD' : 'SOCIAL_WORKER'}`)
    expect(() => checkTeamRoles([one], protocol)).toThrow(problem)
  })

  it('of the agency, or none where a post is given, is taken', () => {
    expect(problemsOfRoles([team('SOCIAL_CARE', 'SOCIAL_WORKER', 'TEAM_MANAGER', undefined)], protocol)).toEqual([])
  })
})

describe('a team further along a line', () => {
  it.each([
    ['managers, of an assessment', 'MIRAF_VERSION', team('SOCIAL_CARE', 'TEAM_MANAGER'), true],
    ['education welfare, of an episode', 'NEW_EPISODE', team('EDUCATION', 'EDUCATION_WELFARE'), true],
    ['education welfare, of an assessment', 'MIRAF_VERSION', team('EDUCATION', 'EDUCATION_WELFARE'), false],
    ['response officers, of a meeting', 'THRESHOLD', team('POLICE', 'POLICE_OFFICER'), false],
    ['coordinators, of a referral: that there is one is all they have', 'REFERRAL_SILENT', team('POLICE', 'POLICE_COORDINATOR'), false], // prettier-ignore
    ['a post of an agency some of whom may', 'THRESHOLD', team('SOCIAL_CARE', undefined), true],
    ['anybody, of a digest', 'SCHOOL_DIGEST', team('EDUCATION', 'SCHOOL_LEAD'), false],
  ] as const)('%s: %s', (_who, kind, one, may) => {
    expect(mayBeToldInLine(protocol, kind, one, plain)).toBe(may)
  })

  it('is told of a child who is concealed where it is the hub’s manager alone', () => {
    const told = (agency: AgencyKind, role: string): boolean =>
      mayBeToldInLine(protocol, 'NEW_EPISODE', team(agency, role), concealed)
    expect(told('HUB', 'HUB_MANAGER')).toBe(true)
    expect(told('HUB', 'HUB_PRACTITIONER')).toBe(false)
    expect(told('SOCIAL_CARE', 'TEAM_MANAGER')).toBe(false)
    expect(told('POLICE', 'POLICE_COORDINATOR')).toBe(false)
  })
})

describe('a school', () => {
  it('is told of an episode and of no assessment', () => {
    expect(entitledAs(protocol, 'NEW_EPISODE', 'SCHOOL_LEAD', plain)).toBe('SCHOOL_LEAD')
    expect(entitledAs(protocol, 'MIRAF_VERSION', 'SCHOOL_LEAD', plain)).toBeNull()
    expect(entitledAs(protocol, 'MIRAF_VERSION', 'REVIEWING_OFFICER', plain)).toBe('REVIEWING_OFFICER')
  })
})
