// The command line and the environment, read once into what is to be started.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { MetricsPlace } from '../metrics-server.js'
import { GATE_THREE } from '../operation/gate-three.js'
import type { GateThree } from '../operation/gate-three.js'

export const HELP = `Hafan: one view of one child for missing-children hubs, live from every agency, under the sharing protocol.

  npm start -- [options]              everything on this computer, with invented children: to try it out
  npm start -- --gateway [options]    the gateway alone, against real systems

To try it out:
  --size N          children in the invented region, 200 or more (default 20000)
  --seed N          same seed, same region (default 1)
  --latency WHAT    how slowly the agencies answer: real, tenth, none, or milliseconds (default tenth)

With --gateway:
  --config DIR      folder of sources.yaml, issuers.yaml and applications.yaml (default config)
  --protocol PLACE  the sharing protocol: a folder with a file for each edition, or one file (default protocol)
  --checkpoints DIR folder that signed checkpoints of the audit are added to: one that those who run the database cannot
                    change (default: HAFAN_CHECKPOINTS, else checkpoints in the data folder)

  --help            this text

Environment:
  PORT              where the gateway listens (default 4000; 0: a free port)
  CONSOLE_PORT      where the practitioners' pages are, when trying out (default 4001; a free port where PORT is 0)
  HAFAN_DATA        data folder (default .hafan)
  HAFAN_CHECK_ANSWERS  which answers are looked through once more before they leave: ALWAYS, or (default)
                    MUTATIONS_AND_BREAK_GLASS
  HAFAN_METRICS_PORT   where operators read /metrics (default: nowhere; 0: a free port)
and with --gateway:
  HAFAN_HOST        address to listen on (default 127.0.0.1)
  HAFAN_METRICS_HOST   address of the metrics (default 127.0.0.1): never one that callers can reach
  DATABASE_URL      PostgreSQL, as the owner of the database (default: one of its own in the data folder)
  HAFAN_SECRETS     folder with a file for each secret (default: secrets in the data folder)
  HAFAN_SECRET      the master secret, 32 bytes or more; like every secret, a file of that name will do
  HAFAN_CHECKPOINT_KEY   the Ed25519 private key, in PEM, that signs checkpoints of the audit; a secret too
  HAFAN_CHECKPOINTS      as --checkpoints
  HAFAN_SMTP, HAFAN_MAIL_FROM, HAFAN_INBOX   the mail server (a secret), the sender, and the address that mails link to
  HAFAN_WEBHOOK_NETWORKS   networks besides the public internet that webhooks may go to
`

/** Port and data folder are there in both ways of starting. */
interface Common {
  readonly port: number
  /** Absolute. */
  readonly dataDir: string
  readonly metrics: MetricsPlace | null
  readonly gateThree: GateThree
}

/** Everything on one machine, with an invented region. */
export interface DevelopmentCommand extends Common {
  readonly kind: 'development'
  readonly size: number
  readonly seed: number
  readonly latency: string
  readonly consolePort: number
}

/** The gateway alone. Folders and files are absolute. */
export interface GatewayCommand extends Common {
  readonly kind: 'gateway'
  readonly host: string
  readonly configDir: string
  readonly protocolPlace: string
  readonly secretsDir: string
  readonly checkpointsDir: string
  readonly databaseUrl: string | null
}

export type Environment = Readonly<Record<string, string | undefined>>

/** What to start, or `help`. Throws with a sentence for the person who typed it. Folders are taken from `root`. */
export function readCommand(
  args: readonly string[],
  environment: Environment,
  root: string,
): DevelopmentCommand | GatewayCommand | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      gateway: { type: 'boolean', default: false },
      size: { type: 'string' },
      seed: { type: 'string' },
      latency: { type: 'string' },
      config: { type: 'string' },
      protocol: { type: 'string' },
      checkpoints: { type: 'string' },
    },
  })
  if (values.help) return 'help'
  const set = (name: string): string | null => environment[name]?.trim() || null
  const port = whole('PORT', set('PORT') ?? '4000', 0, 65_535)
  const dataDir = resolve(root, set('HAFAN_DATA') ?? '.hafan')
  const gateThree = checkOf(set('HAFAN_CHECK_ANSWERS') ?? 'MUTATIONS_AND_BREAK_GLASS')
  const metricsPort = set('HAFAN_METRICS_PORT')
  const metricsAt = (host: string): MetricsPlace | null =>
    metricsPort === null ? null : { host, port: whole('HAFAN_METRICS_PORT', metricsPort, 0, 65_535) }
  if (!values.gateway) {
    refuse(values, ['config', 'protocol', 'checkpoints'], 'goes with --gateway')
    return {
      kind: 'development',
      port,
      dataDir,
      metrics: metricsAt('127.0.0.1'),
      gateThree,
      size: whole('--size', values.size ?? '20000', 200, 200_000),
      seed: whole('--seed', values.seed ?? '1', 0, 2 ** 31 - 1),
      latency: latencyOf(values.latency ?? 'tenth'),
      consolePort: whole('CONSOLE_PORT', set('CONSOLE_PORT') ?? (port === 0 ? '0' : '4001'), 0, 65_535),
    }
  }
  refuse(values, ['size', 'seed', 'latency'], 'is for trying out: it does not go with --gateway')
  return {
    kind: 'gateway',
    port,
    dataDir,
    metrics: metricsAt(set('HAFAN_METRICS_HOST') ?? '127.0.0.1'),
    gateThree,
    host: set('HAFAN_HOST') ?? '127.0.0.1',
    configDir: resolve(root, values.config ?? 'config'),
    protocolPlace: resolve(root, values.protocol ?? 'protocol'),
    secretsDir: resolve(root, set('HAFAN_SECRETS') ?? join(dataDir, 'secrets')),
    checkpointsDir: resolve(root, values.checkpoints ?? set('HAFAN_CHECKPOINTS') ?? join(dataDir, 'checkpoints')),
    databaseUrl: set('DATABASE_URL'),
  }
}

/** Options are never ignored: whoever sets one that does nothing believes that it does something. */
function refuse(values: Readonly<Record<string, unknown>>, names: readonly string[], why: string): void {
  for (const name of names) if (values[name] !== undefined) throw new Error(`--${name} ${why}. See --help.`)
}

function checkOf(text: string): GateThree {
  const found = GATE_THREE.find(one => one === text)
  if (found) return found
  throw new Error(`HAFAN_CHECK_ANSWERS is ${GATE_THREE.join(' or ')}, not ${text}`)
}

function latencyOf(text: string): string {
  if (/^(real|tenth|none|\d{1,5})$/.test(text)) return text
  throw new Error(`--latency is real, tenth, none or a number of milliseconds, not ${text}`)
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new Error(`${name} is a whole number from ${least} to ${most}, not ${text}`)
}
