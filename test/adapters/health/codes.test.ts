import { describe, expect, it } from '@jest/globals'
import * as codes from '../../../src/adapters/health/codes.js'
import type { Patient } from '../../../src/adapters/health/datatypes.js'
import { day, instant, range } from '../../../src/adapters/health/dates.js'
import { nhsNumberOf } from '../../../src/adapters/health/identifiers.js'

const lists = {
  attendance: codes.ATTENDANCE_OUTCOMES,
  ethnicity: codes.ETHNIC_CATEGORIES,
  relationships: codes.RELATIONSHIPS,
  languages: codes.LANGUAGES,
  alerting: codes.ALERTING,
}

describe('code lists', () => {
  it.each(Object.entries(lists))('every code of %s has a name in English and in Welsh', (_name, list) => {
    for (const code of Object.keys(list)) {
      const coded = codes.coded({ coding: [{ system: 's', code }] }, list)
      expect(coded).toMatchObject({ code, system: 's', recognised: true })
      expect(coded?.label?.en).toMatch(/\S/)
      expect(coded?.label?.cy).toMatch(/\S/)
    }
  })

  it.each(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'])(
    'attendance outcome %s is known',
    code => {
      expect(codes.ATTENDANCE_OUTCOMES).toHaveProperty([code])
    },
  )

  it('an unknown code says so and is kept', () => {
    expect(codes.coded({ coding: [{ system: 's', code: '99' }] }, codes.ATTENDANCE_OUTCOMES)).toEqual({
      code: '99',
      system: 's',
      label: { en: 'Unrecognised code', cy: 'Cod anhysbys' },
      recognised: false,
    })
  })

  it("an unknown code with the source's own words keeps them: a warning must stay readable", () => {
    const coded = codes.coded({ coding: [{ code: '232347008', display: 'Dander allergy' }] }, codes.ALERTING)
    expect(coded).toMatchObject({ label: { en: 'Dander allergy' }, recognised: false })
  })

  it.each(['constructor', '__proto__', 'toString'])('%s is not a code of any list', code => {
    expect(codes.coded({ coding: [{ code }] }, codes.ATTENDANCE_OUTCOMES)?.recognised).toBe(false)
  })

  it('among several codings the known one is taken', () => {
    const coding = [
      { system: 'local', code: 'x' },
      { system: 'wales', code: '09' },
    ]
    expect(codes.coded({ coding }, codes.ATTENDANCE_OUTCOMES)).toMatchObject({ system: 'wales', code: '09' })
  })

  it('text alone is neither known nor unknown', () => {
    expect(codes.coded({ text: 'Ward C' }, {})).toEqual({
      code: null,
      system: null,
      label: { en: 'Ward C', cy: 'Ward C' },
      recognised: null,
    })
    expect(codes.coded({}, {})).toBeNull()
  })

  it('authorities by name, others unsaid', () => {
    expect(['Newport', 'TORFAEN', 'Cardiff', undefined].map(codes.authorityOf)).toEqual([
      'W06000022',
      'W06000020',
      null,
      null,
    ])
  })
})

describe('NHS numbers', () => {
  const UK = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus'
  const WALES = `${UK}Wales`
  const status = (system: string, code: string): string =>
    nhsNumberOf({
      resourceType: 'Patient',
      id: 'p',
      identifier: [
        {
          system: 'https://fhir.nhs.uk/Id/nhs-number',
          value: '999 000 0018',
          extension: [
            {
              url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
              valueCodeableConcept: { coding: [{ system, code }] },
            },
          ],
        },
      ],
    }).status

  it.each([
    [UK, '01'],
    [UK, 'number-present-and-verified'],
    [WALES, '01'],
    [WALES, 'nn'],
  ])('verified: %s %s', (system, code) => expect(status(system, code)).toBe('VERIFIED'))

  it.each([
    ...['02', '03', '04', '05', '06', '07', '08', '', 'NN', '1'].map(code => [WALES, code] as const),
    [UK, 'number-present-but-not-traced'],
    [UK, 'trace-required'],
    ['https://elsewhere.example/verification', '01'],
    ['https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusX', '01'],
  ])('not verified: %s %s', (system, code) => expect(status(system, code)).toBe('UNVERIFIED'))

  const numbers = (...identifier: NonNullable<Patient['identifier']>) =>
    nhsNumberOf({ resourceType: 'Patient', id: 'p', identifier })
  const system = 'https://fhir.nhs.uk/Id/nhs-number'

  it('without a status nothing is stated', () => {
    expect(numbers({ system, value: '9990000018' })).toEqual({ value: '9990000018', status: 'NOT_STATED' })
    expect(numbers()).toEqual({ value: null, status: 'NOT_STATED' })
  })

  it('an old number is not the current one, and what is not ten digits is none', () => {
    expect(numbers({ system, use: 'old', value: '9990000018' }).value).toBeNull()
    expect(numbers({ system, value: '99900' }).value).toBeNull()
  })
})

describe('dates', () => {
  it.each([
    ['2026-02-11', '2026-02-11'],
    ['2026-07-11T23:30:00Z', '2026-07-12'],
    ['2026-02', null],
    ['2026', null],
    ['2026-02-31', null],
    ['soon', null],
  ])('the day of %s is %s', (value, expected) => expect(day(value)).toBe(expected))

  it.each([
    ['2026-02-11T23:48:00Z', '2026-02-11T23:48:00Z'],
    ['2026-07-11T23:48:00.500+01:00', '2026-07-11T22:48:00.500Z'],
    ['2026-02-11', null],
    ['2026-02-11T23:48:00', null],
  ])('the moment of %s is %s', (value, expected) => expect(instant(value)).toBe(expected))

  it('a month or a year is a range, a day is not', () => {
    expect(range('2010')).toEqual({ earliest: '2010-01-01', latest: '2010-12-31' })
    expect(range('2012-02')).toEqual({ earliest: '2012-02-01', latest: '2012-02-29' })
    expect(range('2010-04-07')).toBeNull()
  })
})
