// The invented region runs in a process of its own, as real agencies would: the gateway shares no code or memory with it.
import { startChild, type Child } from './child.js'

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

/** Starts them; they tell their folder of settings once every system listens. They need nothing of the environment. */
export const startSimulators = ({ entry, size, seed, latency, dataDir, said }: SimulatorOptions): Child<string> =>
  startChild({
    ...{ entry, said, env: {} },
    args: ['--size', String(size), '--seed', String(seed), '--latency', latency, '--data', dataDir],
    read: message => ('folder' in message && typeof message.folder === 'string' ? message.folder : null),
    endedEarly: 'The simulated agencies ended before they were ready.',
  })
