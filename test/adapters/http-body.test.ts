import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import sjson from 'secure-json-parse'
import { parseBody } from '../../src/adapters/http-body.js'

const JSON_TYPE = 'application/json'
const body = (text: string): unknown =>
  parseBody(text, { status: 200, headers: { 'content-type': JSON_TYPE } }, [JSON_TYPE])

/** Each letter as it is, or as JSON may escape it. */
const spelt = (name: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map(escaped =>
      [...name].map((letter, nth) => (escaped[nth] ? `\\u00${letter.charCodeAt(0).toString(16)}` : letter)).join(''),
    )

const NAMES = ['__proto__', 'constructor', 'prototype', 'name', 'proto', 'constructors']
const documents = fc
  .record({
    name: fc.constantFrom(...NAMES).chain(spelt),
    gap: fc.constantFrom('', ' ', '\n\t'),
    value: fc.constantFrom('1', '{"prototype":{"polluted":true}}', '"__proto__"', '[]'),
    mark: fc.constantFrom('', '\uFEFF'),
    deep: fc.boolean(),
  })
  .map(({ name, gap, value, mark, deep }) => {
    const inner = `{"a":1,"${name}"${gap}:${gap}${value}}`
    return `${mark}${deep ? `{"list":[${inner}]}` : inner}`
  })

const outcome = (read: () => unknown): string => {
  try {
    return JSON.stringify(read())
  } catch {
    return 'refused'
  }
}

describe('a body of JSON', () => {
  it('is refused or read as the library does that looks for every spelling of an inherited name', () => {
    fc.assert(
      fc.property(documents, text => {
        expect(outcome(() => body(text))).toBe(outcome(() => sjson.parse(text)))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(['{"__proto__":{}}', '{"\\u005f_proto__" : 1}', '{"constructor":{"prototype":1}}'])(
    'is refused: %s',
    text => {
      expect(() => body(text)).toThrow('MALFORMED')
    },
  )
})
