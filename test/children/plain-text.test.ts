import { describe, expect, it } from '@jest/globals'
import { plainText } from '../../src/children/plain-text.js'
import { trim } from '../../src/children/trim.js'
import { classification, everything } from './support.js'

const char = (code: number): string => String.fromCodePoint(code)
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, nth) => from + nth)

/** Everything that is invisible, or changes how what stands beside it is read. */
const HIDDEN = [
  ...range(0x00, 0x08), 0x0b, 0x0c, ...range(0x0e, 0x1f), ...range(0x7f, 0x84), ...range(0x86, 0x9f), 0xad, 0x61c, 0x180e,
  0x200b, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2060, 0x206f), 0xfeff, ...range(0xfff9, 0xfffb), ...range(0xe0000, 0xe007f),
] // prettier-ignore

const BREAKS = ['\r\n', '\r', '\u2028', '\u2029', '\u0085']

const KEPT = [
  '', 'plain', 'two\nlines\tand a tab', 'Siân Llŷr', 'Ŵyn Ôl', "O'Brien-Jones", '¿Qué?', 'Łódź', 'Ελένη', 'Имя', 'नाम', '名前', 'اسم', 'שם',
  'نمی\u200cخواهم', '👩‍👧', '❤️', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '👍🏽', '≤ £5', '<b>not markup here</b>', '=SUM(A1)', '+44 1633 000000', '@home', '-', '"quoted"', "'; drop table", '{{x}}', '%s %n', '../../etc',
] // prettier-ignore

describe('text of a source', () => {
  it('is tried in three hundred ways or more', () => {
    expect(HIDDEN.length * 2 + BREAKS.length + KEPT.length).toBeGreaterThanOrEqual(300)
  })

  it.each(HIDDEN.map(code => [code.toString(16)]))('loses the hidden character %s wherever it stands', code => {
    const hidden = char(Number.parseInt(code, 16))
    expect(plainText(`risk${hidden}of ${hidden}harm${hidden}`)).toBe('riskof harm')
    expect(plainText(hidden.repeat(50))).toBe('')
  })

  it.each(BREAKS)('has one kind of line break for %j', lineBreak => {
    expect(plainText(`one${lineBreak}two`)).toBe('one\ntwo')
  })

  it.each(KEPT)('stays as it is: %j', text => {
    expect(plainText(text)).toBe(text)
  })

  it('has one form for one character', () => {
    expect(plainText('Sia\u0302n')).toBe('Siân')
    expect(plainText('\u212b')).toBe('Å')
  })

  it('has half a character marked, since what it was cannot be known', () => {
    expect(plainText('a\ud83cb')).toBe('a\ufffdb')
    expect(plainText('\udfff')).toBe('\ufffd')
  })

  it('is cut where it has no end, and says so', () => {
    const text = plainText('x'.repeat(500_000))
    expect(text).toBe(`${'x'.repeat(10_000)} […]`)
    expect(plainText('x'.repeat(10_000))).toHaveLength(10_000)
    expect(plainText(`${'x'.repeat(9_999)}👍 and more`)).toBe(`${'x'.repeat(9_999)} […]`)
  })

  it('is the same when it is made plain again', () => {
    for (const text of [...KEPT, ...HIDDEN.map(code => `a${char(code)}\r\nb`)]) {
      expect(plainText(plainText(text))).toBe(plainText(text))
    }
  })
})

describe('where it comes in', () => {
  const options = { classification, rights: everything(), hideLocation: false }

  it('is made plain wherever it stands in what is shown', () => {
    const given = { addresses: [{ town: 'Cwmbr\u202eân' }], phones: null }
    const { value } = trim('ContactRecord', given, options)
    expect((value as { addresses: { town: string }[] }).addresses[0]?.town).toBe('Cwmbrân')
  })

  it('stays as it came where it is compared and never shown', () => {
    const { value } = trim('Professional', { staffRef: 'a\u200bb', name: 'a\u200bb' }, options)
    expect({ ...(value as object) }).toMatchObject({ staffRef: 'a\u200bb', name: 'ab' })
  })
})
