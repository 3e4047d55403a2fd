// What cannot be compiled, and what notes make of a column.
import { describe, expect, it } from '@jest/globals'
import { compile, standingOf } from '../../../src/policies/protocol/compile.js'
import type { CompiledProtocol, Standing } from '../../../src/policies/protocol/compile.js'
import { indexOf } from '../../../src/policies/protocol/words.js'
import { gwent, mutated, unproved } from './support.js'

const protocol = gwent()
const { edition } = protocol
const intelligence = indexOf('POLICE_INTELLIGENCE')
const NOBODY = { secondedFrom: null, vetting: null, clearance: [] }
function standing(of: CompiledProtocol, code: string, token: Partial<Parameters<typeof standingOf>[1]> = {}): Standing {
  const role = of.roles.get(code)
  if (!role) throw new Error(`no role ${code}`)
  return standingOf(role, { ...NOBODY, ...token })
}

describe('an edition', () => {
  it('without a cell, or with a note without a condition, is not compiled', () => {
    const matrix = new Map(edition.matrix)
    matrix.set('CONTACT', new Map([...(matrix.get('CONTACT') ?? [])].filter(([code]) => code !== 'SL')))
    expect(() => compile({ ...edition, matrix })).toThrow('the matrix has no cell for SL on CONTACT')
    const [note, ...notes] = edition.notes
    if (!note) throw new Error('no note')
    const { unless: _, ...bare } = note
    expect(() => compile({ ...edition, notes: [bare, ...notes] })).toThrow('note 3.(1) has no condition')
    expect(() => compile({ ...edition, notes: [{ ...bare, if: 'lucky' }] })).toThrow('note 3.(1) has no condition')
  })

  it('is found by code and by name, each role once in the order of the file', () => {
    expect(protocol.columns.map(({ code }) => code)).toEqual(Object.keys(edition.roles))
    expect(protocol.roles.get('SOCIAL_WORKER')).toBe(protocol.roles.get('SW'))
    expect(protocol.roles.size).toBe(2 * protocol.columns.length)
  })
})

describe('a note', () => {
  const at = indexOf('PROTECTED')

  it('that raises is named as what raised, with and without an episode', () => {
    const { plain, open, raisedBy } = standing(protocol, 'PM', { clearance: ['protected'] })
    expect([plain[at], open[at], raisedBy[at]]).toEqual([1, 1, '3.(4)'])
    const without = standing(protocol, 'PM')
    expect([without.plain[at], without.open[at], without.raisedBy[at]]).toEqual([0, 0, null])
  })

  it('that raises less than an open episode gives leaves that as it is', () => {
    const raised = unproved(
      mutated(['categories: [PROTECTED]\n    if: protected-cleared\n    gives: EXISTS', 'categories: [PLACEMENT]\n    if: protected-cleared\n    gives: SUMMARY'],
        ['roles: [HM, PM]\n    categories: [PLACEMENT]', 'roles: [PO]\n    categories: [PLACEMENT]']),
    )
    const { plain, open } = standing(raised, 'PO', { clearance: ['protected'] })
    expect([plain[indexOf('PLACEMENT')], open[indexOf('PLACEMENT')]]).toEqual([2, 3])
  }) // prettier-ignore

  it('that raises less than another has raised takes nothing away', () => {
    const [, cleared] = edition.notes
    if (cleared?.clause !== '3.(4)') throw new Error('another note')
    const two = [
      { ...cleared, gives: 'SUMMARY' as const },
      { ...cleared, clause: '3.(5)' },
    ]
    const { plain, raisedBy } = standing(compile({ ...edition, notes: two }), 'PM', { clearance: ['protected'] })
    expect([plain[at], raisedBy[at]]).toEqual([2, '3.(4)'])
  })

  it('that lowers is named as what capped, unless its condition is met', () => {
    const { caps, cappedBy } = standing(protocol, 'HP')
    expect([caps[intelligence], cappedBy[intelligence]]).toEqual([1, '3.(1)'])
    const cleared = standing(protocol, 'HP', { vetting: 'police' })
    expect([cleared.caps[intelligence], cleared.cappedBy[intelligence]]).toEqual([3, null])
    const seconded = standing(protocol, 'HP', { secondedFrom: 'EDUCATION' })
    expect([seconded.caps[intelligence], seconded.cappedBy[intelligence]]).toEqual([0, '3.SECONDED.EDUCATION'])
  })

  it('that lowers no further is not named: the first of two alike is', () => {
    const both = standing(protocol, 'SW', { secondedFrom: 'THIRD_SECTOR' })
    expect(both.cappedBy[intelligence]).toBe('3.SECONDED.THIRD_SECTOR')
    const first = unproved(mutated(['secondedFrom: [EDUCATION]', 'secondedFrom: [EDUCATION, THIRD_SECTOR]']))
    expect(standing(first, 'SW', { secondedFrom: 'THIRD_SECTOR' }).cappedBy[intelligence]).toBe('3.SECONDED.EDUCATION')
  })
})

describe('a column', () => {
  it('stands once for each way its notes may apply', () => {
    for (const { notes, standings } of protocol.columns) expect(standings).toHaveLength(2 ** notes.length)
    expect(protocol.roles.get('PM')?.notes.map(({ clause }) => clause)).toEqual([
      '3.(4)',
      '3.SECONDED.EDUCATION',
      '3.SECONDED.THIRD_SECTOR',
    ])
  })

  it('is opened by relationships, by none, or never', () => {
    const opens = (code: string) => [protocol.roles.get(code)?.opens, protocol.roles.get(code)?.opensBy]
    expect(opens('SW')).toEqual(['BY_RELATIONSHIP', ['ALLOCATED', 'TEAM']])
    expect(opens('AU')).toEqual(['ALWAYS', []])
    expect(opens('AN')).toEqual(['NEVER', []])
  })

  it('is narrowed to its few levels and opened by broken glass less what that never opens, where the role has either', () => {
    const of = (code: string) => protocol.roles.get(code)
    expect([...(of('PM')?.narrow ?? [])].filter(level => level > 0)).toEqual([3, 2, 2, 3])
    expect([...(of('SW')?.breakGlass ?? [])].filter(opened => opened === 0)).toHaveLength(4)
    expect([of('SW')?.narrow, of('HP')?.breakGlass]).toEqual([null, null])
  })

  it('may be used for its purposes when they say', () => {
    const rule = (code: string, purpose: 'LOCATE_CHILD' | 'ASSESS_RISK' | 'STATISTICS' | 'CARE_PLANNING') =>
      protocol.roles.get(code)?.purposes.get(purpose)
    expect([rule('PO', 'ASSESS_RISK')?.when, rule('SW', 'ASSESS_RISK')?.when, rule('SW', 'LOCATE_CHILD')?.when]).toEqual([
      'WHILE_CLOSED', 'ALWAYS', 'WHILE_OPEN',
    ])
    expect(new Set(rule('AN', 'STATISTICS')?.caps)).toEqual(new Set([0]))
    expect(rule('SW', 'CARE_PLANNING')?.caps[intelligence]).toBe(0)
    expect(rule('SW', 'CARE_PLANNING')?.caps[0]).toBe(3)
  }) // prettier-ignore
})
