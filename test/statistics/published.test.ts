// The tables of the published evaluations, entered as records and counted again.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { HUB_POLICY, hubPolicy } from '../../src/hub/policy.js'
import { figure, type Asked, type FigureAnswer } from '../../src/statistics/answer.js'
import { poundsOf, sumsOf, type CostCase, type CostLine } from '../../src/statistics/costs.js'
import { givenFrom, recordsFrom } from '../../src/statistics/from-store.js'
import { parsePeriod } from '../../src/statistics/periods.js'
import { testDatabase, type TestDatabase } from '../support/database.js'
import { momentIn, recordChild } from './history.js'
import { CASE_FOUR, CASE_THREE, DEBRIEFS, STAFFORDSHIRE, TRAINED } from './published.js'

let database: TestDatabase
const NOW = new Date('2018-08-01T00:00:00Z')
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const deps = (policy = HUB_POLICY) => ({
  ...{ records: recordsFrom(database.store, policy), given: givenFrom(database.store) },
  ...{ now: NOW, timeZone: HUB_POLICY.timeZone },
})
function ask(id: Asked['id'], text: string, by: string | null = null, controlled = false): Promise<FigureAnswer> {
  const period = parsePeriod(text)
  if (!period) throw new Error(text)
  return figure({ id, period, by, controlled }, deps())
}
const counts = ({ rows }: FigureAnswer): Readonly<Record<string, number | null>> =>
  Object.fromEntries(rows.map(({ part, count }) => [part, count]))
const sent = (input: object) => ({ ...{ caller: 'x', act: 'recordTraining', key: randomUUID(), input, at: NOW } })
const asCase = (given: unknown): CostCase => given as CostCase
const lineOf = (line: CostLine) => ({ ...line, pounds: poundsOf(line) })

describe('Staffordshire', () => {
  beforeAll(async () => {
    for (const [quarter, incidents, children, interviews] of STAFFORDSHIRE) {
      const from = parsePeriod(quarter)?.from ?? ''
      const all = Array.from({ length: incidents }, (_, nth) => ({
        ...{ reportedAt: momentIn(from, 3, nth), backAfter: 5, area: 'E10000028' },
        ...(nth < interviews && { interviewAfter: 48 }),
      }))
      for (let child = 0; child < children; child += 1) {
        const own = all.filter((_, nth) => nth % children === child)
        // One absence at a time.
        const apart = own.map((one, nth) => ({
          ...one,
          reportedAt: new Date(Date.parse(one.reportedAt) + nth * 6 * 3_600_000).toISOString(),
        }))
        await recordChild(database.store, `${quarter}-${child}`, apart)
      }
    }
  }, 240_000)

  it('had 515, 468 and 598 incidents, 1,581 together, and 267, 264 and 429 interviews, 960 together', async () => {
    for (const [quarter, incidents, children, interviews] of STAFFORDSHIRE) {
      expect((await ask('EPISODES', quarter)).total).toBe(incidents)
      expect((await ask('CHILDREN', quarter)).total).toBe(children)
      expect(counts(await ask('INTERVIEWS', quarter, 'INTERVIEW'))).toMatchObject({
        HELD_IN_TIME: interviews,
        NOT_OFFERED: incidents - interviews,
      })
    }
    expect((await ask('EPISODES', '2017-10..2018-06')).total).toBe(1_581)
    expect(counts(await ask('INTERVIEWS', '2017-10..2018-06', 'INTERVIEW'))['HELD_IN_TIME']).toBe(960)
  })

  it('has interviews in time by the hours of the nation the child went missing in, and no other', async () => {
    const period = parsePeriod('2018-Q2')
    if (!period) throw new Error('no such quarter')
    const under = async (interviewHours: { readonly E: number; readonly W: number }) => {
      const policy = hubPolicy.parse({ due: { interviewHours } })
      return counts(await figure({ id: 'INTERVIEWS', period, by: 'INTERVIEW', controlled: false }, deps(policy)))
    }
    // Each was held after 48 hours, in England.
    expect(await under({ E: 72, W: 24 })).toMatchObject({ HELD_IN_TIME: 429, HELD_LATE: 0 })
    expect(await under({ E: 24, W: 72 })).toMatchObject({ HELD_IN_TIME: 0, HELD_LATE: 429 })
  })

  it('is given to anybody to the nearest five, and the same again after more was recorded', async () => {
    const given = async () => [
      (await ask('EPISODES', '2018-Q2', null, true)).total,
      (await ask('EPISODES', '2018-Q1', 'AUTHORITY', true)).rows.map(({ count }) => count),
    ]
    const before = await given()
    expect(before[0]).toBe(600)
    await recordChild(database.store, 'late', [
      { reportedAt: '2018-05-05T12:00:00Z' },
      { reportedAt: '2018-02-05T12:00:00Z', nfa: 'NOT_MISSING' },
    ])
    expect((await ask('EPISODES', '2018-Q2')).total).toBe(599)
    expect(await given()).toEqual(before)
  })
})

describe('the Gwent hub', () => {
  it('held 480 debriefs in 14 months, and so on to 104 in 3', async () => {
    let taken = new Map<string, number>()
    // April and October lie in two of the periods: what is said of both is put where only one of them is.
    const apart = { '2013-03..2014-04': ['2013-03', 13], '2014-07..2014-10': ['2014-07', 3] } as Readonly<
      Record<string, readonly [string, number]>
    >
    for (const [period, number, months] of DEBRIEFS) {
      const shared =
        period === '2014-04..2014-06' ? ['2014-05', 2] : period === '2014-10..2014-12' ? ['2014-11', 2] : null
      const [from, of] = apart[period] ?? (shared as readonly [string, number] | null) ?? [period.slice(0, 7), months]
      taken = new Map([...taken, [period, number]])
      for (let start = 0; start < number; start += 10)
        await recordChild(
          database.store,
          `${period}-${start}`,
          Array.from({ length: Math.min(10, number - start) }, (_, nth) => ({
            reportedAt: new Date(Date.parse(momentIn(from, of, start + nth)) + nth * 7_200_000).toISOString(),
            ...{ backAfter: 1, interviewAfter: 0.5 },
          })),
        )
    }
    for (const [period, number] of DEBRIEFS)
      expect([period, (await ask('INTERVIEWS_HELD', period)).total]).toEqual([period, number])
  }, 120_000)

  it('trained 662 people, 606 + 29 + 27', async () => {
    const third = (number: number, nth: number) => Math.floor(number / 3) + (nth < number % 3 ? 1 : 0)
    for (const [nth, heldOn] of ['2015-05-12', '2015-09-02', '2015-11-20'].entries()) {
      const attendees = Object.fromEntries(
        Object.entries(TRAINED).map(([agency, number]) => [agency, third(number, nth)]),
      )
      const ratings = nth === 2 ? { GOOD: 5, EXCELLENT: 3 } : {}
      await database.store.statisticsActs.recordTraining({ heldOn, attendees, ratings }, sent({ heldOn }))
    }
    const table = await ask('TRAINING_ATTENDEES', '2015-05..2015-12', 'AGENCY')
    expect([table.total, counts(table)]).toMatchObject([662, TRAINED])
    expect((await ask('TRAINING_SESSIONS', '2015')).total).toBe(3)
    expect(counts(await ask('TRAINING_RATINGS', '2015', 'RATING'))).toMatchObject({ GOOD: 5, EXCELLENT: 3, POOR: 0 })
  })

  it.each([
    [
      'four',
      CASE_FOUR,
      '2015-06-30',
      [6_378, 1_572, 6_378, 4_806],
      ['Printed elsewhere as £4,608; the table comes to £4,806.'],
    ],
    [
      'three',
      CASE_THREE,
      '2015-03-31',
      [1_500, 4_066, 2_458, -1_608],
      ['Avoided: the total is £2,458, the rows come to £3,958.'],
    ],
  ] as const)(
    'has the costs of case %s as they were printed, and says beside them what was misprinted',
    async (_, given, closedOn, sums, notes) => {
      const { lines, printedBenefit } = asCase(given)
      const alone = sumsOf({ lines, printedBenefit })
      expect([alone.totals.INCURRED, alone.totals.INTERVENTIONS, alone.totals.AVOIDED]).toEqual(sums.slice(0, 3))
      const record = { closedOn, lines: lines.map(lineOf), printedBenefit }
      await database.store.statisticsActs.recordCostCase(record, { ...sent(record), act: 'recordCostCase' })
      const month = closedOn.slice(0, 7)
      const table = await ask('COST_BENEFIT', month, 'SIDE')
      expect([...table.rows.map(({ count }) => count), table.total]).toEqual(sums)
      expect(table.notes.map(({ words }) => words.en)).toEqual(notes)
    },
  )

  it('adds up cases, and gives nobody else the money of so few', async () => {
    expect((await ask('COST_BENEFIT', '2015')).total).toBe(4_806 - 1_608)
    expect(await ask('COST_BENEFIT', '2015', null, true)).toMatchObject({ none: 'TOO_FEW', total: null, notes: [] })
    expect(await ask('COST_BENEFIT', '2015-06', null, true)).toMatchObject({ none: 'WHOLE_YEARS_ONLY', total: null })
  })
})
