// Every fault with which the gateway must not start, and a few of those that only its answers show: all of them take minutes, and
// are tried by `npm run canary -- --seeded-faults`.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../src/paths.js'
import { FAULTS } from './all.js'

const here = dirname(fileURLToPath(import.meta.url))

/** Each shows within some dozens of operations. */
const QUICK = ['leaf-guard-missing', 'shared-loaders', 'handling-ignored', 'ended-relationship-holds', 'told-to-all']
const AT_START = FAULTS.filter(({ caughtBy }) => caughtBy === 'start').map(({ name }) => name)

interface Line {
  readonly name: string
  readonly caught: boolean
  readonly by: string | null
  readonly says: string
}

async function tried(ops: number, worlds: number, names: readonly string[]): Promise<Line[]> {
  const hooks = join(projectRoot, 'test', 'store', 'typescript-hooks.mjs')
  const words = ['--import', hooks, join(here, 'main.ts'), String(ops), String(worlds), '1', ...names]
  const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 590_000, maxBuffer: 10_000_000 })
  return stdout.trim().split('\n').map(line => JSON.parse(line) as Line) // prettier-ignore
}

describe('seeded faults', () => {
  it('are caught, each by what should catch it, and the gateway as it is is found without one', async () => {
    const lines = await tried(400, 140, [...AT_START, ...QUICK, 'control'])
    const faults = lines.filter(({ name }) => name !== 'control')
    expect(faults.filter(({ caught }) => !caught)).toEqual([])
    expect(faults.map(({ name }) => name).sort()).toEqual([...AT_START, ...QUICK].sort())
    expect(lines.find(({ name }) => name === 'control')).toMatchObject({ by: null, says: 'nothing' })
  }, 600_000)

  it('are forty and more, and all of them in the table', () => {
    const table = readFileSync(join(projectRoot, 'docs', 'seeded-faults.md'), 'utf8')
    const listed = [...table.matchAll(/^\| ([a-z-]+) \| .* \| (does not start|canary|two worlds) \|/gm)].map(
      ([, name]) => name,
    )
    expect(listed.filter(name => name !== 'fault')).toEqual(FAULTS.map(({ name }) => name))
    expect(FAULTS.length).toBeGreaterThanOrEqual(40)
  })
})
