// What a system that can be searched by name must do: one record, none, too many, and a failure are four different answers.
import { expect } from '@jest/globals'
import { MOST_CANDIDATES, type Candidates, type SoughtPerson } from '../../src/adapters/search.js'
import { inTime } from './fault-cases.js'
import { FAULTS } from './faults.js'
import { callOf, DEADLINE_MS, GRACE_MS, UNHURRIED_MS, withRunning } from './subject.js'
import type { ContractCase, ContractSubject, Running, SearchSubject } from './subject.js'

export function searchCases(subject: ContractSubject): readonly ContractCase[] {
  const { search } = subject
  const declared: ContractCase = {
    name: 'searches by name are put to the test where they are offered',
    run: () => withRunning(subject, ({ source }) => Promise.resolve(expect(!source.search).toBe(search === undefined))),
  }
  return search === undefined ? [declared] : [declared, ...answerCases(subject, search), ...faultCases(subject, search)]
}

const ask = ({ source }: Running, subject: ContractSubject, person: SoughtPerson, withinMs?: number) => {
  if (!source.search) throw new Error('offers no search')
  return source.search(person, callOf(subject, withinMs))
}

function answerCases(subject: ContractSubject, search: SearchSubject): ContractCase[] {
  const of = (name: string, person: SoughtPerson, check: (answer: Candidates) => void): ContractCase => ({
    name: `a search by name: ${name}`,
    run: () => withRunning(subject, async it => check(await ask(it, subject, person))),
  })
  return [
    of('whoever has that name and day of birth, and nobody else', search.one, answer => {
      if (answer.kind !== 'records') throw new Error(`got ${answer.kind}`)
      expect(answer.records.map(({ recordId }) => recordId)).toEqual([subject.ids.found])
      expect(answer.records[0]?.subject.demographics.dateOfBirth).toBe(search.one.dateOfBirth)
      expect(answer.records[0]?.protectedRecord).toBe(false)
    }),
    of('another day of birth is nobody', { ...search.one, dateOfBirth: '1999-12-31' }, answer => {
      expect(answer).toEqual({ kind: 'records', records: [] })
    }),
    of(
      'no pattern is read in a name',
      { ...search.one, familyName: `${search.one.familyName.slice(0, 3)}*` },
      answer => {
        expect(answer).toEqual({ kind: 'records', records: [] })
      },
    ),
    of('a restrained record says so', search.restricted, answer => {
      expect(answer).toMatchObject({ kind: 'records', records: [{ protectedRecord: true }] })
    }),
    of(`more than ${MOST_CANDIDATES}, or than the system gives, are many and none of them`, search.many, answer => {
      expect(answer).toEqual({ kind: 'many' })
    }),
  ]
}

function faultCases(subject: ContractSubject, search: SearchSubject): ContractCase[] {
  const rows = FAULTS.filter(row => row.signIn !== true || subject.signsIn)
  return [
    ...rows.map(row => ({
      name: `a search by name, one that ${row.name}: ${row.reasons.join(' or ')}`,
      run: () =>
        withRunning(subject, async it => {
          it.running.setFault(row.fault)
          const withinMs = row.reasons.includes('TIMED_OUT') ? DEADLINE_MS : UNHURRIED_MS
          const answer = await inTime(ask(it, subject, search.one, withinMs), withinMs + GRACE_MS)
          if (answer.kind !== 'failed') throw new Error(`${answer.kind} although the source failed`)
          expect(row.reasons).toContain(answer.reason)
        }),
    })),
    ...search.required.map(field => ({
      name: `a search by name, one without its field ${field}: MALFORMED, never nobody`,
      run: () =>
        withRunning(subject, async it => {
          it.running.setFault({ kind: 'drift', from: field, to: `${field}Renamed` })
          expect(await ask(it, subject, search.one)).toEqual({ kind: 'failed', reason: 'MALFORMED' })
        }),
    })),
  ]
}
