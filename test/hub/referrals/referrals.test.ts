import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { hubPolicy } from '../../../src/hub/policy.js'
import { chaseAt, stepReferral, type Referral } from '../../../src/hub/referrals/referral.js'
import { SERVICES } from '../../../src/hub/referrals/services.js'

const policy = hubPolicy.parse({})
const deps = { at: '2026-06-01T12:00:00Z', by: 'HP-01', policy }
const SENT = { type: 'SEND', reference: 'R-1', childId: 'c-1', episode: 'E-1', service: 'MEDIATION', to: 'Mediation team', when: '2026-03-20T10:00:00Z' } // prettier-ignore
const on = (type: string, day: string, more: object = {}) => ({
  type,
  when: `2026-${day}T10:00:00Z`,
  note: null,
  ...more,
})

function went(...steps: readonly object[]): Referral {
  let referral: Referral | null = null
  for (const one of [SENT, ...steps]) {
    const result = stepReferral(referral, one, deps)
    if (!result.ok) throw new Error(result.code)
    referral = result.referral
  }
  if (referral === null) throw new Error('no steps')
  return referral
}

describe('a referral', () => {
  it('is sent, accepted, its sessions counted, and ended, with every step kept', () => {
    const steps = [on('CHASE', '04-01'), on('ACCEPT', '04-02'), on('SESSION', '04-09'), on('SESSION', '04-16'), on('END', '04-20', { outcome: 'COMPLETED' })] // prettier-ignore
    expect(went(...steps)).toMatchObject({ state: 'ENDED', sessions: 2, lastAt: '2026-04-20T10:00:00.000Z' })
    expect(went(...steps).history.map(({ step }) => step.type)).toEqual(['SEND', ...steps.map(one => one.type)])
  })

  it.each([
    ['REFERRAL_NOT_SENT', null, on('ACCEPT', '04-01')],
    ['REFERRAL_ALREADY_SENT', went(), SENT],
    ['REFERRAL_NOT_ACCEPTED', went(), on('SESSION', '04-01')],
    ['REFERRAL_NOT_ACCEPTED', went(), on('END', '04-01', { outcome: 'WITHDRAWN' })],
    ['REFERRAL_ANSWERED', went(on('ACCEPT', '04-01')), on('CHASE', '04-02')],
    ['REFERRAL_ANSWERED', went(on('ACCEPT', '04-01')), on('ACCEPT', '04-02')],
    ['REFERRAL_ENDED', went(on('REFUSE', '04-01', { code: 'NO_CAPACITY' })), on('ACCEPT', '04-02')],
    ['REFERRAL_OUT_OF_ORDER', went(), on('ACCEPT', '03-19')],
    ['REASON_REQUIRED', went(), on('REFUSE', '04-01', { code: 'OTHER' })],
    ['REASON_REQUIRED', went(on('ACCEPT', '04-01')), on('END', '04-02', { outcome: 'OTHER' })],
    ['CODE_UNKNOWN', null, { ...SENT, service: 'ASTROLOGY' }],
    ['EVENT_UNKNOWN', went(), on('FORGET', '04-01')],
    ['IN_FUTURE', went(), on('ACCEPT', '06-02')],
  ])('is refused with %s', (code, referral, input) => {
    expect(stepReferral(referral, input, deps)).toMatchObject({ ok: false, code })
  })

  it('may be accepted the moment it is sent', () => {
    expect(went(on('ACCEPT', '03-20'))).toMatchObject({ state: 'ACCEPTED' })
  })

  it('is silent after 14 days without a word, counted from the last that was asked', () => {
    expect(chaseAt(went(), policy)).toBe('2026-04-03T23:00:00.000Z')
    expect(chaseAt(went(on('CHASE', '04-01')), policy)).toBe('2026-04-15T23:00:00.000Z')
    expect(chaseAt(went(on('ACCEPT', '04-01')), policy)).toBeNull()
  })

  it('under any steps keeps all it took, and counts sessions only of what was accepted', () => {
    const step = fc.constantFrom('SEND', 'CHASE', 'ACCEPT', 'REFUSE', 'SESSION', 'END')
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), types => {
        let referral: Referral | null = null
        let taken: readonly string[] = []
        for (const [index, type] of types.entries()) {
          const more = { code: 'NO_CAPACITY', outcome: 'COMPLETED' }
          const { code, outcome } = more
          const extra = type === 'REFUSE' ? { code } : type === 'END' ? { outcome } : {}
          const day = `04-${String(index + 1).padStart(2, '0')}`
          const result = stepReferral(referral, type === 'SEND' ? SENT : on(type, day, extra), deps)
          if (!result.ok) continue
          referral = result.referral
          taken = [...taken, type]
        }
        expect(referral?.history.map(one => one.step.type) ?? []).toEqual(taken)
        expect(taken.join(' ')).toMatch(/^$|^SEND( CHASE)*( REFUSE| ACCEPT( SESSION)*( END)?)?$/)
        expect(referral?.sessions ?? 0).toBe(taken.filter(type => type === 'SESSION').length)
      }),
      { numRuns: 500 },
    )
  })

  it('goes to every service of the list', () => {
    for (const service of Object.keys(SERVICES)) expect(stepReferral(null, { ...SENT, service }, deps).ok).toBe(true)
    expect(Object.keys(SERVICES)).toHaveLength(13)
  })
})
