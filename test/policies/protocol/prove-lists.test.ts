// The never-clauses about lists and lengths of time, at their very edges; and that the prover looks at every point there is.
import { describe, expect, it } from '@jest/globals'
import { prove } from '../../../src/policies/protocol/index.js'
import type { CompiledProtocol } from '../../../src/policies/protocol/index.js'
import { everyConditions, everyRelationships } from '../../../src/policies/protocol/points.js'
import { audiences, carriedAndGrace } from '../../../src/policies/protocol/prove-lists.js'
import type { NeverClause } from '../../../src/policies/protocol/schema.js'
import { CHILD_CATEGORIES, RELATIONSHIPS } from '../../../src/policies/protocol/words.js'
import { gwent } from './support.js'

const protocol = gwent()
const HOUR = 3_600_000
type Edition = CompiledProtocol['edition']
const changed = (edition: Partial<Edition>): CompiledProtocol => ({
  ...protocol,
  edition: { ...protocol.edition, ...edition },
})
const clauses = (...ids: readonly string[]): NeverClause[] =>
  protocol.edition.never.filter(({ id }) => ids.includes(id))
const graceOf = (name: 'ALLOCATED' | 'ENROLLED', grace: number): CompiledProtocol => {
  const { relationships } = protocol.edition
  return changed({ relationships: { ...relationships, [name]: { ...relationships[name], grace } } })
}

function found(check: (note: Parameters<typeof carriedAndGrace>[1]) => number) {
  const said: string[] = []
  const points = check((clause, sentence) => void said.push(`${clause.id}: ${sentence()}`))
  return { points, said }
}
const ofLists = (of: CompiledProtocol) => found(note => carriedAndGrace(of, note))
const ofAudiences = (of: CompiledProtocol, every = everyConditions(of)) => found(note => audiences(of, every, note))

describe('graces', () => {
  it('may be as long as their clause allows, and not a millisecond longer', () => {
    expect(ofLists(graceOf('ALLOCATED', 12 * HOUR)).said).toEqual([])
    expect(ofLists(graceOf('ALLOCATED', 12 * HOUR + 1)).said).toEqual([
      expect.stringMatching(/^N7: ALLOCATED, ended or undecided, still opens .* the clause allows 12 h$/),
    ])
  })

  it('are held against the number of their own relationship where it has one', () => {
    expect(ofLists(graceOf('ENROLLED', 168 * HOUR)).said).toEqual([])
    expect(ofLists(graceOf('ENROLLED', 168 * HOUR + 1)).said).toEqual([
      expect.stringMatching(/^N7: ENROLLED, .* the clause allows 168 h$/),
    ])
  })

  it('are each looked at once', () => {
    expect(ofLists(changed({ never: clauses('N7') }))).toEqual({ points: RELATIONSHIPS.length, said: [] })
  })
})

describe('facts carried into hub records', () => {
  const { carried } = protocol.edition
  const LEVELS_OF_TWO = 4 * 4

  it('are looked at for each record, each source and each pair of levels', () => {
    const { points } = ofLists(changed({ never: clauses('N8') }))
    expect(points).toBe(2 + carried.into.length * CHILD_CATEGORIES.length * LEVELS_OF_TWO)
    expect(ofLists(changed({ never: clauses('N1', 'N6', 'N9') })).points).toBe(0)
  })

  it('may not be read above the level of their source: six of the sixteen pairs would be', () => {
    const alone = changed({ never: clauses('N8'), carried: { ...carried, readableWith: 'CARRIER_ALONE', into: ['MIRAF'] } })
    const { said } = ofLists(alone)
    expect(said).toHaveLength(6 * CHILD_CATEGORIES.length)
    expect(said.slice(0, 6)).toEqual(
      [['EXISTS', 'NONE'], ['SUMMARY', 'NONE'], ['SUMMARY', 'EXISTS'], ['FULL', 'NONE'], ['FULL', 'EXISTS'], ['FULL', 'SUMMARY']].map(
        ([carrier, source]) => `N8: a reader with ${carrier} on MIRAF and ${source} on IDENTITY reads a fact of IDENTITY carried in it at ${carrier}`,
      ),
    )
  }) // prettier-ignore

  it('may not be filled in where the clause says never', () => {
    const filled = changed({ never: clauses('N8'), carried: { ...carried, neverPreFilled: ['DEBRIEF_ACCOUNT'] } })
    expect(ofLists(filled).said).toEqual(['N8: POLICE_INTELLIGENCE may be filled into a hub record'])
  })
})

describe('audiences', () => {
  const { handling } = protocol.edition
  const wide = changed({
    handling: { ...handling, audiences: { ...handling.audiences, ADDRESS_DO_NOT_DISCLOSE: { everybodyBut: [] } } },
  })

  it('are looked at for every role and everything a token can say', () => {
    const every = everyConditions(protocol)
    expect(every).toHaveLength(7 * 2 * 2)
    expect(ofAudiences(protocol)).toEqual({ points: 2 * protocol.columns.length * every.length, said: [] })
    expect(ofAudiences(changed({ never: clauses('N1', 'N7') }))).toEqual({ points: 0, said: [] })
  })

  it('that reach too far are told with whom and with which token', () => {
    const tokens = [
      { secondedFrom: null, vetting: null, clearance: [] },
      { secondedFrom: 'POLICE', vetting: 'police', clearance: [] },
    ] as const
    const { said } = ofAudiences(wide, tokens)
    expect(said.filter(sentence => sentence.includes('(SL;'))).toEqual([
      'N10: SCHOOL_LEAD (SL; not seconded; without vetting) receives ADDRESS_DO_NOT_DISCLOSE; the clause allows only HM, HP, SW, TM, ED, PM',
      'N10: SCHOOL_LEAD (SL; seconded from POLICE; police vetting) receives ADDRESS_DO_NOT_DISCLOSE; the clause allows only HM, HP, SW, TM, ED, PM',
    ])
    expect(said.some(sentence => sentence.includes('(HM;'))).toBe(false)
  })

  it('by a list of the record’s own count as the widest list there could be', () => {
    const own = changed({
      handling: { ...handling, audiences: { ...handling.audiences, INTELLIGENCE_C: { theRecordsOwnList: true } } },
    })
    expect(ofAudiences(own).said.some(sentence => sentence.startsWith('N9: SCHOOL_LEAD'))).toBe(true)
  })
})

describe('the sets of relationships', () => {
  it('have each absent, holding and undecided, the empty one first', () => {
    expect(everyRelationships({ canHold: ['TEAM', 'DUTY'] }).map(set => set.map(fact => Object.values(fact).join(' ')))).toEqual([
      [], ['DUTY HOLDS'], ['DUTY UNDECIDED'],
      ['TEAM HOLDS'], ['TEAM HOLDS', 'DUTY HOLDS'], ['TEAM HOLDS', 'DUTY UNDECIDED'],
      ['TEAM UNDECIDED'], ['TEAM UNDECIDED', 'DUTY HOLDS'], ['TEAM UNDECIDED', 'DUTY UNDECIDED'],
    ])
  }) // prettier-ignore
})

describe('the whole proof', () => {
  it('counts every set of relationships, token, purpose, circumstance and category, without and with broken glass', () => {
    const tokens = everyConditions(protocol).length
    const ofRoles = protocol.columns.map(
      role => everyRelationships(role).length * tokens * role.purposes.size * 3 * 3 * 2 * CHILD_CATEGORIES.length,
    )
    const lists = ofLists(protocol).points + ofAudiences(protocol).points
    expect(prove(protocol).points).toBe(lists + ofRoles.reduce((sum, each) => sum + each, 0))
  })
})
