// The table of the last run, as bench/RESULTS.md keeps it.
import { cpus } from 'node:os'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/paths.js'
import type { Driven } from './drive.js'

/** One measurement, as the harness writes it. */
export interface Measurement {
  readonly peer: string
  readonly q: string
  readonly c: number
  /** Milliseconds a request. */
  readonly cpu: number
  readonly rps: number
  readonly p50: number
  readonly p99: number
  readonly rss: number
}

export interface OfAlone {
  readonly readySeconds: number
  readonly idleMegabytes: number
  readonly combined: Driven
  readonly school: Driven
}

export interface Results {
  readonly results: readonly Measurement[]
  readonly alone: OfAlone
  /** One, five and fifteen minutes, before and after. */
  readonly load: readonly (readonly number[])[]
  readonly at: Date
}

const BASE = 'limit'
const VERSIONS = ['@apollo/server', 'graphql', 'fastify', 'undici', 'pg', 'kysely', 'zod'] as const

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** CPU a request over that of the limit in the same run. */
export function ratio(results: readonly Measurement[], peer: string, query: string, connections: number): number {
  const of = (name: string): number =>
    median(results.filter(one => one.peer === name && one.q === query && one.c === connections).map(({ cpu }) => cpu))
  return of(peer) / of(BASE)
}

export function resultsText({ results, alone, load, at }: Results): string {
  const kinds = [...new Set(results.map(({ q, c }) => `${q}:${String(c)}`))]
  const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  const versions = VERSIONS.map(name => `${name} ${dependencies[name] ?? '?'}`).join(', ')
  const loads = load.map(each => each.map(value => value.toFixed(1)).join(' ')).join(' → ')
  return [
    '# The gateway beside its peers',
    '',
    `Written by \`npm run bench\` on ${at.toISOString().slice(0, 10)}. ${String(cpus().length)} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, Node ${process.version}; ${versions}. Load of the machine, before → after: ${loads}.`,
    '',
    'The server has core 0, whoever asks and the agency systems core 1. `×` is CPU of the server process a request over that of `limit` in the same run: hand-written code that asks the same systems and enforces nothing. Of the gateway token, protocol, purpose and durable audit are on; its answers were equal to those of `limit`, value by value. It asks one system less, since it keeps the links itself; the database it keeps them in is not counted, and is printed beside.',
    ...kinds.flatMap(kind => ['', ...tableOf(results, kind)]),
    '',
    '## The gateway by itself',
    '',
    `- ready ${alone.readySeconds.toFixed(2)} s after its start, on a PostgreSQL that is migrated; ${alone.idleMegabytes.toFixed(0)} MB resident, idle`,
    `- combined: ${beside(alone.combined)}`,
    `- school: ${beside(alone.school)}`,
    '',
  ].join('\n')
}

const beside = ({ requests, cpuMs, databaseCpuMs, statements }: Driven): string =>
  `${(cpuMs / requests).toFixed(2)} ms of CPU a request; beside it ${(databaseCpuMs / requests).toFixed(2)} ms of the database, which is asked ${(statements / requests).toFixed(1)} times a request`

function tableOf(results: readonly Measurement[], kind: string): string[] {
  const [query = '', connections = ''] = kind.split(':')
  const own = results.filter(({ q, c }) => q === query && c === Number(connections))
  const of = (peer: string, value: 'cpu' | 'rps' | 'p50' | 'p99' | 'rss'): number =>
    median(own.filter(one => one.peer === peer).map(one => one[value]))
  const peers = [...new Set(own.map(({ peer }) => peer))].sort((left, right) => of(left, 'cpu') - of(right, 'cpu'))
  return [
    `## ${query}, connections: ${connections}`,
    '',
    '| server | CPU-ms a request | × | requests/s | p50 ms | p99 ms | MB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...peers.map(
      peer =>
        `| ${peer} | ${of(peer, 'cpu').toFixed(3)} | ${ratio(results, peer, query, Number(connections)).toFixed(2)} | ${of(peer, 'rps').toFixed(0)} | ${of(peer, 'p50').toFixed(1)} | ${of(peer, 'p99').toFixed(1)} | ${of(peer, 'rss').toFixed(0)} |`,
    ),
  ]
}
