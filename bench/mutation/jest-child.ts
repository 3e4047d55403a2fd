// A process that runs one test file after another, in the folder it was started in, and says how each went. Jest is loaded once.
import { join } from 'node:path'
import { runCLI } from 'jest'

export interface Ran {
  readonly passed: boolean
  readonly ms: number
  /** Whether something was left open, or so much memory taken, that what runs next would suffer from it. */
  readonly spent: boolean
}

const MOST_MEMORY = 1_500_000_000
const root = process.cwd()
/** Each run finds the product as it is by then: modules kept from the run before would be without the mistake. */
const { alone } = (await import(join(root, 'jest.config.mjs'))) as { readonly alone: object }
const config = JSON.stringify({ ...alone, rootDir: root, testMatch: ['**/*.test.ts'], testTimeout: 30_000 })

/** What keeps a process alive, the pipes to its parent aside. */
const open = (): number => process.getActiveResourcesInfo().filter(name => !name.startsWith('Pipe')).length

/** Without `bail`, which ends the process: whatever runs next would be blamed for it. */
async function run(test: string): Promise<Ran> {
  const openBefore = open()
  const from = performance.now()
  const { results } = await runCLI(
    {
      ...{ _: [test], $0: '', rootDir: root, runTestsByPath: true, runInBand: true },
      ...{ silent: true, reporters: [], watchman: false, ci: true, config },
    },
    [root],
  )
  const ms = Math.round(performance.now() - from)
  const passed = results.success && results.numPassedTests > 0
  return { passed, ms, spent: open() > openBefore || process.memoryUsage.rss() > MOST_MEMORY }
}

process.on('message', (test: string) => {
  run(test).then(
    ran => process.send?.(ran),
    () => process.exit(1),
  )
})
process.on('disconnect', () => process.exit(0))
