// `npm run bench`: the gateway beside its peers, on the harness that PEERS names.
import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enter, openHarness } from './harness.js'
import { prepare } from './prepare.js'
import { startAlone } from './drive.js'
import { profile } from './profile.js'

const NAME = 'hafan'
const work = process.env['PEERS_WORK'] ?? join(tmpdir(), 'peers-work')
process.env['PEERS_WORK'] = work
await mkdir(work, { recursive: true })
const harness = await openHarness(process.env, work)
const prepared = await prepare(harness.data, harness.numbers, join(work, 'hafan'))
const [mode, query] = process.argv.slice(2)
if (mode === '--profile' || mode === '--alone') {
  await harness.lib.startUpstreams(1)
  try {
    if (mode === '--profile') {
      process.stdout.write((await profile(harness, prepared, query === 'school' ? 'school' : 'combined', work)) + '\n')
    } else {
      const alone = await startAlone(harness, prepared)
      process.stdout.write(`ready ${String(alone.readySeconds)} s, idle ${String(alone.idleMegabytes)} MB\n`)
      await alone.drive('combined', 16, 8)
      for (const each of ['combined', 'school'] as const)
        process.stdout.write(JSON.stringify({ each, ...(await alone.drive(each, 16, 8)) }) + '\n')
      await alone.stop()
    }
  } finally {
    await harness.lib.stopAll()
    await prepared.stop()
  }
  process.exit(0)
}
await enter(harness, NAME, prepared.token)
const child = spawn('node', ['lib/bench.mjs', ...process.argv.slice(2)], {
  cwd: harness.folder,
  env: { ...process.env, HAFAN_BENCH: prepared.file },
  stdio: 'inherit',
})
const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
await prepared.stop()
process.exit(code ?? 1)
