import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'

const folder = mkdtempSync(join(tmpdir(), 'hafan-count-'))
afterAll(() => rmSync(folder, { recursive: true }))

const GOOD = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0 }

function count(result: Partial<typeof GOOD> | null): {
  readonly line: string | undefined
  readonly code: number | null
} {
  const file = join(folder, 'results.json')
  writeFileSync(file, result === null ? '' : JSON.stringify({ ...GOOD, ...result }))
  const { stdout, status } = spawnSync(process.execPath, ['scripts/count-tests.mjs', file], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  return { line: stdout.trimEnd().split('\n').at(-1), code: status }
}

describe('the last line of CI', () => {
  it('counts', () => {
    expect(count({})).toEqual({ line: '7 passed, 0 failed', code: 0 })
  })

  it.each<[string, Partial<typeof GOOD>, string]>([
    ['a test that failed', { numFailedTests: 2 }, '7 passed, 2 failed'],
    ['a file that could not be loaded', { numRuntimeErrorTestSuites: 1 }, '7 passed, 1 failed'],
    ['a skipped test', { numPendingTests: 1 }, '7 passed, 1 failed'],
    ['a test only planned', { numTodoTests: 1 }, '7 passed, 1 failed'],
    ['no tests at all', { numPassedTests: 0 }, '0 passed, 0 failed'],
  ])('fails for %s', (_what, result, line) => {
    expect(count(result)).toEqual({ line, code: 1 })
  })

  it('fails where the tests left no result', () => {
    expect(count(null)).toEqual({ line: '0 passed, 1 failed', code: 1 })
  })
})
