// The gateway alone before the harness's systems, under the harness's load: what it takes of the processor, of the database and
// of memory for one request.
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { asOwner } from '../../test/support/database.js'
import { CONTROL_OFFSET } from './bench-file.js'
import type { GatewayState } from './control.js'
import { gatewayChild, queriesFolder, type Harness } from './harness.js'
import type { Prepared } from './prepare.js'

const run = promisify(execFile)
const PORT = 4_790
const BODIES = 2_000
const OPERATIONS = { combined: 'CombinedPicture', school: 'SchoolSummary' } as const
export type Query = keyof typeof OPERATIONS

export interface Alone {
  /** Seconds from the start of the process to the first answer of its readiness check. */
  readonly readySeconds: number
  readonly idleMegabytes: number
  readonly url: string
  /** Of the processor, since it began. */
  cpuMs(): number
  state(): Promise<GatewayState>
  drive(query: Query, connections: number, seconds: number): Promise<Driven>
  /** Resolves when the process has ended. */
  stop(): Promise<void>
}

export interface Driven {
  readonly requests: number
  readonly cpuMs: number
  /** Of every session of its database, and of the writer of the log. */
  readonly databaseCpuMs: number
  readonly statements: number
}

export interface AloneOptions {
  /** Node's. */
  readonly flags?: readonly string[]
  /** Beside what the harness says of where its systems are, or in place of it. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts it on the first core. */
export async function startAlone(
  harness: Harness,
  prepared: Prepared,
  { flags = [], env = {} }: AloneOptions = {},
): Promise<Alone> {
  const { lib } = harness
  const began = performance.now()
  const child = lib.start('hafan-alone', 'node', [...flags, gatewayChild], {
    cpu: 0,
    env: { NODE_ENV: 'production', ...lib.upstreamEnv, ...env, PORT: String(PORT), HAFAN_BENCH: prepared.file },
  })
  const url = `http://127.0.0.1:${String(PORT)}`
  while (!(await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false))) await pause(10) // prettier-ignore
  const readySeconds = (performance.now() - began) / 1000
  await pause(2_000)
  const idleMegabytes = lib.rssMb(child.pid)
  const state = async (): Promise<GatewayState> =>
    (await (await fetch(`http://127.0.0.1:${String(PORT + CONTROL_OFFSET)}/`)).json()) as GatewayState
  const told = async (): Promise<number> => (await state()).statements
  return {
    url: `${url}/graphql`,
    cpuMs: () => lib.cpuMs(child.pid),
    state,
    readySeconds,
    idleMegabytes,
    async drive(query, connections, seconds) {
      const bodies = await bodiesOf(harness, query)
      const wrk = ['-t1', `-c${String(connections)}`, `-d${String(seconds)}s`, '--timeout', '10s']
      const words = ['-c', '1', 'wrk', ...wrk, '-s', join(harness.folder, 'lib', 'wrk.lua'), `${url}/graphql`]
      const before = { cpu: lib.cpuMs(child.pid), database: await databaseCpu(prepared), statements: await told() }
      const headers = `authorization\tBearer ${prepared.token}`
      const env = { ...process.env, BODIES: bodies, TARGET_PATH: '/graphql', OFFSET: '0', HEADERS: headers }
      const { stdout } = await run('taskset', words, { env })
      const result = JSON.parse(/RESULT (.*)/.exec(stdout)?.[1] ?? '{}') as { requests: number; errors: number }
      if (result.errors > 0) throw new Error(`${String(result.errors)} of ${String(result.requests)} were not answered`)
      return {
        requests: result.requests,
        cpuMs: lib.cpuMs(child.pid) - before.cpu,
        databaseCpuMs: (await databaseCpu(prepared)) - before.database,
        statements: (await told()) - before.statements,
      }
    },
    async stop() {
      process.kill(child.pid, 'SIGTERM')
      for (let waited = 0; waited < 200 && alive(child.pid); waited += 1) await pause(50)
    },
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function bodiesOf({ numbers, folder }: Harness, query: Query): Promise<string> {
  const text = await readFile(join(queriesFolder, `${query}.graphql`), 'utf8')
  const lines = numbers
    .slice(0, BODIES)
    .map(id => JSON.stringify({ operationName: OPERATIONS[query], query: text, variables: { id } }))
  const file = join(folder, 'bodies', `alone-${query}.txt`)
  await mkdir(join(folder, 'bodies'), { recursive: true })
  await writeFile(file, lines.join('\n') + '\n')
  return file
}

const TICK_MS = 10

/** Milliseconds that the sessions of this database have taken so far, and the writer of the log with them. */
async function databaseCpu({ database: { url, name } }: Prepared): Promise<number> {
  const sessions = `select pid from pg_stat_activity where datname = $1 or backend_type = 'walwriter'`
  const { rows } = await asOwner(url, client => client.query<{ pid: number }>(sessions, [name]))
  const ticks = await Promise.all(rows.map(({ pid }) => ticksOf(pid)))
  return ticks.reduce((sum, each) => sum + each, 0) * TICK_MS
}

const USER = 11
const SYSTEM = 12

async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[USER] ?? 0) + Number(fields[SYSTEM] ?? 0)
}
