// The harness made ready and cleared up after, whatever is measured with it.
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHarness, type Harness } from './harness.js'
import { prepare, type Prepared } from './prepare.js'

export interface Ready {
  readonly harness: Harness
  readonly prepared: Prepared
  /** Where everything is written. */
  readonly work: string
}

/** Throws, in words for whoever runs it, where PEERS names no harness. */
export async function withHarness<T>(measure: (ready: Ready) => Promise<T>): Promise<T> {
  const work = process.env['PEERS_WORK'] ?? join(tmpdir(), 'peers-work')
  // The harness's own modules look there.
  process.env['PEERS_WORK'] = work
  await mkdir(work, { recursive: true })
  const harness = await openHarness(process.env, work)
  const prepared = await prepare(harness.data, harness.numbers, join(work, 'hafan'))
  try {
    return await measure({ harness, prepared, work })
  } finally {
    await harness.lib.stopAll()
    await prepared.stop()
  }
}
