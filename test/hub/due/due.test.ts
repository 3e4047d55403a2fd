import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { ageOf, AGEING } from '../../../src/hub/due/ageing.js'
import { boardOf, byDue } from '../../../src/hub/due/board.js'
import { dueOf, type ChildsWork } from '../../../src/hub/due/due.js'
import { DUE_KINDS } from '../../../src/hub/due/kinds.js'
import { hubPolicy } from '../../../src/hub/policy.js'
import { isHigher } from '../../../src/hub/risk.js'
import { aReport, aReturn, aTriage, episodeOf } from '../episode/support.js'
import { differences } from './compare.js'
import { children } from './random.js'

const policy = hubPolicy.parse({})
const nothing: ChildsWork = { childId: 'c-1', episodes: [], miraf: null, mirafRequests: [], calls: [], meetings: [], actions: [], referrals: [], serafOn: null } // prettier-ignore
const reported = ['2026-03-28T18:00:00Z', { ...aReport, reportedAt: '2026-03-28T18:00:00Z', lastSeenAt: null }] as const
const due = (work: Partial<ChildsWork>, rules = policy) =>
  dueOf({ ...nothing, ...work }, rules).map(({ kind, dueAt, because }) => [kind, dueAt, ...because])

describe('what is due', () => {
  it('is what brute force finds, for random children', () => {
    fc.assert(
      fc.property(children, child => expect(differences(child)).toEqual([])),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['a day more for interviews', { due: { interviewHours: { E: 96 } } }],
    ['four episodes', { due: { mirafAfterEpisodes: 4 } }],
    ['no review on a rise', { due: { mirafOnRise: false } }],
    ['no review on request', { due: { mirafOnRequest: false } }],
    ['no review at the date', { due: { mirafOnDate: false } }],
    ['another month for a SERAF', { due: { serafMonths: 4 } }],
    ['days of another zone', { timeZone: 'UTC' }],
  ])('differs where the rule had %s', (_fault, changed) => {
    const sample = fc.sample(children, { numRuns: 200, seed: 3 })
    expect(sample.flatMap(child => differences(child, hubPolicy.parse(changed))).length).toBeGreaterThan(0)
  })

  it('names for every kind its source and words in both languages', () => {
    for (const { en, cy, source } of Object.values(DUE_KINDS)) expect([en, cy, source].every(Boolean)).toBe(true)
  })
})

describe('a return interview', () => {
  const back = episodeOf(
    reported,
    ['2026-03-28T20:00:00Z', aTriage('LOW')],
    ['2026-03-28T21:00:00Z', aReturn('2026-03-28T20:30:00Z')],
  )
  const miraf = { at: '2026-03-28T20:00:00Z', level: 'LOW', reviewOn: '2026-06-01' } as const
  const interview = (area: string | null, hours = {}) =>
    due({ episodes: [{ ...back, area }], miraf }, hubPolicy.parse({ due: { interviewHours: hours } })).find(
      ([kind]) => kind === 'INTERVIEW',
    )

  it('is due 72 hours after return, by the clock and not by the day the clocks change', () => {
    expect(interview('W06000022')).toEqual(['INTERVIEW', '2026-03-31T20:30:00.000Z', 'NOT_OFFERED'])
  })

  it('is due by the rule of its nation, and by the sooner where that is not known', () => {
    expect(interview('W06000022', { W: 120 })).toContain('2026-04-02T20:30:00.000Z')
    expect(interview('E06000023', { W: 120 })).toContain('2026-03-31T20:30:00.000Z')
    expect(interview(null, { W: 120 })).toContain('2026-03-31T20:30:00.000Z')
  })

  it('ages in bands that leave no moment out', () => {
    const at = (ms: number) =>
      ageOf('2026-03-31T20:30:00.000Z', new Date(Date.parse('2026-03-31T20:30:00.000Z') + ms).toISOString())
    const day = 86_400_000
    expect([-1, 0, 1, day - 1, day, 7 * day - 1, 7 * day, 28 * day - 1, 28 * day].map(at)).toEqual([
      'IN_TIME', 'IN_TIME', 'LATE_UNDER_1_DAY', 'LATE_UNDER_1_DAY', 'LATE_1_TO_7_DAYS', 'LATE_1_TO_7_DAYS',
      'LATE_7_TO_28_DAYS', 'LATE_7_TO_28_DAYS', 'LATE_OVER_28_DAYS',
    ]) // prettier-ignore
    expect(AGEING.every(({ en, cy }) => en !== cy)).toBe(true)
  })
})

describe('the review of a risk assessment', () => {
  const graded = episodeOf(reported, ['2026-03-28T20:00:00Z', aTriage('HIGH')])
  const on = (miraf: ChildsWork['miraf'], rules = policy) =>
    due({ episodes: [graded], miraf }, rules).find(([kind]) => kind === 'MIRAF')

  it('is due when there is none, when the risk rises, and when its date is over where the hub is', () => {
    expect(on(null)).toEqual(['MIRAF', '2026-03-28T20:00:00Z', 'NONE_YET'])
    const lower = { at: '2026-03-01T10:00:00Z', level: 'MEDIUM', reviewOn: '2026-03-29' } as const
    expect(on(lower)).toEqual(['MIRAF', '2026-03-28T20:00:00Z', 'RISK_ROSE', 'DATE'])
    expect(on({ ...lower, level: 'HIGH' })).toEqual(['MIRAF', '2026-03-29T23:00:00.000Z', 'DATE'])
    const off = hubPolicy.parse({ due: { mirafOnDate: false } })
    expect(on({ ...lower, level: 'HIGH' }, off)).toBeUndefined()
  })

  it('is due with the fifth episode reported after the last version, and not at its moment', () => {
    const days = ['01', '02', '03', '04', '05', '06'].map(day => `2026-04-${day}T12:00:00.000Z`)
    const episodes = days.map((reportedAt, index) => ({ ...graded, reportedAt, reference: `E-${index}` }))
    const miraf = { at: '2026-04-01T12:00:00.000Z', level: 'HIGH', reviewOn: '2026-06-01' } as const
    const review = (count: number) =>
      due({ episodes: episodes.slice(0, count), miraf }).find(([kind]) => kind === 'MIRAF')
    expect(review(6)).toEqual(['MIRAF', '2026-04-06T12:00:00.000Z', 'EPISODES', 'DATE'])
    expect(review(5)).toEqual(['MIRAF', '2026-06-01T23:00:00.000Z', 'DATE'])
  })
})

describe('the board', () => {
  const at = '2026-03-15T12:00:00.000Z'
  const many = fc
    .array(children, { minLength: 1, maxLength: 8 })
    .map(all => all.map(({ work }, index) => ({ ...work, childId: `c-${index}` })))

  it('has the longest overdue first and the highest risk first, and says how much it leaves out', () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 12 }), (works, boardItems) => {
        const board = boardOf(works, at, hubPolicy.parse({ due: { boardItems } }))
        const all = works.flatMap(work => dueOf(work, policy))
        expect(board.due.length + board.more.due).toBe(all.length)
        expect(board.due.length).toBeLessThanOrEqual(boardItems)
        const shown = new Set(board.due.map(({ age: _age, ...one }) => JSON.stringify(one)))
        const hidden = all.filter(one => !shown.has(JSON.stringify(one)))
        for (const [index, one] of board.due.entries()) {
          const next = board.due[index + 1]
          expect(one.age === 'IN_TIME').toBe(one.dueAt >= at)
          if (next) expect(byDue(one, next)).toBeLessThanOrEqual(0)
        }
        const last = board.due.at(-1)
        if (last) expect(hidden.every(one => one.dueAt >= last.dueAt)).toBe(true)
        const away = works
          .flatMap(({ episodes }) => episodes)
          .filter(one => one.foundAt === null && one.end === null && one.triage?.category !== 'NO_FURTHER_ACTION')
        expect(board.away.length + board.more.away).toBe(away.length)
        for (const [index, one] of board.away.entries()) {
          const next = board.away[index + 1]
          if (next && one.category !== null && next.category !== null) expect(isHigher(next.risk, one.risk)).toBe(false)
          if (next && one.category !== null) expect(next.category === null && one.risk !== 'UNRECOGNISED').toBe(false)
        }
      }),
      { numRuns: 200 },
    )
  })
})
