import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { HANDLING, restrain } from '../../src/adapters/agency.js'
import { RIGHTS, rightsOf } from '../../src/children/rights.js'
import { trim } from '../../src/children/trim.js'
import { classification, everything, rights as held } from './support.js'

const rights = everything()
const options = { classification, rights, hideLocation: false }
const refusing = { ...options, rights: everything({ mayReceive: () => false }) }
const hidden = { ...options, hideLocation: true }

const plainly = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('trimming by handling', () => {
  const rows = [
    restrain({ text: 'kept to a few', recordedAt: null }, { code: 'INTELLIGENCE_C' }),
    { text: 'open', recordedAt: null },
  ]

  it('takes out a row whose audience the caller is not in, and says that it did', () => {
    const { value, removed } = trim('IntelligenceReport', rows, refusing)
    expect([plainly(value), removed]).toEqual([[{ text: 'open', recordedAt: null }], true])
  })

  it('leaves the row for a caller in the audience, and says nothing', () => {
    const { value, removed } = trim('IntelligenceReport', rows, options)
    expect([(value as unknown[]).length, removed]).toEqual([2, false])
  })

  it('asks with the handling of the row itself', () => {
    const heard: unknown[] = []
    const listening = everything({ mayReceive: handling => heard.push(handling) > 0 })
    const row = restrain({ words: 'as said' }, { code: 'ACCOUNT_AUDIENCE', audience: ['POLICE'] })
    trim('ChildAccount', [row], { ...options, rights: listening })
    expect(heard).toEqual([{ code: 'ACCOUNT_AUDIENCE', audience: ['POLICE'] }])
  })

  it('takes out a restrained value within a row', () => {
    const contact = {
      addresses: [restrain({ town: 'Cwmbrân' }, { code: 'ADDRESS_DO_NOT_DISCLOSE' }), { town: 'Casnewydd' }],
      phones: null,
    }
    const { value, removed } = trim('ContactRecord', contact, refusing)
    expect([plainly(value), removed]).toEqual([{ addresses: [{ town: 'Casnewydd' }], phones: null }, true])
  })

  it('takes out a whole value that is restrained', () => {
    const { value, removed } = trim('Practice', restrain({ name: 'x' }, { code: 'FHIR_RESTRICTED' }), refusing)
    expect([value, removed]).toEqual([null, true])
  })

  it('says nothing of a row within a field that the caller is not given', () => {
    const episodes = { episodes: [{ riskHistory: [restrain({ rationale: 'x' }, { code: 'ABOUT_CARER' })] }] }
    const atLevel = (level: 'SUMMARY' | 'FULL') =>
      trim('MissingEpisodesRecord', episodes, {
        ...options,
        rights: held({ MISSING_EPISODES: level }, { mayReceive: () => false }),
      })
    expect(['SUMMARY' as const, 'FULL' as const].map(level => atLevel(level).removed)).toEqual([false, true])
    expect(plainly(atLevel('SUMMARY').value)).toEqual({ episodes: [{ riskHistory: [] }] })
  })

  it('carries handling on for what is filled from the row, and never into an answer', () => {
    const { value } = trim('IntelligenceReport', rows, options)
    expect(Object.getOwnPropertySymbols((value as object[])[0])).toEqual([RIGHTS, HANDLING])
    expect(JSON.stringify(value)).not.toMatch(/handling|audience/i)
  })
})

describe('trimming what tells where a protected child is', () => {
  it('blanks a value and empties a list', () => {
    const record = { addresses: [{ town: 'Cwmbrân' }], phones: [{ number: '01632 960001' }] }
    expect(plainly(trim('ContactRecord', record, hidden).value)).toEqual({
      addresses: [],
      phones: [{ number: null }],
    })
    expect(plainly(trim('School', { id: '680-4001', name: 'Ysgol', town: 'Casnewydd', phone: null }, hidden).value)).toEqual({
      id: null, name: null, town: null, phone: null,
    }) // prettier-ignore
  })

  it('reaches values that are deep in a row', () => {
    const row = { school: { id: '680-4001', name: 'Ysgol', town: 'Casnewydd', phone: '01632 960001' }, year: '10' }
    const text = JSON.stringify(trim('Enrolment', [row], hidden).value)
    expect(text).not.toMatch(/680-4001|Ysgol|Casnewydd|960001/)
    expect(text).toContain('"year":"10"')
  })

  it('leaves no located value of any type, whatever it holds', () => {
    const located = [...classification.coordinates.values()].filter(({ locates }) => locates)
    expect(located.length).toBeGreaterThan(10)
    for (const { type, field } of located) {
      for (const value of ['Cwmbrân', ['Cwmbrân'], { town: 'Cwmbrân' }]) {
        expect(JSON.stringify(trim(type, { [field]: value }, hidden).value)).not.toContain('Cwmbrân')
      }
    }
  })

  it('leaves them where the caller may know', () => {
    expect(plainly(trim('School', { town: 'Casnewydd' }, options).value)).toEqual({ town: 'Casnewydd' })
  })
})

describe('what is trimmed', () => {
  const record = {
    episodes: [{ reportedAt: '2026-03-01T10:00:00Z', companions: ['a friend'], safeAndWell: { done: 'YES' } }],
  }

  it('carries the rights on every object, so that gate 2 can ask each', () => {
    const { value } = trim('MissingEpisodesRecord', record, options)
    const [episode] = (value as { episodes: { safeAndWell: object }[] }).episodes
    expect([rightsOf(value), rightsOf(episode), rightsOf(episode?.safeAndWell)]).toEqual([rights, rights, rights])
  })

  it('is frozen, down to the lists of plain values', () => {
    const { value } = trim('MissingEpisodesRecord', record, options)
    const { episodes } = value as { episodes: { companions: string[] }[] }
    expect([value, episodes, episodes[0], episodes[0]?.companions].map(each => Object.isFrozen(each))).toEqual([
      true,
      true,
      true,
      true,
    ])
  })

  it('inherits nothing that a resolver could read', () => {
    const { value } = trim('MissingEpisodesRecord', record, options)
    for (const name of [...Object.getOwnPropertyNames(Object.prototype), 'prototype'])
      expect(name in Object(value)).toBe(false)
    const prototype = Object.getPrototypeOf(value) as object
    expect(Object.isFrozen(prototype)).toBe(true)
    expect(Reflect.ownKeys(prototype)).toEqual([])
    expect(Object.getPrototypeOf(prototype)).toBeNull()
  })

  it('is a copy: what the source gave stays as it was', () => {
    const before = JSON.stringify(record)
    trim('MissingEpisodesRecord', record, hidden)
    expect(JSON.stringify(record)).toBe(before)
    expect(Object.isFrozen(record.episodes[0])).toBe(false)
  })

  it('keeps null, no list and an empty list apart', () => {
    expect(plainly(trim('ContactRecord', { addresses: null, phones: [], emails: null }, options).value)).toEqual({
      addresses: null,
      phones: [],
      emails: null,
    })
    expect(trim('PoliceMarker', null, options).value).toBeNull()
    expect(trim('PoliceMarker', [], options).value).toEqual([])
  })

  it('is the same as before for values that nothing restrains, whatever they are', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
    const row = fc.dictionary(
      fc.constantFrom('reference', 'at', 'type', 'role', 'summary', '__proto__x', 'constructor'),
      leaf,
    )
    fc.assert(
      fc.property(fc.array(row), rows =>
        expect(plainly(trim('Occurrence', rows, options).value)).toEqual(plainly(rows)),
      ),
    )
  })
})
