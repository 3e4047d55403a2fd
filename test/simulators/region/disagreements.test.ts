import { describe, expect, it } from '@jest/globals'
import { swapDayAndMonth } from '../../../simulators/region/clock.js'
import { withoutAccents } from '../../../simulators/region/names.js'
import { isNhsNumber, pupilsOf, region, socialCareOf } from './regions.js'

const truth = new Map(region.demographics.map(row => [row.personId, row]))
const police = region.police.filter(row => row.mergedInto === null)
const care = socialCareOf(region)
const share = (part: number, whole: number): number => part / whole

describe('the disagreements between agencies', () => {
  it('has names the police heard otherwise', () => {
    const misspelt = police.filter(
      row =>
        withoutAccents(truth.get(row.personId)?.familyName ?? row.familyName) !== row.familyName ||
        withoutAccents(truth.get(row.personId)?.givenName ?? row.givenName) !== row.givenName,
    )
    expect(share(misspelt.length, police.length)).toBeGreaterThan(0.1)
    expect(share(misspelt.length, police.length)).toBeLessThan(0.4)
  })

  it('has no accent in a police name, and some in others', () => {
    expect(police.filter(row => withoutAccents(row.givenName) !== row.givenName)).toEqual([])
    expect(region.demographics.some(row => withoutAccents(row.givenName) !== row.givenName)).toBe(true)
  })

  it('has hyphens and ap or ab in names', () => {
    expect(region.demographics.some(row => row.familyName.includes('-'))).toBe(true)
    expect(region.demographics.some(row => /^a[pb] /.test(row.familyName))).toBe(true)
  })

  it('has days and months the wrong way round with the police', () => {
    const swapped = police.filter(row => swapDayAndMonth(row.dateOfBirth) === truth.get(row.personId)?.dateOfBirth)
    expect(swapped.length).toBeGreaterThan(0)
    expect(share(swapped.length, police.length)).toBeLessThan(0.1)
  })

  it('has nominals merged away, each pointing to a survivor of the same child', () => {
    const merged = region.police.filter(row => row.mergedInto !== null)
    const byId = new Map(region.police.map(row => [row.nominalId, row]))
    expect(merged.length).toBeGreaterThan(0)
    expect(merged.every(row => byId.get(row.mergedInto ?? '')?.personId === row.personId)).toBe(true)
    expect(merged.every(row => byId.get(row.mergedInto ?? '')?.mergedFrom.includes(row.nominalId))).toBe(true)
  })

  it('has second nominals that nobody merged', () => {
    expect(new Set(police.map(row => row.personId)).size).toBeLessThan(police.length)
  })

  it('lacks about a third of NHS numbers in social care', () => {
    const own = care.filter(row => row.responsibleLa === row.gss)
    expect(share(own.filter(row => row.nhsNumber === null).length, own.length)).toBeGreaterThan(0.27)
    expect(share(own.filter(row => row.nhsNumber === null).length, own.length)).toBeLessThan(0.43)
  })

  it('has a few wrong NHS numbers in social care: mistyped ones, and those of brothers and sisters', () => {
    const owners = new Map(
      region.demographics.flatMap(row =>
        [row.nhsNumber, ...row.supersedes].map(number => [number, row.personId] as const),
      ),
    )
    const mistyped = care.filter(row => row.nhsNumber !== null && !isNhsNumber(row.nhsNumber))
    const others = care.filter(
      row => row.nhsNumber !== null && owners.has(row.nhsNumber) && owners.get(row.nhsNumber) !== row.personId,
    )
    const siblings = new Map(
      region.families.flatMap(family => family.siblings.map(one => [one, family.siblings] as const)),
    )
    expect(mistyped.length).toBeGreaterThan(0)
    expect(others.length).toBeGreaterThan(0)
    expect(others.every(row => siblings.get(row.personId)?.includes(owners.get(row.nhsNumber ?? '') ?? ''))).toBe(true)
    expect(share(mistyped.length + others.length, care.length)).toBeLessThan(0.05)
  })

  it('lacks pupil numbers in social care', () => {
    const pupils = new Set(pupilsOf(region).map(row => row.personId))
    expect(care.filter(row => row.upn === null && pupils.has(row.personId)).length).toBeGreaterThan(10)
  })

  it('has second hospital records without number, with the birthday the wrong way round', () => {
    const second = region.health.filter(
      row => row.nhsNumber === null && swapDayAndMonth(row.dateOfBirth) === truth.get(row.personId)?.dateOfBirth,
    )
    expect(second.length).toBeGreaterThan(5)
  })

  it('has superseded NHS numbers that hospital and social care still use', () => {
    const old = new Map(
      region.demographics.flatMap(row => row.supersedes.map(number => [number, row.personId] as const)),
    )
    expect(old.size).toBeGreaterThan(5)
    expect(region.health.some(row => old.get(row.nhsNumber ?? '') === row.personId)).toBe(true)
    expect(care.some(row => old.get(row.nhsNumber ?? '') === row.personId)).toBe(true)
  })

  it('has unverified numbers, and the Welsh verification code', () => {
    expect(new Set(region.health.map(row => row.nhsStatus))).toEqual(new Set(['01', '02', '03', '04', 'nn', null]))
  })

  it('has placements that must not be disclosed, whose address health was not told', () => {
    const hidden = care.filter(
      row => row.placements.some(one => one.doNotDisclose) && !row.personId.startsWith('showcase'),
    )
    const postcodes = new Map(region.health.map(row => [row.patientId, row]))
    expect(hidden.length).toBeGreaterThan(2)
    for (const row of hidden) {
      const known = [...postcodes.values()]
        .filter(one => one.personId === row.personId)
        .flatMap(one => one.addresses.map(address => address.postcode))
      expect(known).not.toContain(row.placements[0]?.postcode)
    }
  })

  it('has estimated birthdays, known to the year or the month', () => {
    expect(new Set(care.map(row => row.dateOfBirthMask))).toEqual(new Set(['DAY', 'MONTH', 'YEAR']))
    expect(care.filter(row => row.dateOfBirthMask !== 'DAY').every(row => row.dateOfBirthEstimated)).toBe(true)
  })

  it('has intelligence of every handling: P, C with its conditions, the older scheme, about carers and schools', () => {
    const reports = region.police.flatMap(row => row.intelligence)
    expect(new Set(reports.filter(one => one.scheme === '3x5x2').map(one => one.handling))).toEqual(new Set(['P', 'C']))
    expect(reports.filter(one => one.handling === 'C').every(one => one.conditions !== null)).toBe(true)
    expect(reports.some(one => one.scheme === '5x5x5')).toBe(true)
    expect(reports.some(one => one.about === 'CARER')).toBe(true)
    expect(reports.some(one => one.about === 'SCHOOL')).toBe(true)
  })

  it('has restricted and very restricted health items', () => {
    const labels = region.health.flatMap(row => [...row.flags, ...row.visits, ...row.missed].map(one => one.label))
    expect(new Set(labels)).toEqual(new Set(['N', 'R', 'V']))
  })

  it('has locked social-care records', () => {
    expect(care.some(row => (row.lockedTo?.length ?? 0) > 0)).toBe(true)
  })

  it('has children whom two authorities know, under two ids', () => {
    const byPerson = new Map<string, typeof care>()
    for (const row of care) byPerson.set(row.personId, [...(byPerson.get(row.personId) ?? []), row])
    const twice = [...byPerson.values()].filter(rows => rows.length === 2)
    expect(twice.length).toBeGreaterThan(3)
    expect(
      twice.every(
        ([own, host]) =>
          own?.laChildId !== host?.laChildId &&
          [own?.laChildId, host?.laChildId].includes(
            host?.gss === host?.hostLa ? (host?.responsibleLaChildId ?? '') : (own?.responsibleLaChildId ?? ''),
          ),
      ),
    ).toBe(true)
  })

  it('has children placed here by Welsh and English authorities, under the id of those', () => {
    const foreign = care.filter(
      row => row.responsibleLa !== row.gss && !region.authorities.some(({ gss }) => gss === row.responsibleLa),
    )
    expect(foreign.some(row => row.responsibleLa === 'W06000015')).toBe(true)
    expect(foreign.some(row => row.responsibleLa.startsWith('E'))).toBe(true)
    expect(foreign.every(row => row.responsibleLaChildId !== null)).toBe(true)
  })

  it('protects refuge and witness in every record', () => {
    for (const kind of ['REFUGE', 'WITNESS'] as const) {
      const persons = new Set(care.filter(row => row.protection === kind).map(row => row.personId))
      expect(persons.size).toBeGreaterThan(0)
      expect(region.demographics.filter(row => persons.has(row.personId)).every(row => row.restricted)).toBe(true)
      expect(
        [...region.police, ...pupilsOf(region), ...region.health, ...region.charity]
          .filter(row => persons.has(row.personId))
          .every(row => row.protectedRecord),
      ).toBe(true)
    }
  })

  it('has a roll entry marked for deletion, a dual registration and a former pupil number', () => {
    const enrolments = pupilsOf(region).flatMap(row => row.enrolments)
    expect(enrolments.some(one => one.toBeDeleted)).toBe(true)
    expect(enrolments.some(one => one.kind === 'SUBSIDIARY')).toBe(true)
    expect(pupilsOf(region).some(row => row.formerUpn !== null)).toBe(true)
  })

  it('counts fewer absences in social care than the police do', () => {
    const counted = care.reduce((sum, row) => sum + row.episodes.length, 0)
    expect(counted).toBeGreaterThan(50)
    expect(counted).toBeLessThan(region.police.reduce((sum, row) => sum + row.episodes.length, 0))
  })
})
