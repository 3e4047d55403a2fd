import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isNhsNumber, isUpn, parseIdentifier } from '../../../src/children/identity/identifiers.js'
import type { GivenIdentifier } from '../../../src/children/identity/identifiers.js'

const parse = (given: GivenIdentifier): ReturnType<typeof parseIdentifier> =>
  parseIdentifier(given, id => id === 'police-gwent')
const digit = fc.integer({ min: 0, max: 9 })

describe('an NHS number', () => {
  it.each(['9990000018', '9990000026', '9434765919', '9999999999'])('%s adds up', number => {
    expect(isNhsNumber(number)).toBe(true)
  })

  it.each(['9990000019', '999000001', '99900000180', '9990000O18', '', '٩٩٩٠٠٠٠٠١٨', '9990000018\n'])(
    '%j does not',
    number => {
      expect(isNhsNumber(number)).toBe(false)
    },
  )

  it('fits exactly one check digit, or none where the sum leaves ten', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 9, maxLength: 9 }), digits => {
        const left = 11 - (digits.reduce((sum, each, index) => sum + each * (10 - index), 0) % 11)
        const fitting = Array.from({ length: 10 }, (_, last) => last).filter(last =>
          isNhsNumber([...digits, last].join('')),
        )
        expect(fitting).toEqual(left === 10 ? [] : [left === 11 ? 0 : left])
      }),
    )
  })

  it('finds any one digit mistyped', () => {
    fc.assert(
      fc.property(fc.nat(9), digit, (at, wrong) => {
        const mistyped = '9990000018'.slice(0, at) + String(wrong) + '9990000018'.slice(at + 1)
        expect(isNhsNumber(mistyped)).toBe(mistyped === '9990000018')
      }),
    )
  })
})

describe('a unique pupil number', () => {
  const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'
  const checked = (rest: string): string => {
    const value = (char: string): number => (/\d/.test(char) ? Number(char) : LETTERS.indexOf(char))
    return `${LETTERS[[...rest].reduce((sum, char, index) => sum + value(char) * (index + 2), 0) % 23] ?? ''}${rest}`
  }

  it.each(['M680400114001', 'D676401914042', 'Y678402115003'])('%s adds up', upn => {
    expect(isUpn(upn)).toBe(true)
    expect(checked(upn.slice(1))).toBe(upn)
  })

  it.each(['A', 'H', 'R', 'Z'])('may be temporary, its last character the letter %s', last => {
    expect(isUpn(checked(`68040011400${last}`))).toBe(true)
  })

  it.each(['I', 'O', 'S'])('has no letter %s, neither to check nor to end', letter => {
    expect(isUpn(`${letter}680400114001`)).toBe(false)
    expect([...LETTERS].filter(check => isUpn(`${check}68040011400${letter}`))).toEqual([])
  })

  it('fits exactly one check letter', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 12, maxLength: 12 }), digits => {
        const rest = digits.join('')
        expect([...LETTERS].filter(letter => isUpn(letter + rest))).toEqual([checked(rest)[0]])
      }),
    )
  })

  it.each(['', 'M68040011400', 'M6804001140011', 'm680400114001', '6680400114001', 'M68040011400-', 'UN1'])(
    'is not %j',
    upn => {
      expect(isUpn(upn)).toBe(false)
    },
  )
})

describe('an identifier as it is given', () => {
  it('may have spaces and hyphens in an NHS number', () => {
    expect(parse({ nhsNumber: ' 999 000-0018 ' })).toEqual({ kind: 'nhsNumber', nhsNumber: '9990000018' })
  })

  it('may have small letters and spaces around a pupil number', () => {
    expect(parse({ upn: ' m680400114001 ' })).toEqual({ kind: 'upn', upn: 'M680400114001' })
  })

  it('may be a source’s own', () => {
    expect(parse({ local: { source: 'police-gwent', value: 'N-61-0042' } })).toEqual({
      kind: 'local',
      source: 'police-gwent',
      value: 'N-61-0042',
    })
  })

  it('may be the gateway’s own, in any case', () => {
    expect(parse({ id: 'ABCD' })).toEqual({ kind: 'id', id: 'abcd' })
  })

  it.each<[string, GivenIdentifier]>([
    ['a wrong NHS number', { nhsNumber: '9990000019' }],
    ['a wrong pupil number', { upn: 'A680400114001' }],
    ['a source that there is not', { local: { source: 'police-mars', value: '1' } }],
    ['a local identifier without a value', { local: { source: 'police-gwent', value: '' } }],
    ['one that is too long', { local: { source: 'police-gwent', value: 'x'.repeat(65) } }],
    ['one with a character that no record id has', { local: { source: 'police-gwent', value: 'a\u0000b' } }],
    ['one with a line break', { local: { source: 'police-gwent', value: 'a\nb' } }],
    ['nothing', {}],
    ['nulls', { nhsNumber: null, upn: null, local: null, id: null }],
  ])('is refused where it is %s', (_, given) => {
    expect(() => parse(given)).toThrow(expect.objectContaining({ code: 'BAD_IDENTIFIER' }))
  })

  it('is never in the refusal', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), canary => {
        for (const given of [{ nhsNumber: canary }, { upn: canary }, { local: { source: canary, value: canary } }]) {
          try {
            parse(given)
          } catch (error) {
            const said = (error as Error).message
            // Words that the sentence itself is made of do not count as an echo.
            if (!/^[\w ,.]*$/.test(canary)) expect(said).not.toContain(canary)
          }
        }
      }),
    )
  })
})
