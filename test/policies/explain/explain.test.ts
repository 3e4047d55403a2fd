// Why something is given or refused: each kind of clause once, and never another answer than the decision's own.
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readClassification } from '../../../src/cli/protocol/coordinates.js'
import { decide } from '../../../src/policies/decide/index.js'
import type { Question } from '../../../src/policies/decide/index.js'
import { explain, soughtCategory, soughtCoordinate } from '../../../src/policies/explain/explain.js'
import type { Explanation } from '../../../src/policies/explain/explain.js'
import { AGENCIES, CHILD_CATEGORIES, PURPOSES, RELATIONSHIPS } from '../../../src/policies/protocol/index.js'
import type { Category } from '../../../src/types/index.js'
import { gwent, question } from '../protocol/support.js'

const protocol = gwent()
const { coordinates } = readClassification()
const at = (category: Category, changes: Partial<Question> = {}): Explanation =>
  explain(protocol, question(changes), soughtCategory(category))
const on = (name: string, changes: Partial<Question> = {}): Explanation => {
  const coordinate = coordinates.get(name)
  if (!coordinate) throw new Error(`no ${name}`)
  return explain(protocol, question(changes), soughtCoordinate(coordinate))
}
const HELD = { relationships: [{ relationship: 'HUB_CASE', outcome: 'HOLDS' }] } as const
const EDUCATION = { secondedFrom: 'EDUCATION', vetting: null, clearance: [] } as const

describe('an explanation', () => {
  it.each<[string, Explanation, Explanation['outcome'], string, RegExp]>([
    ['a cell of the matrix', at('POLICE_MARKERS'), 'GIVEN', '3.POLICE_MARKERS.SW', /cell of the matrix for Social worker/],
    ['a cell that gives nothing', at('PROTECTED', { ...HELD, role: 'HP' }), 'CONCEALED', '3.PROTECTED.HP', /cell of the matrix/],
    ['no relationship', at('IDENTITY', { relationships: [] }), 'WITHHELD', '3.OPENS.SW', /No relationship that opens the column of Social worker holds \(ALLOCATED, TEAM\)/],
    ['a relationship that could not be decided', at('IDENTITY', { relationships: [{ relationship: 'TEAM', outcome: 'UNDECIDED' }] }), 'UNDECIDED', '3.OPENS.SW', /No relationship/],
    ['a column that never opens', at('IDENTITY', { role: 'AN', purpose: 'STATISTICS' }), 'WITHHELD', '3.OPENS.AN', /opened by nothing/],
    ['a purpose that is not the role’s', at('IDENTITY', { purpose: 'SCHOOL_SUPPORT', role: 'HP' }), 'WITHHELD', '2.SCHOOL_SUPPORT', /not open to Hub practitioner/],
    ['a purpose without its episode', at('IDENTITY', { purpose: 'LOCATE_CHILD' }), 'WITHHELD', '2.LOCATE_CHILD', /only while an episode is open/],
    ['a purpose only without an episode', at('IDENTITY', { role: 'PO', relationships: [{ relationship: 'IN_AREA', outcome: 'HOLDS' }], episodeOpen: 'YES' }), 'WITHHELD', '2.ASSESS_RISK', /open to Police officer only while no episode is open/],
    ['a purpose’s cap', at('POLICE_INTELLIGENCE', { purpose: 'CARE_PLANNING' }), 'WITHHELD', '2.CARE_PLANNING.POLICE_INTELLIGENCE', /lowers this category/],
    ['a note', at('POLICE_RECORD', { ...HELD, role: 'HP', conditions: EDUCATION }), 'WITHHELD', '3.SECONDED.EDUCATION', /^Somebody seconded from education/],
    ['a note that leaves EXISTS', on('IntelligenceReport.text', { ...HELD, role: 'HP' }), 'EXISTS_ONLY', '3.(1)', /^Police intelligence is full/],
    ['break-glass', at('IDENTITY', { relationships: [], breakGlass: true }), 'GIVEN', '3.BREAK_GLASS', /Break-glass opens/],
    ['break-glass that never opens this', at('DEBRIEF_ACCOUNT', { relationships: [], breakGlass: true }), 'WITHHELD', '3.BREAK_GLASS', /less what it never opens/],
    ['long after the last episode', at('CONTACT', { role: 'PM', relationships: [{ relationship: 'IN_AREA', outcome: 'HOLDS' }], recentEpisode: false }), 'WITHHELD', '3.NARROWING', /More than 30 days/],
    ['a role that nobody is', at('IDENTITY', { role: 'NEIGHBOUR' }), 'WITHHELD', '1.ROLE', /knows no such role/],
    ['broken glass on what the role has none of', at('HEALTH_SENSITIVE', { relationships: [], breakGlass: true }), 'WITHHELD', '3.HEALTH_SENSITIVE.SW', /cell of the matrix/],
    ['the application', at('IDENTITY', { ceiling: {} }), 'WITHHELD', '1.APPLICATION', /lower of person and application/],
    ['what is about the service', on('Source.id', { relationships: [] }), 'GIVEN', '1.OPERATIONAL', /no child/],
    ['statistics', at('IDENTITY', { role: 'HM', ...HELD, purpose: 'STATISTICS' }), 'WITHHELD', '2.STATISTICS.IDENTITY', /lowers this category/],
  ])('of %s', (_, { outcome, clause, why }, wanted, wantedClause, sentence) => {
    expect([outcome, clause]).toEqual([wanted, wantedClause])
    expect(why.en).toMatch(sentence)
    expect(why.cy).not.toBe(why.en)
    expect(why.cy).not.toBe('')
  }) // prettier-ignore

  it('names in Welsh too the relationships that would open a column', () => {
    expect(at('IDENTITY', { relationships: [] }).why.cy).toMatch(/\(ALLOCATED, TEAM\)\.$/)
  })

  it('names what an open episode would give as what was lowered, and only while one is open', () => {
    const officer = { role: 'PO', purpose: 'LOCATE_CHILD', conditions: EDUCATION, relationships: [{ relationship: 'IN_AREA', outcome: 'HOLDS' }] } as const
    expect(at('POLICE_INTELLIGENCE', { ...officer, episodeOpen: 'YES' }).clause).toBe('3.SECONDED.EDUCATION')
    expect(at('POLICE_INTELLIGENCE', { ...officer, purpose: 'ASSESS_RISK' }).clause).toBe('3.POLICE_INTELLIGENCE.PO')
  }) // prettier-ignore

  it('under a purpose for hub records alone tells agencies’ records from the hub’s', () => {
    const hub = { role: 'HM', ...HELD, purpose: 'QUALITY_ASSURANCE' } as const
    expect(on('Child.calledBy', hub)).toMatchObject({ outcome: 'WITHHELD', level: 'NONE', hubLevel: 'FULL', clause: '2.QUALITY_ASSURANCE' })
    expect(on('Child.calledBy', hub).why.en).toMatch(/hub’s own records and asks no agency/)
    expect(on('MirafSummary.text', hub)).toMatchObject({ outcome: 'GIVEN', level: 'NONE', hubLevel: 'FULL' })
  }) // prettier-ignore

  it('says of a place whether it is told of a child with a protection flag', () => {
    expect(on('Address.lines').ofProtectedChild).toBe('YES')
    expect(on('Address.lines', { relationships: [{ relationship: 'TEAM', outcome: 'HOLDS' }] }).ofProtectedChild).toBe('NO')
    expect(on('Address.use').ofProtectedChild).toBeNull()
  }) // prettier-ignore

  it('tells nobody who works with a child where no agency’s part may be known of', () => {
    const little = at('PROFESSIONALS', { ceiling: { PROFESSIONALS: 'FULL' } })
    expect(little).toMatchObject({ outcome: 'WITHHELD', level: 'NONE' })
    expect(little.why.en).toMatch(/No agency’s part/)
    expect(at('PROFESSIONALS', { ceiling: { PROFESSIONALS: 'FULL', ENROLMENT: 'EXISTS' } }).outcome).toBe('GIVEN')
  })
})

const verdict = fc.constantFrom('YES', 'NO', 'UNDECIDED' as const)
const asked: fc.Arbitrary<Question> = fc.record({
  role: fc.constantFrom(...protocol.columns.map(({ code }) => code)),
  conditions: fc.record({
    secondedFrom: fc.constantFrom(null, ...AGENCIES),
    vetting: fc.constantFrom(null, 'police'),
    clearance: fc.subarray(['protected']),
  }),
  relationships: fc.array(
    fc.record({ relationship: fc.constantFrom(...RELATIONSHIPS), outcome: fc.constantFrom('HOLDS', 'UNDECIDED' as const) }),
    { maxLength: 3 },
  ),
  episodeOpen: verdict,
  recentEpisode: fc.constantFrom(true, false, 'UNDECIDED' as const),
  breakGlass: fc.boolean(),
  purpose: fc.constantFrom(...PURPOSES),
  ceiling: fc.constantFrom('ALL' as const, { IDENTITY: 'SUMMARY' as const }),
}) // prettier-ignore

describe('whatever is asked', () => {
  it('the levels and the clause are the decision’s own, and a clause that is no cell has words of its own', () => {
    fc.assert(
      fc.property(asked, fc.constantFrom(...CHILD_CATEGORIES), (one, category) => {
        const [{ grants, hub }, found] = [decide(protocol, one), explain(protocol, one, soughtCategory(category))]
        const nobody = category === 'PROFESSIONALS' && found.hubLevel === 'NONE'
        if (!nobody) expect([found.level, found.hubLevel]).toEqual([grants[category].level, hub[category].level])
        expect(found.clause).toBe(hub[category].clause)
        const isCell = found.clause === `3.${category}.${one.role}`
        expect((found.why.en ?? '').startsWith('The cell of the matrix')).toBe(
          isCell && !/No agency/.test(found.why.en ?? ''),
        )
      }),
      { numRuns: 500 },
    )
  })
})
