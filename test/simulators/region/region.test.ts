import { describe, expect, it } from '@jest/globals'
import { describeRegion } from '../../../simulators/region/describe.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import { duplicatesIn, everyRow, hashOf, isNhsNumber, isUpn, NOW, pupilsOf, region, socialCareOf } from './regions.js'

const small = { seed: 3, size: 200, now: NOW }
const staffRefs = new Set(region.staff.map(person => person.ref))
const schoolIds = new Set(region.schools.map(school => school.id))

describe('the invented region', () => {
  it('is the same again for the same seed, size and now', () => {
    expect(hashOf(generateRegion({ seed: 7, size: 2000, now: NOW }))).toBe(hashOf(region))
  })

  it.each([{ seed: 4 }, { size: 201 }, { now: '2026-02-13T00:30:00Z' }])('is another for %p', other => {
    expect(hashOf(generateRegion({ ...small, ...other }))).not.toBe(hashOf(generateRegion(small)))
  })

  it('refuses fewer than 200 children and what is not a time', () => {
    expect(() => generateRegion({ ...small, size: 199 })).toThrow(RangeError)
    expect(() => generateRegion({ ...small, size: 1000.5 })).toThrow(RangeError)
    expect(() => generateRegion({ ...small, now: 'tomorrow' })).toThrow(RangeError)
  })

  it('makes the whole region of 20,000', () => {
    const started = performance.now()
    const whole = generateRegion({ seed: 7, size: 20_000, now: NOW })
    console.info(`20,000 children in ${Math.round(performance.now() - started)} ms\n${describeRegion(whole)}`)
    expect(new Set(everyRow(whole).map(row => row.personId)).size).toBe(20_001)
    expect(whole.hub.flatMap(row => row.episodes)).toHaveLength(7200)
    expect(new Set(whole.demographics.map(row => row.nhsNumber)).size).toBe(whole.demographics.length)
    expect(new Set(pupilsOf(whole).map(row => row.pupilId)).size).toBe(pupilsOf(whole).length)
  }, 120_000)

  it('gives no record id twice in one system', () => {
    expect(duplicatesIn(region.police.map(row => row.nominalId))).toEqual([])
    for (const rows of Object.values(region.socialCare))
      expect(duplicatesIn(rows.map(row => row.laChildId))).toEqual([])
    expect(duplicatesIn(pupilsOf(region).map(row => row.pupilId))).toEqual([])
    expect(duplicatesIn(region.health.flatMap(row => [row.patientId, row.pasNumber]))).toEqual([])
    expect(duplicatesIn(region.demographics.flatMap(row => [row.nhsNumber, ...row.supersedes]))).toEqual([])
    expect(duplicatesIn(region.charity.map(row => row.clientId))).toEqual([])
    expect(duplicatesIn(region.hub.flatMap(row => row.episodes.map(episode => episode.ref)))).toEqual([])
    expect(duplicatesIn(region.staff.map(person => person.ref))).toEqual([])
    expect(duplicatesIn([...region.schools.map(school => school.id), ...region.homes.map(home => home.urn)])).toEqual(
      [],
    )
  })

  it('gives no inner id twice', () => {
    expect(
      duplicatesIn(
        region.police.flatMap(row => [
          ...row.occurrences.map(one => one.ref),
          ...row.notices.map(one => one.ref),
          ...row.intelligence.map(one => one.id),
        ]),
      ),
    ).toEqual([])
    expect(
      duplicatesIn(region.health.flatMap(row => [...row.visits.map(one => one.id), ...row.missed.map(one => one.id)])),
    ).toEqual([])
    expect(duplicatesIn(region.charity.flatMap(row => row.debriefs.map(one => one.ref)))).toEqual([])
    expect(duplicatesIn(pupilsOf(region).flatMap(row => row.behaviour.map(one => one.id)))).toEqual([])
  })

  it('gives no pupil number twice, and each a valid check letter', () => {
    const numbers = pupilsOf(region).flatMap(row => [row.upn, ...(row.formerUpn === null ? [] : [row.formerUpn])])
    expect(duplicatesIn(numbers)).toEqual([])
    expect(numbers.filter(number => !isUpn(number))).toEqual([])
  })

  it('keeps NHS numbers in the test range, with valid check digits', () => {
    const numbers = [
      ...region.demographics.flatMap(row => [row.nhsNumber, ...row.supersedes]),
      ...region.health.flatMap(row => row.nhsNumber ?? []),
    ]
    expect(numbers.filter(number => !isNhsNumber(number))).toEqual([])
  })

  it('names only staff and schools that exist', () => {
    const refs = [
      ...region.police.flatMap(row => row.officerRef ?? []),
      ...socialCareOf(region).flatMap(row => [...row.involvements.map(one => one.staffRef), ...(row.lockedTo ?? [])]),
      ...region.health.flatMap(row => row.careTeams.flatMap(team => team.staffRefs)),
      ...region.charity.flatMap(row => row.debriefs.map(one => one.workerRef)),
      ...region.hub.flatMap(row => row.debriefAssignee ?? []),
    ]
    expect(refs.filter(ref => !staffRefs.has(ref))).toEqual([])
    expect(
      pupilsOf(region)
        .flatMap(row => row.enrolments.map(one => one.school))
        .filter(id => !schoolIds.has(id)),
    ).toEqual([])
  })

  it('names only homes, nominals and episodes that exist', () => {
    const urns = new Set(region.homes.map(home => home.urn))
    const nominals = new Set(region.police.map(row => row.nominalId))
    const episodes = new Set(region.police.flatMap(row => row.episodes.map(episode => episode.ref)))
    expect(
      socialCareOf(region)
        .flatMap(row => row.placements.flatMap(one => one.urn ?? []))
        .filter(urn => !urns.has(urn)),
    ).toEqual([])
    expect(
      region.police
        .flatMap(row => [...row.mergedFrom, ...(row.mergedInto === null ? [] : [row.mergedInto])])
        .filter(id => !nominals.has(id)),
    ).toEqual([])
    expect(
      region.charity.flatMap(row => row.debriefs.map(one => one.episodeRef)).filter(ref => !episodes.has(ref)),
    ).toEqual([])
    expect(region.hub.flatMap(row => row.episodes.map(one => one.ref)).filter(ref => !episodes.has(ref))).toEqual([])
  })

  it('has no telephone outside the drama ranges', () => {
    const phones = [...JSON.stringify(region).matchAll(/"(?:phone|number)":"([^"]*)"/g)]
      .map(([, phone = '']) => phone)
      .filter(phone => !/^\d{3}$/.test(phone))
    expect(phones.length).toBeGreaterThan(1000)
    expect(phones.filter(phone => !/^(01632 960\d{3}|07700 900\d{3}|020 7946 0\d{3})$/.test(phone))).toEqual([])
  })

  it('records nothing after its now', () => {
    const dated = /"(?:from|at|on|since|date|\w+(?:At|On))":"(\d{4}-[^"]*)"/g
    const moments = [...JSON.stringify(region).matchAll(dated)].map(([, moment = '']) => moment)
    expect(moments.length).toBeGreaterThan(10_000)
    expect(moments.filter(moment => moment > NOW.slice(0, moment.length))).toEqual([])
  })

  it('holds children only: nobody yet to be born, nobody of eighteen', () => {
    const birthdays = everyRow(region).map(row => row.dateOfBirth)
    expect(birthdays.filter(day => day > NOW.slice(0, 10))).toEqual([])
    const grownUp = region.demographics.filter(
      row => `${Number(row.dateOfBirth.slice(0, 4)) + 18}${row.dateOfBirth.slice(4)}` <= NOW.slice(0, 10),
    )
    expect(grownUp).toEqual([])
  })

  it('keeps the marks of a pupil few', () => {
    expect(Math.max(...pupilsOf(region).map(row => row.marks.length))).toBeLessThanOrEqual(40)
  })
})
