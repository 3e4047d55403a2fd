import { describe, expect, it } from '@jest/globals'
import { at, DAY } from '../../../simulators/region/clock.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import type { Region } from '../../../simulators/region/model.js'
import { duplicatesIn, hashOf, NOW, pupilsOf, region, socialCareOf } from './regions.js'

const FFION = 'showcase-ffion-prys'
const rowsOf = (of: Region, personId: string): Readonly<Record<string, readonly unknown[]>> => ({
  police: of.police.filter(row => row.personId === personId),
  care: socialCareOf(of).filter(row => row.personId === personId),
  school: pupilsOf(of).filter(row => row.personId === personId),
  health: of.health.filter(row => row.personId === personId),
  demographics: of.demographics.filter(row => row.personId === personId),
  charity: of.charity.filter(row => row.personId === personId),
  hub: of.hub.filter(row => row.personId === personId),
})
const one = <T extends { readonly personId: string }>(rows: readonly T[], personId: string): T => {
  const row = rows.find(each => each.personId === personId)
  if (row === undefined) throw new Error(`${personId} is not there`)
  return row
}

describe('the showcase', () => {
  it('is the same in a small region as in a large one', () => {
    const small = generateRegion({ seed: 7, size: 200, now: NOW })
    expect(small.showcase).toEqual(region.showcase)
    for (const { personId } of region.showcase)
      expect(hashOf(rowsOf(small, personId))).toBe(hashOf(rowsOf(region, personId)))
  })

  it('says of each child what it shows', () => {
    expect(region.showcase.length).toBeGreaterThanOrEqual(14)
    expect(duplicatesIn(region.showcase.map(entry => entry.personId))).toEqual([])
    expect(region.showcase.every(entry => entry.note.length > 20)).toBe(true)
  })

  it('has Ffion Prys under the numbers of the interface notes', () => {
    expect(one(region.demographics, FFION)).toMatchObject({
      nhsNumber: '9990000018',
      givenName: 'Ffion',
      familyName: 'Prys',
      dateOfBirth: '2010-04-07',
    })
    expect(one(region.education.W06000022, FFION)).toMatchObject({ upn: 'M680400114001', pupilId: 'A1039521228' })
    expect(one(region.police, FFION)).toMatchObject({ nominalId: 'N-20417', givenName: 'Fion', familyName: 'Price' })
    expect(one(region.socialCare.W06000022, FFION)).toMatchObject({
      laChildId: '40017',
      responsibleLaChildId: 'TOR-22871',
      responsibleLa: 'W06000020',
      hostLa: 'W06000022',
    })
    expect(region.health.filter(row => row.personId === FFION)).toMatchObject([
      { patientId: 'pat-7f3', nhsNumber: '9990000018' },
      { nhsNumber: null, dateOfBirth: '2010-07-04' },
    ])
  })

  it('has Ffion missing now, at medium risk, after four times in 90 days', () => {
    const { episodes } = one(region.police, FFION)
    expect(episodes[0]).toMatchObject({
      ref: 'MP-61-26-004417',
      status: 'OPEN',
      risk: 'MEDIUM',
      endedAt: null,
      missingFrom: 'CARE_HOME',
    })
    const before = episodes
      .slice(1)
      .filter(episode => episode.category === 'MISSING' && at(NOW) - at(episode.reportedAt) < 90 * DAY)
    expect(before).toHaveLength(4)
    expect(one(region.hub, FFION).episodes).toEqual(episodes)
  })

  it('has Ffion placed in a home of Newport whose address is not to be told', () => {
    for (const row of socialCareOf(region).filter(each => each.personId === FFION)) {
      expect(row.placements[0]).toMatchObject({ urn: 'SC999999', doNotDisclose: true, postcode: 'NP20 9ZZ' })
      expect(row.addresses[0]).toMatchObject({ use: 'PLACEMENT', doNotDisclose: true })
    }
  })

  it('has what matters for finding Ffion, and what must not reach everybody', () => {
    const patient = one(region.health, FFION)
    expect(patient.allergies).toMatchObject([{ code: '91935009', criticality: 'high' }])
    expect(patient.visits.map(visit => visit.label)).toEqual(['N', 'V'])
    expect(patient.missed).toHaveLength(1)
    expect(one(region.police, FFION).intelligence.map(report => [report.handling, report.about])).toEqual([
      ['P', null],
      ['C', null],
      ['P', 'CARER'],
    ])
    expect(one(region.charity, FFION)).toMatchObject({
      debriefs: [{ outcome: 'OFFERED' }, { outcome: 'HELD' }],
      accounts: [{ audience: ['HUB', 'SOCIAL_CARE'] }],
    })
    expect(one(region.hub, FFION).summary?.risk).toBe('MEDIUM')
  })

  it('has another girl nearly called so, of the same birthday', () => {
    const other = 'showcase-ffion-mari-prys'
    expect(one(region.demographics, other)).toMatchObject({
      nhsNumber: '9990000026',
      middleNames: 'Mari',
      familyName: 'Prys',
      dateOfBirth: '2010-04-07',
    })
    expect(one(region.education.W06000018, other).upn).toBe('D676401914042')
  })

  it('keeps Ffion a child in later years', () => {
    const later = generateRegion({ seed: 7, size: 200, now: '2031-05-01T10:00:00Z' })
    expect(one(later.demographics, FFION).dateOfBirth).toBe('2015-04-07')
  })

  it('has a child of whom nothing is recorded but school and health', () => {
    const rows = rowsOf(region, 'showcase-no-concerns')
    expect(rows).toMatchObject({ police: [], care: [], charity: [], hub: [] })
    expect(rows['school']).toHaveLength(1)
    expect(rows['demographics']).toHaveLength(1)
  })

  it('has a child known to two authorities', () => {
    const rows = socialCareOf(region).filter(row => row.personId === 'showcase-two-authorities')
    expect(rows.map(row => row.gss)).toEqual(['W06000018', 'W06000019'])
  })

  it('has twins: one birthday, one address, two names and numbers', () => {
    const [first, second] = ['showcase-twin-megan', 'showcase-twin-morgan'].map(id => one(region.demographics, id))
    expect(first?.dateOfBirth).toBe(second?.dateOfBirth)
    expect(first?.addresses[0]?.postcode).toBe(second?.addresses[0]?.postcode)
    expect(first?.nhsNumber).not.toBe(second?.nhsNumber)
    expect(
      region.families.find(family => family.twins && family.siblings.includes('showcase-twin-megan'))?.siblings,
    ).toHaveLength(2)
  })

  it('keeps the record from before an adoption apart: no number, name or address in common', () => {
    const [before] = socialCareOf(region).filter(row => row.personId === 'showcase-adopted-before')
    const now = socialCareOf(region).find(row => row.personId === 'showcase-adopted')
    expect(before).toMatchObject({ protection: 'ADOPTION' })
    expect(now).toMatchObject({ protection: null })
    const identifiers = [
      before?.laChildId,
      before?.nhsNumber,
      before?.upn,
      before?.givenName,
      before?.familyName,
      before?.addresses[0]?.postcode,
    ]
    const others = [
      now?.laChildId,
      now?.nhsNumber,
      now?.upn,
      now?.givenName,
      now?.familyName,
      now?.addresses[0]?.postcode,
    ]
    expect(identifiers.filter(value => others.includes(value))).toEqual([])
    expect(region.demographics.some(row => row.nhsNumber === before?.nhsNumber)).toBe(false)
  })

  it('has a locked record, one placed by Cardiff, a superseded number and a Monmouthshire pupil', () => {
    expect(one(region.socialCare.W06000022, 'showcase-locked').lockedTo?.length).toBeGreaterThan(0)
    expect(one(region.socialCare.W06000022, 'showcase-placed-by-cardiff')).toMatchObject({
      responsibleLa: 'W06000015',
      hostLa: 'W06000022',
      responsibleLaChildId: 'CDF-30011',
    })
    const { nhsNumber, supersedes } = one(region.demographics, 'showcase-superseded-number')
    expect(supersedes).toHaveLength(1)
    expect(one(region.health, 'showcase-superseded-number').nhsNumber).toBe(supersedes[0])
    expect(nhsNumber).not.toBe(supersedes[0])
    expect(one(region.education.W06000021, 'showcase-monmouthshire').pupilId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    expect(one(region.socialCare.W06000021, 'showcase-monmouthshire').plans).toHaveLength(1)
  })

  it('has one missing more than fifty times, and one just back and not yet seen', () => {
    expect(one(region.hub, 'showcase-prolific').episodes.length).toBeGreaterThan(50)
    expect(one(region.hub, 'showcase-just-returned').episodes[0]).toMatchObject({
      status: 'FOUND',
      safeAndWell: { done: false, notDoneReason: null },
    })
  })
})
