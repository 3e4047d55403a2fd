import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'

/** Package → where it was loaded from and in which format. Two of either, and `instanceof` fails between them. */
function copies(lines: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, Set<string>> = {}
  for (const line of lines) {
    const [, format, folder, name] = /^(\w+) (.*\/node_modules)\/(graphql[\w-]*)\/(?!node_modules)/.exec(line) ?? []
    if (format === undefined || folder === undefined || name === undefined) continue
    ;(found[name] ??= new Set()).add(`${format} in ${folder.replace(projectRoot, '.')}`)
  }
  return Object.fromEntries(Object.entries(found).map(([name, where]) => [name, [...where]]))
}

const loaded = (): readonly string[] =>
  execFileSync(process.execPath, [join(projectRoot, 'test/house/loaded-packages.mjs')], {
    cwd: projectRoot,
    encoding: 'utf8',
  }).split('\n')

describe('the GraphQL packages', () => {
  it('are loaded once each, in one module format', () => {
    expect(copies(loaded())).toEqual({
      graphql: ['commonjs in ./node_modules'],
      'graphql-shield': ['module in ./node_modules'],
      'graphql-middleware': ['module in ./node_modules'],
    })
  })

  it('are noticed where a second copy is loaded, or the same one in both formats', () => {
    const forged = [
      `commonjs ${projectRoot}/node_modules/graphql/index.js`,
      `module ${projectRoot}/node_modules/graphql/index.mjs`,
      `commonjs ${projectRoot}/node_modules/forged/node_modules/graphql/index.js`,
    ]
    expect(copies(forged)).toEqual({
      graphql: [
        'commonjs in ./node_modules',
        'module in ./node_modules',
        'commonjs in ./node_modules/forged/node_modules',
      ],
    })
  })
})
