import { describe, expect, it } from '@jest/globals'
import { GraphQLError, parse, specifiedRules, validate } from 'graphql'
import { resolvers } from '../../../src/resolvers/index.js'
import { buildExecutable } from '../../../src/schema/build.js'
import { MOST_TOKENS, limitsRule } from '../../../src/server/limits.js'

const schema = buildExecutable(resolvers)

/** The codes that the limits alone give a document. */
const codes = (text: string): string[] =>
  validate(schema, parse(text, { maxTokens: MOST_TOKENS }), [limitsRule]).map(({ extensions }) =>
    String(extensions['code']),
  )
const child = (selection: string): string =>
  `child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child ${selection} }`
const times = (count: number, of: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => of(nth)).join(' ')
const nested = (depth: number, inner = '__typename'): string =>
  '{ a '.repeat(depth) + `{ ${inner} }` + ' }'.repeat(depth)

describe('the limits of a document', () => {
  it('let a full picture through', () => {
    expect(
      codes(`{ ${child('{ id police { status record { intelligence { text handling { label { en } } } } } }')} }`),
    ).toEqual([])
  })

  it('are twelve fields deep', () => {
    expect(codes(`query ${nested(11)}`)).toEqual([])
    expect(codes(`query ${nested(12)}`)).toEqual(['DOCUMENT_TOO_DEEP'])
  })

  it('count the depth through fragments, named and inline', () => {
    const inline = `{ a { ... on Child { a { ... { a { ... @include(if: true) ${nested(9)} } } } } } }`
    expect(codes(inline)).toEqual(['DOCUMENT_TOO_DEEP'])
    const named = `{ a { ...A } } fragment A on Child { a { ...B } } fragment B on Child ${nested(10)}`
    expect(codes(named)).toEqual(['DOCUMENT_TOO_DEEP'])
  })

  it('are a thousand fields, fragments spread out', () => {
    expect(codes(`{ a { ${times(999, () => 'a')} } }`)).toEqual([])
    expect(codes(`{ a { ${times(1_000, () => 'a')} } }`)).toEqual(['DOCUMENT_TOO_LARGE'])
    const spread = `{ a { ${times(20, () => '...F')} } } fragment F on Child { ${times(60, () => 'a')} }`
    expect(codes(spread)).toEqual(['DOCUMENT_TOO_LARGE'])
  })

  it('are twenty root fields', () => {
    expect(codes(`{ ${times(20, nth => `a${nth}: sources { id }`)} }`)).toEqual([])
    expect(codes(`{ ${times(21, nth => `a${nth}: sources { id }`)} }`)).toEqual(['DOCUMENT_TOO_LARGE'])
  })

  it('count root fields also where they come from fragments', () => {
    const roots = times(21, nth => `a${nth}: sources { id }`)
    expect(codes(`{ ...F } fragment F on Query { ${roots} }`)).toEqual(['DOCUMENT_TOO_LARGE'])
    expect(codes(`{ ... { ... on Query { ${roots} } } }`)).toEqual(['DOCUMENT_TOO_LARGE'])
    const twice = times(7, nth => `...F${nth}`)
    const fragments = times(
      7,
      nth => `fragment F${nth} on Query { ${times(3, each => `a${nth}x${each}: sources { id }`)} }`,
    )
    expect(codes(`{ ${twice} } ${fragments}`)).toEqual(['DOCUMENT_TOO_LARGE'])
  })

  it('are one operation', () => {
    expect(codes('query A { sources { id } } query B { sources { id } }')).toEqual(['ONE_OPERATION'])
    expect(codes('query A { sources { id } } mutation B { sources { id } }')).toEqual(['ONE_OPERATION'])
  })

  it('give an error that names the limit and nothing of the document', () => {
    const [error] = validate(schema, parse(`{ canary: a ${nested(13)} }`), [limitsRule])
    expect(error?.message).toBe('A document may be 12 fields deep.')
  })
})

describe('attacks on the measuring itself', () => {
  const doubling = `{ ...F0 } ${times(60, nth => `fragment F${nth} on Query { ...F${nth + 1} ...F${nth + 1} }`)} fragment F60 on Query { sources { id } }`
  const attacks: readonly (readonly [string, string])[] = [
    ['fragments that double sixty times', doubling],
    ['fragments in a circle', '{ ...A } fragment A on Query { sources { id } ...B } fragment B on Query { ...A }'],
    ['a fragment of itself', `{ a { ...A } } fragment A on Child { a { ...A } ${times(300, () => '...A')} }`],
    ['one field a thousand times', `{ a { ${times(1_900, () => 'a')} } }`],
    ['deep nesting', `query ${nested(640)}`],
    ['deep nesting of fragments', `query { ${'... { '.repeat(600)} a ${'} '.repeat(600)} }`],
    ['many aliases', `{ ${times(400, nth => `a${nth}: __typename`)} }`],
    ['many directives', `{ sources { id ${times(600, () => '@a')} } }`],
    [
      'many spreads of one large fragment',
      `{ a { ${times(500, () => '...F')} } } fragment F on Child { ${times(400, () => 'a')} }`,
    ],
    ['many variables', `query (${times(480, nth => `$a${nth}: Int`)}) { sources { id } }`],
    ['many operations', times(390, nth => `query Q${nth} { a }`)],
  ]

  const large = [
    'a long list',
    `{ children(by: [${times(380, () => '{id: "a"}')}], purpose: ASSESS_RISK) { __typename } }`,
  ] as const

  it.each([...attacks, large])('%s is measured in no time', (_, text) => {
    const document = parse(text, { maxTokens: MOST_TOKENS })
    const spent = Array.from({ length: 5 }, () => {
      const started = process.cpuUsage()
      validate(schema, document, [limitsRule])
      const { user, system } = process.cpuUsage(started)
      return (user + system) / 1000
    })
    // The best of a few, and with room: the others pay for a compiler, a collector and a busy machine.
    expect(Math.min(...spent)).toBeLessThan(50)
  })

  it.each(attacks)('%s is refused by the limits, or by the rules that everybody has', (_, text) => {
    const found = validate(schema, parse(text, { maxTokens: MOST_TOKENS }), [...specifiedRules, limitsRule])
    expect(found.length).toBeGreaterThan(0)
  })

  it('a document of too many words is not even read', () => {
    const long = `{ ${times(2_001, () => 'a')} }`
    expect(() => parse(long, { maxTokens: MOST_TOKENS })).toThrow(GraphQLError)
  })

  it('a list in a list in a list ends at the limit, or before it at the end of the stack', () => {
    expect(() => parse(`{ children(by: ${'['.repeat(20_000)}`, { maxTokens: MOST_TOKENS })).toThrow()
  })
})
