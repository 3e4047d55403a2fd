// The command line of the simulators.
import { parseArgs } from 'node:util'

export const HELP = `Runs the simulated agency systems of Gwent on this computer, for development.

  npm run simulate -- [options]

  --size N          children in the region, 200 or more (default 2000)
  --seed N          same seed, same region (default 1)
  --latency WHAT    real, tenth, none, or milliseconds for every answer (default tenth)
  --data DIR        folder to write settings to, below it in simulated/ (default .hafan)
  --port-base N     control server on N, the others after it (default: free ports)
  --help            this text

Everybody in the region is invented. Faults are set with curl: see simulators/README.md.
`

export interface CommandOptions {
  readonly size: number
  readonly seed: number
  readonly latency: { readonly latencyScale: number } | { readonly fixedLatencyMs: number }
  readonly dataDir: string
  readonly portBase: number | null
}

/** Options of the command, or `help`. Throws with a sentence for the person who typed them. */
export function readOptions(args: readonly string[]): CommandOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      size: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      latency: { type: 'string', default: 'tenth' },
      data: { type: 'string', default: '.hafan' },
      'port-base': { type: 'string' },
    },
  })
  if (values.help) return 'help'
  return {
    size: whole('--size', values.size, 200, 200_000),
    seed: whole('--seed', values.seed, 0, 2 ** 31 - 1),
    latency: latencyOf(values.latency),
    dataDir: values.data,
    portBase: values['port-base'] === undefined ? null : whole('--port-base', values['port-base'], 1_024, 65_000),
  }
}

const SCALES: Readonly<Record<string, number>> = { real: 1, tenth: 0.1, none: 0 }

function latencyOf(text: string): CommandOptions['latency'] {
  const scale = SCALES[text]
  if (scale !== undefined) return { latencyScale: scale }
  if (/^\d+$/.test(text)) return { fixedLatencyMs: whole('--latency', text, 0, 60_000) }
  throw new Error(`--latency is real, tenth, none or a number of milliseconds, not ${text}`)
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new Error(`${name} is a whole number from ${String(least)} to ${String(most)}, not ${text}`)
}
