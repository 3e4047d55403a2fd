import { describe, expect, it } from '@jest/globals'
import { candidatesOf, type Involved, type Said } from '../../../src/hub/alerts/candidates.js'
import { lastSchoolMorning } from '../../../src/hub/alerts/school-morning.js'
import { dutyInboxOf, teamFor, teamsOf, type AlertTeam } from '../../../src/hub/alerts/teams.js'

const GSS = 'W06000020'
const team = (id: string, more: Partial<AlertTeam>): AlertTeam => ({
  ...{ id, agency: 'SOCIAL_CARE', organisation: GSS, members: [{ role: 'SOCIAL_WORKER' }], dutyInbox: false },
  ...{ leavingCare: false, deputies: null, manager: null, escalateAfterMinutes: 30 },
  ...more,
})
const TEAMS = [
  team('any', {}),
  team('sixteen', { members: [{ role: 'SOCIAL_WORKER', post: '16+' }] }),
  team('one', { members: [{ staffRef: 'SW-1' }] }),
  team('duty', { members: [{ role: 'DUTY_TEAM' }], dutyInbox: true }),
  team('hub', { agency: 'HUB', organisation: 'hub', members: [{ role: 'HUB_PRACTITIONER' }], dutyInbox: true }),
]
const named = (more: object) => ({
  ...{ agency: 'SOCIAL_CARE' as const, organisation: GSS, role: 'SOCIAL_WORKER', post: null, staffRef: null },
  ...more,
})

describe('the team that stands for somebody', () => {
  it.each([
    ['by name before post', { post: '16+', staffRef: 'SW-1' }, 'one'],
    ['by post before role', { post: '16+', staffRef: 'SW-2' }, 'sixteen'],
    ['by role', { post: 'LAC', staffRef: 'SW-2' }, 'any'],
    ['of another authority', { organisation: 'W06000022' }, undefined],
    ['of another role', { role: 'CP_CHAIR' }, undefined],
  ])('is found %s', (_how, more, id) => {
    expect(teamFor(named(more), TEAMS)?.id).toBe(id)
  })

  it('is its duty inbox where there is none, else its agency’s, else the hub’s', () => {
    expect(dutyInboxOf(named({}), TEAMS)?.id).toBe('duty')
    expect(dutyInboxOf(named({ organisation: 'W06000022' }), TEAMS)?.id).toBe('duty')
    expect(dutyInboxOf({ agency: 'EDUCATION', organisation: 'school' }, TEAMS)?.id).toBe('hub')
  })

  it('is everybody’s who fits one of its members whole', () => {
    const person = { ...named({}), posts: ['16+'], staffRef: 'SW-9' }
    expect(teamsOf(person, TEAMS)).toEqual(['any', 'sixteen'])
    expect(teamsOf({ ...person, posts: [] }, TEAMS)).toEqual(['any'])
    expect(teamsOf({ ...person, role: 'TEAM_MANAGER' }, TEAMS)).toEqual([])
    expect(teamsOf({ ...person, organisation: 'W06000022' }, TEAMS)).toEqual([])
    expect(teamsOf({ ...person, agency: 'HUB', organisation: 'by another name', role: 'HUB_PRACTITIONER' }, TEAMS)).toEqual(['hub']) // prettier-ignore
  })
})

const worker = (more: Partial<Involved>): Involved => ({
  ...{ staffRef: 'SW-1', team: '16+', role: 'WORKER', from: '2025-01-01', until: null },
  ...more,
})
const said = (more: Partial<Said>): Said => ({
  ...{
    source: 'one',
    agency: 'SOCIAL_CARE',
    organisation: GSS,
    involved: [],
    schools: [],
    care: [],
    host: null,
    home: null,
  },
  ...more,
})
const kinds = (all: readonly Said[], areas: readonly string[] = []): readonly string[] =>
  candidatesOf(all, { debriefAssignees: [], areas }, 'charity', '2026-02-11').map(
    ({ standsAs, named: { organisation } }) => `${standsAs} ${organisation}`,
  )

describe('those who come for an alert', () => {
  it('are those who work with the child now: not who did or will', () => {
    const involved = [
      worker({}),
      worker({ until: '2026-02-11' }),
      worker({ from: '2026-02-12' }),
      worker({ role: 'OTHER' }),
    ]
    expect(kinds([said({ involved })])).toEqual(['HUB hub', `ALLOCATED_WORKER ${GSS}`])
  })

  it('are both authorities of a child who is placed, else the one where the child went missing', () => {
    expect(kinds([said({ host: 'H', home: 'O' })], ['A'])).toEqual(['HUB hub', 'HOST_AUTHORITY H', 'HOME_AUTHORITY O'])
    expect(kinds([said({})], ['A'])).toEqual(['HUB hub', 'HOST_AUTHORITY A'])
  })

  it('are schools, nurses and who holds the interview', () => {
    expect(kinds([said({ agency: 'EDUCATION', schools: ['s'] }), said({ agency: 'HEALTH', care: ['b'] })])).toEqual([
      ...['HUB hub', 'SCHOOL_LEAD s', 'SAFEGUARDING_NURSE b'],
    ])
    const hub = { debriefAssignees: ['D-1'], areas: [] }
    expect(candidatesOf([], hub, 'charity', '2026-02-11').at(-1)?.named.staffRef).toBe('D-1')
    expect(candidatesOf([], hub, null, '2026-02-11').length).toBe(1)
  })
})

describe('the last school morning', () => {
  it.each([
    ['a weekday after the bell', '2026-02-11T09:00:00Z', '2026-02-11', '2026-02-11T08:00:00.000Z'],
    ['a weekday before it', '2026-02-11T07:59:59Z', '2026-02-10', '2026-02-10T08:00:00.000Z'],
    ['a Sunday', '2026-02-15T12:00:00Z', '2026-02-13', '2026-02-13T08:00:00.000Z'],
    ['a Monday before it', '2026-02-16T07:00:00Z', '2026-02-13', '2026-02-13T08:00:00.000Z'],
    ['summer time', '2026-07-01T07:00:00Z', '2026-07-01', '2026-07-01T07:00:00.000Z'],
    ['the Monday after the clocks go back', '2026-10-26T07:30:00Z', '2026-10-23', '2026-10-23T07:00:00.000Z'],
  ])('of %s', (_what, at, date, moment) => {
    const found = lastSchoolMorning(new Date(at), '08:00', 'Europe/London')
    expect([found.date, found.moment.toISOString()]).toEqual([date, moment])
  })
})
