import { describe, expect, it } from '@jest/globals'
import * as codes from '../../../src/adapters/third-sector/debrief/codes.js'

describe("the charity's codes", () => {
  it.each([
    'MEDIATION',
    'MARF',
    'SERAF',
    'NRM',
    'BEREAVEMENT',
    'COUNSELLING',
    'FAMILIES_FIRST',
    'ANGER_MANAGEMENT',
    'CAMHS',
    'BARNARDOS',
    'DISABILITIES',
    'SUBSTANCE_MISUSE',
    'YOUTH_SERVICES',
  ])('%s is a service with a name in both languages', code => {
    const { label, recognised } = codes.serviceOf(code)
    expect(recognised).toBe(true)
    expect(label?.en).not.toBe(label?.cy)
  })

  it('keep a service nobody knows, and say so', () => {
    expect(codes.serviceOf('toString')).toEqual({
      code: 'toString',
      system: 'Debrief service referrals',
      label: { en: 'Unrecognised code', cy: 'Cod heb ei adnabod' },
      recognised: false,
    })
  })

  it.each([
    ['en', 'Saesneg'],
    ['cy', 'Cymraeg'],
    ['other', 'Iaith arall'],
  ])('%s is the language %s', (code, cy) => expect(codes.languageOf(code)?.label?.cy).toBe(cy))

  it('know no language from one that is not theirs', () => {
    expect([codes.languageOf(null), codes.languageOf('xx')?.recognised]).toEqual([null, false])
  })

  it.each([
    ['offered', 'OFFERED'],
    ['accepted', 'ACCEPTED'],
    ['declined', 'DECLINED'],
    ['held', 'HELD'],
    ['postponed', 'UNRECOGNISED'],
  ])('outcome %s is %s', (code, outcome) => expect(codes.outcomeOf(code)).toBe(outcome))

  it.each([
    ['hub', 'HUB'],
    ['social-care', 'SOCIAL_CARE'],
    ['police', 'POLICE'],
    ['health', 'HEALTH'],
    ['education', 'EDUCATION'],
    ['everybody', null],
  ])('audience %s is %s', (code, kind) => expect(codes.audienceOf(code)).toBe(kind))

  it.each([
    ['female', 'FEMALE'],
    ['male', 'MALE'],
    ['other', 'OTHER'],
    ['unknown', 'UNKNOWN'],
    ['f', null],
    [null, null],
  ])('gender %s is %s', (code, sex) => expect(codes.sexOf(code)).toBe(sex))
})
