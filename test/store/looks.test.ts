import { describe, expect, it } from '@jest/globals'
import { looksOf, type AccessRow } from '../../src/store/looks.js'

const caller = { person: 'p1', role: 'SOCIAL_WORKER', agency: 'SOCIAL_CARE', organisation: 'W06000020' }
const BEGAN = Date.parse('2026-11-27T03:00:00.000Z')
const row = (seconds: number, more: Partial<AccessRow> = {}): AccessRow => ({
  ...{ at: new Date(BEGAN + seconds * 1_000).toISOString(), view: 'v1', caller, application: 'console' },
  ...{ purpose: 'ASSESS_RISK', edition: 'gwent-1', kinds: ['IDENTITY'], clauses: ['3.SW.IDENTITY'] },
  ...{ relationships: ['ALLOCATED HOLDS'], ...more },
})
const times = (rows: readonly AccessRow[]): number[] => looksOf(rows).map(({ at }) => (Date.parse(at) - BEGAN) / 1_000)

describe('rows of one view', () => {
  it('are one look, of the time of the first, at all that was looked at', () => {
    const rows = [
      row(2, { kinds: ['POLICE_RISK'], clauses: ['3.SW.POLICE_RISK'], relationships: ['TEAM HOLDS', 'ALLOCATED HOLDS'] }),
      row(1, { kinds: [], clauses: [] }),
      row(0),
    ] // prettier-ignore
    const { view: _view, ...first } = row(0)
    expect(looksOf(rows)).toEqual([
      {
        ...first,
        ...{ kinds: ['IDENTITY', 'POLICE_RISK'], clauses: ['3.SW.IDENTITY', '3.SW.POLICE_RISK'] },
        relationships: ['ALLOCATED HOLDS', 'TEAM HOLDS'],
      },
    ])
  })

  it('are so also where others looked meanwhile; looks stay newest first', () => {
    const other = { caller: { ...caller, person: 'p2' } }
    expect(times([row(3), row(2, other), row(1), row(0, other)])).toEqual([1, 0])
  })

  it('are another look half a minute later: nobody makes a week one by always sending the same view', () => {
    expect(times([row(90), row(61), row(59), row(31), row(0)])).toEqual([61, 31, 0])
    expect(times([row(86_400), row(0)])).toEqual([86_400, 0])
  })

  it.each<[string, Partial<AccessRow>]>([
    ['view', { view: 'v2' }],
    ['person', { caller: { ...caller, person: 'p2' } }],
    ['role', { caller: { ...caller, role: 'TEAM_MANAGER' } }],
    ['organisation', { caller: { ...caller, organisation: 'W06000022' } }],
    ['application', { application: 'other' }],
    ['purpose', { purpose: 'CARE_PLANNING' }],
    ['edition', { edition: 'gwent-2' }],
  ])('are two looks with another %s', (_, other) => {
    expect(times([row(1, other), row(0)])).toEqual([1, 0])
  })
})

describe('rows of no view', () => {
  it('are a look each, as they always were', () => {
    const alone = { view: null, kinds: null }
    const { view: _view, ...one } = row(0, alone)
    expect(looksOf([row(0, alone), row(0, alone)])).toEqual([one, one])
  })

  it('of which the intent is lost are a look each', () => {
    expect(times([row(1, { caller: null }), row(0, { caller: null })])).toEqual([1, 0])
  })
})
