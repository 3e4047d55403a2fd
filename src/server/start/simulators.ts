// The invented region runs in a process of its own, as real agencies would: the gateway shares no code or memory with it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

export interface SimulatorOptions {
  /** The built simulators/main.js. */
  readonly entry: string
  readonly size: number
  readonly seed: number
  readonly latency: string
  readonly dataDir: string
  /** What they say for people, a piece at a time. */
  readonly said: (text: string) => void
}

export interface Simulators {
  /** The folder of settings, once every system listens. Rejects where they end before. */
  readonly ready: Promise<string>
  /** Resolves when they end, whoever ended them. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** Starts them. They end with this process, however it ends: their channel to it closes. */
export function startSimulators({ entry, size, seed, latency, dataDir, said }: SimulatorOptions): Simulators {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build`)
  const args = ['--size', String(size), '--seed', String(seed), '--latency', latency, '--data', dataDir]
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // They need nothing of the environment, and it may hold secrets.
    env: {},
    // A session of its own: an interrupt typed at the gateway must not take the agencies from under it.
    detached: true,
  })
  child.stdout?.on('data', (text: Buffer) => said(text.toString('utf8')))
  child.stderr?.on('data', (text: Buffer) => said(text.toString('utf8')))
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.on('message', message => {
      if (isReady(message)) resolve(message.folder)
    })
    void ended.then(() => reject(new Error('The simulated agencies ended before they were ready.')))
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

const isReady = (message: unknown): message is { readonly folder: string } =>
  typeof message === 'object' && message !== null && 'folder' in message && typeof message.folder === 'string'
