import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { lookAgainAt, sendAgainAt } from '../../../src/hub/alerts/again.js'
import { escalatesAt, nextInLine } from '../../../src/hub/alerts/escalation.js'
import type { AlertTeam } from '../../../src/hub/alerts/teams.js'

const IDS = ['a', 'b', 'c', 'd'] as const
const maybe = fc.option(fc.constantFrom(...IDS), { nil: null })
const AT = new Date('2026-02-11T22:05:00.000Z')

const teamOf = (id: string, deputies: string | null, manager: string | null, minutes: number): AlertTeam => ({
  ...{ id, agency: 'HUB', organisation: 'hub', members: [], dutyInbox: false, leavingCare: false },
  ...{ deputies, manager, escalateAfterMinutes: minutes },
})
const region = fc
  .array(fc.record({ deputies: maybe, manager: maybe, minutes: fc.integer({ min: 1, max: 600 }) }), {
    ...{ minLength: IDS.length, maxLength: IDS.length },
  })
  .map(all => all.map((one, index) => teamOf(IDS[index] ?? 'a', one.deputies, one.manager, one.minutes)))

interface Told {
  readonly team: string
  readonly step: number
  readonly at: number
}

/** Plays a line to its end by the clock; `stopAt`: when somebody acknowledges. */
function play(teams: readonly AlertTeam[], first: readonly string[], stopAt: number): readonly Told[] {
  const find = (id: string): AlertTeam => teams.find(one => one.id === id) ?? teamOf(id, null, null, 1)
  const began = find(first[0] ?? 'a')
  const told = new Set(first)
  const all: Told[] = [{ team: began.id, step: 0, at: AT.getTime() }]
  for (let due = escalatesAt(began, began, 0, told, AT); due !== null && due.getTime() < stopAt;) {
    const next = nextInLine(began, all.at(-1)?.step ?? 0, told)
    if (next === null) throw new Error('an escalation was due to nobody')
    told.add(next.team)
    all.push({ ...next, at: due.getTime() })
    due = escalatesAt(find(next.team), began, next.step, told, due)
  }
  return all
}

describe('a line of escalation', () => {
  it('tells deputies before the manager, each once, and none who has the alert', () => {
    fc.assert(
      fc.property(region, fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1 }), (teams, first) => {
        const line = play(teams, first, Infinity)
        const later = line.slice(1)
        expect(new Set(line.map(({ team }) => team)).size).toBe(line.length)
        expect(later.filter(({ team }) => first.includes(team as never))).toEqual([])
        const began = teams.find(({ id }) => id === first[0])
        const expected = [began?.deputies, began?.manager].filter(
          (id, index, all) => id != null && !first.some(one => one === id) && all.indexOf(id) === index,
        )
        expect(later.map(({ team }) => team)).toEqual(expected)
        expect(later.map(({ step }) => step)).toEqual([...later.map(({ step }) => step)].sort())
      }),
    )
  })

  it('waits for each team as long as that team has, and no less', () => {
    fc.assert(
      fc.property(region, teams => {
        const line = play(teams, ['a'], Infinity)
        for (const [index, one] of line.slice(1).entries()) {
          const before = line[index]
          const minutes = teams.find(({ id }) => id === before?.team)?.escalateAfterMinutes ?? 0
          expect(one.at - (before?.at ?? 0)).toBe(minutes * 60_000)
        }
      }),
    )
  })

  it('tells nobody more from the moment it is acknowledged', () => {
    fc.assert(
      fc.property(region, fc.integer({ min: 0, max: 2_000 * 60_000 }), (teams, after) => {
        const stopAt = AT.getTime() + after
        const whole = play(teams, ['a'], Infinity)
        expect(play(teams, ['a'], stopAt)).toEqual(whole.filter(({ at, step }) => step === 0 || at < stopAt))
      }),
    )
  })

  it('is of nobody for a team with neither deputies nor manager', () => {
    expect(escalatesAt(teamOf('a', null, null, 5), teamOf('a', null, null, 5), 0, new Set(['a']), AT)).toBeNull()
    expect(nextInLine(teamOf('a', 'a', 'a', 5), 0, new Set(['a']))).toBeNull()
  })
})

describe('what did not succeed', () => {
  it.each([
    ['looking for those entitled', lookAgainAt],
    ['sending', sendAgainAt],
  ])('is tried again further and further apart, and not for ever: %s', (_what, next) => {
    const waits: number[] = []
    for (let tries = 0, at = next(0, AT); at !== null; tries += 1, at = next(tries, AT))
      waits.push(at.getTime() - AT.getTime())
    expect(waits.length).toBeLessThanOrEqual(20)
    expect(waits).toEqual([...waits].sort((one, other) => one - other))
    expect(next(-1, AT)).toBeNull()
  })
})
