// The table of the first edition, written down a second time by hand, against what is decided: every cell, both episode states.
import { describe, expect, it } from '@jest/globals'
import type { Category, Level, Purpose } from '../../../src/types/index.js'
import { decide } from '../../../src/policies/decide/index.js'
import type { ChildCategory } from '../../../src/policies/protocol/index.js'
import { CHILD_CATEGORIES } from '../../../src/policies/protocol/index.js'
import type { TableRole } from '../protocol/support.js'
import { OPENS, gwent, question } from '../protocol/support.js'

// F S E - as in the protocol; lower case before upper is "before, and while open": sF is "S, F*", -F is "F*".
const TABLE = `
                     HP HM DW SW TM ED IR CC PM PO SL EW SN EC RM
IDENTITY             F  F  F  F  F  F  F  F  F  sF F  F  F  F  F
CONTACT              F  F  F  F  F  F  S  S  F  -F S  S  F  S  S
FAMILY               F  F  S  F  F  F  F  F  S  -S S  S  F  S  S
PROFESSIONALS        F  F  F  F  F  F  F  F  F  -S S  S  F  F  S
LEGAL_STATUS         F  F  S  F  F  F  F  F  S  -E S  S  F  S  F
PLACEMENT            F  F  S  F  F  F  F  F  F  -F E  E  F  E  F
SOCIAL_ASSESSMENT    S  S  -  F  F  sF F  F  E  -  -  E  S  -  S
ENROLMENT            F  F  S  F  F  F  F  F  F  -F F  F  F  E  F
ATTENDANCE           F  F  -  F  F  sF F  F  -F -  F  F  S  -  S
BEHAVIOUR            S  S  -  F  F  sF F  F  -S -  F  F  S  -  S
LEARNING_NEEDS       F  F  S  F  F  sF F  F  S  -S F  F  F  S  F
HEALTH_ALERTS        F  F  S  F  F  F  S  S  -F -F S  E  F  F  F
HEALTH_RECORD        S  S  -  S  S  S  S  S  E  -  -  -  F  F  -
HEALTH_SENSITIVE     -  -  -  -  -  -  -  -  -  -  -  -  S  -  -
POLICE_MARKERS       F  F  S  S  F  S  E  E  F  F  -  -  S  S  S
POLICE_RECORD        F  F  -  S  S  eS S  S  F  F  -  -  -  -  -
POLICE_INTELLIGENCE  F  F  -  S  S  eS -  E  F  -S -  -  -  -  -
SAFE_AND_WELL        F  F  S  F  F  F  S  S  F  F  -  -  S  -  S
MISSING_EPISODES     F  F  F  F  F  F  F  F  F  sF S  F  F  S  F
MISSING_DETAIL       F  F  F  F  F  F  S  S  F  -F -  -  S  -  S
EXPLOITATION_RISK    F  F  S  F  F  F  F  F  F  -S S  S  F  S  S
MIRAF_SUMMARY        F  F  F  F  F  F  F  F  F  -F F  F  F  F  F
MIRAF                F  F  S  F  F  F  F  F  F  -F -  -  S  -  S
MEETINGS             F  F  S  F  F  F  F  F  F  -  E  S  S  -  S
DEBRIEF_OUTCOME      F  F  F  F  F  sF F  F  S  -  S  E  S  -  S
DEBRIEF_ACCOUNT      F  S  F  S  S  -S S  S  E  -  -  -  -  -  -
REFERRALS            F  F  F  F  F  sF F  F  E  -  E  S  S  -  S
LEGAL_MEASURES       F  F  -  F  F  F  F  F  F  -F -  -  -  -  S
ACCESS_HISTORY       S  F  -  S  S  -  S  S  -  -  -  -  -  -  -
PROTECTED            -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
`
const WORDS: Readonly<Record<string, Level>> = { '-': 'NONE', E: 'EXISTS', S: 'SUMMARY', F: 'FULL' }

// What a purpose keeps from a role is left out here and tested apart; each role is asked under the purpose that caps least.
const ASKED: Readonly<Record<TableRole, readonly [Purpose, Purpose]>> = {
  HP: ['ASSESS_RISK', 'ASSESS_RISK'],
  HM: ['ASSESS_RISK', 'ASSESS_RISK'],
  DW: ['ASSESS_RISK', 'ASSESS_RISK'],
  SW: ['ASSESS_RISK', 'ASSESS_RISK'],
  TM: ['ASSESS_RISK', 'ASSESS_RISK'],
  ED: ['ASSESS_RISK', 'ASSESS_RISK'],
  IR: ['CARE_PLANNING', 'CARE_PLANNING'],
  CC: ['CARE_PLANNING', 'CARE_PLANNING'],
  PM: ['ASSESS_RISK', 'ASSESS_RISK'],
  PO: ['ASSESS_RISK', 'LOCATE_CHILD'],
  SL: ['SCHOOL_SUPPORT', 'SCHOOL_SUPPORT'],
  EW: ['SCHOOL_SUPPORT', 'SCHOOL_SUPPORT'],
  SN: ['ASSESS_RISK', 'ASSESS_RISK'],
  EC: ['ASSESS_RISK', 'ASSESS_RISK'],
  RM: ['CARE_PLANNING', 'CARE_PLANNING'],
}

const [head = '', ...rows] = TABLE.split('\n').filter(line => line.trim() !== '')
const roles = head.trim().split(/\s+/) as TableRole[]
const cells = rows.flatMap(row => {
  const [category = '', ...written] = row.trim().split(/\s+/)
  return roles.map((role, place) => {
    const cell = written[place] ?? ''
    const before = WORDS[cell.length === 2 ? cell.charAt(0).toUpperCase() : cell]
    return { category: category as Category, role, before, open: WORDS[cell.at(-1) ?? ''] }
  })
})

// CC's intelligence is EXISTS by the table; its only purpose keeps it back (clause 2.CARE_PLANNING).
const CAPPED_BY_ITS_ONLY_PURPOSE = (role: TableRole, category: Category) =>
  role === 'CC' && category === 'POLICE_INTELLIGENCE'

describe('every cell of the first edition', () => {
  const protocol = gwent()

  it('is written down here: 30 categories by 15 roles', () => {
    expect(cells).toHaveLength(450)
    expect([...new Set(cells.map(cell => cell.category))]).toEqual(CHILD_CATEGORIES)
    expect(cells.filter(cell => cell.before === undefined || cell.open === undefined)).toEqual([])
  })

  it.each(roles)('%s, no episode open and an episode open', role => {
    const asked = (state: 'NO' | 'YES') =>
      decide(
        protocol,
        question({
          role,
          relationships: [{ relationship: OPENS[role], outcome: 'HOLDS' }],
          conditions: { secondedFrom: 'POLICE', vetting: null, clearance: [] },
          episodeOpen: state,
          purpose: ASKED[role][state === 'NO' ? 0 : 1],
        }),
      ).grants
    const [closed, open] = [asked('NO'), asked('YES')]
    for (const cell of cells.filter(each => each.role === role)) {
      if (CAPPED_BY_ITS_ONLY_PURPOSE(role, cell.category)) continue
      const found = { category: cell.category, before: closed[cell.category].level, open: open[cell.category].level }
      expect(found).toEqual({ category: cell.category, before: cell.before, open: cell.open })
    }
  })

  it('is the compiled table itself, where a purpose would hide a cell', () => {
    const wrong = cells.filter(cell => {
      const compiled = protocol.edition.matrix.get(cell.category as ChildCategory)?.get(cell.role)
      const levels: readonly (Level | undefined)[] = ['NONE', 'EXISTS', 'SUMMARY', 'FULL']
      return compiled?.plain !== levels.indexOf(cell.before) || compiled.open !== levels.indexOf(cell.open)
    })
    expect(wrong).toEqual([])
  })

  it('names the clause of the cell', () => {
    const grants = decide(protocol, question()).grants
    expect(grants.POLICE_MARKERS).toEqual({
      level: 'SUMMARY',
      strength: 2,
      clause: '3.POLICE_MARKERS.SW',
      undecided: false,
    })
    expect(decide(protocol, question()).edition).toBe('gwent-1')
  })

  it('is the same by the role name of a token', () => {
    expect(decide(protocol, question({ role: 'SOCIAL_WORKER' }))).toEqual(decide(protocol, question({ role: 'SW' })))
  })

  it('always gives what is about no child, and what is worked out from the rest', () => {
    for (const role of [...roles, 'AN', 'NOBODY']) {
      const { grants } = decide(protocol, question({ role, relationships: [], ceiling: {} }))
      expect([grants.OPERATIONAL.level, grants.DERIVED.level]).toEqual(['FULL', 'FULL'])
    }
  })
})
