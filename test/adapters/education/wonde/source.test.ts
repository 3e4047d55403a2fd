import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { HANDLING } from '../../../../src/adapters/agency.js'
import { createWonde } from '../../../../src/adapters/education/wonde/source.js'
import { createWondeSystem, type WondeOptions } from '../../../../simulators/education/wonde/system.js'
import type { PupilRow } from '../../../../simulators/region/model.js'
import { NEWPORT, NOW, pupil, regionOf } from '../region.js'
import { call, config, CREDENTIALS, direct, listAll, read, type Bend } from '../support.js'

const FFION = pupil({ pupilId: 'A1001', gss: NEWPORT })
const entry = FFION.enrolments[0]
if (entry === undefined) throw new Error('the fixture has enrolments')
const DUAL = pupil({
  pupilId: 'A1002',
  gss: NEWPORT,
  upn: 'D676401914042',
  enrolments: [entry, { ...entry, school: 'A2', kind: 'SUBSIDIARY', from: '2025-01-06' }],
})
const DELETED = pupil({ pupilId: 'A1003', gss: NEWPORT, enrolments: [{ ...entry, toBeDeleted: true }] })
const LEFT = pupil({
  pupilId: 'A1004',
  gss: NEWPORT,
  upn: 'Y678402115003',
  enrolments: [{ ...entry, until: '2025-07-20' }],
})

interface Setup extends Partial<WondeOptions> {
  readonly pupils?: readonly PupilRow[]
  readonly bend?: Bend
}

function setup({ pupils = [FFION, DUAL, DELETED, LEFT], bend, ...options }: Setup = {}) {
  const region = regionOf(pupils)
  const system = createWondeSystem({
    id: 'education-newport',
    region,
    gss: NEWPORT,
    credentials: CREDENTIALS,
    ...options,
  })
  const { transport, asked } = direct(system, '/v1.0/', 'Bearer TOKEN', bend)
  return { source: createWonde(config('wonde', NEWPORT, '/v1.0/'), transport, () => NOW.getTime()), asked }
}

/** Changes the body of answers whose path holds `path`. */
const bendBody =
  (path: string, change: (text: string) => string): Bend =>
  (asked, answer) =>
    asked.pathname.includes(path)
      ? { ...answer, body: JSON.parse(change(JSON.stringify(answer.body))) as unknown }
      : answer

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
    const { parts } = await read(source, 'A1001', ['contact'])
    expect(parts.contact?.addresses?.map(row => Reflect.get(row, HANDLING))).toEqual([
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

describe('what goes wrong', () => {
  it('an include the school lacks fails its part alone, after one more call', async () => {
    const { source, asked } = setup({ unknownIncludes: { A1: ['extended_details'] } })
    const reading = await read(source, 'A1001', ['identity', 'education.learningNeeds'])
    expect(reading.failedParts).toEqual({ 'education.learningNeeds': 'NOT_OFFERED' })
    expect(reading.parts.identity?.upn).toBe('M680400114001')
    expect(asked.filter(path => path.includes('students/'))).toHaveLength(2)
  })

  it('an include with includes of its own takes them with it', async () => {
    const { source } = setup({ unknownIncludes: { A1: ['contacts'] } })
    const reading = await read(source, 'A1001', ['family', 'contact'])
    expect(reading.failedParts).toEqual({ family: 'NOT_OFFERED' })
  })

  it('a second refusal is an error, not a third try', async () => {
    const { source, asked } = setup({ unknownIncludes: { A1: ['contacts', 'extended_details'] } })
    const parts = new Set<Part>(['family', 'education.learningNeeds'])
    expect(await source.lookup({ recordId: 'A1001', parts }, call)).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
    expect(asked).toHaveLength(2)
  })

  it('a school that was last synchronised two days ago makes the record stale', async () => {
    const reading = await read(setup({ syncGapHours: { A1: 50 } }).source, 'A1001', ['identity'])
    expect(reading).toMatchObject({ asOf: '2026-02-09T10:00:00Z', stale: true })
  })

  it('a school that revoked access refuses', async () => {
    const { source } = setup({ revokedSchools: ['A1'] })
    const reading = await source.lookup({ recordId: 'A1001', parts: source.offers }, call)
    expect(reading).toEqual({ kind: 'failed', reason: 'REFUSED' })
  })

  it.each<[string, Part]>([
    ['attendance/session', 'education.attendance'],
    ['attendance-summaries', 'education.attendance'],
    ['behaviours', 'education.behaviour'],
    ['exclusions', 'education.exclusions'],
  ])('a failure of %s fails %s alone', async (path, part) => {
    const bend: Bend = (asked, answer) => (asked.pathname.includes(path) ? { status: 500 } : answer)
    const reading = await read(setup({ bend }).source, 'A1001')
    expect(reading.failedParts).toEqual({ [part]: 'SOURCE_ERROR' })
    expect(reading.parts).not.toHaveProperty([part])
  })

  it.each<[string, string, Part]>([
    ['attendance/session', 'attendance_code', 'education.attendance'],
    ['attendance-summaries', 'present_marks', 'education.attendance'],
    ['behaviours', 'incident', 'education.behaviour'],
    ['exclusions', 'end_date', 'education.exclusions'],
    ['students/', 'learning_needs', 'education.learningNeeds'],
    ['students/', 'enrolment_status', 'education.enrolments'],
    ['students/', 'parental_responsibility', 'family'],
  ])('in %s, %s renamed makes %s malformed, never empty', async (path, field, part) => {
    const bend = bendBody(path, text => text.replaceAll(`"${field}"`, `"${field}_renamed"`))
    expect((await read(setup({ bend }).source, 'A1001')).failedParts).toHaveProperty([part], 'MALFORMED')
  })

  it.each(['forename', 'surname', 'date_of_birth', 'upn', 'protected_record'])(
    'a record without %s is malformed whole',
    async field => {
      const bend = bendBody('students/', text => text.replaceAll(`"${field}"`, `"${field}_renamed"`))
      const { source } = setup({ bend })
      const reading = await source.lookup({ recordId: 'A1001', parts: new Set<Part>(['education.behaviour']) }, call)
      expect(reading).toEqual({ kind: 'failed', reason: 'MALFORMED' })
    },
  )

  it('fields not known are ignored', async () => {
    const bend = bendBody('students/', text => text.replace('"id"', '"shoe_size":5,"id"'))
    expect((await read(setup({ bend }).source, 'A1001')).failedParts).toEqual({})
  })

  it("rows about another pupil are not this child's", async () => {
    const bend = bendBody('attendance', text => text.replaceAll('"A1001"', '"A1002"'))
    const behaviour = await read(setup({ bend }).source, 'A1001')
    expect(behaviour.failedParts).toEqual({ 'education.attendance': 'SUBJECT_MISMATCH' })
  })

  it('codes not known are kept and said to be unrecognised', async () => {
    const odd = pupil({
      pupilId: 'A1001',
      gss: NEWPORT,
      ethnicity: 'QQQQ',
      marks: [{ date: '2026-02-11', session: 'AM', code: '?', comment: null, minutesLate: null }],
      needs: [{ provision: 'XX', need: 'YY', from: '2024-01-15', support: null }],
      behaviour: [{ id: 'B1', on: '2026-02-04', type: 'ODD', incident: 'x', role: 'y' }],
    })
    const { parts } = await read(setup({ pupils: [odd] }).source, 'A1001')
    const unrecognised = { recognised: false, label: { en: 'Unrecognised code' } }
    expect(parts.identity?.ethnicity).toMatchObject({ code: 'QQQQ', ...unrecognised })
    expect(parts['education.attendance']?.marks).toMatchObject([{ group: 'UNRECOGNISED', code: { code: '?' } }])
    expect(parts['education.learningNeeds']).toMatchObject([{ provision: unrecognised, need: unrecognised }])
    expect(parts['education.behaviour']).toMatchObject([{ type: unrecognised }])
  })

  it('a page that fails fails the part, and none is cut', async () => {
    const marks = Array.from({ length: 450 }, (_, at) => ({
      date: new Date(NOW.getTime() - at * 43_200_000).toISOString().slice(0, 10),
      session: at % 2 === 0 ? ('PM' as const) : ('AM' as const),
      code: at === 449 ? '/' : 'I',
      comment: null,
      minutesLate: null,
    }))
    const pupils = [{ ...FFION, marks }]
    const { source, asked } = setup({ pupils })
    const whole = await read(source, 'A1001', ['education.attendance'])
    expect(asked.filter(path => path.includes('attendance/session'))).toHaveLength(3)
    expect(whole.parts['education.attendance']?.lastPresentAt).not.toBeNull()
    const bend: Bend = (url, answer) => (url.searchParams.get('page') === '3' ? { status: 503 } : answer)
    const cut = await read(setup({ pupils, bend }).source, 'A1001', ['education.attendance'])
    expect(cut.failedParts).toEqual({ 'education.attendance': 'SOURCE_ERROR' })
  })

  it('a list that never ends is malformed', async () => {
    const bend: Bend = (url, answer) => {
      if (!url.pathname.includes('behaviours')) return answer
      const pagination = { next: url.href, more: true }
      return { status: 200, body: { data: [], meta: { pagination } } }
    }
    const { source, asked } = setup({ bend })
    const reading = await read(source, 'A1001', ['education.behaviour'])
    expect(reading.failedParts).toEqual({ 'education.behaviour': 'MALFORMED' })
    expect(asked.filter(path => path.includes('behaviours'))).toHaveLength(20)
  })
})

describe('finding and listing', () => {
  it('finds by current UPN, leavers too', async () => {
    const { source } = setup()
    expect(await source.find?.({ upn: 'Y678402115003' }, call)).toMatchObject({
      kind: 'records',
      records: [{ recordId: 'A1004' }],
    })
    expect(await source.find?.({ upn: 'A000000000000' }, call)).toEqual({ kind: 'records', records: [] })
  })

  it('knows no NHS numbers, and asks nobody', async () => {
    const { source, asked } = setup()
    expect(await source.find?.({ nhsNumber: '9990000018' }, call)).toEqual({ kind: 'records', records: [] })
    expect(asked).toEqual([])
  })

  it('says that finding failed', async () => {
    const { source } = setup({ bend: () => ({ status: 500 }) })
    expect(await source.find?.({ upn: 'Y678402115003' }, call)).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
  })

  it("lists a school's current roll", async () => {
    const { source } = setup()
    const roll = (organisation: string) => source.listFor?.({ staffRef: 'x', teams: [], organisation }, call)
    expect(await roll('A1')).toEqual({ kind: 'records', recordIds: ['A1001', 'A1002'] })
    expect(await roll('A2')).toEqual({ kind: 'records', recordIds: ['A1002'] })
    expect(await roll('B7')).toEqual({ kind: 'records', recordIds: [] })
  })

  it('says that a school refused its roll', async () => {
    const { source } = setup({ revokedSchools: ['A1'] })
    const roll = await source.listFor?.({ staffRef: 'x', teams: [], organisation: 'A1' }, call)
    expect(roll).toEqual({ kind: 'failed', reason: 'REFUSED' })
  })

  it('pages through every pupil for linking, leavers last, each once', async () => {
    const many = Array.from({ length: 230 }, (_, at) =>
      pupil({ pupilId: `A2${String(at).padStart(3, '0')}`, gss: NEWPORT }),
    )
    const { source } = setup({ pupils: [...many, LEFT] })
    const seen: string[] = []
    expect(await listAll(source, seen)).toBe(3)
    expect(seen).toEqual([...many.map(row => row.pupilId), 'A1004'])
  })

  it('lists what linking compares', async () => {
    const listed = await setup({ pupils: [{ ...FFION, formerUpn: 'D676401914042' }] }).source.list?.(null, call)
    expect(listed?.records).toMatchObject([
      {
        recordId: 'A1001',
        protectedRecord: false,
        subject: { upn: 'M680400114001', formerUpns: ['D676401914042'], demographics: { postcodeSector: 'NP20 9' } },
      },
    ])
  })

  it('offers no lookup of many, since Wonde has none', () => {
    expect(setup().source).not.toHaveProperty('lookupMany')
  })

  it('refuses to start without an authority', () => {
    const { transport } = direct(
      createWondeSystem({ id: 'e', region: regionOf([]), gss: NEWPORT, credentials: CREDENTIALS }),
      '/v1.0/',
      '',
    )
    expect(() => createWonde({ ...config('wonde', NEWPORT, '/v1.0/'), area: null }, transport)).toThrow('needs an area')
  })
})
