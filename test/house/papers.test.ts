import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { FIGURES } from '../../bench/figures.js'
import { ERROR_CODES } from '../../src/errors.js'
import { projectRoot } from '../../src/paths.js'

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8')
const papers = [
  ...['README.md', 'CHANGELOG.md', 'clients/typescript/README.md'],
  ...['docs', 'docs/adr', 'docs/partners'].flatMap(markdownIn),
]
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(projectRoot, folder))
    .filter(name => name.endsWith('.md'))
    .map(name => join(folder, name))
}

/** Links to files that are not there. */
const deadLinks = (path: string, text: string): readonly string[] =>
  [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)]
    .map(([, target = '']) => join(dirname(path), target))
    .filter(target => !existsSync(join(projectRoot, target)))

/** `npm run` commands that package.json does not have. */
const deadCommands = (text: string): readonly string[] =>
  [...text.matchAll(/npm run (?:--silent )?([\w-]+)/g)]
    .map(([, name = '']) => name)
    .filter(name => scripts[name] === undefined)

/** Rows of a table whose first cell is `NAME`: name → the whole row. */
const rowsOf = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/^\| `([\w-]+)` \|.*$/gm)].map(([row, name = '']) => [name, row]))

describe('the papers', () => {
  it.each(papers)('%s links to what is there, and names commands that are', path => {
    expect([...deadLinks(path, read(path)), ...deadCommands(read(path))]).toEqual([])
  })

  it('are noticed where they do not', () => {
    expect(deadLinks('docs/a.md', 'see [this](nowhere.md#top) and [that](https://example.org)')).toEqual([
      'docs/nowhere.md',
    ])
    expect(deadCommands('`npm run nonsense`, `npm run check`')).toEqual(['nonsense'])
  })

  it('list every error with its status', () => {
    const rows = [...rowsOf(read('docs/errors.md'))].map(([code, row]) => [code, Number(row.split(' | ')[1])])
    expect(Object.fromEntries(rows)).toEqual(ERROR_CODES)
  })

  it('list every figure', () => {
    expect([...rowsOf(read('docs/figures.md')).keys()].sort()).toEqual(FIGURES.map(({ name }) => name).sort())
  })

  it('list every decision', () => {
    const index = read('docs/adr/README.md')
    const files = readdirSync(join(projectRoot, 'docs/adr')).filter(name => name !== 'README.md')
    expect(files.filter(name => !index.includes(`(${name})`))).toEqual([])
  })
})
