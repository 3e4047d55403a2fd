// The fault table acted out on an adapter: what each case expects of its answer.
import { expect } from '@jest/globals'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Part, Reading } from '../../src/adapters/agency.js'
import type { AnswerReason } from '../../src/types/index.js'
import type { ScopedFault } from '../../simulators/kit/faults.js'
import { FAULTS, PASSING } from './faults.js'
import {
  askAll,
  asRead,
  callOf,
  DEADLINE_MS,
  GRACE_MS,
  UNHURRIED_MS,
  lookup,
  withRunning,
  type ContractCase,
  type ContractSubject,
  type Read,
} from './subject.js'

/** Every part wanted is in one of the two places, and in one only. */
export function expectNoPartLost(reading: Read, wanted: Iterable<Part>): void {
  for (const part of wanted)
    expect([part, part in reading.parts, part in reading.failedParts]).toEqual([
      part,
      expect.any(Boolean),
      !(part in reading.parts),
    ])
}

/** A fault may fail a part; it may never change what a part says. */
function expectNothingChanged(reading: Read, healthy: Read): void {
  for (const part of Object.keys(reading.parts) as Part[])
    expect({ [part]: reading.parts[part] }).toEqual({ [part]: healthy.parts[part] })
}

/** The reasons given, one for each part wanted; a part that stands gives none and is shown by its name. */
export function reasonsOf(reading: Reading, wanted: Iterable<Part>): readonly string[] {
  if (reading.kind === 'failed') return [reading.reason]
  if (reading.kind !== 'read') return [`${reading.kind} although the source failed`]
  return [...wanted].map(part => reading.failedParts[part] ?? `${part} stands although its source failed`)
}

/** A case for each row of the fault table, each required field and each endpoint. */
export function faultCases(subject: ContractSubject): ContractCase[] {
  const rows = FAULTS.filter(row => row.signIn !== true || subject.signsIn)
  return [
    ...rows.map(row => ({
      name: `a source that ${row.name}: ${row.reasons.join(' or ')}`,
      run: () => expectFailure(subject, () => Promise.resolve(row.fault), row.reasons),
    })),
    ...PASSING.map(row => ({
      name: `a source that ${row.name} is asked once more`,
      run: () =>
        withRunning(subject, async ({ source, running }) => {
          const healthy = asRead(await lookup(source, subject, subject.ids.found))
          running.setFault(row.fault)
          const read = asRead(await lookup(source, subject, subject.ids.found))
          expect(read.failedParts).toEqual({})
          expectNothingChanged(read, healthy)
        }),
    })),
    { name: 'a redirect is not followed, and nothing is sent after it', run: () => expectNoRedirect(subject) },
    ...subject.required.map(field => ({
      name: `a source without its field ${field}: MALFORMED, never an emptier answer`,
      run: () => expectDriftNoticed(subject, field),
    })),
    ...(subject.endpoints ?? []).map(endpoint => ({
      name: `a failure of ${endpoint.path} fails ${endpoint.parts.join(', ')} and nothing else`,
      run: () => expectPartFailure(subject, endpoint),
    })),
  ]
}

async function expectFailure(
  subject: ContractSubject,
  fault: () => Promise<ScopedFault>,
  reasons: readonly AnswerReason[],
): Promise<void> {
  await withRunning(subject, async ({ source, running }) => {
    running.setFault(await fault())
    // Only a fault that shows as a time-out needs a short deadline; on a busy machine, the others would show as one too.
    const withinMs = reasons.includes('TIMED_OUT') ? DEADLINE_MS : UNHURRIED_MS
    const call = callOf(subject, withinMs)
    const reading = await inTime(source.lookup(askAll(source, subject.ids.found), call), withinMs + GRACE_MS)
    for (const reason of reasonsOf(reading, source.offers)) expect(reasons).toContain(reason)
  })
}

/** Fails where the timer of the limit goes off first: a busy machine delays both alike. */
export async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const over = new AbortController()
  const late = sleep(limitMs, undefined, { signal: over.signal })
    .then(() => nextTurn())
    .then(() => {
      throw new Error(`still going ${String(limitMs)} ms after its start`)
    })
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
    late.catch(() => undefined)
  }
}

async function expectNoRedirect(subject: ContractSubject): Promise<void> {
  let reached = 0
  const elsewhere = createServer((_request, response) => {
    reached += 1
    response.end('{}')
  })
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
  const to = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/elsewhere`
  try {
    await expectFailure(subject, () => Promise.resolve({ kind: 'redirect', to }), ['MALFORMED', 'SOURCE_ERROR'])
    expect(reached).toBe(0)
  } finally {
    elsewhere.closeAllConnections()
    elsewhere.close()
  }
}

async function expectDriftNoticed(subject: ContractSubject, field: string): Promise<void> {
  await withRunning(subject, async ({ source, running }) => {
    const healthy = asRead(await lookup(source, subject, subject.ids.found))
    running.setFault({ kind: 'drift', from: field, to: `${field}Renamed` })
    const reading = await lookup(source, subject, subject.ids.found)
    if (reading.kind === 'failed') return expect(reading.reason).toBe('MALFORMED')
    const read = asRead(reading)
    expectNoPartLost(read, source.offers)
    expect(Object.values(read.failedParts)).toContain('MALFORMED')
    expectNothingChanged(read, healthy)
  })
}

async function expectPartFailure(
  subject: ContractSubject,
  endpoint: { readonly path: string; readonly parts: readonly Part[] },
): Promise<void> {
  await withRunning(subject, async ({ source, running }) => {
    const healthy = asRead(await lookup(source, subject, subject.ids.found))
    running.setFault({ kind: 'status', status: 500, path: endpoint.path })
    const read = asRead(await lookup(source, subject, subject.ids.found))
    expectNoPartLost(read, source.offers)
    expect(Object.keys(read.failedParts).sort()).toEqual([...endpoint.parts].sort())
    expect(new Set(Object.values(read.failedParts))).toEqual(new Set(['SOURCE_ERROR']))
    expectNothingChanged(read, healthy)
  })
}
