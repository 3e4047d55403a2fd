import { describe, expect, it } from '@jest/globals'
import { cell, csvOf } from '../../src/statistics/csv.js'
import { parsePeriod } from '../../src/statistics/periods.js'

describe('a figure as a file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '|cmd', '\t=1', '\r=1', '  =1', '\n@x'])(
    'takes no text for an instruction: %j',
    text => {
      expect(cell(text).replace(/^"/, '').startsWith("'")).toBe(true)
    },
  )

  it('leaves numbers as numbers, and quotes what would end a cell', () => {
    expect([cell(-1608), cell(0), cell('Newport'), cell('a,b'), cell('a "b"')]).toEqual([
      '-1608',
      '0',
      'Newport',
      '"a,b"',
      '"a ""b"""',
    ])
  })

  it('has the same number of cells in each line, and says why there is no figure', () => {
    const period = parsePeriod('2026-Q1')
    if (!period) throw new Error('no period')
    const none = { none: 'NOT_RECORDED_YET', total: null, rows: [], target: null, notes: [] } as const
    const text = csvOf({ id: 'ALERTS', period, by: null, controlled: true, ...none })
    const lines = text.split('\r\n').filter(line => line !== '')
    expect(lines.map(line => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.filter(one => one !== '').length)).toEqual([
      19, 19,
    ])
    expect(lines[1]).toContain('NOT_RECORDED_YET')
    expect(text.endsWith('\r\n')).toBe(true)
  })
})
