// The guides for partners: what of them is code compiles against the kit as it is, and what they name is there.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, jest } from '@jest/globals'
import { ERROR_CODES } from '../../clients/typescript/src/index.js'
import { projectRoot } from '../../src/paths.js'
import { blocksIn } from './blocks.js'
import { complaints } from './compile.js'

jest.setTimeout(120_000)

const folder = join(projectRoot, 'docs', 'partners')
const guides = readdirSync(folder).map(name => ({
  name: name.replace(/\W/g, '_'),
  text: readFileSync(join(folder, name), 'utf8'),
}))
const readme = { name: 'README', text: readFileSync(join(projectRoot, 'clients', 'typescript', 'README.md'), 'utf8') }

/** The blocks of a guide build upon one another: together they are one program. */
const programOf = (text: string): string =>
  blocksIn(text)
    .filter(({ language }) => language === 'ts')
    .map(block => block.text)
    .join('\n')

const BROKEN = "```ts\nimport { Me } from '@hafan/client'\nexport const a: number = Me.name\n```"
const programs = new Map(
  [...guides, readme, { name: 'broken', text: BROKEN }]
    .map(({ name, text }): [string, string] => [name, programOf(text)])
    .filter(([, program]) => program !== ''),
)

let said: ReadonlyMap<string, readonly string[]>
beforeAll(() => {
  said = complaints(programs)
})

describe('the code of the guides', () => {
  it.each([...programs.keys()].filter(name => name !== 'broken'))('compiles: %s', name => {
    expect(said.get(name)).toEqual([])
  })

  it('is noticed where it does not', () => {
    expect(said.get('broken')).toEqual([expect.stringMatching(/not assignable to type 'number'/)])
  })

  it('is there in every guide but those without any', () => {
    const without = guides.filter(({ name }) => !programs.has(name)).map(({ name }) => name)
    expect(without.sort()).toEqual(['quick_start_md', 'versioning_md'])
  })
})

describe('the guides', () => {
  /** Words in capitals between backquotes that are the name of nothing. */
  const known = new Set([
    ...Object.keys(ERROR_CODES),
    ...[...readFileSync(join(projectRoot, 'schema.graphql'), 'utf8').matchAll(/^ {2}([A-Z_]+)$/gm)].map(
      ([, name]) => name,
    ),
    ...[...readFileSync(join(projectRoot, 'clients/typescript/src/outcome.ts'), 'utf8').matchAll(/'([A-Z_]+)'/g)].map(
      ([, name]) => name,
    ),
    ...['CHANGELOG', 'GAP', 'ENTRY'],
  ])
  const unknown = (text: string): readonly string[] =>
    [...text.matchAll(/`([A-Z]{2}[A-Z_]+)`/g)].map(([, name = '']) => name).filter(name => !known.has(name))

  it('name codes, statuses and purposes that there are', () => {
    expect([...guides, readme].flatMap(({ text }) => unknown(text))).toEqual([])
    expect(unknown('`FOUND` and `FOUNDD`')).toEqual(['FOUNDD'])
  })
})
