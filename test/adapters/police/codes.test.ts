import { describe, expect, it } from '@jest/globals'
import * as codes from '../../../src/adapters/police/rms/codes.js'

const UNRECOGNISED = { en: 'Unrecognised code', cy: 'Cod heb ei adnabod' }

describe('warning markers', () => {
  const known = 'AG AT CO DR ES FI IM MN SH SU VI WE XP CSE CCE HTC MAPPA DA NRM CAWN'.split(' ')

  it.each(known)('%s has a name in both languages', code => {
    const { label, recognised, ...rest } = codes.markerOf(code)
    expect(rest).toEqual({ code, system: 'Police warning markers' })
    expect(recognised).toBe(true)
    expect(label?.en).not.toBe(label?.cy)
  })

  it.each(['ZZ', '', 'toString', 'sh'])('"%s" is kept and said not to be recognised', code => {
    expect(codes.markerOf(code)).toMatchObject({ code, label: UNRECOGNISED, recognised: false })
    expect(codes.linkedRiskOf(code)).toBeNull()
  })

  it.each([
    ['CSE', 'SEXUAL'],
    ['CCE', 'CRIMINAL'],
    ['NRM', 'SLAVERY_TRAFFICKING'],
    ['CAWN', 'NONE'],
    ['SH', 'NONE'],
  ])('%s stands for %s', (code, risk) => expect(codes.linkedRiskOf(code)).toBe(risk))
})

describe('intelligence grades', () => {
  const scheme = (name: string, source: string, information: string, handling: string) =>
    Object.entries({ source, information, handling }).flatMap(([kind, letters]) =>
      [...letters].map(code => [name, kind, code] as const),
    )

  it.each([...scheme('3x5x2', '123', 'ABCDE', 'PC'), ...scheme('5x5x5', 'ABCDE', '12345', '12345')])(
    '%s %s %s has a name in both languages',
    (name, kind, code) => {
      const { label, recognised, system } = codes.gradeOf(name, kind as 'source', code)
      expect([recognised, system]).toEqual([true, `${name} ${kind}`])
      expect(label?.en).not.toBe(label?.cy)
    },
  )

  it('of one scheme are not read in the other', () => {
    expect(codes.gradeOf('3x5x2', 'source', 'A').recognised).toBe(false)
    expect(codes.gradeOf('5x5x5', 'handling', 'P').recognised).toBe(false)
    expect(codes.gradeOf('4x4', 'source', '1')).toMatchObject({ label: UNRECOGNISED, recognised: false })
  })

  it.each([
    ['3x5x2', 'P', true],
    ['3x5x2', 'C', false],
    ['3x5x2', 'X', false],
    ['5x5x5', '1', false],
    ['5x5x5', '2', true],
    ['5x5x5', '3', false],
    ['5x5x5', '4', false],
    ['5x5x5', '5', false],
    ['5x5x5', 'P', false],
    ['4x4', 'P', false],
    ['constructor', 'P', false],
  ])('%s with handling %s may go to partners without more: %s', (scheme, handling, free) => {
    expect(codes.sharedFreely(scheme, handling)).toBe(free)
  })
})

describe('words of episodes', () => {
  it.each([
    ['VERY_LOW', 'VERY_LOW'],
    ['NO_APPARENT_RISK', 'VERY_LOW'],
    ['ABSENT', 'VERY_LOW'],
    ['LOW', 'LOW'],
    ['MEDIUM', 'MEDIUM'],
    ['HIGH', 'HIGH'],
    [null, 'NOT_GRADED'],
    ['CRITICAL', 'UNRECOGNISED'],
  ])('risk %s is %s', (code, risk) => expect(codes.riskOf(code)).toBe(risk))

  it.each([
    ['OPEN', 'OPEN'],
    ['FOUND', 'FOUND'],
    ['CLOSED', 'CLOSED'],
    ['PAUSED', 'UNRECOGNISED'],
  ])('status %s is %s', (code, status) => expect(codes.statusOf(code)).toBe(status))

  it.each([
    ['MISSING', 'MISSING'],
    ['ABSENT', 'ABSENT'],
    ['NO_APPARENT_RISK', 'ABSENT'],
    ['NO_FURTHER_ACTION', 'NO_FURTHER_ACTION'],
    ['LOST', 'UNRECOGNISED'],
    [null, 'UNRECOGNISED'],
  ])('category %s is %s', (code, category) => expect(codes.categoryOf(code)).toBe(category))

  it.each(['HOME', 'CARE_HOME', 'FOSTER', 'SCHOOL', 'HOSPITAL', 'OTHER'])('%s is a kind of place', code => {
    expect(codes.missingFromOf(code)).toBe(code)
  })

  it('knows a place that was not said from one of another kind', () => {
    expect([codes.missingFromOf(null), codes.missingFromOf('SHIP')]).toEqual([null, 'OTHER'])
  })
})

describe('constrained values of people', () => {
  it.each([
    ['GNDR_0001', 'FEMALE'],
    ['GNDR_0002', 'MALE'],
    ['GNDR_0003', 'OTHER'],
    ['GNDR_0004', 'UNKNOWN'],
    ['GNDR_9999', null],
    [null, null],
  ])('%s is %s', (code, sex) => expect(codes.sexOf(code)).toBe(sex))
})
