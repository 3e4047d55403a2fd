// The figures of speed: ratios to the limit in one run, and what the gateway takes to start and while it is idle.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Measured } from '../figures.js'
import { startAlone } from './drive.js'
import { measureAlone, runHarness } from './measure.js'
import { median, ratio, type Measurement } from './results.js'
import { withHarness } from './with-harness.js'

const NAME = 'hafan'

async function measured(query: string, connections: number): Promise<readonly Measurement[]> {
  const words = [`--peers=limit,${NAME}`, `--plan=${query}:${String(connections)}`]
  return withHarness(({ harness, prepared }) => runHarness(harness, prepared, words, 'ignore'))
}

const cpuOf = (results: readonly Measurement[], peer: string): string =>
  `${median(results.filter(one => one.peer === peer).map(({ cpu }) => cpu)).toFixed(3)} ms`

/** CPU a request over that of the hand-written limit, token, protocol, purpose and audit on. */
export async function measureRatio(query: string, connections: number): Promise<Measured> {
  const results = await measured(query, connections)
  const load = loadavg().map(each => each.toFixed(1))
  return {
    value: ratio(results, NAME, query, connections),
    notes: [`${cpuOf(results, NAME)} of CPU a request, the limit ${cpuOf(results, 'limit')}; load ${load.join(' ')}`],
  }
}

/** The 99th percentile of the combined picture over its median, at 16 connections. */
export async function measureTail(): Promise<Measured> {
  const own = (await measured('combined', 16)).filter(({ peer }) => peer === NAME)
  const [p50, p99] = [median(own.map(one => one.p50)), median(own.map(one => one.p99))]
  return { value: p99 / p50, notes: [`p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`] }
}

const alone = (): ReturnType<typeof measureAlone> =>
  withHarness(({ harness, prepared }) => measureAlone(harness, prepared))

export async function measureReady(): Promise<Measured> {
  return { value: (await alone()).readySeconds, notes: ['on a PostgreSQL that is migrated already'] }
}

/** As a gateway is started again whose database lies in its own folder: what was there is there. */
export async function measureReadyEmbedded(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'hafan-embedded-'))
  // As root, the database's own account must reach its files.
  await chmod(folder, 0o711)
  try {
    return await withHarness(async ({ harness, prepared }) => {
      await harness.lib.startUpstreams(1)
      const ready = async (): Promise<number> => {
        const gateway = await startAlone(harness, prepared, { env: { HAFAN_BENCH_EMBEDDED: join(folder, 'data') } })
        await gateway.stop()
        return gateway.readySeconds
      }
      const first = await ready()
      return { value: await ready(), notes: [`${first.toFixed(2)} s where nothing was there yet`] }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function measureIdle(): Promise<Measured> {
  return { value: (await alone()).idleMegabytes, notes: ['two seconds after it was ready'] }
}
