import { describe, expect, it } from '@jest/globals'
import { createEclipseSystem } from '../../../simulators/social-care/eclipse/system.js'
import { CHILDREN_REGION, CREDENTIALS, FFION, GSS, LOCKED, NOW, request, TALKATIVE, tokenOf } from './region.js'

const SCOPE = 'api://hafan/.default'
const options = { id: 'social-care-newport', region: CHILDREN_REGION, gss: GSS, credentials: CREDENTIALS } as const

interface Result {
  readonly data?: Record<string, never> | null
  readonly errors?: readonly { message: string; path?: readonly unknown[]; extensions?: { code?: string } }[]
}

async function ask(
  query: string,
  headers: Record<string, string> = {},
  system = createEclipseSystem(options),
  fault: 'wrong-child' | null = null,
) {
  const authorization = `Bearer ${await tokenOf(system, SCOPE)}`
  const body = JSON.stringify({ query })
  const answer = await system.handle(
    request('/graphql', { method: 'POST', body, headers: { authorization, ...headers }, fault }),
  )
  return { status: answer.status, body: JSON.parse(JSON.stringify(answer.body)) as Result }
}

describe('signing in to the simulated Eclipse', () => {
  it('gives no answer without a token', async () => {
    const answer = await createEclipseSystem(options).handle(request('/graphql', { method: 'POST', body: '{}' }))
    expect(answer.status).toBe(401)
  })

  it('gives no token without a scope, or for another scope', async () => {
    const system = createEclipseSystem(options)
    await expect(tokenOf(system)).rejects.toThrow('invalid_scope')
    await expect(tokenOf(system, 'api://somebody-else/.default')).rejects.toThrow('invalid_scope')
  })

  it('takes a token no longer once it has run out', async () => {
    const system = createEclipseSystem(options)
    const authorization = `Bearer ${await tokenOf(system, SCOPE)}`
    const later = new Date(NOW.getTime() + 3_600_000)
    const body = JSON.stringify({ query: '{ __typename }' })
    const at = (now: Date) =>
      system.handle(request('/graphql', { method: 'POST', body, headers: { authorization }, now }))
    expect((await at(NOW)).status).toBe(200)
    expect((await at(later)).status).toBe(401)
  })

  it('refuses a query that its schema does not know', async () => {
    const { status, body } = await ask('{ person(id: "40017") { shoeSize } }')
    expect(status).toBe(400)
    expect(body.errors?.[0]?.message).toContain('shoeSize')
  })

  it('refuses a body that is no GraphQL request', async () => {
    const system = createEclipseSystem(options)
    const authorization = `Bearer ${await tokenOf(system, SCOPE)}`
    const answer = await system.handle(request('/graphql', { method: 'POST', body: '[', headers: { authorization } }))
    expect(answer.status).toBe(400)
  })
})

describe('what the simulated Eclipse answers', () => {
  it('finds a person by NHS number with a cursor', async () => {
    const { body } = await ask(`{ personByCriteria(nhsNo: "${FFION.nhsNumber ?? ''}") {
      cursor { pageNumber pageSize returned totalSize securityMetaData { numberOfSecuredElements } }
      results { __typename ... on Person { id surname } } } }`)
    expect(body.data).toEqual({
      personByCriteria: {
        cursor: {
          pageNumber: 1,
          pageSize: 10,
          returned: 1,
          totalSize: 1,
          securityMetaData: { numberOfSecuredElements: 0 },
        },
        results: [{ __typename: 'Person', id: '40017', surname: 'PRYS' }],
      },
    })
  })

  it('redacts a locked hit and counts it', async () => {
    const { body } = await ask(`{ personByCriteria(upn: "${LOCKED.upn ?? ''}") {
      cursor { securityMetaData { numberOfSecuredElements numberOfRemovedElements } }
      results { __typename ... on RedactedResult { id } } } }`)
    expect(body.data).toEqual({
      personByCriteria: {
        cursor: { securityMetaData: { numberOfSecuredElements: 1, numberOfRemovedElements: 0 } },
        results: [{ __typename: 'RedactedResult', id: '40522' }],
      },
    })
  })

  it('removes a protected witness from a search by name, and says that it removed one', async () => {
    const { body } = await ask(`{ personByCriteria(nameOrId: "Owain Morgan") {
      cursor { totalSize securityMetaData { numberOfRemovedElements } } } }`)
    expect(body.data).toEqual({
      personByCriteria: { cursor: { totalSize: 0, securityMetaData: { numberOfRemovedElements: 1 } } },
    })
  })

  it('hears Ffion in Fion Price only with sound-alike on', async () => {
    const hits = async (soundalike: boolean) => {
      const { body } = await ask(
        `{ personByCriteria(nameOrId: "fion pris", useSoundalike: ${String(soundalike)}) { cursor { totalSize } } }`,
      )
      return body.data
    }
    expect(await hits(true)).toEqual({ personByCriteria: { cursor: { totalSize: 1 } } })
    expect(await hits(false)).toEqual({ personByCriteria: { cursor: { totalSize: 0 } } })
  })

  it('refuses a locked person with FORBIDDEN and status 200', async () => {
    const { status, body } = await ask('{ person(id: "40522") { id } }')
    expect(status).toBe(200)
    expect(body.data).toEqual({ person: null })
    expect(body.errors).toMatchObject([{ path: ['person'], extensions: { code: 'FORBIDDEN' } }])
  })

  it('opens a locked person to a worker on the list, and to no namesake of another organisation', async () => {
    const query = '{ person(id: "40522") { id securedContext { subjectRestrictedViaLock } } }'
    const own = await ask(query, { 'x-acting-user': 'SW-1', 'x-acting-organisation': GSS })
    const other = await ask(query, { 'x-acting-user': 'SW-1', 'x-acting-organisation': '61' })
    expect(own.body.data).toEqual({ person: { id: '40522', securedContext: { subjectRestrictedViaLock: true } } })
    expect(other.body.data).toEqual({ person: null })
  })

  it('pages a chronology by cursor', async () => {
    const { body } = await ask(`{ chronologyEntriesForPersonByCriteria(
      personId: "${TALKATIVE.laChildId}", paging: { pageNumber: 3, pageSize: 100 }) {
      cursor { offset returned totalSize } results { text } } }`)
    expect(body.data).toMatchObject({
      chronologyEntriesForPersonByCriteria: { cursor: { offset: 200, returned: 30, totalSize: 230 } },
    })
  })

  it('refuses a page larger than a hundred', async () => {
    const { body } = await ask('{ personByCriteria(paging: { pageSize: 101 }) { cursor { returned } } }')
    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  it('shows a missing child by chronology subtype and by alert', async () => {
    const { body } = await ask(`{
      person(id: "40017") { alertAssignments { type } }
      chronologyEntriesForPersonByCriteria(personId: "40017", entryTypes: ["BEHAVIOURS01"]) { results { id } } }`)
    expect(body.data).toEqual({
      person: { alertAssignments: [{ type: 'ALERT07' }, { type: 'ALERT99' }, { type: 'ALERT04' }] },
      chronologyEntriesForPersonByCriteria: { results: [{ id: 'ME-118' }, { id: 'ME-117' }] },
    })
  })

  it('sends the kind of a placement as text, since the Welsh letters are not published', async () => {
    const { body } = await ask('{ person(id: "40017") { placements { kind { system code text } } } }')
    expect(body.data?.['person']).toEqual({
      placements: [
        { kind: { system: 'wg-cla', code: null, text: 'Foster placement with other carer' } },
        { kind: { system: 'wg-cla', code: null, text: "Children's home" } },
      ],
    })
  })

  it('lists the children of a worker and of a team by current involvement', async () => {
    const { body } = await ask(`{
      now: personByCriteria(allocatedWorkerId: "SW-1") { results { ... on Person { id } } }
      past: personByCriteria(allocatedWorkerId: "SW-9") { results { ... on Person { id } } }
      team: personByCriteria(allocatedTeams: ["LAC 2"]) { results { ... on Person { id } } } }`)
    expect(body.data).toEqual({
      now: { results: [{ id: '40017' }] },
      past: { results: [] },
      team: { results: [{ id: '40017' }] },
    })
  })

  it('puts errors beside data where one field fails', async () => {
    const system = createEclipseSystem(options, { failing: new Set(['Person.placements']) })
    const { body } = await ask('{ person(id: "40017") { id placements { urn } } }', {}, system)
    expect(body.data).toEqual({ person: { id: '40017', placements: null } })
    expect(body.errors?.[0]?.path).toEqual(['person', 'placements'])
  })

  it("answers with another child's record under the id asked when that fault is set", async () => {
    const { body } = await ask('{ person(id: "40017") { id surname } }', {}, undefined, 'wrong-child')
    expect(body.data).toEqual({ person: { id: '40017', surname: LOCKED.familyName } })
  })
})
