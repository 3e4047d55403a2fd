// For tests that start one source at a time and read single records from it.
import { afterEach } from '@jest/globals'
import type { AgencySource, Call, Part, Reading } from '../../src/adapters/agency.js'

/** `start`, with what it started stopped after the test. */
export function stoppedAfterEach<O, T extends { stop(): Promise<void> }>(
  start: (options?: O) => Promise<T>,
): (options?: O) => Promise<T> {
  const running: T[] = []
  afterEach(() => Promise.all(running.splice(0).map(one => one.stop())))
  return async options => {
    const started = await start(options)
    running.push(started)
    return started
  }
}

/** The reading of a record that there is. Throws for any other answer. */
export async function readAs(
  source: AgencySource,
  recordId: string,
  parts: readonly Part[],
  call: Call,
): Promise<Extract<Reading, { kind: 'read' }>> {
  const reading = await source.lookup({ recordId, parts: new Set(parts) }, call)
  if (reading.kind !== 'read') throw new Error(`got ${JSON.stringify(reading)}`)
  return reading
}
