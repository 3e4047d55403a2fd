// The cases of the contract as plain functions, so that a test of the suite can feed them adapters that break it.
import { expect } from '@jest/globals'
import type { AgencySource, Reading } from '../../src/adapters/agency.js'
import { outcomeOf } from '../../src/children/outcome.js'
import { expectNoPartLost, faultCases, reasonsOf } from './fault-cases.js'
import { searchCases } from './search-cases.js'
import {
  askAll,
  asRead,
  callOf,
  DEADLINE_MS,
  lookup,
  withRunning,
  type ContractCase,
  type ContractSubject,
} from './subject.js'

/** Every case that applies to the subject. */
export function contractCases(subject: ContractSubject): readonly ContractCase[] {
  return [
    ...answerCases(subject),
    ...askingCases(subject),
    ...faultCases(subject),
    ...manyCases(subject),
    ...searchCases(subject),
  ]
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
