import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { NEWPORT, NOW, pupil } from '../region.js'
import { call, read, type Bend } from '../support.js'
import { bendBody, FFION, setup } from './start.js'

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
