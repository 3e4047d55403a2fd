import { describe, expect, it } from '@jest/globals'
import { hasBegun, load, ranOut } from '../../../src/policies/protocol/index.js'
import { gwent, gwentText, mutated, problemsOf, withCell } from './support.js'

describe('reading the protocol', () => {
  it('accepts the first edition', () => {
    expect(problemsOf(gwentText)).toEqual([])
  })

  it('knows the days it is in force', () => {
    const protocol = gwent()
    const at = (moment: string): readonly boolean[] => [
      hasBegun(protocol, new Date(moment)),
      ranOut(protocol, new Date(moment)),
    ]
    expect(at('2026-01-09T23:59:59.999Z')).toEqual([false, false])
    expect(at('2026-01-10T00:00:00Z')).toEqual([true, false])
    expect(at('2028-01-09T23:59:59.999Z')).toEqual([true, false])
    expect(at('2028-01-10T00:00:00Z')).toEqual([true, true])
  })

  it.each<[string, string, string]>([
    [
      'an unknown role in a list',
      mutated(['roles: [SW, TM, ED, PM, SN, EC]\n  atMost', 'roles: [SW, TM, ED, PM, SN, ZZ]\n  atMost']),
      'breakGlass.roles: unknown role "ZZ"',
    ],
    [
      'an unknown role in a purpose',
      mutated(['roles: [SL, EW, SW]', 'roles: [SL, EW, TEACHER]']),
      'purposes.SCHOOL_SUPPORT.roles: unknown role "TEACHER"',
    ],
    [
      'a wildcard for roles',
      mutated(['toldTheChildIsKnown: [SW, TM, ED, PM, SN, EC]', 'toldTheChildIsKnown: ["*"]']),
      'withoutRelationship.toldTheChildIsKnown.0: "*" is a wildcard; name each one',
    ],
    [
      'a wildcard for categories',
      mutated(['neverPreFilled: [POLICE_INTELLIGENCE, DEBRIEF_ACCOUNT]\n\n', 'neverPreFilled: ["POLICE_*"]\n\n']),
      'carried.neverPreFilled.0: "POLICE_*" is a wildcard; name each one',
    ],
    ['a row that is missing', gwentText.replace(/ {2}\| BEHAVIOUR .*\n/, ''), 'matrix: category BEHAVIOUR has no row'],
    [
      'a cell left empty',
      withCell('PLACEMENT', 'SL', ''),
      'matrix: PLACEMENT, SL: missing cell; write "-" for nothing',
    ],
    [
      'a cell that is no level',
      withCell('PLACEMENT', 'SL', 'X'),
      'matrix: PLACEMENT, SL: "X" is not one of -, E, S, F, F*, "S, F*"',
    ],
    [
      'a cell that gives less while an episode is open',
      withCell('FAMILY', 'ED', 'S, S*'),
      'matrix: FAMILY, ED: "S, S*" contradicts itself: an open episode must give more, never less',
    ],
    [
      'a category nobody knows, in the matrix',
      mutated(['| FAMILY   ', '| FAMILIES ']),
      'matrix: unknown category "FAMILIES"',
    ],
    ['a column that is missing', mutated(['| EC | RM | AN |', '| EC | XX | AN |']), 'matrix: role RM has no column'],
    [
      'a column of nobody',
      mutated(['| EC | RM | AN |', '| EC | XX | AN |']),
      'matrix: unknown role "XX" heads a column',
    ],
    [
      'a category nobody knows, in a cap',
      mutated(['caps: { POLICE_INTELLIGENCE: NONE }', 'caps: { GOSSIP: NONE }']),
      'purposes.CARE_PLANNING.caps: unknown category "GOSSIP"',
    ],
    [
      'a category without its clause and basis',
      gwentText.replace(/ {2}FAMILY: .*\n/, ''),
      'categories.FAMILY: missing',
    ],
    [
      'a level nobody knows',
      mutated(['caps: { POLICE_INTELLIGENCE: NONE }', 'caps: { POLICE_INTELLIGENCE: SOME }']),
      'purposes.CARE_PLANNING.caps.POLICE_INTELLIGENCE: unknown level "SOME"',
    ],
    ['a purpose nobody knows', mutated(['  STATISTICS:', '  CURIOSITY:']), 'purposes: unknown purpose "CURIOSITY"'],
    ['a purpose that is missing', mutated(['  STATISTICS:', '  CURIOSITY:']), 'purposes.STATISTICS: missing'],
    [
      'a relationship nobody knows',
      mutated(['opensBy: [RESIDENT]', 'opensBy: [NEIGHBOUR]']),
      'roles.RM.opensBy.0: unknown relationship "NEIGHBOUR"',
    ],
    [
      'a word nobody reads',
      mutated(['  afterDays: 30', '  afterDays: 30\n  unlessAsked: true']),
      'narrowing: unknown entry "unlessAsked"',
    ],
    [
      'a role opened by what it cannot hold',
      mutated(['opensBy: [RESIDENT]', 'opensBy: [ENROLLED]']),
      'roles.RM: opens by ENROLLED, which relationships.ENROLLED.heldBy does not let it hold',
    ],
    [
      'a note that the matrix makes idle',
      withCell('POLICE_INTELLIGENCE', 'HP', 'E'),
      'notes 3.(1): it changes nothing for HP on POLICE_INTELLIGENCE, so note and matrix disagree',
    ],
    [
      'a note for every role that raises',
      mutated(['roles: [HM, PM]\n    categories: [PROTECTED]', 'roles: EVERY_ROLE\n    categories: [PROTECTED]']),
      'notes 3.(4): EVERY_ROLE may only lower',
    ],
    [
      'a narrowing that widens',
      withCell('MIRAF_SUMMARY', 'EW', 'S'),
      'narrowing: FULL on MIRAF_SUMMARY is more than the matrix gives EW',
    ],
    ['a role without a number of children', mutated(['    AU: 200\n', '']), 'proportion.shown: AU has no number'],
    [
      'a number of children for nobody',
      mutated(['    AU: 200\n', '    AU: 200\n    ZZ: 1\n']),
      'proportion.shown: unknown role "ZZ"',
    ],
    [
      'guesses of which nobody hears until they are used up',
      mutated(['guesses: { atMost: 50, flaggedFrom: 20 }', 'guesses: { atMost: 50, flaggedFrom: 50 }']),
      'proportion.guesses: flagged only when they are used up',
    ],
    [
      'a slow crawl that is not slow',
      mutated(['slowly: { within: 7 d', 'slowly: { within: 24 h']),
      'proportion.slowly: "within" is no longer than that of the budgets',
    ],
    [
      'a kind of record that is kept for good',
      mutated(['kind: CASEWORK\n      counted: LAST_RECORD', 'kind: CASEWORK\n      counted: BIRTH']),
      'retention.rules: CASEWORK has no rule that counts from its last record',
    ],
    [
      'two rules of retention under one clause',
      mutated(["clause: '6.MIRAF.2'", "clause: '6.MIRAF.1'"]),
      'retention.rules: 6.MIRAF.1 is written twice',
    ],
    [
      'an act about others that is not theirs at all',
      mutated(['ofOthers: [HM, TM, AU]', 'ofOthers: [HM, TM, AU, AN]']),
      'acts.declareConflict: "AN" is limited but not among its roles',
    ],
    [
      'two lists of break-glass that differ',
      mutated(['breakGlass: { roles: [SW, TM,', 'breakGlass: { roles: [PO, SW, TM,']),
      'breakGlass.roles and acts.breakGlass.roles differ',
    ],
    [
      'an agency with roles that has not signed',
      gwentText.replace(/ {2}- organisation: The return-interview charity\n(?: {4}.*\n)+/, ''),
      'roles.DW: THIRD_SECTOR has not signed',
    ],
    [
      'a condition nobody wrote',
      mutated(['[HP if police-cleared, HM if police-cleared, PM, PO] }', '[HP if lucky, PM, PO] }']),
      'handling.audiences.INTELLIGENCE_C: unknown condition "lucky"',
    ],
    [
      'a lawful basis nobody wrote',
      mutated(['basis: [LEGAL_OBLIGATION] }', 'basis: [CONSENT] }']),
      'categories.ACCESS_HISTORY: unknown lawful basis "CONSENT"',
    ],
    [
      'a length of time in other words',
      mutated(['grace: 7 d', 'grace: a week']),
      'relationships.ENROLLED.grace: a length of time is written "60 min", "12 h" or "7 d"',
    ],
    [
      'an edition that ends before it begins',
      mutated(['until: 2028-01-09', 'until: 2025-01-09']),
      'edition: it ends before it begins',
    ],
    [
      'a role that may use no purpose',
      mutated(['[SW, TM, IR, CC, SN, RM]', '[SW, TM, CC, SN, RM]']),
      'purposes: role IR may use none, so nothing it is given can be asked for',
    ],
    ['a rule written twice', mutated(['narrowing:\n', 'narrowing: {}\nnarrowing:\n']), 'Map keys must be unique'],
  ])('refuses %s, and says where', (_, text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(problem)
  })

  it('reports everything that is wrong, not the first thing', () => {
    const text = mutated(['roles: [SL, EW, SW]', 'roles: [SL, EW, QQ]'], ['| EC | RM | AN |', '| EC | XX | AN |'])
    expect(problemsOf(text).length).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['nothing at all', ''],
    ['a list', '- a\n- b'],
    ['broken YAML', 'edition: [unclosed'],
    ['an alias', 'a: &x [1]\nb: *x'],
  ])('refuses %s without throwing', (_, text) => {
    expect(load(text).ok).toBe(false)
  })
})
