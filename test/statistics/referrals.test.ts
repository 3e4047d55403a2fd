// Figures of records that are kept elsewhere, through the port: the hub's rules of referrals, counted.
import { describe, expect, it } from '@jest/globals'
import { stepReferral, type Referral } from '../../src/hub/referrals/referral.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { figure, type FigureAnswer } from '../../src/statistics/answer.js'
import { parsePeriod } from '../../src/statistics/periods.js'
import type { GivenPeriods, StatisticsRecords } from '../../src/statistics/records.js'
import { REFERRALS } from './published.js'

const NOW = new Date('2016-06-01T00:00:00Z')

function sent(service: string, month: string, nth: number): Referral {
  const when = `${month}-10T10:00:00Z`
  const send = {
    type: 'SEND',
    reference: `R-${service}-${month}-${nth}`,
    childId: `c-${nth}`,
    episode: null,
    service,
    to: 'Duty desk',
    when,
  }
  const result = stepReferral(null, send, { at: when, by: 'HP-1', policy: HUB_POLICY })
  if (!result.ok) throw new Error(result.code)
  return result.referral
}

const referrals = Object.entries(REFERRALS).flatMap(([service, [, spring, summer]]) =>
  [[spring, '2015-05'] as const, [summer, '2015-08'] as const].flatMap(([number, month]) =>
    Array.from({ length: number }, (_, nth) => sent(service, month, nth)),
  ),
)

const records: StatisticsRecords = {
  count(family, { from, to }) {
    if (family !== 'REFERRALS') return Promise.resolve({ recorded: false })
    const counts: Record<string, number> = {}
    for (const { service, state, sentAt } of referrals)
      if (sentAt.slice(0, 7) >= from && sentAt.slice(0, 7) <= to)
        for (const node of ['ALL', `SERVICE.${service}`, `TAKE_UP.${state}`]) counts[node] = (counts[node] ?? 0) + 1
    return Promise.resolve({ recorded: true, counts })
  },
  costs: () => Promise.reject(new Error('no costs here')),
}

function keeper(): GivenPeriods {
  const all = new Map<string, Record<string, number>>()
  return {
    decided: new Map(),
    kept: (family, periods) =>
      Promise.resolve(
        new Map(
          periods.flatMap(one =>
            all.has(`${family} ${one}`) ? [[one, all.get(`${family} ${one}`) ?? {}] as const] : [],
          ),
        ),
      ),
    keep(family, period, counts) {
      const name = `${family} ${period}`
      if (!all.has(name)) all.set(name, { ...counts })
      return Promise.resolve(all.get(name) ?? {})
    },
  }
}

const given = keeper()
function ask(text: string, controlled: boolean): Promise<FigureAnswer> {
  const period = parsePeriod(text)
  if (!period) throw new Error(text)
  return figure(
    { id: 'REFERRALS', period, by: 'SERVICE', controlled },
    { records, given, now: NOW, timeZone: 'Europe/London' },
  )
}
const shown = ({ rows }: FigureAnswer): Readonly<Record<string, number | null>> =>
  Object.fromEntries(rows.flatMap(({ part, count }) => (count === 0 ? [] : [[part, count]])))

describe('referrals from April to September 2015', () => {
  it('are 64, 35 and 29, by service as they were printed', async () => {
    const [all, spring, summer] = [
      await ask('2015-04..2015-09', false),
      await ask('2015-Q2', false),
      await ask('2015-Q3', false),
    ]
    expect([all.total, spring.total, summer.total]).toEqual([64, 35, 29])
    for (const [service, [total, first, second]] of Object.entries(REFERRALS))
      expect([service, shown(all)[service], shown(spring)[service] ?? 0, shown(summer)[service] ?? 0]).toEqual([
        service,
        total,
        first,
        second,
      ])
  })

  it('are given to anybody without a service that had fewer than five', async () => {
    const spring = await ask('2015-Q2', true)
    expect(spring.total).toBe(35)
    const few = Object.entries(REFERRALS).filter(([, [, first]]) => first < 5)
    for (const [service] of few) expect([service, shown(spring)[service]]).toEqual([service, null])
    expect(shown(spring)).toMatchObject({ MEDIATION: 10, SERAF: 10 })
  })
})
