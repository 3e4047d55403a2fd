import { describe, expect, it } from '@jest/globals'
import { at, DAY, HOUR, YEAR } from '../../../simulators/region/clock.js'
import { NOW, pupilsOf, region, socialCareOf } from './regions.js'

const people = new Set([...region.health, ...region.demographics, ...pupilsOf(region)].map(row => row.personId))
const episodes = region.hub.flatMap(row => row.episodes)
const share = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10
const told: string[] = []
const near = (what: string, value: number, expected: number, tolerance: number): void => {
  told.push(`${what}: ${value} (expected ${expected} ± ${tolerance})`)
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance)
}

describe('the figures of a region of 2,000', () => {
  it('has 24 months of reports at 300 a month for 20,000', () => {
    near('reports', episodes.length, 720, 0)
    const months = (at(NOW) - Math.min(...episodes.map(one => at(one.reportedAt)))) / (30.4 * DAY)
    near('months', Math.round(months), 24, 1)
  })

  it('has 11.5 of 100 children missing at least once', () => {
    near('children missing, of 100', share(region.hub.length, 2000), 11.5, 0.1)
  })

  it('has 73 of 100 missing children over fourteen', () => {
    const birthdays = new Map(
      [...region.demographics, ...region.health, ...socialCareOf(region)].map(row => [row.personId, row.dateOfBirth]),
    )
    const ages = region.hub.map(
      row => (at(row.episodes[0]?.reportedAt ?? NOW) - at(birthdays.get(row.personId) ?? NOW)) / YEAR,
    )
    near('over fourteen, of 100', share(ages.filter(age => age >= 14).length, ages.length), 73, 4)
  })

  it('has 87 of 100 missing children back within a day', () => {
    const ended = episodes.filter(one => one.category === 'MISSING' && one.endedAt !== null)
    const within = ended.filter(one => at(one.endedAt ?? NOW) - at(one.reportedAt) < 24 * HOUR)
    near('back within a day, of 100', share(within.length, ended.length), 87, 4)
  })

  it('has reports of every category', () => {
    const of = (category: string): number =>
      share(episodes.filter(one => one.category === category).length, episodes.length)
    near('missing, of 100', of('MISSING'), 68, 7)
    near('absent, of 100', of('ABSENT'), 12, 5)
    near('no further action, of 100', of('NO_FURTHER_ACTION'), 20, 5)
  })

  it('has a couple of children with more than fifty reports, and most with one or two', () => {
    const counts = region.hub.map(row => row.episodes.length)
    near('children with more than fifty', counts.filter(count => count > 50).length, 2, 0)
    near('children with one or two, of 100', share(counts.filter(count => count <= 2).length, counts.length), 75, 15)
  })

  it('has its reports in the evening, and more of them at weekends', () => {
    const hours = episodes.map(one => new Date(one.reportedAt).getUTCHours())
    const days = episodes.map(one => new Date(one.reportedAt).getUTCDay())
    near('from six to midnight, of 100', share(hours.filter(hour => hour >= 18).length, hours.length), 54, 10)
    near('from two to seven, of 100', share(hours.filter(hour => hour >= 2 && hour < 7).length, hours.length), 5, 5)
    expect(days.filter(day => day === 5 || day === 6).length / 2).toBeGreaterThan(
      days.filter(day => day > 0 && day < 4).length / 3,
    )
  })

  it('has a few open now, of the last hours, and a few just back', () => {
    const open = episodes.filter(one => one.status === 'OPEN')
    near('open now', open.length, 3, 1)
    expect(open.every(one => one.endedAt === null && at(NOW) - at(one.reportedAt) < 12 * HOUR)).toBe(true)
    const back = episodes.filter(one => one.status === 'FOUND')
    near('just back', back.length, 3, 1)
    expect(back.every(one => one.safeAndWell?.done === false && at(NOW) - at(one.endedAt ?? '') < DAY)).toBe(true)
  })

  it('has 15 to 20 of 100 children known to social services', () => {
    near(
      'social care, of 100',
      share(new Set(socialCareOf(region).map(row => row.personId)).size, people.size),
      17.5,
      2.5,
    )
  })

  it('has nearly everybody in health and demographics, and school-age children on a roll', () => {
    near('health, of 100', share(new Set(region.health.map(row => row.personId)).size, people.size), 98.5, 1.5)
    near('demographics, of 100', share(region.demographics.length, people.size), 99, 1)
    const ofSchoolAge = region.demographics.filter(
      row => at(NOW) - at(row.dateOfBirth) > 5.5 * YEAR && at(NOW) - at(row.dateOfBirth) < 15 * YEAR,
    )
    const pupils = new Set(pupilsOf(region).map(row => row.personId))
    near(
      'on a roll from 5 to 15, of 100',
      share(ofSchoolAge.filter(row => pupils.has(row.personId)).length, ofSchoolAge.length),
      97,
      3,
    )
  })

  it('has the charity know about a third of the missing', () => {
    near('charity, of 100 missing', share(region.charity.length, region.hub.length), 36, 8)
  })

  it('has the proportions of the five authorities', () => {
    const pupils = pupilsOf(region).length
    const shares = { W06000018: 30, W06000019: 11, W06000020: 16, W06000021: 13, W06000022: 30 } as const
    for (const { gss, name } of region.authorities)
      near(`pupils of ${name}, of 100`, share(region.education[gss].length, pupils), shares[gss], 4)
  })

  it('keeps one absence of a child from overlapping another', () => {
    const overlaps = region.hub.flatMap(row =>
      row.episodes.filter((one, n) => {
        const earlier = row.episodes[n + 1]
        return earlier !== undefined && (earlier.endedAt === null || earlier.endedAt > one.reportedAt)
      }),
    )
    expect(overlaps).toEqual([])
    expect(
      episodes.every(one => one.lastSeenAt <= one.reportedAt && (one.endedAt === null || one.reportedAt < one.endedAt)),
    ).toBe(true)
  })

  it('ends every risk history at the risk of the episode', () => {
    expect(episodes.filter(one => one.riskHistory.at(-1)?.level !== one.risk)).toEqual([])
    expect(episodes.some(one => one.riskHistory.length > 1)).toBe(true)
  })

  it('has been told', () => {
    console.info(told.join('\n'))
    expect(told.length).toBeGreaterThan(15)
  })
})
