import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { createOneRoster } from '../../../../src/adapters/education/oneroster/source.js'
import { MONMOUTHSHIRE, pupil } from '../region.js'
import { call, config, direct, listAll, read, type Bend } from '../support.js'
import { BASE, DELETED, FFION, idOf, signIn, start } from './pupils.js'
import { renamed, setup } from './start.js'

describe('what goes wrong', () => {
  it.each<[string, readonly Part[]]>([
    ['/enrollments', ['education.enrolments', 'fact.enrolments']],
    ['/demographics', ['identity']],
    ['/orgs', ['education.enrolments']],
  ])('a failure of %s fails %j alone', async (path, parts) => {
    const bend: Bend = (asked, answer) => (asked.pathname.includes(path) ? { status: 500 } : answer)
    const reading = await read(setup({ bend }).source, idOf(1))
    expect(Object.keys(reading.failedParts).sort()).toEqual(parts)
    expect(reading.subject?.upn).toBe(FFION.upn)
  })

  it.each(['user', 'sourcedId', 'givenName', 'userIds', 'roles', 'status'])(
    'a user without %s is malformed whole',
    async field => {
      const { source } = setup({ bend: renamed(field, '/users/') })
      expect(await source.lookup({ recordId: idOf(1), parts: source.offers }, call)).toEqual({
        kind: 'failed',
        reason: 'MALFORMED',
      })
    },
  )

  it('a page that never comes is malformed, not a shorter list', async () => {
    const bend: Bend = (asked, answer) =>
      asked.pathname.includes('/enrollments') ? { ...answer, headers: { 'x-total-count': '7' } } : answer
    const bent: Bend = (asked, answer) =>
      asked.searchParams.get('offset') === '2'
        ? { ...answer, headers: { 'x-total-count': '7' }, body: { enrollments: [] } }
        : bend(asked, answer)
    const reading = await read(setup({ bend: bent }).source, idOf(1), ['fact.enrolments'])
    expect(reading.failedParts).toEqual({ 'fact.enrolments': 'MALFORMED' })
  })

  it('a list without its count is malformed', async () => {
    const bend: Bend = (asked, answer) =>
      asked.pathname.includes('/enrollments') ? { ...answer, headers: {} } : answer
    const reading = await read(setup({ bend }).source, idOf(1), ['fact.enrolments'])
    expect(reading.failedParts).toEqual({ 'fact.enrolments': 'MALFORMED' })
  })

  it('a token without the scope for demographics is refused them', async () => {
    const system = start()
    const core = signIn(system, 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly')
    const source = createOneRoster(
      config('oneroster', MONMOUTHSHIRE, BASE),
      direct(system, BASE, core).transport,
      Date.now,
    )
    expect((await read(source, idOf(1), ['identity'])).failedParts).toEqual({ identity: 'REFUSED' })
  })
})

describe('finding and listing', () => {
  it('finds by current UPN, not by a former one', async () => {
    const { source } = setup()
    expect(await source.find?.({ upn: FFION.upn }, call)).toMatchObject({
      kind: 'records',
      records: [{ recordId: idOf(1), subject: { demographics: { dateOfBirth: '2010-04-07' } } }],
    })
    expect(await source.find?.({ upn: 'Y678402115003' }, call)).toEqual({ kind: 'records', records: [] })
    expect(await source.find?.({ nhsNumber: '9990000018' }, call)).toEqual({ kind: 'records', records: [] })
  })

  it("lists a school's current roll, and says when it cannot", async () => {
    const roll = (organisation: string, source = setup().source) =>
      source.listFor?.({ staffRef: 'x', teams: [], organisation }, call)
    expect(await roll('679-4002')).toEqual({ kind: 'records', recordIds: [idOf(2)] })
    expect(await roll('680-0000')).toEqual({ kind: 'records', recordIds: [] })
    const { source } = setup({ bend: () => ({ status: 429 }) })
    expect(await roll('679-4002', source)).toMatchObject({ kind: 'failed' })
  })

  it('pages through every pupil for linking, without those to be deleted', async () => {
    const many = Array.from({ length: 150 }, (_, at) => pupil({ pupilId: idOf(100 + at), gss: MONMOUTHSHIRE }))
    const seen: string[] = []
    expect(await listAll(setup({ pupils: [...many, DELETED] }).source, seen)).toBe(2)
    expect(seen).toEqual(many.map(row => row.pupilId))
  })
})
