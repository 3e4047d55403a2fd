// A program in a process of its own, that sends one message once it is ready. It shares no code or memory with the gateway.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

export interface ChildOptions<T> {
  /** The built program. */
  readonly entry: string
  readonly args?: readonly string[]
  /** All that it is given of the environment, which may hold secrets it is not to have. */
  readonly env: Readonly<Record<string, string>>
  /** What it says for people, a piece at a time. */
  readonly said: (text: string) => void
  /** What its message tells; null where it is another message. */
  readonly read: (message: object) => T | null
  /** Where it ends before it is ready. */
  readonly endedEarly: string
}

export interface Child<T> {
  /** Rejects where it ends before. */
  readonly ready: Promise<T>
  /** Resolves when it ends, whoever ended it. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** Starts it. It ends with this process, however that ends: its channel closes. */
export function startChild<T>({ entry, args = [], env, said, read, endedEarly }: ChildOptions<T>): Child<T> {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build`)
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...env },
    // A session of its own: an interrupt typed at the gateway must not take the agencies from under it.
    detached: true,
  })
  child.stdout?.on('data', (text: Buffer) => said(text.toString('utf8')))
  child.stderr?.on('data', (text: Buffer) => said(text.toString('utf8')))
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const ready = new Promise<T>((resolve, reject) => {
    child.on('message', message => {
      const told = typeof message === 'object' && message !== null ? read(message) : null
      if (told !== null) resolve(told)
    })
    void ended.then(() => reject(new Error(endedEarly)))
  })
  ready.catch(() => undefined)
  return {
    ready,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}
