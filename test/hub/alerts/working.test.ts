import { describe, expect, it } from '@jest/globals'
import type { Involved, Said } from '../../../src/hub/alerts/candidates.js'
import { workingBySource } from '../../../src/hub/alerts/working.js'

const one = (staffRef: string, more: Partial<Involved> = {}): Involved => ({
  ...{ staffRef, team: 'T', role: 'WORKER', from: '2020-01-01', until: null },
  ...more,
})
const said = (source: string, more: Partial<Said> = {}): Said => ({
  ...{ source, agency: 'SOCIAL_CARE', organisation: 'O', involved: [], schools: [], care: [], host: null, home: null },
  ...more,
})
const textOf = (involved: readonly Involved[], more: Partial<Said> = {}): string | undefined =>
  workingBySource([said('a', { involved, ...more })], new Set(), '2026-02-11').get('a')

describe('who works with a child', () => {
  it('is the same in any order, and named twice', () => {
    expect(textOf([one('1'), one('2'), one('1')])).toBe(textOf([one('2'), one('1')]))
  })

  it.each([
    ['another worker', textOf([one('2')])],
    ['one worker more', textOf([one('1'), one('2')])],
    ['another team', textOf([one('1', { team: 'U' })])],
    ['another role', textOf([one('1', { role: 'IRO' })])],
    ['a school', textOf([one('1')], { schools: ['s'] })],
    ['a hospital', textOf([one('1')], { care: ['h'] })],
    ['a host', textOf([one('1')], { host: 'W' })],
    ['a home', textOf([one('1')], { home: 'W' })],
    ['one who has gone', textOf([one('1', { until: '2026-02-11' })])],
  ])('is not the same with %s', (_what, other) => {
    expect(other).not.toBe(textOf([one('1')]))
  })

  it('is of a source only where it answered for every record, and of one that names nobody that', () => {
    const all = workingBySource(
      [said('a'), said('b', { involved: [one('1')] }), said('b')],
      new Set(['b']),
      '2026-02-11',
    )
    expect([...all]).toEqual([['a', '']])
  })
})
