import { describe, expect, it } from '@jest/globals'
import { parse } from 'graphql'
import { HafanError } from '../../../src/errors.js'
import { MOST_TOKENS, checkLimits } from '../../../src/server/limits.js'

/** What the limits throw for a document. */
function thrown(text: string): HafanError | null {
  try {
    checkLimits(parse(text, { maxTokens: MOST_TOKENS }))
    return null
  } catch (error) {
    if (error instanceof HafanError) return error
    throw error
  }
}
const codes = (text: string): string[] => [thrown(text)?.code ?? []].flat()
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

  it('are eight hundred fields, fragments spread out', () => {
    expect(codes(`{ a { ${times(799, nth => `a${nth}`)} } }`)).toEqual([])
    expect(codes(`{ a { ${times(800, nth => `a${nth}`)} } }`)).toEqual(['DOCUMENT_TOO_LARGE'])
    const spread = `{ a { ${times(20, () => '...F')} } } fragment F on Child { ${times(40, () => 'a')} }`
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
    expect(thrown(`{ canary: a ${nested(13)} }`)?.message).toBe('A document may be 12 fields deep.')
  })
})
