// The plugin of codegen that writes operations for the kit, on a small schema.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { MirafSummary } from '../../clients/typescript/src/index.js'
import { ERROR_CODES } from '../../clients/typescript/src/index.js'
import { ERROR_CODES as OF_THE_GATEWAY } from '../../src/errors.js'
import { projectRoot } from '../../src/paths.js'

const SDL = `interface N { a: Int! } type A implements N { a: Int! b: [String!] } type B implements N { a: Int! } union U = A | B
  enum E { X } type Query { u: U! n: [N!]! e: E one(i: Int): A }`

/** What is generated of a document. Throws with what the plugin complains of. */
function generated(document: string): string {
  const program = `import { buildSchema, parse } from 'graphql'
    import { plugin } from './scripts/codegen/client-operations.mjs'
    const [, sdl, document] = process.argv
    console.log(plugin(buildSchema(sdl), [{ document: parse(document) }]))`
  return execFileSync(process.execPath, ['--input-type=module', '-e', program, SDL, document], {
    ...{ cwd: join(projectRoot), encoding: 'utf8', stdio: 'pipe' },
  })
}
const shapeIn = (text: string): unknown => JSON.parse(/^ {2}shape: (.*),$/m.exec(text)?.[1] ?? '') as unknown

describe('an operation is generated', () => {
  it('with the shape of its answer, by what each type is given', () => {
    const text = generated(
      `query Q { other: u { __typename ...F ... on A { b } } e one { a ...F } } fragment F on N { a } fragment G on N { a }`,
    )
    const number = { leaf: 'whole' }
    const b = { orNull: { listOf: { leaf: 'text' } } }
    expect(shapeIn(text)).toEqual({
      fields: {
        other: {
          oneOf: { A: { __typename: { leaf: 'text' }, a: number, b }, B: { __typename: { leaf: 'text' }, a: number } },
        },
        e: { orNull: { leaf: 'text' } },
        one: { orNull: { fields: { a: number } } },
      },
    })
    expect(text).toContain("export const Q: Operation<Handled<QQuery>, QQueryVariables, 'query'>")
    expect(text).toContain('fragment F on N')
    expect(text).not.toContain('fragment G on N')
  })

  it('only where one can tell which of several types came', () => {
    expect(() => generated(`query Q { u { ... on A { a } } }`)).toThrow(/Select __typename of U/)
    expect(() => generated(`query Q { n { a } }`)).toThrow(/Select __typename of N/)
  })
})

describe('the kit', () => {
  it('has the gateway’s own codes, and a shape with each operation', () => {
    expect(ERROR_CODES).toEqual(OF_THE_GATEWAY)
    expect(Object.keys(MirafSummary.shape)).toEqual(['fields'])
  })
})
