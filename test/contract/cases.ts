// The cases of the contract as plain functions, so that a test of the suite can feed them adapters that break it.
import { expect } from '@jest/globals'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Part, Reading } from '../../src/adapters/agency.js'
import { outcomeOf } from '../../src/children/outcome.js'
import type { AnswerReason } from '../../src/types/index.js'
import type { ScopedFault } from '../../simulators/kit/faults.js'
import { FAULTS, PASSING } from './faults.js'
import {
  askAll,
  asRead,
  callOf,
  DEADLINE_MS,
  GRACE_MS,
  withRunning,
  type ContractSubject,
  type Read,
} from './subject.js'

export interface ContractCase {
  readonly name: string
  /** Rejects where the adapter breaks the contract. */
  run(): Promise<void>
}

/** Every case that applies to the subject. */
export function contractCases(subject: ContractSubject): readonly ContractCase[] {
  return [...answerCases(subject), ...askingCases(subject), ...faultCases(subject), ...manyCases(subject)]
}

const lookup = (source: AgencySource, subject: ContractSubject, recordId: string): Promise<Reading> =>
  source.lookup(askAll(source, recordId), callOf(subject))

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
export function expectNothingChanged(reading: Read, healthy: Read): void {
  for (const part of Object.keys(reading.parts) as Part[])
    expect({ [part]: reading.parts[part] }).toEqual({ [part]: healthy.parts[part] })
}

/** The reasons given, one for each part wanted; a part that stands gives none and is shown by its name. */
function reasonsOf(reading: Reading, wanted: Iterable<Part>): readonly (AnswerReason | string)[] {
  if (reading.kind === 'failed') return [reading.reason]
  if (reading.kind !== 'read') return [`${reading.kind} although the source failed`]
  return [...wanted].map(part => reading.failedParts[part] ?? `${part} stands although its source failed`)
}

function answerCases(subject: ContractSubject): ContractCase[] {
  const { ids } = subject
  const of = (name: string, id: string, check: (reading: Reading, source: AgencySource) => void): ContractCase => ({
    name,
    run: () => withRunning(subject, async ({ source }) => check(await lookup(source, subject, id), source)),
  })
  const cases = [
    of('a record gives every part offered, and who it is about', ids.found, (reading, source) => {
      const read = asRead(reading)
      expectNoPartLost(read, source.offers)
      expect(read.failedParts).toEqual({})
      expect(read.recordId).toBe(ids.found)
      expect(read.subject?.demographics.familyNames.length).toBeGreaterThan(0)
      expect(outcomeOf(read, read.subject?.demographics ?? null)).toEqual({ status: 'FOUND', reason: null })
    }),
    of('no such record is nothing, which is not a failure', ids.missing, reading => {
      expect(reading).toEqual({ kind: 'nothing' })
    }),
    {
      name: "another child's record is not taken for this child's",
      run: () =>
        withRunning(subject, async ({ source, running }) => {
          const anchor = asRead(await lookup(source, subject, ids.wrongChild)).subject?.demographics ?? null
          running.setFault({ kind: 'wrong-child' })
          const reading = await lookup(source, subject, ids.wrongChild)
          expect(outcomeOf(reading, anchor)).toEqual({ status: 'UNVERIFIED', reason: 'SUBJECT_MISMATCH' })
        }),
    },
  ]
  const { merged, restricted, many } = ids
  if (merged !== undefined)
    cases.push(
      of('an old id is answered under the current one', merged.asked, reading => {
        expect(asRead(reading).recordId).toBe(merged.current)
      }),
    )
  if (restricted !== undefined)
    cases.push(
      of(`a restricted record is ${restricted.as}`, restricted.id, reading => {
        if (restricted.as === 'locked') return expect(reading).toEqual({ kind: 'locked' })
        if (restricted.as === 'protected') return expect(asRead(reading).protectedRecord).toBe(true)
        expect(asRead(reading).restrainedParts?.length).toBeGreaterThan(0)
      }),
    )
  if (many !== undefined)
    cases.push(of('more than one record is said to be so', many, reading => expect(reading).toEqual({ kind: 'many' })))
  return cases
}

function askingCases(subject: ContractSubject): ContractCase[] {
  const { found } = subject.ids
  return [
    {
      name: 'only what is wanted is asked for',
      run: () =>
        withRunning(subject, async ({ source, running }) => {
          await lookup(source, subject, found)
          const whole = running.calls().filter(call => call.path !== '/oauth2/token')
          const paths = new Set(whole.map(call => call.path))
          for (const part of source.offers) {
            running.resetCalls()
            const read = asRead(await source.lookup({ recordId: found, parts: new Set([part]) }, callOf(subject)))
            const calls = running.calls()
            expect(Object.keys(read.parts)).toEqual([part])
            expect(calls.length).toBeLessThanOrEqual(whole.length)
            expect(calls.filter(call => !paths.has(call.path)).map(call => `${part}: ${call.path}`)).toEqual([])
            const unwanted = (subject.endpoints ?? []).filter(endpoint => !endpoint.parts.includes(part))
            for (const { path } of unwanted)
              expect(
                calls.filter(call => `${call.path}?${call.query}`.includes(path)).map(() => `${part}: ${path}`),
              ).toEqual([])
          }
        }),
    },
  ]
}

function faultCases(subject: ContractSubject): ContractCase[] {
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
    const from = performance.now()
    const reading = await source.lookup(askAll(source, subject.ids.found), callOf(subject, DEADLINE_MS))
    const took = performance.now() - from
    for (const reason of reasonsOf(reading, source.offers)) expect(reasons).toContain(reason)
    expect(took).toBeLessThanOrEqual(DEADLINE_MS + GRACE_MS)
  })
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

function manyCases(subject: ContractSubject): ContractCase[] {
  const { found, missing, others = [] } = subject.ids
  const ids = [missing, found, ...others, missing]
  return [
    {
      name: 'many records at once, where offered: in the order asked, each as it would be alone',
      run: () =>
        withRunning(subject, async ({ source }) => {
          if (source.lookupMany === undefined) return
          const alone = await Promise.all(ids.map(id => lookup(source, subject, id)))
          const together = await source.lookupMany(
            ids.map(id => askAll(source, id)),
            callOf(subject),
          )
          expect(together.map(({ kind }) => kind)).toEqual(alone.map(({ kind }) => kind))
          expect(together).toEqual(alone)
        }),
    },
    {
      name: 'many records at once, where offered: a failing source fails each',
      run: () =>
        withRunning(subject, async ({ source, running }) => {
          if (source.lookupMany === undefined) return
          running.setFault({ kind: 'status', status: 500 })
          const together = await source.lookupMany(
            ids.map(id => askAll(source, id)),
            callOf(subject, DEADLINE_MS),
          )
          expect(together).toHaveLength(ids.length)
          for (const reading of together)
            for (const reason of reasonsOf(reading, source.offers)) expect(reason).toBe('SOURCE_ERROR')
        }),
    },
  ]
}
