// How many rows a second the verifier reads: an exported audit with the rows that whole pictures write, checkpoints and all.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFile } from '../../src/verify/read-file.js'
import { verifyLedger } from '../../src/verify/verify.js'
import { checkpointFiles } from '../../src/verify/checkpoint-files.js'
import { newKey, writeWorld } from '../../test/verify/ledger.js'
import type { Measured } from '../figures.js'

const CHAINS = 4
const ROWS_EACH = 75_000
/** Rows between two checkpoints: half a minute at a hundred operations a second. */
const EVERY = 6_000
/** Coordinates of a combined picture of the four agencies. */
const COORDINATES = 60
const REPEATS = 3

export async function measureVerify(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'hafan-verify-'))
  const key = newKey()
  try {
    const bytes = await write(folder, key)
    const file = join(folder, 'audit.ndjson')
    const speeds: number[] = []
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const against = { files: await checkpointFiles(folder), publicKeys: [key.publicPem] }
      const began = performance.now()
      const { rows, found } = await verifyLedger(report => openFile(file, report), against)
      if (found > 0 || rows !== CHAINS * ROWS_EACH) throw new Error('what nobody touched was found fault with')
      speeds.push(rows / ((performance.now() - began) / 1_000))
    }
    const mebibytes = (process.memoryUsage().rss / 2 ** 20).toFixed(0)
    return {
      value: Math.round([...speeds].sort((one, other) => one - other)[1] ?? 0),
      notes: [
        `${CHAINS * ROWS_EACH} rows of ${Math.round(bytes / CHAINS / ROWS_EACH)} bytes on average, median of ${REPEATS}; resident ${mebibytes} MiB, most of it what wrote them`,
      ],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function write(folder: string, key: ReturnType<typeof newKey>): Promise<number> {
  const out = createWriteStream(join(folder, 'audit.ndjson'))
  let bytes = 0
  const world = writeWorld(CHAINS, ROWS_EACH, EVERY, key, COORDINATES)
  for (const head of world.heads) out.write(`${JSON.stringify({ type: 'chain', ...head })}\n`)
  for (const { record, ...columns } of world.rows) {
    const line = `${JSON.stringify({ type: 'row', ...columns }).slice(0, -1)},"record":${record}}\n`
    bytes += line.length
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  for (const { name, lines } of world.files) await writeFile(join(folder, name), `${lines.join('\n')}\n`)
  return bytes
}
