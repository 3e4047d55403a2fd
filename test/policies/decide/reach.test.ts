import { describe, expect, it } from '@jest/globals'
import type { Purpose } from '../../../src/types/index.js'
import {
  breaksGlass,
  couldEver,
  decide,
  mayUsePurpose,
  needs,
  opens,
  plainPurpose,
  purposesOf,
  withoutRelationship,
} from '../../../src/policies/decide/index.js'
import { CHILD_CATEGORIES, PURPOSES } from '../../../src/policies/protocol/index.js'
import { OPENS, gwent, mutated, question, unproved, withCell } from '../protocol/support.js'

const protocol = gwent()
const NOBODY = { secondedFrom: null, vetting: null, clearance: [] }
const holds = (role: keyof typeof OPENS) => ({
  role,
  relationships: [{ relationship: OPENS[role], outcome: 'HOLDS' as const }],
})

// Clause 2 of the protocol, written down a second time.
const PURPOSE_ROLES: Readonly<Record<Purpose, string>> = {
  LOCATE_CHILD: 'HP HM DW SW TM ED PM PO SL EW SN EC RM',
  ASSESS_RISK: 'HP HM DW SW TM ED PM PO SN EC',
  CARE_PLANNING: 'SW TM IR CC SN RM',
  SCHOOL_SUPPORT: 'SW SL EW',
  QUALITY_ASSURANCE: 'HM AU',
  STATISTICS: 'HM AN',
}

describe('purposes', () => {
  it.each(PURPOSES)('%s belongs to its roles and to no other', purpose => {
    const may = protocol.columns.map(role => role.code).filter(role => purposesOf(protocol, role).includes(purpose))
    expect(may.join(' ')).toBe(PURPOSE_ROLES[purpose])
  })

  it('another pair is given nothing, whatever holds', () => {
    const decision = decide(protocol, question({ ...holds('SL'), purpose: 'ASSESS_RISK', episodeOpen: 'YES' }))
    expect(decision.purposeAllowed).toBe('NO')
    expect(decision.grants.IDENTITY).toMatchObject({ level: 'NONE', clause: '2.ASSESS_RISK', undecided: false })
  })

  it('LOCATE_CHILD may be used only while an episode is open', () => {
    expect(mayUsePurpose(protocol, 'SW', 'LOCATE_CHILD', 'YES')).toBe('YES')
    expect(mayUsePurpose(protocol, 'SW', 'LOCATE_CHILD', 'NO')).toBe('NO')
    expect(mayUsePurpose(protocol, 'SW', 'LOCATE_CHILD', 'UNDECIDED')).toBe('UNDECIDED')
    expect(decide(protocol, question({ purpose: 'LOCATE_CHILD' })).grants.IDENTITY.level).toBe('NONE')
  })

  it('a police officer assesses risk only while no episode is open', () => {
    expect(mayUsePurpose(protocol, 'PO', 'ASSESS_RISK', 'NO')).toBe('YES')
    expect(mayUsePurpose(protocol, 'PO', 'ASSESS_RISK', 'YES')).toBe('NO')
    expect(decide(protocol, question({ ...holds('PO'), episodeOpen: 'YES' })).grants.POLICE_MARKERS.level).toBe('NONE')
  })

  it('before the episode is known, only the pair is judged', () => {
    expect(mayUsePurpose(protocol, 'SW', 'LOCATE_CHILD')).toBe('YES')
    expect(mayUsePurpose(protocol, 'IR', 'LOCATE_CHILD')).toBe('NO')
  })

  it('LOCATE_CHILD keeps back assessments, behaviour and referrals', () => {
    const grants = decide(protocol, question({ purpose: 'LOCATE_CHILD', episodeOpen: 'YES' })).grants
    expect(grants.SOCIAL_ASSESSMENT).toMatchObject({ level: 'NONE', clause: '2.LOCATE_CHILD.SOCIAL_ASSESSMENT' })
    expect([grants.BEHAVIOUR.level, grants.REFERRALS.level, grants.CONTACT.level]).toEqual(['NONE', 'NONE', 'FULL'])
  })

  it.each(['CARE_PLANNING', 'SCHOOL_SUPPORT'] as const)('%s keeps back police intelligence', purpose => {
    const grants = decide(protocol, question({ purpose })).grants
    expect(grants.POLICE_INTELLIGENCE).toMatchObject({ level: 'NONE', clause: `2.${purpose}.POLICE_INTELLIGENCE` })
    expect(grants.POLICE_RECORD.level).toBe('SUMMARY')
  })

  it('QUALITY_ASSURANCE reads hub records and asks no agency', () => {
    const decision = decide(protocol, question({ ...holds('HM'), purpose: 'QUALITY_ASSURANCE' }))
    expect(decision.hubRecordsOnly).toBe(true)
    expect(CHILD_CATEGORIES.filter(category => decision.grants[category].strength > 0)).toEqual([])
    expect(decision.hub.MIRAF.level).toBe('FULL')
  })

  it('elsewhere hub records and agency records are given alike', () => {
    const decision = decide(protocol, question())
    expect(decision.hubRecordsOnly).toBe(false)
    expect(decision.hub).toBe(decision.grants)
  })

  it('STATISTICS opens no child', () => {
    const decision = decide(protocol, question({ ...holds('HM'), purpose: 'STATISTICS', episodeOpen: 'YES' }))
    expect(CHILD_CATEGORIES.filter(category => decision.hub[category].strength > 0)).toEqual([])
  })

  it('an auditor reads who looked, at any child, and nothing else', () => {
    const decision = decide(protocol, question({ role: 'AUDITOR', relationships: [], purpose: 'QUALITY_ASSURANCE' }))
    expect(CHILD_CATEGORIES.filter(category => decision.hub[category].strength > 0)).toEqual(['ACCESS_HISTORY'])
  })
})

describe('an application’s ceiling', () => {
  it('lowers the level to its own, and says so', () => {
    const ceiling = { IDENTITY: 'SUMMARY', CONTACT: 'FULL' } as const
    const grants = decide(protocol, question({ ceiling })).grants
    expect(grants.IDENTITY).toMatchObject({ level: 'SUMMARY', clause: '1.APPLICATION' })
    expect(grants.CONTACT).toMatchObject({ level: 'FULL', clause: '3.CONTACT.SW' })
    expect(grants.FAMILY).toMatchObject({ level: 'NONE', clause: '1.APPLICATION' })
  })

  it('never raises', () => {
    const ceiling = Object.fromEntries(CHILD_CATEGORIES.map(category => [category, 'FULL'] as const))
    expect(decide(protocol, question({ ceiling })).grants).toEqual(decide(protocol, question()).grants)
  })
})

describe('what a role could ever hold', () => {
  it('is its column while an episode is open', () => {
    const could = couldEver(protocol, 'PO', NOBODY, 'LOCATE_CHILD', 'ALL')
    expect([could.CONTACT, could.POLICE_INTELLIGENCE, could.SOCIAL_ASSESSMENT]).toEqual(['FULL', 'SUMMARY', 'NONE'])
  })

  it('is its column without one, where the purpose is for that', () => {
    expect(couldEver(protocol, 'PO', NOBODY, 'ASSESS_RISK', 'ALL').CONTACT).toBe('NONE')
  })

  it('is nothing under a purpose that is not its own, and what is always given', () => {
    const could = couldEver(protocol, 'SL', NOBODY, 'ASSESS_RISK', 'ALL')
    expect(CHILD_CATEGORIES.filter(category => could[category] !== 'NONE')).toEqual([])
    expect([could.OPERATIONAL, could.DERIVED]).toEqual(['FULL', 'FULL'])
  })

  it('is kept down by an application and by what the token says', () => {
    expect(couldEver(protocol, 'HP', NOBODY, 'ASSESS_RISK', 'ALL').POLICE_INTELLIGENCE).toBe('EXISTS')
    expect(couldEver(protocol, 'SW', NOBODY, 'ASSESS_RISK', { IDENTITY: 'EXISTS' }).IDENTITY).toBe('EXISTS')
  })
})

describe('without a relationship', () => {
  it('six roles are told that the child is known; everybody else gets what an unknown child gets', () => {
    const told = protocol.columns
      .map(role => role.code)
      .filter(role => withoutRelationship(protocol, role) === 'EXISTS')
    expect(told.join(' ')).toBe('SW TM ED PM SN EC')
    expect(withoutRelationship(protocol, 'MAYOR')).toBe('NOT_SHOWN')
  })
})

describe('what has to be looked up', () => {
  it('the relationships that open the column, and no other', () => {
    expect(needs(protocol, 'SOCIAL_WORKER', 'ASSESS_RISK', ['IDENTITY'])).toEqual({
      relationships: ['ALLOCATED', 'TEAM'],
      episode: false,
      recentEpisode: false,
    })
  })

  it('the episode, only for categories or purposes it makes a difference to', () => {
    expect(needs(protocol, 'SW', 'LOCATE_CHILD', ['IDENTITY']).episode).toBe(true)
    expect(needs(protocol, 'ED', 'ASSESS_RISK', ['IDENTITY']).episode).toBe(false)
    expect(needs(protocol, 'ED', 'ASSESS_RISK', ['IDENTITY', 'SOCIAL_ASSESSMENT']).episode).toBe(true)
    expect(needs(protocol, 'PO', 'ASSESS_RISK', ['POLICE_MARKERS']).episode).toBe(true)
  })

  it('the recent episode, only for narrowed roles and categories that are narrowed', () => {
    expect(needs(protocol, 'PM', 'ASSESS_RISK', ['IDENTITY', 'MIRAF_SUMMARY']).recentEpisode).toBe(false)
    expect(needs(protocol, 'PM', 'ASSESS_RISK', ['MISSING_EPISODES']).recentEpisode).toBe(true)
    expect(needs(protocol, 'PM', 'LOCATE_CHILD', ['CONTACT']).recentEpisode).toBe(false)
    expect(needs(protocol, 'SW', 'ASSESS_RISK', CHILD_CATEGORIES).recentEpisode).toBe(false)
  })

  it('nothing for a role or purpose that opens nothing', () => {
    const nothing = { relationships: [], episode: false, recentEpisode: false }
    expect(needs(protocol, 'ANALYST', 'STATISTICS', CHILD_CATEGORIES)).toEqual(nothing)
    expect(needs(protocol, 'SL', 'ASSESS_RISK', CHILD_CATEGORIES)).toEqual(nothing)
    expect(needs(protocol, 'AUDITOR', 'QUALITY_ASSURANCE', ['ACCESS_HISTORY'])).toEqual(nothing)
  })
})

describe('what has to be found out', () => {
  it('is the episode also where only the very first category rests on it', () => {
    const other = unproved(withCell('IDENTITY', 'SN', 'S, F*'))
    expect(needs(other, 'SN', 'ASSESS_RISK', ['IDENTITY']).episode).toBe(true)
    expect(needs(other, 'SN', 'ASSESS_RISK', ['CONTACT']).episode).toBe(false)
    expect(needs(other, 'SN', 'ASSESS_RISK', ['OPERATIONAL', 'DERIVED']).episode).toBe(false)
  })

  it('is nothing for a role or purpose that is nobody’s, or a column that never opens', () => {
    const nothing = { relationships: [], episode: false, recentEpisode: false }
    expect(needs(protocol, 'QQ', 'ASSESS_RISK', ['IDENTITY'])).toEqual(nothing)
    expect(needs(protocol, 'IR', 'LOCATE_CHILD', ['IDENTITY'])).toEqual(nothing)
    expect(needs(protocol, 'AN', 'STATISTICS', ['IDENTITY'])).toEqual(nothing)
  })

  it('is a recent episode for a role that is narrowed, where that takes something, and no purpose says that one is open', () => {
    expect(needs(protocol, 'PM', 'ASSESS_RISK', ['CONTACT']).recentEpisode).toBe(true)
    expect(needs(protocol, 'PM', 'ASSESS_RISK', ['IDENTITY']).recentEpisode).toBe(false)
    expect(needs(protocol, 'PM', 'LOCATE_CHILD', ['CONTACT']).recentEpisode).toBe(false)
    expect(needs(protocol, 'SW', 'ASSESS_RISK', ['CONTACT']).recentEpisode).toBe(false)
  })
})

describe('the most a role could ever hold', () => {
  it('is that of a recent episode, also for a narrowed role whose purpose is closed while one is open', () => {
    const other = unproved(
      mutated(['roles: [HP, HM, SW, TM, ED, PM, SN, EC, DW]', 'roles: [HP, HM, SW, TM, ED, SN, EC, DW]'], ['rolesWithoutEpisode: [PO]', 'rolesWithoutEpisode: [PO, PM]']),
    )
    expect(couldEver(other, 'PM', NOBODY, 'ASSESS_RISK', 'ALL')).toMatchObject({ CONTACT: 'FULL' })
  }) // prettier-ignore
})

describe('a role', () => {
  it('breaks glass, has a purpose that rests on no episode, or does not', () => {
    expect(['SW', 'PM', 'HP', 'AN', 'QQ'].map(role => breaksGlass(protocol, role))).toEqual([true, true, false, false, false])
    expect(['SW', 'PO', 'SL', 'AU', 'QQ'].map(role => plainPurpose(protocol, role))).toEqual([
      'ASSESS_RISK', null, 'SCHOOL_SUPPORT', 'QUALITY_ASSURANCE', null,
    ])
  }) // prettier-ignore

  it('that there is not is opened nothing, and has no purpose', () => {
    expect(opens(protocol, 'QQ', [{ relationship: 'ALLOCATED', outcome: 'HOLDS' }])).toBe('NO')
    expect(opens(protocol, 'AN', [])).toBe('NO')
    expect(opens(protocol, 'AU', [])).toBe('YES')
    expect(purposesOf(protocol, 'QQ')).toEqual([])
    expect(withoutRelationship(protocol, 'QQ')).toBe('NOT_SHOWN')
    expect(mayUsePurpose(protocol, 'QQ', 'ASSESS_RISK')).toBe('NO')
    expect(couldEver(protocol, 'QQ', NOBODY, 'ASSESS_RISK', 'ALL')).toMatchObject({ IDENTITY: 'NONE', DERIVED: 'FULL' })
  })
})
