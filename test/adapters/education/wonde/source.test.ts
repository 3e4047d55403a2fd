import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { HANDLING } from '../../../../src/adapters/agency.js'
import { createWonde } from '../../../../src/adapters/education/wonde/source.js'
import { createWondeSystem } from '../../../../simulators/education/wonde/system.js'
import { NEWPORT, NOW, regionOf } from '../region.js'
import { call, config, CREDENTIALS, direct, read } from '../support.js'
import { FFION, setup } from './start.js'

describe('a Wonde record', () => {
  it('is read whole', async () => {
    const { source } = setup()
    const reading = await read(source, 'A1001')
    expect(reading).toMatchObject({
      recordId: 'A1001',
      asOf: '2026-02-11T12:00:00Z',
      stale: false,
      failedParts: {},
      protectedRecord: false,
      subject: {
        nhsNumber: null,
        upn: 'M680400114001',
        formerUpns: [],
        demographics: {
          givenNames: ['Ffion', 'Fi'],
          familyNames: ['Prys'],
          dateOfBirth: '2010-04-07',
          sex: 'FEMALE',
          postcodeSector: 'NP20 9',
        },
      },
    })
    expect(Object.keys(reading.parts).sort()).toEqual([...source.offers].sort())
  })

  it('gives identity, contact and family as the school has them', async () => {
    const { parts } = await read(setup().source, 'A1001')
    expect(parts.identity).toMatchObject({
      givenName: 'Ffion',
      middleNames: 'Mair',
      familyName: 'Prys',
      knownAs: 'Fi',
      upn: 'M680400114001',
      ethnicity: { code: 'WBRI', recognised: true },
      language: { code: 'cy', label: { cy: 'Cymraeg' } },
    })
    expect(parts.contact).toMatchObject({
      addresses: [{ use: 'HOME', postcode: 'NP20 9ZZ', from: '2015-01-01', until: null }],
      phones: [{ owner: 'Ffion', number: '07700 900222' }],
    })
    expect(parts.family?.people).toMatchObject([
      { name: 'Carys Prys', parentalResponsibility: 'YES', contactRestriction: 'NONE_RECORDED', phone: '07700 900111' },
      {
        name: 'Dewi Example',
        parentalResponsibility: 'NO',
        contactRestriction: 'NO_CONTACT',
        dateOfBirth: '1980-05-06',
      },
    ])
  })

  it('names the safeguarding lead of each current school, as what an enrolment reveals', async () => {
    const { parts } = await read(setup().source, 'A1002')
    expect(parts.professionals).toMatchObject([
      {
        staffRef: 'A1-DSL01',
        organisation: 'Ysgol A1',
        reveals: 'ENROLMENT',
        role: { cy: 'Arweinydd diogelu dynodedig' },
      },
      { staffRef: 'A2-DSL01', organisation: 'Ysgol A2' },
    ])
  })

  it('gives attendance newest first, with N as no reason yet and the last session seen', async () => {
    const { parts } = await read(setup().source, 'A1001', ['education.attendance'])
    expect(parts['education.attendance']).toMatchObject({
      presentPercent: 91.3,
      unauthorisedPercent: 2.4,
      lastPresentAt: '2026-02-10T13:00:00Z',
      marks: [
        { date: '2026-02-11', session: 'AM', group: 'NO_REASON_YET', code: { system: 'wales-attendance-2010' } },
        { date: '2026-02-10', session: 'PM', group: 'PRESENT' },
        { date: '2026-02-10', session: 'AM', group: 'PRESENT', minutesLate: 12, comment: 'bus' },
      ],
    })
  })

  it('gives behaviour, exclusions and learning needs', async () => {
    const { parts } = await read(setup().source, 'A1001')
    expect(parts['education.behaviour']).toMatchObject([{ on: '2026-02-04', role: 'Target', type: { code: 'BULL' } }])
    expect(parts['education.exclusions']).toMatchObject([
      { type: 'FIXED_TERM', until: '2025-11-05', reason: { code: 'VP' } },
    ])
    expect(parts['education.learningNeeds']).toMatchObject([
      { provision: { code: 'IDP', recognised: true }, need: { code: 'SEMH' }, support: 'Quiet room' },
    ])
  })

  it('says where home is', async () => {
    expect((await read(setup().source, 'A1001', ['fact.area'])).parts).toEqual({
      'fact.area': { homeAuthority: NEWPORT },
    })
  })

  it('is nothing where no school of the authority has the pupil', async () => {
    const { source } = setup()
    expect(await source.lookup({ recordId: 'A9999', parts: source.offers }, call)).toEqual({ kind: 'nothing' })
  })

  it('passes the protection flag on', async () => {
    const { source } = setup({ pupils: [{ ...FFION, protectedRecord: true }] })
    expect((await read(source, 'A1001', ['identity'])).protectedRecord).toBe(true)
  })

  it('restrains an address that is not to be disclosed', async () => {
    const addresses = FFION.addresses.map(address => ({ ...address, doNotDisclose: true }))
    const { source } = setup({ pupils: [{ ...FFION, addresses }] })
    const { parts, subject } = await read(source, 'A1001', ['contact'])
    expect(subject?.demographics.postcodeSector).toBeNull()
    expect(parts.contact?.addresses?.map(row => Reflect.get(row, HANDLING) as unknown)).toEqual([
      { code: 'ADDRESS_DO_NOT_DISCLOSE' },
    ])
  })
})

describe('enrolments', () => {
  const facts = (parts: Awaited<ReturnType<typeof read>>['parts']) => parts['fact.enrolments']

  it('shows both schools of a dual registration, and counts both', async () => {
    const { parts } = await read(setup().source, 'A1002', ['education.enrolments', 'fact.enrolments'])
    expect(parts['education.enrolments']).toMatchObject([
      { school: { id: 'A2', name: 'Ysgol A2' }, kind: 'SUBSIDIARY', current: true },
      { school: { id: 'A1', phone: '01632 960101' }, kind: 'MAIN', current: true },
    ])
    expect(facts(parts)).toEqual([
      { school: 'A1', current: true },
      { school: 'A2', current: true },
    ])
  })

  it('counts no entry marked for deletion, and does not show it', async () => {
    const { parts } = await read(setup().source, 'A1003', ['education.enrolments', 'fact.enrolments'])
    expect(parts['education.enrolments']).toEqual([])
    expect(facts(parts)).toEqual([{ school: 'A1', current: false }])
  })

  it('keeps an ended one, as ended', async () => {
    const { parts } = await read(setup().source, 'A1004', ['education.enrolments'])
    expect(parts['education.enrolments']).toMatchObject([{ until: '2025-07-20', current: false }])
  })
})

describe('only what is wanted is asked for', () => {
  it.each<[Part, string]>([
    ['identity', 'education_details'],
    ['contact', 'education_details,contact_details'],
    ['family', 'education_details,contacts,contacts.contact_details'],
    ['education.learningNeeds', 'education_details,extended_details'],
    ['fact.enrolments', 'education_details,enrolments'],
    ['fact.area', 'education_details,contact_details'],
  ])('%s is one call with the includes it needs', async (part, include) => {
    const { source, asked } = setup()
    await read(source, 'A1001', [part])
    expect(asked.map(decodeURIComponent)).toEqual([`authority/${NEWPORT}/students/A1001?include=${include}`])
  })

  it.each<[Part, readonly string[]]>([
    ['education.behaviour', ['behaviours']],
    ['education.exclusions', ['exclusions']],
    ['education.attendance', ['attendance/session', 'attendance-summaries', 'schools']],
  ])('%s reads its own list and the student it belongs to', async (part, lists) => {
    const { source, asked } = setup()
    await read(source, 'A1001', [part])
    const paths = asked.map(path => path.split('?')[0]?.replace(`authority/${NEWPORT}/`, ''))
    expect(paths.sort()).toEqual([...lists, 'students/A1001'].sort())
  })

  it('reads the directory of schools once, and anew after ten minutes', async () => {
    let now = NOW.getTime()
    const system = createWondeSystem({ id: 'e', region: regionOf([FFION]), gss: NEWPORT, credentials: CREDENTIALS })
    const { transport, asked } = direct(system, '/v1.0/', 'Bearer TOKEN')
    const source = createWonde(config('wonde', NEWPORT, '/v1.0/'), transport, () => now)
    const directoryCalls = () => asked.filter(path => path.startsWith('schools')).length
    await Promise.all([1, 2, 3].map(() => read(source, 'A1001', ['education.enrolments'])))
    expect(directoryCalls()).toBe(1)
    now += 10 * 60_000
    await read(source, 'A1001', ['education.enrolments'])
    expect(directoryCalls()).toBe(2)
  })
})
