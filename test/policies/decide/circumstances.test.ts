import { describe, expect, it } from '@jest/globals'
import { decide } from '../../../src/policies/decide/index.js'
import type { Conditions } from '../../../src/policies/protocol/index.js'
import { CHILD_CATEGORIES, PURPOSES } from '../../../src/policies/protocol/index.js'
import { OPENS, gwent, question } from '../protocol/support.js'

const protocol = gwent()
const holds = (role: keyof typeof OPENS) => ({
  role,
  relationships: [{ relationship: OPENS[role], outcome: 'HOLDS' as const }],
})
const given = (changes: Parameters<typeof question>[0]) => decide(protocol, question(changes)).grants
const nonzero = (changes: Parameters<typeof question>[0]) => {
  const grants = given(changes)
  return Object.fromEntries(
    CHILD_CATEGORIES.filter(each => grants[each].strength > 0).map(each => [each, grants[each].level]),
  )
}

describe('without a relationship', () => {
  it('nothing is given, and it is not called undecided', () => {
    const decision = decide(protocol, question({ relationships: [] }))
    expect(decision.opened).toBe('NO')
    expect(decision.grants.IDENTITY).toEqual({ level: 'NONE', strength: 0, clause: '3.OPENS.SW', undecided: false })
    expect(nonzero({ relationships: [] })).toEqual({})
  })

  it('a relationship that does not open the role’s column opens nothing', () => {
    expect(nonzero({ role: 'TM', relationships: [{ relationship: 'ALLOCATED', outcome: 'HOLDS' }] })).toEqual({})
    expect(nonzero({ role: 'PO', relationships: [{ relationship: 'HUB_CASE', outcome: 'HOLDS' }] })).toEqual({})
  })

  it('an unknown role holds nothing', () => {
    const decision = decide(protocol, question({ role: 'MAYOR', breakGlass: true }))
    expect(decision.grants.IDENTITY).toEqual({ level: 'NONE', strength: 0, clause: '1.ROLE', undecided: false })
  })

  it('a role named like a property of every object holds nothing', () => {
    expect(decide(protocol, question({ role: 'constructor' })).opened).toBe('NO')
  })
})

describe('what is undecided', () => {
  it('an undecided relationship opens nothing, and each category it could have opened says so', () => {
    const decision = decide(
      protocol,
      question({ relationships: [{ relationship: 'ALLOCATED', outcome: 'UNDECIDED' }] }),
    )
    expect(decision.opened).toBe('UNDECIDED')
    expect(decision.grants.IDENTITY).toEqual({ level: 'NONE', strength: 0, clause: '3.OPENS.SW', undecided: true })
    expect(decision.grants.HEALTH_SENSITIVE.undecided).toBe(false)
  })

  it('one that holds beside one that is undecided is certain', () => {
    const relationships = [
      { relationship: 'TEAM', outcome: 'UNDECIDED' },
      { relationship: 'ALLOCATED', outcome: 'HOLDS' },
    ] as const
    expect(given({ relationships })).toEqual(given({}))
  })

  it('an undecided episode gives what there is without one, and marks what one would raise', () => {
    const grants = given({ ...holds('PM'), episodeOpen: 'UNDECIDED' })
    expect(grants.HEALTH_ALERTS).toMatchObject({ level: 'NONE', undecided: true })
    expect(grants.POLICE_MARKERS).toMatchObject({ level: 'FULL', undecided: false })
  })

  it('an undecided episode leaves LOCATE_CHILD unanswered, not refused', () => {
    const decision = decide(protocol, question({ ...holds('PO'), purpose: 'LOCATE_CHILD', episodeOpen: 'UNDECIDED' }))
    expect(decision.purposeAllowed).toBe('UNDECIDED')
    expect(decision.grants.CONTACT).toMatchObject({ level: 'NONE', undecided: true })
    expect(decision.grants.HEALTH_RECORD).toMatchObject({ level: 'NONE', undecided: false })
  })

  it('a police officer keeps the warning markers when nobody can say whether an episode is open', () => {
    const decision = decide(protocol, question({ ...holds('PO'), episodeOpen: 'UNDECIDED' }))
    expect(decision.purposeAllowed).toBe('YES')
    expect(decision.grants.POLICE_MARKERS).toMatchObject({ level: 'FULL', undecided: false })
  })

  it('an undecided recent episode narrows, and marks what it keeps back', () => {
    const grants = given({ ...holds('EW'), purpose: 'SCHOOL_SUPPORT', recentEpisode: 'UNDECIDED' })
    expect(grants.ATTENDANCE).toMatchObject({ level: 'NONE', undecided: true, clause: '3.NARROWING' })
    expect(grants.IDENTITY).toMatchObject({ level: 'FULL', undecided: false })
  })

  it('a ceiling or a purpose that would keep it back anyway is not undecided', () => {
    const relationships = [{ relationship: 'ALLOCATED', outcome: 'UNDECIDED' }] as const
    expect(given({ relationships, ceiling: { IDENTITY: 'FULL' } }).CONTACT.undecided).toBe(false)
    expect(given({ relationships, purpose: 'CARE_PLANNING' }).POLICE_INTELLIGENCE.undecided).toBe(false)
  })
})

describe('long after the last episode', () => {
  it.each<['PM' | 'ED' | 'EW', 'ASSESS_RISK' | 'SCHOOL_SUPPORT']>([
    ['PM', 'ASSESS_RISK'],
    ['ED', 'ASSESS_RISK'],
    ['EW', 'SCHOOL_SUPPORT'],
  ])('%s keeps four categories', (role, purpose) => {
    expect(nonzero({ ...holds(role), purpose, recentEpisode: false })).toEqual({
      IDENTITY: 'FULL',
      MISSING_EPISODES: 'SUMMARY',
      PROFESSIONALS: 'SUMMARY',
      MIRAF_SUMMARY: 'FULL',
    })
  })

  it('every other role keeps its column', () => {
    for (const role of ['HP', 'SW', 'TM', 'SN', 'EC', 'PO'] as const) {
      expect(given({ ...holds(role), recentEpisode: false })).toEqual(given({ ...holds(role), recentEpisode: true }))
    }
  })

  it('an open episode is a recent one, whatever else was said', () => {
    const open = { ...holds('PM'), episodeOpen: 'YES' } as const
    expect(given({ ...open, recentEpisode: false })).toEqual(given({ ...open, recentEpisode: true }))
  })

  it('a clearance does not outlast it', () => {
    const conditions = { secondedFrom: null, vetting: null, clearance: ['protected'] }
    expect(given({ ...holds('PM'), conditions, recentEpisode: false }).PROTECTED.level).toBe('NONE')
  })
})

describe('break-glass', () => {
  it.each(['SW', 'TM', 'ED', 'PM', 'SN', 'EC'] as const)('opens the column of %s, but for four categories', role => {
    for (const episodeOpen of ['YES', 'NO'] as const) {
      const broken = given({ role, relationships: [], breakGlass: true, episodeOpen })
      const held = given({ ...holds(role), episodeOpen })
      for (const category of CHILD_CATEGORIES) {
        const never = ['POLICE_INTELLIGENCE', 'HEALTH_SENSITIVE', 'DEBRIEF_ACCOUNT', 'PROTECTED'].includes(category)
        expect([category, broken[category].level]).toEqual([category, never ? 'NONE' : held[category].level])
      }
    }
  })

  it('names itself as the clause', () => {
    expect(given({ relationships: [], breakGlass: true }).CONTACT.clause).toBe('3.BREAK_GLASS')
    expect(given({ breakGlass: true }).CONTACT.clause).toBe('3.CONTACT.SW')
  })

  it('changes nothing on what it never opens, where a relationship holds', () => {
    expect(given({ breakGlass: true }).DEBRIEF_ACCOUNT.level).toBe('SUMMARY')
  })

  it('opens nothing for a role that has none', () => {
    for (const role of ['HP', 'HM', 'DW', 'IR', 'CC', 'PO', 'SL', 'EW', 'RM', 'AN']) {
      for (const purpose of PURPOSES) {
        const decision = decide(
          protocol,
          question({ role, relationships: [], breakGlass: true, episodeOpen: 'YES', purpose }),
        )
        expect([role, purpose, decision.opened]).toEqual([role, purpose, 'NO'])
      }
    }
  })

  it('gives the whole column where an area role would be narrowed: that is what it is for', () => {
    expect(given({ ...holds('ED'), recentEpisode: false, breakGlass: true }).CONTACT.level).toBe('FULL')
  })
})

describe('what the token says', () => {
  const hub = (conditions: Conditions) => given({ ...holds('HP'), conditions })

  it('intelligence exists for the hub, and is full with a police secondment or police vetting', () => {
    expect(hub({ secondedFrom: null, vetting: null, clearance: [] }).POLICE_INTELLIGENCE).toMatchObject({
      level: 'EXISTS',
      clause: '3.(1)',
    })
    expect(hub({ secondedFrom: 'POLICE', vetting: null, clearance: [] }).POLICE_INTELLIGENCE.level).toBe('FULL')
    expect(hub({ secondedFrom: 'SOCIAL_CARE', vetting: 'police', clearance: [] }).POLICE_INTELLIGENCE.level).toBe(
      'FULL',
    )
    expect(hub({ secondedFrom: 'HEALTH', vetting: 'baseline', clearance: [] }).POLICE_INTELLIGENCE.level).toBe('EXISTS')
  })

  it('a secondment from education outweighs police vetting', () => {
    const grants = hub({ secondedFrom: 'EDUCATION', vetting: 'police', clearance: [] })
    const kept = [
      'POLICE_MARKERS',
      'POLICE_RECORD',
      'POLICE_INTELLIGENCE',
      'HEALTH_RECORD',
      'HEALTH_SENSITIVE',
      'MISSING_DETAIL',
      'DEBRIEF_ACCOUNT',
    ] as const
    expect(kept.map(category => grants[category].level)).toEqual(kept.map(() => 'NONE'))
    expect(grants.POLICE_MARKERS.clause).toBe('3.SECONDED.EDUCATION')
    expect(grants.MIRAF.level).toBe('FULL')
  })

  it('a secondment from the third sector keeps back the police record and intelligence, not the markers', () => {
    const grants = hub({ secondedFrom: 'THIRD_SECTOR', vetting: 'police', clearance: [] })
    expect([grants.POLICE_RECORD.level, grants.POLICE_INTELLIGENCE.level, grants.POLICE_MARKERS.level]).toEqual([
      'NONE',
      'NONE',
      'FULL',
    ])
  })

  it.each(['HM', 'PM'] as const)(
    'protected information exists for %s with the clearance, and for nobody else',
    role => {
      const cleared = { secondedFrom: null, vetting: null, clearance: ['protected'] }
      expect(given({ ...holds(role), conditions: cleared }).PROTECTED).toMatchObject({
        level: 'EXISTS',
        clause: '3.(4)',
      })
      expect(given(holds(role)).PROTECTED.level).toBe('NONE')
      expect(given({ ...holds('HP'), conditions: cleared }).PROTECTED.level).toBe('NONE')
      expect(given({ ...holds('SN'), conditions: cleared }).PROTECTED.level).toBe('NONE')
    },
  )
})
