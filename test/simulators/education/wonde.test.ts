import { describe, expect, it } from '@jest/globals'
import { createWondeSystem, type WondeOptions } from '../../../simulators/education/wonde/system.js'
import type { SimResponse } from '../../../simulators/kit/system.js'
import { NEWPORT, pupil, regionOf } from '../../adapters/education/region.js'
import { CREDENTIALS, request } from '../../adapters/education/support.js'

const FFION = pupil({ pupilId: 'A1001', gss: NEWPORT })
const DUAL = pupil({
  pupilId: 'A1002',
  gss: NEWPORT,
  upn: 'D676401914042',
  enrolments: [
    { school: 'A1', from: '2022-09-01', until: null, kind: 'MAIN', toBeDeleted: false, year: '9' },
    { school: 'A2', from: '2025-01-06', until: null, kind: 'SUBSIDIARY', toBeDeleted: false, year: '9' },
  ],
})
const LEFT = pupil({
  pupilId: 'A1003',
  gss: NEWPORT,
  upn: 'Y678402115003',
  enrolments: [{ school: 'A1', from: '2020-09-01', until: '2025-07-20', kind: 'MAIN', toBeDeleted: false, year: '11' }],
})
const region = regionOf([FFION, DUAL, LEFT])

const start = (over: Partial<WondeOptions> = {}) =>
  createWondeSystem({ id: 'education-newport', region, gss: NEWPORT, credentials: CREDENTIALS, ...over })
const signedIn = { headers: { authorization: 'Bearer TOKEN' } }
const get = (path: string, over: Partial<WondeOptions> = {}, more: object = {}) =>
  start(over).handle(request(path, { ...signedIn, ...more })) as SimResponse
const ids = (answer: SimResponse): readonly string[] =>
  (answer.body as { data: readonly { id: string }[] }).data.map(row => row.id)

describe('the simulated Wonde', () => {
  it.each([
    ['Bearer', 'Bearer TOKEN', 200],
    ['Basic with the token as user', `Basic ${Buffer.from('TOKEN:').toString('base64')}`, 200],
    ['another token', 'Bearer other', 401],
    ['nothing', undefined, 401],
  ])('answers to %s', (_what, authorization, status) => {
    const headers = authorization === undefined ? {} : { authorization }
    expect(start().handle(request('/v1.0/schools', { headers }))).toMatchObject({ status })
  })

  it('wraps one student in data, and each include in data again', () => {
    const answer = get('/v1.0/schools/A1/students/A1001?include=education_details,contacts.contact_details')
    expect(answer.body).toMatchObject({
      data: {
        id: 'A1001',
        date_of_birth: { date: '2010-04-07 00:00:00.000000' },
        education_details: { data: { upn: 'M680400114001', former_upn: null } },
        contacts: {
          data: [{ relationship: 'MOTHER', contact_details: { data: { phones: { primary: '07700 900111' } } } }, {}],
        },
      },
      meta: { last_synced: '2026-02-11T12:00:00Z' },
    })
  })

  it('sends no include that was not asked for', () => {
    const { data } = get('/v1.0/schools/A1/students/A1001').body as { data: object }
    expect(Object.keys(data).filter(name => /details|contacts|enrolments|employees/.test(name))).toEqual([])
  })

  it('finds a pupil of any school under the authority, and under a school only its own', () => {
    expect(get(`/v1.0/authority/${NEWPORT}/students/A1001`).status).toBe(200)
    expect(get('/v1.0/schools/A2/students/A1001')).toMatchObject({ status: 404, body: { error: 'resource_not_found' } })
    expect(get('/v1.0/authority/W06000018/students/A1001').status).toBe(404)
  })

  it('lists a dual registration on both rolls, and leavers apart', () => {
    expect(ids(get('/v1.0/schools/A1/students'))).toEqual(['A1001', 'A1002'])
    expect(ids(get('/v1.0/schools/A2/students'))).toEqual(['A1002'])
    expect(ids(get('/v1.0/schools/A1/students-leaver'))).toEqual(['A1003'])
  })

  it('filters by current UPN on the assumed authority route alone', () => {
    expect(ids(get(`/v1.0/authority/${NEWPORT}/students?upn=D676401914042`))).toEqual(['A1002'])
    expect(get('/v1.0/schools/A1/students?upn=D676401914042').status).toBe(422)
  })

  it.each(['', '&cursor=true'])('pages until more is false%s', query => {
    const first = get(`/v1.0/schools/A1/students?per_page=1${query}`)
    const { pagination } = (first.body as { meta: { pagination: { next: string; more: boolean } } }).meta
    expect(pagination.more).toBe(true)
    const second = get(pagination.next)
    expect(ids(second)).toEqual(['A1002'])
    expect(second.body).toMatchObject({ meta: { pagination: { next: null, more: false } } })
  })

  it.each(['per_page=201', 'per_page=0', 'per_page=x', 'page=0', 'cursor=nonsense'])('answers 422 to %s', query => {
    expect(get(`/v1.0/schools/A1/students?${query}`).status).toBe(422)
  })

  it('answers 400 invalid_include to an include unknown to Wonde or to one school', () => {
    expect(get('/v1.0/schools/A1/students?include=shoe_size')).toMatchObject({
      status: 400,
      body: { error: 'invalid_include', include: 'shoe_size' },
    })
    const lacking = { unknownIncludes: { A1: ['extended_details'] } }
    const path = `/v1.0/authority/${NEWPORT}/students/A1001?include=extended_details`
    expect(get(path, lacking)).toMatchObject({ status: 400, body: { include: 'extended_details' } })
  })

  it('answers 403 for a school that revoked access, and leaves it out of the directory', () => {
    const revoked = { revokedSchools: ['A1'] }
    expect(get('/v1.0/schools/A1/students', revoked).status).toBe(403)
    expect(get(`/v1.0/authority/${NEWPORT}/students/A1001`, revoked).status).toBe(403)
    expect(ids(get('/v1.0/schools', revoked))).toEqual(['A2', 'A9'])
  })

  it('says when a school that lags was last synchronised', () => {
    const answer = get(`/v1.0/authority/${NEWPORT}/students/A1001`, { syncGapHours: { A1: 50 } })
    expect(answer.body).toMatchObject({ meta: { last_synced: '2026-02-09T10:00:00Z' } })
  })

  it('gives session marks, summaries, behaviour and exclusions of one pupil', () => {
    const of = (list: string, include: string) =>
      get(`/v1.0/authority/${NEWPORT}/${list}?student=A1001&include=${include}`).body
    expect(of('attendance/session', 'student,attendance_code')).toMatchObject({
      data: [{ session: 'AM', student: { data: { id: 'A1001' } }, attendance_code: { data: { code: 'N' } } }, {}, {}],
    })
    expect(of('attendance-summaries', 'student')).toMatchObject({
      data: [{ possible_marks: 1000, present_marks: 913 }],
    })
    expect(of('behaviours', 'students')).toMatchObject({
      data: [{ type: 'BULL', students: { data: [{ role: 'TA' }] } }],
    })
    expect(of('exclusions', 'student')).toMatchObject({ data: [{ type: 'FIXED', reason: 'VP' }] })
  })

  it('filters events by updated_after, and refuses another form of it', () => {
    const path = '/v1.0/schools/A1/attendance/session?student=A1001&updated_after='
    expect(ids(get(`${path}2026-02-11 00:00:00`))).toHaveLength(1)
    expect(get(`${path}yesterday`).status).toBe(422)
  })

  it('answers with another child under the id asked when told to', () => {
    const answer = get(
      `/v1.0/authority/${NEWPORT}/students/A1001?include=education_details`,
      {},
      { fault: 'wrong-child' },
    )
    expect(answer.body).toMatchObject({ data: { id: 'A1001', education_details: { data: { upn: 'D676401914042' } } } })
  })

  it('writes nothing', () => {
    expect(get('/v1.0/schools/A1/students', {}, { method: 'POST' }).status).toBe(405)
  })

  it('needs an authority', () => {
    expect(() => start({ gss: null })).toThrow('one authority')
  })
})
