// The makers of mistakes, on a project of two files: a mistake that is noticed, one that is not, and edits that are none.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mutantsOf } from '../../bench/mutation/mutants.js'
import { createRanking } from '../../bench/mutation/nearest.js'
import { drawn, interval } from '../../bench/mutation/sample.js'
import { tryAll } from '../../bench/mutation/try.js'
import { projectRoot } from '../../src/paths.js'

const FILE = 'src/ages/age.ts'
const SOURCE = `export function mayVote(age: number): boolean {
  return age >= 18
}
export const spin = (turns: number): void => {
  let left = turns
  while (left !== 0) left -= 1
}
`
const TEST = `import { expect, it } from '@jest/globals'
import { mayVote, spin } from '../../src/ages/age.js'
it('knows who may vote', () => {
  expect([mayVote(18), mayVote(40), mayVote(3)]).toEqual([true, true, false])
  spin(3)
})
`
const CONFIG = `export const alone = {
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\\\.ts$': '${join(projectRoot, 'test/support/transform.mjs')}' },
  moduleNameMapper: { '^(\\\\.{1,2}/.*)\\\\.js$': '$1' },
}
`
const FAR = `import '../src/uses.js'\nimport { it } from '@jest/globals'\nit('fails', () => { throw new Error('always') })\n`

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hafan-tiny-'))
  for (const folder of ['src/ages', 'test/ages']) await mkdir(join(root, folder), { recursive: true })
  const files = {
    'package.json': '{ "type": "module" }',
    'jest.config.mjs': CONFIG,
    [FILE]: SOURCE,
    'src/uses.ts': `export * from './ages/age.js'\nexport type { Never } from './never.js'\n`,
    'test/ages/age.test.ts': TEST,
    'test/far.test.ts': FAR,
    'test/other.test.ts': `import '../src/never.js'\n`,
    'src/never.ts': 'export type Never = never\n',
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text)
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
})
afterAll(() => rm(root, { recursive: true }))

const TESTS = ['test/far.test.ts', 'test/other.test.ts', 'test/ages/age.test.ts']
const said = (text: string): readonly string[] =>
  mutantsOf('a.ts', text).map(({ operator, was }) => `${operator}: ${was}`)

describe('mutants', () => {
  it.each([
    ['if (a && !b) c()', ['negate: a && !b', '&& → ||: a && !b', 'drop !: !b', 'remove statement: c()']],
    ['const a = b === 2', ['=== → !==: b === 2', '+ 1: 2', '− 1: 2']],
    ['const a = b.filter(c).some(d)', ['drop filter: b.filter(c)', 'some → every: some']],
    ['const a = b ?? true', ['?? → left: b ?? true', 'true → false: true']],
    ["function f(): 'A' | null { throw g('A') }", ['return null: { throw g(\'A\') }', 'remove throw: throw g(\'A\')', "text → '': 'A'"]], // prettier-ignore
    ['const f = async (): Promise<readonly string[]> => g', ['return []: g']],
    ['const f = (a: B): a is C => g', ['return true: g', 'return false: g']],
    ['const a = `${b}|${c}`', ["text → '': `${b}|${c}`"]],
  ])('of %s', (text, edits) => {
    expect([...said(text)].sort()).toEqual([...edits].sort())
  })

  it('leave alone what is for the compiler or for people', () => {
    expect(said("import a from 'b'\ntype C = 'D' | 2\nconst e: Map<'F', 3> = new Map()")).toEqual([])
    expect(said("const says = 'a sentence for people'\nconst more = `${a} of ${b}`")).toEqual([])
    expect(said('const e = new HafanError(`${a ?? b} is not known`)')).toEqual([])
  })

  it('are not counted where they come to the same, twice over, or to nothing that runs', () => {
    expect(said('const f = (): readonly string[] => []')).toEqual([])
    expect(said('const f = (): void => { g() }')).toEqual(['return at once: { g() }'])
    expect(said('const f = (): void => { ; }')).toEqual([])
    expect(said('const a = { "b": 1 } satisfies C').every(each => !each.startsWith('text'))).toBe(true)
    expect(said('const { 1: b } = c')).toEqual([])
  })
})

describe('the tests of a file', () => {
  it('are those that run it, the folder of its name first; types alone run nothing', () => {
    expect(createRanking(root, TESTS, 9)(FILE)).toEqual(['test/ages/age.test.ts', 'test/far.test.ts'])
    expect(createRanking(root, TESTS, 1)(FILE)).toEqual(['test/ages/age.test.ts'])
    expect(createRanking(root, TESTS, 9)('src/never.ts')).toEqual(['test/other.test.ts'])
  })
})

describe('trying', () => {
  it('tells what is noticed from what is not, and ends what does not end', async () => {
    const mutants = mutantsOf(FILE, SOURCE)
    const wanted = ['>= → >', '+ 1', 'return at once', '!== → ===']
    const { verdicts, failing } = await tryAll({
      ...{ root, workers: 1, heard: () => undefined, testsOf: createRanking(root, TESTS, 9) },
      mutants: wanted.flatMap(operator => mutants.find(each => each.operator === operator) ?? []),
    })
    expect(verdicts.map(({ mutant, killedBy, late }) => [mutant.operator, killedBy, late])).toEqual([
      ['>= → >', 'test/ages/age.test.ts', false],
      ['+ 1', 'test/ages/age.test.ts', false],
      ['return at once', null, false],
      ['!== → ===', null, false],
    ])
    // A test that fails anyway would kill everything.
    expect(failing).toEqual(['test/far.test.ts'])
  }, 120_000)
})

describe('the sample', () => {
  const items = Array.from({ length: 100 }, (_, place) => ({ place, file: place < 75 ? 'large' : 'small' }))
  const draw = (size: number, seed: number) => drawn(items, ({ file }) => file, size, seed)

  it('holds as many of each file as its share, and is the same for a seed', () => {
    expect(draw(8, 1).map(({ file }) => file)).toEqual([...Array<string>(6).fill('large'), 'small', 'small'])
    expect(draw(7, 1)).toHaveLength(7)
    expect(draw(8, 1)).toEqual(draw(8, 1))
    expect(draw(8, 1)).not.toEqual(draw(8, 2))
    expect(draw(200, 1)).toBe(items)
  })

  it('says how far the whole may be from it', () => {
    // Wilson’s interval for 90 of 100, from his formula by hand.
    expect(interval(90, 100).map(percent => percent.toFixed(1))).toEqual(['82.6', '94.5'])
    expect(interval(0, 0)).toEqual([0, 100])
  })
})
