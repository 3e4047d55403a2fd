import { afterAll, describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'
import type { SimResponse } from '../../../simulators/kit/system.js'
import { BASE, FFION, idOf, signIn, start } from '../../adapters/education/oneroster/pupils.js'
import { request } from '../../adapters/education/support.js'

const schema = JSON.parse(readFileSync(new URL('oneroster.schema.json', import.meta.url), 'utf8')) as object
const valid = new Ajv({ allErrors: true }).compile(schema)
let checked = 0

const system = start()
const authorization = signIn(system)

/** Every answer asked for in this file is checked against the schema. */
function get(path: string, token = authorization): SimResponse {
  const answer = system.handle(request(BASE + path, { headers: { authorization: token } })) as SimResponse
  valid(answer.body)
  expect(valid.errors ?? []).toEqual([])
  checked += 1
  return answer
}
const filtered = (collection: string, filter: string): SimResponse =>
  get(`${collection}?filter=${encodeURIComponent(filter)}`)
const ids = (answer: SimResponse): readonly string[] =>
  Object.values(answer.body as Record<string, readonly { sourcedId: string }[]>)
    .flat()
    .map(row => row.sourcedId)
const minor = (value: string) => ({ imsx_CodeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldValue: value }] } })

describe('the simulated OneRoster', () => {
  afterAll(() => expect(checked).toBeGreaterThan(20))

  it('gives a student with UPN, roles and agents', () => {
    expect(get(`users/${idOf(1)}`).body).toMatchObject({
      user: {
        status: 'active',
        enabledUser: 'true',
        preferredFirstName: 'Fi',
        userIds: [{ type: 'UPN', identifier: FFION.upn }, { type: 'formerUPN' }],
        roles: [{ roleType: 'primary', role: 'student', org: { sourcedId: '679-4001', type: 'org' } }],
        agents: [{ type: 'user' }, { type: 'user' }],
        grades: ['10'],
      },
    })
  })

  it.each([
    ['without a role', { roles: [] }],
    ['with a boolean for enabledUser', { enabledUser: true }],
    ['with a field the standard lacks', { attendance: 95 }],
  ])('would not pass the schema %s', (_what, change) => {
    const { user } = get(`users/${idOf(1)}`).body as { user: object }
    expect(valid({ user: { ...user, ...change } })).toBe(false)
  })

  it('gives demographics, orgs and one enrollment', () => {
    expect(get(`demographics/${idOf(1)}`).body).toMatchObject({
      demographics: { birthDate: '2010-04-07', sex: 'female' },
    })
    expect(ids(get('orgs'))).toEqual(['679-4001', '679-4002'])
    const [first] = ids(filtered('enrollments', `user.sourcedId='${idOf(1)}'`))
    expect(get(`enrollments/${first ?? ''}`).body).toMatchObject({ enrollment: { beginDate: '2022-09-01' } })
  })

  it('marks rows to be deleted, and keeps them', () => {
    expect(get(`users/${idOf(3)}`).body).toMatchObject({ user: { status: 'tobedeleted' } })
    expect(filtered('enrollments', `user.sourcedId='${idOf(3)}'`).body).toMatchObject({
      enrollments: [{ status: 'tobedeleted' }],
    })
  })

  it("gives a school's students, those of a dual registration at both", () => {
    expect(ids(get('schools/679-4001/students'))).toEqual([idOf(1), idOf(2)])
    expect(ids(get('schools/679-4002/students'))).toEqual([idOf(2)])
    expect(get('schools/679-9999/students')).toMatchObject({ status: 404, body: minor('unknownobject') })
  })

  it.each([
    [`sourcedId='${idOf(1)}'`, [idOf(1)]],
    [`sourcedId='${idOf(1)}' OR sourcedId='${idOf(2)}'`, [idOf(1), idOf(2)]],
    [`familyName='Prys' AND status='active'`, [idOf(1)]],
    [`familyName='Example' OR familyName='Prys' AND status='tobedeleted'`, [idOf(2), idOf(3)]],
    [`userIds.identifier='${FFION.upn}'`, [idOf(1)]],
    [`status!='active'`, [idOf(3)]],
    [`sourcedId='nobody'`, []],
  ])('filters students by %s', (filter, expected) => {
    expect(ids(filtered('students', filter))).toEqual(expected)
  })

  it('finds guardians by the pupil they name', () => {
    expect(filtered('users', `agents.sourcedId='${idOf(1)}'`).body).toMatchObject({
      users: [{ givenName: 'Carys', roles: [{ role: 'parent' }], phone: '07700 900111' }, { givenName: 'Dewi' }],
    })
  })

  it('has guardians who do not name the pupil back', () => {
    const odd = start({ oneWithoutAgentIn: 1 })
    const headers = { authorization: signIn(odd) }
    const of = (path: string) => odd.handle(request(BASE + path, { headers })) as SimResponse
    expect(ids(of(`users?filter=${encodeURIComponent(`agents.sourcedId='${idOf(1)}'`)}`))).toEqual([])
    expect(of(`users/${idOf(1)}`).body).toMatchObject({ user: { agents: [{}, {}] } })
  })

  it('pages by limit and offset, with the count and links', () => {
    const first = get('students?limit=2')
    expect(first.headers).toMatchObject({ 'X-Total-Count': '3' })
    expect(first.headers?.['Link']).toContain('offset=2>; rel="next"')
    const last = get('students?limit=2&offset=2')
    expect(ids(last)).toEqual([idOf(3)])
    expect(last.headers?.['Link']).not.toContain('rel="next"')
    expect(last.headers?.['Link']).toContain('rel="prev"')
  })

  it('sorts, and chooses fields', () => {
    expect(ids(get('students?sort=familyName&orderBy=asc'))[0]).toBe(idOf(2))
    const { body } = system.handle(
      request(`${BASE}students?fields=sourcedId,familyName&limit=1`, { headers: { authorization } }),
    ) as SimResponse
    expect(body).toEqual({ users: [{ sourcedId: idOf(1), familyName: 'Prys' }] })
  })

  it.each([
    ["students?filter=shoeSize%3D'5'", 400, 'invalid_filter_field'],
    ['students?filter=familyName', 422, 'invaliddata'],
    ["students?filter=familyName~'P'", 422, 'invaliddata'],
    ['students?fields=shoeSize', 400, 'invalid_selection_field'],
    ['students?limit=0', 422, 'invaliddata'],
    ['students?limit=1001', 422, 'invaliddata'],
    ['students?offset=-1', 422, 'invaliddata'],
    ['students?sort=shoeSize', 422, 'invaliddata'],
    ['users/nobody', 404, 'unknownobject'],
    ['attendance', 404, 'unknownobject'],
  ])('answers %s with %i %s', (path, status, value) => {
    expect(get(path)).toMatchObject({ status, body: minor(value) })
  })

  it('lets nobody in without a token', () => {
    expect(get('students', 'Bearer invented')).toMatchObject({ status: 401, body: minor('unauthorisedrequest') })
  })

  it('gives demographics to the scope for them alone', () => {
    const scope = 'https://purl.imsglobal.org/spec/or/v1p2/scope'
    const core = signIn(system, `${scope}/roster-core.readonly`)
    expect(get('students', core).status).toBe(200)
    expect(get('demographics', core)).toMatchObject({ status: 403, body: minor('forbidden') })
    const only = signIn(system, `${scope}/roster-demographics.readonly`)
    expect(get('demographics', only).status).toBe(200)
    expect(get('students', only).status).toBe(403)
  })

  it('answers with another child under the id asked when told to', () => {
    const wrong = request(`${BASE}users/${idOf(1)}`, { headers: { authorization }, fault: 'wrong-child' })
    expect((system.handle(wrong) as SimResponse).body).toMatchObject({
      user: { sourcedId: idOf(1), givenName: 'Gethin' },
    })
  })

  it('needs an authority', () => {
    expect(() => start({ gss: null })).toThrow('one authority')
  })
})
