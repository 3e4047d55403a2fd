import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openKit } from './kit.js'
import type { Kit, Reply } from './kit.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit({ seedOnly: true })
}, 60_000)
afterAll(() => kit.close())

const [CANARY, LIVE] = ['Zanzibar7734', 'subscription { alerts(purpose: ASSESS_RISK) { cursor } }']

/** Refused before anything is done: a code, a sentence, nothing repeated, one row, no agency called. */
function expectRefused(reply: Reply, status: number, code: string): void {
  expect([reply.status, reply.code]).toEqual([status, code])
  expect(reply.data ?? null).toBeNull()
  expect(reply.message).toMatch(/^[A-Z][^]{15,}\.$/)
  expect(reply.text + reply.headers).not.toMatch(new RegExp(CANARY, 'i'))
  expect(reply.text).not.toMatch(/Did you mean|\bat \/|node_modules/)
  expect(reply.headers).toContain('"cache-control","no-store"')
  expect(reply.rows.map(({ kind, body }) => [kind, body['code']])).toEqual([['REFUSAL', code]])
  expect(JSON.stringify(reply.rows)).not.toMatch(new RegExp(CANARY, 'i'))
  expect(reply.calls).toBe(0)
}

const child = (by: string, purpose = 'ASSESS_RISK', selection = '__typename'): string =>
  `{ child(by: ${by}, purpose: ${purpose}) { ${selection} } }`
const ffion = '{nhsNumber: "9990000018"}'

describe('an identifier', () => {
  it.each([
    ['an NHS number whose check digit is wrong', '{nhsNumber: "9990000019"}'],
    ['an NHS number too short', '{nhsNumber: "999000001"}'],
    ['an NHS number of letters', `{nhsNumber: "${CANARY}"}`],
    ['a pupil number whose check letter is wrong', '{upn: "A680400114001"}'],
    ['a pupil number of letters', `{upn: "${CANARY}"}`],
    ['a source there is not', `{local: {source: "${CANARY}", value: "1"}}`],
    ['a local identifier too long', `{local: {source: "police-gwent", value: "${CANARY.repeat(10)}"}}`],
    ['a local identifier with a null character', `{local: {source: "police-gwent", value: "${CANARY}\\u0000"}}`],
    ['an empty local identifier', '{local: {source: "police-gwent", value: ""}}'],
  ])('that is %s is refused', async (_, by) => {
    expectRefused(await kit.ask('hub-police', { query: child(by) }), 400, 'BAD_IDENTIFIER')
  })

  it('is refused the same where it comes in a variable', async () => {
    const query = 'query Q($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { __typename } }'
    expectRefused(
      await kit.ask('hub-police', { query, variables: { by: { nhsNumber: CANARY } } }),
      400,
      'BAD_IDENTIFIER',
    )
  })

  it('is refused where one of many is wrong, and no other is asked for', async () => {
    const query = `{ children(by: [${ffion}, {nhsNumber: "9990000019"}], purpose: ASSESS_RISK) { __typename } }`
    expectRefused(await kit.ask('hub-police', { query }), 400, 'BAD_IDENTIFIER')
  })

  it.each([
    '{}',
    `{nhsNumber: "9990000018", upn: "M680400114001"}`,
    '{nhsNumber: null}',
    `{pnc: "${CANARY}"}`,
    `"${CANARY}"`,
    '7',
  ])('that is %s, which is not exactly one, is refused', async by => {
    expectRefused(await kit.ask('hub-police', { query: child(by) }), 400, 'DOCUMENT_INVALID')
  })

  it.each([
    {},
    { nhsNumber: '9990000018', upn: 'M680400114001' },
    { nhsNumber: null },
    { pnc: CANARY },
    CANARY,
    [CANARY],
    null,
    { nhsNumber: { [CANARY]: 1 } },
  ])('that is %j in a variable is refused', async by => {
    const query = 'query Q($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { __typename } }'
    expectRefused(await kit.ask('hub-police', { query, variables: { by } }), 400, 'BAD_ARGUMENT')
  })

  it('is one of at most four hundred', async () => {
    const query = 'query Q($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { __typename } }'
    const by = Array.from({ length: 401 }, () => ({ nhsNumber: '9990000018' }))
    expectRefused(await kit.ask('hub-police', { query, variables: { by } }), 400, 'TOO_MANY')
    const half = by.slice(0, 201)
    const twice =
      'query Q($by: [ChildIdentifier!]!) { a: children(by: $by, purpose: ASSESS_RISK) { __typename } b: children(by: $by, purpose: ASSESS_RISK) { __typename } }'
    expectRefused(await kit.ask('hub-police', { query: twice, variables: { by: half } }), 400, 'TOO_MANY')
  })
})

describe('a purpose', () => {
  it('left out is refused', async () => {
    expectRefused(
      await kit.ask('hub-police', { query: `{ child(by: ${ffion}) { __typename } }` }),
      400,
      'DOCUMENT_INVALID',
    )
    const query = `query Q($purpose: Purpose!) { child(by: ${ffion}, purpose: $purpose) { __typename } }`
    expectRefused(await kit.ask('hub-police', { query }), 400, 'BAD_ARGUMENT')
  })

  it('that there is not is refused', async () => {
    expectRefused(await kit.ask('hub-police', { query: child(ffion, CANARY) }), 400, 'DOCUMENT_INVALID')
    const query = `query Q($purpose: Purpose!) { child(by: ${ffion}, purpose: $purpose) { __typename } }`
    expectRefused(await kit.ask('hub-police', { query, variables: { purpose: CANARY } }), 400, 'BAD_ARGUMENT')
  })

  it.each([
    ['hub-police', 'SCHOOL_SUPPORT'], ['school-lead', 'ASSESS_RISK'], ['police-officer', 'CARE_PLANNING'], ['social-worker', 'QUALITY_ASSURANCE'],
    ['analyst', 'ASSESS_RISK'], ['auditor', 'CARE_PLANNING'], ['reviewing-officer', 'LOCATE_CHILD'],
  ])('that is not the role’s is refused: %s, %s', async (persona, purpose) => {
    expectRefused(await kit.ask(persona, { query: child(ffion, purpose) }), 403, 'PURPOSE_NOT_YOURS')
  }) // prettier-ignore

  it('beside another is refused, wherever the two stand', async () => {
    const one = `child(by: ${ffion}, purpose: ASSESS_RISK) { __typename }`
    const queries = [
      `{ ${one} b: child(by: ${ffion}, purpose: LOCATE_CHILD) { __typename } }`,
      `{ ${one} viewer { caseload(purpose: LOCATE_CHILD) { pageInfo { hasNextPage } } } }`,
      `{ ${one} ...F } fragment F on Query { viewer { ...G } } fragment G on Viewer { caseload(purpose: LOCATE_CHILD) { pageInfo { hasNextPage } } }`,
      `{ ${one} ... { viewer { ... on Viewer { ... { caseload(purpose: LOCATE_CHILD) { pageInfo { hasNextPage } } } } } } }`,
    ]
    for (const query of queries) expectRefused(await kit.ask('hub-police', { query }), 400, 'ONE_PURPOSE')
  })
})

describe('a caller', () => {
  it('without a token is refused', async () => {
    expectRefused(await kit.ask(null, { query: child(ffion) }), 401, 'UNAUTHENTICATED')
  })

  it('that is an application without a person is given no child', async () => {
    const headers = { authorization: `Bearer ${await kit.gateway.region.applicationToken('figures-partner')}` }
    expectRefused(await kit.ask(null, { query: child(ffion, 'STATISTICS') }, headers), 403, 'PERSON_REQUIRED')
  })

  it('is refused what is neither a query nor an act of the protocol', async () => {
    expectRefused(await kit.ask('hub-police', { query: `subscription { ${CANARY} }` }), 400, 'DOCUMENT_INVALID')
    expectRefused(await kit.ask('hub-police', { query: LIVE }), 403, 'OPERATION_REFUSED')
    expectRefused(await kit.ask('hub-police', { query: `mutation { ${CANARY} }` }), 400, 'DOCUMENT_INVALID')
  })
})

describe('a document', () => {
  it.each<[string, string, string]>([
    ['too deep', `{ ${'child { '.repeat(13)} id ${'} '.repeat(13)} }`, 'DOCUMENT_TOO_DEEP'],
    ['of too many fields', `{ viewer { ${'role '.repeat(1_001)} } }`, 'DOCUMENT_TOO_LARGE'],
    [
      'of too many root fields',
      `{ ${Array.from({ length: 21 }, (_, nth) => `a${nth}: sources { id }`).join(' ')} }`,
      'DOCUMENT_TOO_LARGE',
    ],
    [
      'of too many root fields in a fragment',
      `{ ...F } fragment F on Query { ${Array.from({ length: 21 }, (_, nth) => `a${nth}: sources { id }`).join(' ')} }`,
      'DOCUMENT_TOO_LARGE',
    ],
    ['of two operations', 'query A { viewer { role } } query B { viewer { role } }', 'ONE_OPERATION'],
    ['of too many words', `{ viewer { ${'role '.repeat(2_100)} } }`, 'DOCUMENT_TOO_LARGE'],
    ['of lists in lists', `{ children(by: ${'['.repeat(5_000)}`, 'DOCUMENT_TOO_LARGE'],
    ['that asks for the schema', '{ __schema { types { name } } }', 'DOCUMENT_INVALID'],
    ['that asks for a type', '{ __type(name: "Child") { name fields { name } } }', 'DOCUMENT_INVALID'],
    [
      'that asks for the schema beside something else',
      '{ viewer { role } ...F } fragment F on Query { __schema { types { name } } }',
      'DOCUMENT_INVALID',
    ],
    ['that is not well-formed', `{ viewer { role ${CANARY} `, 'DOCUMENT_INVALID'],
    ['that is no document', CANARY, 'DOCUMENT_INVALID'],
    ['with an unknown field', '{ viewer { rol } }', 'DOCUMENT_INVALID'],
    ['with a field of another type', '{ viewer { police } }', 'DOCUMENT_INVALID'],
    ['with an unknown argument', `{ labels(${CANARY}: "x") { value } }`, 'DOCUMENT_INVALID'],
    ['with an unknown fragment', `{ viewer { ...${CANARY} } }`, 'DOCUMENT_INVALID'],
    ['with an unknown directive', `{ viewer @${CANARY} { role } }`, 'DOCUMENT_INVALID'],
    ['with @defer', '{ ... @defer { viewer { role } } }', 'DOCUMENT_INVALID'],
    [
      'with fragments in a circle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'DOCUMENT_INVALID',
    ],
    ['without a selection', '{ viewer }', 'DOCUMENT_INVALID'],
    ['with a number for a text', '{ labels(enum: 7) { value } }', 'DOCUMENT_INVALID'],
  ])('%s is refused', async (_, query, code) => {
    const reply = await kit.ask('hub-police', { query })
    expectRefused(reply, 400, code)
    expect(reply.text).not.toMatch(/Viewer|ChildResult|"Query"|__Type|String|PoliceAnswer/)
  })

  it('is refused where the operation named is not in it', async () => {
    expectRefused(
      await kit.ask('hub-police', { query: 'query A { viewer { role } }', operationName: CANARY }),
      400,
      'ONE_OPERATION',
    )
  })

  it('that is only known by its hash is refused', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: CANARY } }
    expectRefused(await kit.ask('hub-police', { extensions, query: '' }), 400, 'DOCUMENT_INVALID')
    expectRefused(await kit.ask('hub-police', { extensions, query: '{ viewer { role } }' }), 400, 'DOCUMENT_INVALID')
  })
})

describe('a request', () => {
  it('by GET is refused', async () => {
    const reply = await kit.send({
      method: 'GET',
      persona: 'hub-police',
      path: `?query=${encodeURIComponent(`{ viewer { ${CANARY} } }`)}`,
    })
    expectRefused(reply, 405, 'DOCUMENT_INVALID')
  })

  it('with a list of operations is refused', async () => {
    expectRefused(
      await kit.ask('hub-police', [{ query: '{ viewer { role } }' }, { query: CANARY }]),
      400,
      'ONE_OPERATION',
    )
  })

  it('larger than 100 kB is refused', async () => {
    expectRefused(
      await kit.ask('hub-police', { query: '{ viewer { role } }', variables: { x: CANARY.repeat(10_000) } }),
      413,
      'DOCUMENT_TOO_LARGE',
    )
  })

  it('that wants no JSON is refused before it is answered', async () => {
    expectRefused(
      await kit.ask('hub-police', { query: child(ffion) }, { accept: 'text/html' }),
      406,
      'DOCUMENT_INVALID',
    )
  })
})

it('the same kit sees what is answered: a good question is recorded and asks agencies', async () => {
  const reply = await kit.ask('hub-police', {
    query: child(ffion, 'ASSESS_RISK', '... on Child { police { status } }'),
  })
  expect([reply.status, reply.code]).toEqual([200, undefined])
  expect(reply.rows.map(({ kind }) => kind)).toEqual(['INTENT', 'OUTCOME'])
  expect(reply.calls).toBeGreaterThan(0)
})
