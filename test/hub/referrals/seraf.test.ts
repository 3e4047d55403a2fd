import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  MODERATE,
  SERAF_CATEGORIES,
  scoreSeraf,
  SIGNIFICANT,
  VULNERABILITIES,
} from '../../../src/hub/referrals/seraf.js'

const none = { assessedOn: '2026-02-11', vulnerabilities: [], moderate: [], significant: [] }
const [recent, earlier, both] = [{ recent: true, earlier: false }, { recent: false, earlier: true }, { recent: true, earlier: true }] // prettier-ignore
const significant = (code: keyof typeof SIGNIFICANT, times: object) => ({ code, ...times })

describe('a SERAF', () => {
  it('is scored 1, 1, and 5, 1 or 6, with its components shown', () => {
    const input = {
      ...none,
      vulnerabilities: ['LOW_SELF_ESTEEM'],
      moderate: ['DRUGS', 'PHONE'],
      significant: [significant('MISSING_OVERNIGHT', both), significant('KNOWN_PLACES', recent), significant('UNDER_THIRTEEN', earlier)],
    } // prettier-ignore
    expect(scoreSeraf(input)).toEqual({
      ok: true,
      assessedOn: '2026-02-11',
      components: [
        { group: 'VULNERABILITY', code: 'LOW_SELF_ESTEEM', points: 1 },
        { group: 'MODERATE', code: 'DRUGS', points: 1 },
        { group: 'MODERATE', code: 'PHONE', points: 1 },
        { group: 'SIGNIFICANT', code: 'MISSING_OVERNIGHT', points: 6 },
        { group: 'SIGNIFICANT', code: 'KNOWN_PLACES', points: 5 },
        { group: 'SIGNIFICANT', code: 'UNDER_THIRTEEN', points: 1 },
      ],
      total: 15,
      category: 3,
    })
  })

  it('has its category by the printed bands, whatever is ticked', () => {
    const times = fc.constantFrom(recent, earlier, both)
    const input = fc.record({
      assessedOn: fc.constant('2026-02-11'),
      vulnerabilities: fc.subarray(Object.keys(VULNERABILITIES)),
      moderate: fc.subarray(Object.keys(MODERATE)),
      significant: fc
        .tuple(fc.subarray(Object.keys(SIGNIFICANT)), fc.array(times, { minLength: 6, maxLength: 6 }))
        .map(([codes, all]) => codes.map((code, index) => ({ code, ...(all[index] ?? recent) }))),
    })
    fc.assert(
      fc.property(input, ticked => {
        const score = scoreSeraf(ticked)
        if (!score.ok) throw new Error(score.code)
        const fives = ticked.significant.filter(one => one.recent).length
        const ones = ticked.significant.filter(one => one.earlier).length
        const total = ticked.vulnerabilities.length + ticked.moderate.length + 5 * fives + ones
        expect(score.total).toBe(total)
        expect(score.category).toBe(total <= 5 ? 1 : total <= 10 ? 2 : total <= 15 ? 3 : 4)
        expect(SERAF_CATEGORIES[score.category].en).not.toBe('')
      }),
    )
  })

  it.each([
    ['SERAF_NO_TIME', { significant: [significant('KNOWN_PLACES', { recent: false, earlier: false })] }],
    ['SAID_TWICE', { significant: [significant('KNOWN_PLACES', recent), significant('KNOWN_PLACES', earlier)] }],
    ['SAID_TWICE', { moderate: ['DRUGS', 'DRUGS'] }],
    ['CODE_UNKNOWN', { vulnerabilities: ['TEENAGER'] }],
    ['DAY_INVALID', { assessedOn: '2026-02-29' }],
    ['FIELD_UNKNOWN', { total: 3 }],
  ])('is refused with %s', (code, spoilt) => {
    expect(scoreSeraf({ ...none, ...spoilt })).toMatchObject({ ok: false, code })
  })
})
