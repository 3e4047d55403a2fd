// One run of the harness with the gateway in it, then the gateway by itself; the table goes to bench/RESULTS.md.
import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/paths.js'
import { startAlone, type Driven } from './drive.js'
import { enter, gatewayChild, type Harness } from './harness.js'
import type { Prepared } from './prepare.js'
import { resultsText, type Measurement, type OfAlone } from './results.js'

const NAME = 'hafan'
const PLAN = '--plan=combined:1,combined:16,combined:64,school:16'
const WARM_UP_S = 15
const MEASURED_S = 10

/** Runs the harness with the gateway in it; what it prints goes to `output`. Throws where it does not come to its end. */
export async function runHarness(
  harness: Harness,
  prepared: Prepared,
  words: readonly string[],
  output: 'inherit' | 'ignore',
): Promise<readonly Measurement[]> {
  const servers = [{ name: NAME, child: gatewayChild }]
  // Another build of the gateway, to be measured in the same run: what a change brings cannot be told from two runs.
  const beside = process.env['HAFAN_BENCH_BESIDE']
  if (beside !== undefined) servers.push({ name: `${NAME}-beside`, child: beside })
  await enter(harness, servers, prepared.token)
  const out = join(harness.folder, 'hafan-results.json')
  const child = spawn('node', ['lib/bench.mjs', ...words, PLAN, `--out=${out}`], {
    cwd: harness.folder,
    env: { ...process.env, HAFAN_BENCH: prepared.file },
    stdio: ['ignore', output, 'inherit'],
  })
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
  if (code !== 0) throw new Error('the harness did not come to its end, or found answers that differ')
  if (words.includes('--check-only')) return []
  return (JSON.parse(await readFile(out, 'utf8')) as { readonly results: readonly Measurement[] }).results
}

/** The whole table, printed by the harness and kept in bench/RESULTS.md. */
export async function measurePeers(harness: Harness, prepared: Prepared, words: readonly string[]): Promise<void> {
  const load = [loadavg()]
  const results = await runHarness(harness, prepared, words, 'inherit')
  if (results.length === 0) return
  load.push(loadavg())
  const alone = await measureAlone(harness, prepared)
  await writeFile(join(projectRoot, 'bench', 'RESULTS.md'), resultsText({ results, alone, load, at: new Date() }))
}

export async function measureAlone(harness: Harness, prepared: Prepared): Promise<OfAlone> {
  await harness.lib.startUpstreams(1)
  const gateway = await startAlone(harness, prepared)
  await gateway.drive('combined', 16, WARM_UP_S)
  const combined: Driven = await gateway.drive('combined', 16, MEASURED_S)
  const school: Driven = await gateway.drive('school', 16, MEASURED_S)
  await gateway.stop()
  const { readySeconds, idleMegabytes } = gateway
  return { readySeconds, idleMegabytes, combined, school }
}
