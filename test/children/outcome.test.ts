import { describe, expect, it } from '@jest/globals'
import { holdsPart, holdsSomething, outcomeOf, outcomeOfChecked } from '../../src/children/outcome.js'
import { read, subject } from './support.js'

const anchor = subject().demographics

describe('whether a value holds anything', () => {
  it.each([
    [null, false],
    [undefined, false],
    [[], false],
    [{}, false],
    [{ a: null, b: [] }, false],
    [{ a: null, b: ['x'] }, true],
    [{ a: 0 }, true],
    [{ a: false }, true],
    [['x'], true],
    ['x', true],
    [0, true],
    [false, true],
  ])('%j: %s', (value, holds) => {
    expect(holdsSomething(value)).toBe(holds)
  })
})

it('is no placement that an authority answers for a child', () => {
  const responsibility = { responsibleAuthority: 'W06000022', hostAuthority: null, outOfArea: 'NO' }
  expect(holdsPart('socialCare.placements', { placements: [], responsibility })).toBe(false)
  expect(holdsPart('socialCare.placements', { placements: [{}], responsibility: null })).toBe(true)
  expect(holdsPart('socialCare.placements', null)).toBe(false)
})

describe('what a reader is told of what a source did', () => {
  it('found, where any part holds something', () => {
    expect(
      outcomeOf(
        read({
          'police.markers': [],
          identity: null,
          contact: { addresses: null, phones: [], emails: ['a@b.example'] },
        }),
        anchor,
      ),
    ).toEqual({ status: 'FOUND', reason: null })
  })

  it('nothing recorded, only where every part came and is empty', () => {
    expect(outcomeOf(read({ 'police.markers': [], 'police.nominal': null }), anchor)).toEqual({
      status: 'NOTHING_RECORDED',
      reason: null,
    })
  })

  it('unavailable, where one part is empty and another failed', () => {
    const reading = read({ 'police.markers': [] }, { failedParts: { 'police.intelligence': 'TIMED_OUT' } })
    expect(outcomeOf(reading, anchor)).toEqual({ status: 'UNAVAILABLE', reason: 'TIMED_OUT' })
  })

  it('unverified, where the record now describes another child', () => {
    const other = subject({ demographics: { ...anchor, givenNames: ['Gwenllian'], dateOfBirth: '2012-01-01' } })
    expect(outcomeOf(read({ 'police.markers': [] }, { subject: other }), anchor)).toEqual({
      status: 'UNVERIFIED',
      reason: 'SUBJECT_MISMATCH',
    })
  })

  it.each([
    [{ kind: 'nothing' } as const, 'NOTHING_RECORDED', null],
    [{ kind: 'locked' } as const, 'WITHHELD', 'LOCKED_BY_OWNER'],
    [{ kind: 'many' } as const, 'UNVERIFIED', 'MORE_THAN_ONE'],
    [{ kind: 'failed', reason: 'RATE_LIMITED' } as const, 'UNAVAILABLE', 'RATE_LIMITED'],
  ])('%j', (reading, status, reason) => {
    expect(outcomeOf(reading, anchor)).toEqual({ status, reason })
  })

  it('speaks of the values after trimming: a record without its only row is one that never had it', () => {
    const reading = read({ 'police.markers': [] })
    expect(outcomeOfChecked(reading, true, [[]]).status).toBe('NOTHING_RECORDED')
  })
})
