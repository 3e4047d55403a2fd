import { describe, expect, it } from '@jest/globals'
import { buildASTSchema, parse } from 'graphql'
import { loadTypeDefs } from '../../../src/schema/load.js'
import { documentHash } from '../../../src/server/operation/document-hash.js'
import { makeManifest, readManifest } from '../../../src/server/sign-in/manifest.js'

const schema = buildASTSchema(parse(loadTypeDefs()))
const SOURCES = { name: 'sources.graphql', text: 'query Sources { sources { id } }' }
const VIEWER = { name: 'viewer.graphql', text: '# who am I\nquery Viewer {\n viewer { purposes } }' }
const made = makeManifest('app', [SOURCES, VIEWER], schema)
const written = (changed: object): string => JSON.stringify({ ...made, ...changed })
const trusted = readManifest(JSON.stringify(made), 'app', schema)

describe('a manifest of trusted operations', () => {
  it('lists each operation by the hash of how the gateway prints it, so that spaces and comments make no difference', () => {
    expect(trusted.size).toBe(2)
    expect(trusted.has(documentHash(parse('query Viewer { viewer { purposes }}')))).toBe(true)
    expect(trusted.has(documentHash(parse('query Viewer { viewer { purposes __typename }}')))).toBe(false)
  })

  it.each([
    ['that is not GraphQL', 'query {', /bad\.graphql is not GraphQL/],
    ['that does not fit the schema', '{ nobody }', /bad\.graphql does not fit the schema/],
    ['of two operations', 'query A { sources { id } } query B { sources { id } }', /bad\.graphql .* one operation/],
    ['of none', 'fragment A on Source { id }', /bad\.graphql .* one operation/],
  ])('is not made of a document %s', (_, text, sentence) => {
    expect(() => makeManifest('app', [SOURCES, { name: 'bad.graphql', text }], schema)).toThrow(sentence)
  })

  it.each([
    ['no JSON', 'x', /form/],
    ['another version', written({ version: 2 }), /form/],
    ['a word nobody reads', written({ allowAll: true }), /form/],
    ['another application', written({ application: 'other' }), /another application/],
    ['a hash that is none', written({ operations: { abc: SOURCES.text } }), /form/],
    ['an operation that no longer fits', written({ operations: { [documentHash(parse('{ gone }'))]: '{ gone }' } }), /schema/],
  ])('is refused with %s', (_, text, sentence) => {
    expect(() => readManifest(text, 'app', schema)).toThrow(sentence)
  }) // prettier-ignore

  it('is refused with any of a hundred entries tampered with: nothing of it is then in force', () => {
    const [[hash = '', text = ''] = []] = Object.entries(made.operations)
    for (let nth = 0; nth < 100; nth += 1) {
      const other = ((Number.parseInt(hash[nth % 64] ?? '0', 16) + 1 + (nth % 15)) % 16).toString(16)
      const flipped = hash.slice(0, nth % 64) + other + hash.slice((nth % 64) + 1)
      const tampered = nth % 2 === 0 ? { [flipped]: text } : { [hash]: `query T${nth} { sources { id } }` }
      const operations = { ...made.operations, ...tampered }
      expect(() => readManifest(written({ operations }), 'app', schema)).toThrow(/not the one its hash was made from/)
    }
  })
})
