import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'
import { codedMany, day, label, moment, narrativeOrNull, reason } from '../../../src/hub/input/fields.js'
import { read } from '../../../src/hub/input/read.js'

const form = z.strictObject({
  label: label.optional(),
  reason: reason.optional(),
  narrative: narrativeOrNull.optional(),
  moment: moment.optional(),
  day: day.optional(),
  codes: codedMany({ A: { en: 'a', cy: 'a' }, B: { en: 'b', cy: 'b' } }).optional(),
})
const code = (input: unknown) => {
  const result = read(form, input)
  return result.ok ? result.value : [result.code, result.field]
}

describe('a text', () => {
  it('may hold what people type, and is kept in one normal form', () => {
    expect(code({ label: '  Sia\u0302n, ŵyr 👨‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ' })).toEqual({ label: 'Siân, ŵyr 👨‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿' })
    expect(code({ narrative: 'one\r\ntwo\tthree\rfour' })).toEqual({ narrative: 'one\ntwo\tthree\nfour' })
    expect(code({ narrative: ' \n ' })).toEqual({ narrative: null })
  })

  it('with a control, a mark of direction, what has no width, or half a character is refused', () => {
    const hidden = ['\0', '\x07', '\x1b', '\x7f', '\x9b', '\xad', '\u061c', '\u200b', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\ud800', '\udc00', '\u{e0041}'] // prettier-ignore
    for (const one of hidden) expect(code({ label: `a${one}b` })).toEqual(['TEXT_HIDDEN_CHARACTERS', 'label'])
  })

  it('is refused by its length before it is read, and blank where something must be said', () => {
    expect(code({ narrative: '\u202e'.repeat(1_000_000) })).toEqual(['TEXT_TOO_LONG', 'narrative'])
    expect(code({ narrative: 'x'.repeat(20_000) })).toEqual({ narrative: 'x'.repeat(20_000) })
    expect(code({ narrative: 'x'.repeat(20_001) })).toEqual(['TEXT_TOO_LONG', 'narrative'])
    expect(code({ reason: ' ' })).toEqual(['REASON_REQUIRED', 'reason'])
    expect(code({ label: '' })).toEqual(['FIELD_INVALID', 'label'])
  })
})

describe('a time', () => {
  it.each([
    '2026-02-30T10:00:00Z',
    '2026-02-11T24:00:00Z',
    '2026-02-11T10:00:00',
    '2026-02-11T10:00:00+01:00',
    '2026-02-11',
    '',
    7,
  ])('is refused where it is none, or not in UTC: %s', value =>
    expect(code({ moment: value })).toEqual(['TIME_INVALID', 'moment']),
  )

  it('is kept to the millisecond, so that as text it sorts by time', () => {
    expect(code({ moment: '2028-02-29T10:00:00Z' })).toEqual({ moment: '2028-02-29T10:00:00.000Z' })
    expect(code({ moment: '2028-02-29T10:00:00.5Z' })).toEqual({ moment: '2028-02-29T10:00:00.500Z' })
    expect(code({ day: '2027-02-29' })).toEqual(['DAY_INVALID', 'day'])
  })
})

describe('whatever is read', () => {
  it('is taken or refused, never thrown at, and a refusal repeats nothing that only the input has', () => {
    const secret = 'Dylan-Price'
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ label: fc.anything(), codes: fc.anything(), [secret]: fc.anything() }),
      fc.record({
        label: fc.constant(secret),
        codes: fc.array(fc.constantFrom('A', 'B', secret)),
        day: fc.constant(secret),
      }),
    )
    fc.assert(
      fc.property(anything, input => {
        const result = read(form, input)
        if (!result.ok) expect(JSON.stringify(result)).not.toContain(secret)
      }),
      { numRuns: 1_000 },
    )
    expect(code({ [secret]: 1 })).toEqual(['FIELD_UNKNOWN', null])
    expect(code({ codes: ['A', 'A'] })).toEqual(['SAID_TWICE', 'codes'])
    expect(code({ codes: ['A', 'C'] })).toEqual(['CODE_UNKNOWN', 'codes.1'])
  })
})
