import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openKit } from './kit.js'
import type { Kit } from './kit.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit()
}, 60_000)
afterAll(() => kit.close())

const CANARY = 'Zanzibar7734'
const ffion = { nhsNumber: '9990000018' }
const query = 'query Q($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename } }'
const timeline = (args: string): string =>
  `{ child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { id timeline(${args}) { edges { cursor node { title { en } } } pageInfo { hasNextPage endCursor } } } } }`

describe('nothing that was sent comes back', () => {
  it.each<[string, unknown]>([
    ['an identifier', { query, variables: { by: { nhsNumber: CANARY }, purpose: 'ASSESS_RISK' } }],
    ['a source', { query, variables: { by: { local: { source: CANARY, value: CANARY } }, purpose: 'ASSESS_RISK' } }],
    ['an unknown key of an identifier', { query, variables: { by: { [CANARY]: CANARY }, purpose: 'ASSESS_RISK' } }],
    ['a purpose', { query, variables: { by: ffion, purpose: CANARY } }],
    [
      'a variable nobody declared',
      {
        query: query.replace('Q', CANARY),
        variables: { by: { upn: CANARY }, purpose: 'ASSESS_RISK', [CANARY]: CANARY },
      },
    ],
    ['the name of an operation', { query: `query ${CANARY} { viewer { ${CANARY} } }`, operationName: CANARY }],
    ['the name of a field', { query: `{ viewer { ${CANARY} } }` }],
    ['an alias', { query: `{ ${CANARY}: viewer { ${CANARY}: rol } }` }],
    ['the name of an argument', { query: `{ labels(${CANARY}: 1) { value } }` }],
    ['the name of a variable', { query: `query ($${CANARY}: ${CANARY}) { labels(enum: $${CANARY}) { value } }` }],
    [
      'the name of a variable that does not fit',
      {
        query: `query ($${CANARY}: Int) { viewer { caseload(purpose: ASSESS_RISK, first: $${CANARY}) { edges { cursor } } } }`,
        variables: { [CANARY]: CANARY },
      },
    ],
    ['the name of a type', { query: `{ viewer { ... on ${CANARY} { role } } }` }],
    ['the name of a fragment', { query: `{ viewer { ...${CANARY} } } fragment ${CANARY} on Viewer { ${CANARY} }` }],
    ['the name of a directive', { query: `{ viewer { role @${CANARY}(${CANARY}: "${CANARY}") } }` }],
    ['a text', { query: `{ labels(enum: ["${CANARY}", 7]) { value } }` }],
    ['a block text', { query: `{ child(by: {nhsNumber: """${CANARY}"""}, purpose: ASSESS_RISK) { __typename } }` }],
    ['a number', { query: timeline('first: 773477347734') }],
    ['a moment', { query: timeline(`from: "${CANARY}"`) }],
    ['a kind', { query: timeline(`kinds: [${CANARY}]`) }],
    ['a comment', { query: `# ${CANARY}\n{ viewer { rol } }` }],
    ['a broken text', { query: `{ viewer { role(x: "${CANARY}` }],
    ['extensions', { query: '{ viewer { rol } }', extensions: { [CANARY]: CANARY } }],
    ['a key beside the query', { query: '{ viewer { rol } }', [CANARY]: CANARY }],
  ])('of %s', async (_, body) => {
    const reply = await kit.ask('hub-police', body)
    expect(reply.status).toBe(400)
    expect(reply.code).toMatch(/^(DOCUMENT_INVALID|BAD_IDENTIFIER|BAD_ARGUMENT|ONE_OPERATION)$/)
    expect(reply.text + reply.headers).not.toMatch(/Zanzibar|773477347734/i)
    expect(JSON.stringify(reply.rows)).not.toMatch(/Zanzibar|773477347734/i)
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['REFUSAL'])
    expect(reply.calls).toBe(0)
  })

  it.each([
    { 'user-agent': CANARY }, { referer: `https://x.example/${CANARY}` }, { 'x-forwarded-for': CANARY }, { 'x-request-id': CANARY }, { 'x-correlation-id': CANARY },
    { 'apollo-require-preflight': CANARY }, { 'x-apollo-operation-name': CANARY }, { origin: `https://${CANARY}.example` }, { cookie: `a=${CANARY}` },
    { 'x-user-id': CANARY, 'x-role': CANARY }, { 'accept-language': CANARY }, { traceparent: CANARY }, { 'content-type': `application/json; ${CANARY}=${CANARY}` },
  ])('of the headers %j, neither to the caller, nor to an agency, nor in the audit', async headers => {
    const reply = await kit.ask('hub-police', { query: '{ child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { police { status } identity { status } } } }' }, headers)
    expect(reply.code).toBeUndefined()
    expect(reply.text + reply.headers + JSON.stringify(reply.rows)).not.toMatch(/Zanzibar/i)
    const told = [...kit.gateway.region.systems.values()].flatMap(system => system.calls())
    expect(told.length).toBeGreaterThan(0)
    expect(JSON.stringify(told)).not.toMatch(/Zanzibar/i)
  }) // prettier-ignore

  it.each([
    'Basic Zanzibar7734',
    'Bearer Zanzibar7734.Zanzibar7734.Zanzibar7734',
    'Bearer WmFuemliYXI3NzM0.WmFuemliYXI3NzM0.WmFuemliYXI3NzM0',
  ])('of the sign-in %s', async authorization => {
    const reply = await kit.ask(null, { query: '{ viewer { role } }' }, { authorization })
    expect([reply.status, reply.code]).toEqual([401, 'UNAUTHENTICATED'])
    expect(reply.text + reply.headers + JSON.stringify(reply.rows)).not.toMatch(/Zanzibar|WmFuemliYXI/i)
  })
})

describe('a page that cannot be given', () => {
  it.each(['first: 0', 'first: -1', 'first: 51', 'first: 2147483647'])(
    'of the timeline, %s, is refused before any agency is asked',
    async args => {
      const reply = await kit.ask('hub-police', { query: timeline(args) })
      expect([reply.status, reply.code]).toEqual([400, 'BAD_ARGUMENT'])
      expect(reply.rows.map(({ kind }) => kind)).toEqual(['REFUSAL'])
      expect(reply.calls).toBe(0)
    },
  )

  it.each(['first: 0', 'first: 401'])('of the caseload, %s, is refused before any agency is asked', async args => {
    const reply = await kit.ask('social-worker', {
      query: `{ viewer { caseload(purpose: CARE_PLANNING, ${args}) { edges { cursor } } } }`,
    })
    expect([reply.status, reply.code]).toEqual([400, 'BAD_ARGUMENT'])
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['REFUSAL'])
    expect(reply.calls).toBe(0)
  })

  it('is refused in a variable as well', async () => {
    const asked = `query Q($first: Int) ${timeline('first: $first')}`
    const reply = await kit.ask('hub-police', { query: asked, variables: { first: 51 } })
    expect([reply.status, reply.code, reply.calls]).toEqual([400, 'BAD_ARGUMENT', 0])
  })
})

describe('a cursor', () => {
  const FFION = '{nhsNumber: "9990000018"}'

  async function cursorOf(by: string): Promise<string | null> {
    const reply = await kit.ask('hub-police', { query: timeline('first: 1').replace(FFION, by) })
    const { child } = reply.data as { child: { timeline?: { pageInfo: { endCursor: string | null } } } }
    return child.timeline?.pageInfo.endCursor ?? null
  }

  /** The first other child of the hub's who has a timeline. */
  async function cursorOfAnother(): Promise<string> {
    const { police, hub } = kit.gateway.region.region
    for (const { personId, nominalId } of police) {
      if (personId === 'showcase-ffion-prys' || !hub.some(row => row.personId === personId)) continue
      const cursor = await cursorOf(`{local: {source: "police-gwent", value: "${nominalId}"}}`)
      if (cursor !== null) return cursor
    }
    throw new Error('the hub has no other child with anything dated')
  }

  /** The child is answered, the timeline is not, and says so. */
  async function expectNothingGiven(after: string): Promise<void> {
    const reply = await kit.ask('hub-police', { query: timeline(`first: 1, after: ${JSON.stringify(after)}`) })
    expect([reply.code, reply.data]).toEqual(['BAD_ARGUMENT', { child: { id: expect.any(String), timeline: null } }])
    expect(reply.message).toMatch(/not a cursor of this timeline/)
    expect(reply.text + JSON.stringify(reply.rows)).not.toContain(after.slice(0, 12))
  }

  it('that was given is taken', async () => {
    const cursor = (await cursorOf(FFION)) ?? ''
    const reply = await kit.ask('hub-police', { query: timeline(`first: 1, after: "${cursor}"`) })
    expect(reply.code).toBeUndefined()
  })

  it('of which anything was changed gives nothing', async () => {
    const cursor = (await cursorOf(FFION)) ?? ''
    await expectNothingGiven(`${cursor.slice(0, 30)}${cursor[30] === 'A' ? 'B' : 'A'}${cursor.slice(31)}`)
  })

  it('of another child gives nothing', async () => {
    await expectNothingGiven(await cursorOfAnother())
  })

  it('made up gives nothing', async () => {
    await expectNothingGiven('Zanzibar7734Zanzibar7734Zanzibar7734Zanzibar7734')
  })
})
