// How the pages of one's own children put things in order, without a gateway.
import { describe, expect, it } from '@jest/globals'
import { worstFirst } from '../../console/pages/alert-report/route.js'
import { CHILD_ROLES } from '../../console/pages/children/purpose.js'
import { navigation } from '../../console/pages/navigation.js'
import { awayOf } from '../../console/pages/away.js'
import { rowsOf } from '../../console/pages/caseload/rows.js'
import { addressOf, askedOf, filtersOf } from '../../console/pages/due/filters.js'
import { morningOf, sinceWhen } from '../../console/pages/school/morning.js'

const NOW = new Date('2026-03-04T08:00:00Z')
const ring = { name: 'The desk', phone: null, hours: null }
const calledBy = null
type Nodes = Parameters<typeof rowsOf>[0]
type Node = Nodes[number]
type Child = Extract<Node, { readonly __typename: 'Child' }>
type Answer = Child['missingEpisodes'][number]

const said = {
  asOf: null,
  reason: null,
  stale: false,
  complete: true,
  contact: null,
  source: { name: 'A police force' },
}
const episodes = (reportedAt: string, more: object = {}): Answer => ({
  ...{ ...said, status: 'FOUND' },
  record: {
    episodes: [{ reportedAt, endedAt: null, status: 'OPEN', category: 'MISSING', risk: 'HIGH', ...more }],
  },
})
const silent: Answer = { ...said, status: 'UNAVAILABLE', reason: 'UNREACHABLE', record: null }
const nothing: Answer = { ...said, status: 'NOTHING_RECORDED', record: null }
const child = (id: string, missingEpisodes: readonly Answer[], dueAt: string | null = null): Child => ({
  ...{ __typename: 'Child', id, completeness: 'COMPLETE', calledBy, missingEpisodes },
  hub: [
    {
      ...{ ...said, status: 'FOUND' },
      record: { miraf: { review: { dueAt } }, meetings: null, referrals: null, serafs: null },
    },
  ],
})

describe('a caseload', () => {
  it('has who is away first, then what is due, then those of whom it cannot be said, then the others', () => {
    const nodes: Nodes = [
      child('at home', [nothing]),
      { __typename: 'ChildNotShown', reason: 'COULD_NOT_CHECK', whomToRing: ring },
      child('cannot say', [silent]),
      child('due later', [nothing], '2026-03-09T08:00:00Z'),
      child('overdue', [nothing], '2026-03-01T08:00:00Z'),
      child('away', [episodes('2026-03-04T01:00:00Z')]),
      child('away longer', [silent, episodes('2026-03-03T01:00:00Z')]),
    ]
    const rows = rowsOf(nodes, NOW)
    expect(rows.map(row => (row.child.__typename === 'Child' ? row.child.id : 'not shown'))).toEqual([
      ...['away longer', 'away', 'overdue', 'due later', 'not shown', 'cannot say', 'at home'],
    ])
    expect(rows.map(({ due }) => due.map(({ overdue }) => overdue))).toEqual([[], [], [true], [false], [], [], []])
  })

  it('never takes silence for being at home, nor what ended for being away', () => {
    const ended = episodes('2026-03-01T01:00:00Z', { endedAt: '2026-03-02T01:00:00Z', status: 'FOUND' })
    const nfa = episodes('2026-03-01T01:00:00Z', { category: 'NO_FURTHER_ACTION' })
    expect(awayOf([ended, nfa])).toEqual({ since: null, open: [], unsaid: [] })
    expect(awayOf([nothing, silent]).unsaid).toEqual([silent])
    expect(awayOf([{ ...nothing, complete: false }]).unsaid.length).toBe(1)
    expect(awayOf([{ ...nothing, stale: true }]).unsaid.length).toBe(1)
  })
})

describe('a school’s morning', () => {
  it.each([
    ['Wednesday', '2026-03-04T08:00:00Z', '2026-03-03T00:00:00.000Z'],
    ['Monday', '2026-03-02T08:00:00Z', '2026-02-27T00:00:00.000Z'],
    ['Sunday', '2026-03-01T08:00:00Z', '2026-02-27T00:00:00.000Z'],
    ['the Monday after the clocks went forward', '2026-03-30T07:00:00Z', '2026-03-27T00:00:00.000Z'],
    ['a day of summer', '2026-07-02T07:00:00Z', '2026-06-30T23:00:00.000Z'],
  ])('on %s is since the school day before', (_day, now, since) => {
    expect(sinceWhen(new Date(now)).toISOString()).toBe(since)
  })

  it('has each pupil once, of digests and of the night, and says where somebody could not be checked', () => {
    const one = { __typename: 'Child', id: 'b', completeness: 'COMPLETE', calledBy } as const
    const unchecked = { __typename: 'ChildNotShown', reason: 'COULD_NOT_CHECK', whomToRing: ring } as const
    const at = '2026-03-04T02:00:00Z'
    const morning = morningOf(
      [
        { kind: 'SCHOOL_DIGEST', at, child: null, pupils: ['a', 'b'] },
        { kind: 'NEW_EPISODE', at, child: one, pupils: [] },
        { kind: 'NEW_EPISODE', at, child: unchecked, pupils: [] },
        { kind: 'NEW_EPISODE', at: '2026-03-01T02:00:00Z', child: { ...one, id: 'c' }, pupils: [] },
      ],
      sinceWhen(NOW),
    )
    expect(morning).toEqual({ pupils: ['a', 'b'], unchecked: [unchecked] })
  })
})

describe('what is due', () => {
  it('is narrowed by what the address says, and by nothing that it cannot say', () => {
    const address = 'kind=TRIAGE&kind=MIRAF&kind=NONSENSE&area=W06000022&area=<b>&overdue=1&of=mine'
    const filters = filtersOf(new URLSearchParams(address))
    expect(askedOf(filters, NOW)).toEqual({
      ...{ kinds: ['TRIAGE', 'MIRAF'], areas: ['W06000022'], dueBefore: NOW.toISOString(), of: { mine: true } },
    })
    expect(filtersOf(addressOf(filters))).toEqual(filters)
    const none = askedOf(filtersOf(new URLSearchParams('of=theirs')), NOW)
    expect(none).toEqual({ kinds: null, areas: null, dueBefore: null, of: null })
  })
})

describe('the teams that do not read theirs', () => {
  it('come first, and those that were told nothing not at all', () => {
    const team = (id: string, told: number, acknowledged: number, medianSeconds: number | null) => ({
      ...{ team: { id, name: { en: id, cy: id } }, told, acknowledged, unacknowledged: told - acknowledged },
      ...{ medianSeconds, longestSeconds: medianSeconds },
    })
    const teams = [team('good', 5, 5, 60), team('none', 0, 0, null), team('bad', 5, 0, null), team('slow', 5, 5, 900)]
    expect(worstFirst(teams).map(({ team: { id } }) => id)).toEqual(['bad', 'slow', 'good'])
  })
})

describe('a child’s name in a list', () => {
  it.each(['board', 'caseload', 'alerts', 'due', 'school'])(
    'leads readers of %s to a page that their role has',
    name => {
      const item = navigation.find(one => one.name === name)
      expect(item?.roles.length).toBeGreaterThan(0)
      expect(item?.roles.filter(role => !CHILD_ROLES.includes(role))).toEqual([])
    },
  )
})
