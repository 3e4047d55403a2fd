// Runs test files in a copy of the project, in a process of its own that is started anew when it hangs, dies or is spent.
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../src/paths.js'
import type { Ran } from './jest-child.js'

/** A test that did not pass; `LATE` and `DIED` say that its process was ended for it, or ended itself. */
export type Outcome = 'PASSED' | 'FAILED' | 'LATE' | 'DIED'

export interface Runner {
  /** Runs one test file, given from the root, for `limitMs` at most. */
  run(test: string, limitMs: number): Promise<{ readonly outcome: Outcome; readonly ms: number }>
  stop(): void
}

const at = (path: string): string => join(projectRoot, path)

function start(root: string): ChildProcess {
  return fork(at('bench/mutation/jest-child.ts'), {
    cwd: root,
    execArgv: ['--experimental-vm-modules', '--no-warnings', '--import', at('test/store/typescript-hooks.mjs')],
    env: { ...process.env, NODE_ENV: 'test' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

export function createRunner(root: string): Runner {
  let child: ChildProcess | null = null
  const end = (): void => {
    child?.removeAllListeners()
    child?.kill('SIGKILL')
    child = null
  }
  return {
    stop: end,
    run(test, limitMs) {
      const running = (child ??= start(root))
      return new Promise(resolve => {
        const over = (outcome: Outcome, ms: number, spent: boolean): void => {
          clearTimeout(timer)
          running.removeAllListeners()
          if (spent) end()
          resolve({ outcome, ms })
        }
        const timer = setTimeout(() => over('LATE', limitMs, true), limitMs)
        running.once('exit', () => over('DIED', 0, true))
        running.once('message', (ran: Ran) => over(ran.passed ? 'PASSED' : 'FAILED', ran.ms, ran.spent))
        running.send(join(root, test))
      })
    },
  }
}
