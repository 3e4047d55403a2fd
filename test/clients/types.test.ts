// The compiler makes whoever uses the kit handle every way of answering: each text here leaves one out, and must not compile.
import { beforeAll, describe, expect, it, jest } from '@jest/globals'
import { complaints } from './compile.js'

jest.setTimeout(120_000)

const BEGIN = `import { AcknowledgeAlert, MirafSummary, matchAnswer, matchCall, matchType } from '@hafan/client'
import type { Call, Client, DataOf, ErrorCode, Schema } from '@hafan/client'
declare const client: Client
declare const data: DataOf<typeof MirafSummary>
declare const call: Call<typeof data>
const no = (): string => 'nothing'
export {}
`
const WAYS = ['found', 'foundInPart', 'recorded', 'nothingRecorded', 'withheld', 'unavailable', 'unverified']
const CALLS = ['answered', 'refused', 'unreachable']
const TYPES = ['Child', 'ChildExists', 'ChildNotShown']
const object = (names: readonly string[], without = ''): string =>
  `{ ${names
    .filter(name => name !== without)
    .map(name => `${name}: no`)
    .join(', ')} }`
const answers = (names: string): string =>
  `if (data.child.__typename === 'Child') for (const answer of data.child.hub) matchAnswer(answer, ${names})`
const name = (text: string): string => text.replace(/\W/g, '')

/** Name → text, and what the compiler is to say of it; nothing where it is sound. */
const CASES: readonly (readonly [what: string, text: string, says: RegExp | null])[] = [
  ['every way of answering', answers(object(WAYS)), null],
  ...WAYS.map(way => [`not ${way}`, answers(object(WAYS, way)), new RegExp(`Property '${way}' is missing`)] as const),
  ['every outcome of a call', `matchCall(call, ${object(CALLS)})`, null],
  ...CALLS.map(
    one =>
      [`not ${one}`, `matchCall(call, ${object(CALLS, one)})`, new RegExp(`Property '${one}' is missing`)] as const,
  ),
  ['every type of a child', `matchType(data.child, ${object(TYPES)})`, null],
  ...TYPES.map(
    one =>
      [
        `not ${one}`,
        `matchType(data.child, ${object(TYPES, one)})`,
        new RegExp(`Property '${one}' is missing`),
      ] as const,
  ),
  [
    'a record before its status',
    `if (data.child.__typename === 'Child') for (const { record } of data.child.hub) record.mirafSummary`,
    /possibly 'null'/,
  ],
  [
    'a record after its status',
    `if (data.child.__typename === 'Child') for (const answer of data.child.hub) if (answer.status === 'FOUND') answer.record.mirafSummary`,
    null,
  ],
  ['data before the call is answered', `call.data`, /Property 'data' does not exist on type/],
  ['a code there is', `if (call.is === 'REFUSED' && call.code === 'BUDGET_SPENT') no()`, null],
  ['a code there is not', `if (call.is === 'REFUSED' && call.code === 'TEAPOT') no()`, /no overlap/],
  ['words of any refusal', `if (call.is === 'REFUSED') call.words`, /Property 'words' does not exist/],
  ['words of a rule', `if (call.is === 'REFUSED' && call.code === 'HUB_RULE') call.words.cy`, null],
  ['an error code of none', `const a: ErrorCode = 'TEAPOT'\nexport { a }`, /not assignable/],
  ['a query without its purpose', `void client.query(MirafSummary, { by: { upn: 'A' } })`, /purpose/],
  [
    'a query with a purpose of none',
    `void client.query(MirafSummary, { by: { upn: 'A' }, purpose: 'CURIOSITY' })`,
    /not assignable/,
  ],
  [
    'two identifiers',
    `void client.query(MirafSummary, { by: { upn: 'A', id: 'b' }, purpose: 'ASSESS_RISK' })`,
    /not assignable/,
  ],
  ['an act without its key', `void client.act(AcknowledgeAlert, { alert: 'a' })`, null],
  ['an act without what it is of', `void client.act(AcknowledgeAlert, {})`, /alert/],
  ['an act as a query', `void client.query(AcknowledgeAlert, { input: { key: 'k', alert: 'a' } })`, /not assignable/],
  ['a type of the schema', `const a: Schema.PoliceRecord['markers'] = null\nexport { a }`, null],
]

let said: ReadonlyMap<string, readonly string[]>
beforeAll(() => {
  said = complaints(new Map(CASES.map(([what, text]) => [name(what), `${BEGIN}${text}\n`])))
})

describe('the compiler', () => {
  it.each(CASES)('of %s', (what, _text, says) => {
    // What a case has no use for is declared all the same.
    const found = (said.get(name(what)) ?? ['was not compiled']).filter(one => !/is declared but|never used/.test(one))
    if (says === null) expect(found).toEqual([])
    else expect(found).toEqual([expect.stringMatching(says)])
  })
})
