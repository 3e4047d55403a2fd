// The rights that come of a decision, and those on a register that an act alone opens.
import { describe, expect, it } from '@jest/globals'
import { conditionsOf, mayReachConcealed, registerRights, rightsFor } from '../../../src/policies/admission/rights.js'
import type { RightsDeps } from '../../../src/policies/admission/rights.js'
import type { Caller } from '../../../src/types/caller.js'
import type { RelationshipOutcome } from '../../../src/types/decision.js'
import { gwent } from '../protocol/support.js'
import { NOW, person } from './support.js'

const protocol = gwent()
const callerOf = (who: RightsDeps['person'], ceiling: Caller['application']['ceiling'] = 'ALL'): Caller => ({
  issuer: 'i', subject: 's', application: { id: 'a', actsForPersons: true, ceiling }, person: who,
}) // prettier-ignore
const auditor = person({ role: 'AUDITOR' })
const register = (who = auditor, ceiling: Caller['application']['ceiling'] = 'ALL') =>
  registerRights('reconcileBreakGlass', { protocol, person: who, caller: callerOf(who, ceiling) })

describe('the rights on a register', () => {
  it('are what the column has of who looked, by the act, and of agencies nothing', () => {
    const rights = register()
    expect(rights.grants.ACCESS_HISTORY).toEqual({ level: 'FULL', strength: 3, clause: 'act.reconcileBreakGlass', undecided: false }) // prettier-ignore
    const { ACCESS_HISTORY: _, OPERATIONAL, DERIVED, ...others } = rights.grants
    expect([OPERATIONAL.level, DERIVED.level]).toEqual(['FULL', 'FULL'])
    expect(new Set(Object.values(others).map(({ strength }) => strength))).toEqual(new Set([0]))
    expect(rights.agencyGrants.ACCESS_HISTORY).toMatchObject({ level: 'NONE', strength: 0, undecided: false })
  })

  it('open no child: no relationship, no glass, no place, no restrained record', () => {
    const rights = register()
    expect(rights).toMatchObject({
      ...{ purpose: 'QUALITY_ASSURANCE', edition: 'gwent-1', relationships: [], episodeInGrace: false },
      ...{ breakGlassUntil: null, hubRecordsOnly: true, told: false, mayLocate: false },
    })
    expect([...rights.concealed]).toEqual(['PROTECTED'])
    expect(rights.mayReceive({ code: 'ABOUT_CARER' })).toBe(false)
  })

  it('are the most that any purpose gives, no more than the application may have, and nothing for a stranger', () => {
    expect(register(person()).grants.ACCESS_HISTORY).toMatchObject({ level: 'SUMMARY', strength: 2 })
    expect(register(auditor, { ACCESS_HISTORY: 'EXISTS' }).grants.ACCESS_HISTORY).toMatchObject({ level: 'EXISTS', strength: 1 }) // prettier-ignore
    expect(register(auditor, {}).grants.ACCESS_HISTORY).toMatchObject({ level: 'NONE', strength: 0 })
    expect(register(person({ role: 'NEIGHBOUR' })).grants.ACCESS_HISTORY).toMatchObject({ level: 'NONE', strength: 0 })
  })
})

describe('the rights on a child', () => {
  const ALLOCATED: RelationshipOutcome = { relationship: 'ALLOCATED', outcome: 'HOLDS', confirmedAt: NOW.toISOString(), inGrace: false } // prettier-ignore
  const rights = (rest: Partial<RightsDeps> = {}, relationships: readonly RelationshipOutcome[] = [ALLOCATED], recent: 'YES' | 'NO' | 'UNDECIDED' = 'YES') => {
    const who = rest.person ?? person()
    const circumstances = { open: 'NO', recent, inGrace: false } as const
    return rightsFor(relationships, circumstances, { protocol, person: who, caller: callerOf(who), purpose: 'ASSESS_RISK', ...rest })
  } // prettier-ignore

  it('are the decision’s, with who may locate the child and who is told of what was removed', () => {
    expect(rights()).toMatchObject({
      ...{ purpose: 'ASSESS_RISK', edition: 'gwent-1', relationships: [ALLOCATED], breakGlassUntil: null },
      ...{ hubRecordsOnly: false, told: true, mayLocate: true, episodeInGrace: false },
    })
    expect(rights({}, [{ ...ALLOCATED, outcome: 'UNDECIDED' }]).mayLocate).toBe(false)
    expect(rights({ person: person({ role: 'REVIEWING_OFFICER' }), purpose: 'CARE_PLANNING' }).told).toBe(false)
    expect([...rights().concealed]).toEqual(['PROTECTED'])
  })

  it('reach restrained records as the token and the record say', () => {
    const { mayReceive } = rights({ person: person({ role: 'HUB_PRACTITIONER', secondedFrom: 'POLICE' }) })
    expect(mayReceive({ code: 'INTELLIGENCE_C' })).toBe(true)
    expect(rights({ person: person({ role: 'HUB_PRACTITIONER' }) }).mayReceive({ code: 'INTELLIGENCE_C' })).toBe(false)
    expect(rights().mayReceive({ code: 'ACCOUNT_AUDIENCE', audience: ['SOCIAL_CARE'] })).toBe(true)
    expect(rights().mayReceive({ code: 'ACCOUNT_AUDIENCE', audience: ['HEALTH'] })).toBe(false)
  })

  it('say of nobody who works with a child where no agency’s part may be known of', () => {
    const who = person()
    const little = rights({ caller: callerOf(who, { PROFESSIONALS: 'FULL' }), person: who })
    expect(little.grants.PROFESSIONALS).toMatchObject({ level: 'NONE', strength: 0 })
    expect(rights().grants.PROFESSIONALS).toMatchObject({ level: 'FULL', strength: 3 })
  })

  it('under a purpose for hub records alone give agencies’ nothing, but who looked', () => {
    const manager = { person: person({ role: 'HUB_MANAGER' }), purpose: 'QUALITY_ASSURANCE' } as const
    const found = rights(manager, [{ ...ALLOCATED, relationship: 'HUB_CASE' }])
    expect([found.grants.IDENTITY.level, found.agencyGrants.IDENTITY.level]).toEqual(['FULL', 'NONE'])
    expect(found.agencyGrants.ACCESS_HISTORY).toEqual(found.grants.ACCESS_HISTORY)
  })

  it('are narrowed, certainly or perhaps, by an episode long ago', () => {
    const officer = { person: person({ role: 'POLICE_COORDINATOR' }) }
    const inArea = [{ ...ALLOCATED, relationship: 'IN_AREA' as const }]
    const contact = (recent: 'YES' | 'NO' | 'UNDECIDED') => rights(officer, inArea, recent).grants.CONTACT
    expect(contact('YES')).toMatchObject({ level: 'FULL', undecided: false })
    expect(contact('NO')).toMatchObject({ level: 'NONE', undecided: false, clause: '3.NARROWING' })
    expect(contact('UNDECIDED')).toMatchObject({ level: 'NONE', undecided: true })
  })

  it('of broken glass are opened by it until it ends', () => {
    const broken = rights({ breakGlassUntil: '2026-03-10T12:30:00Z' }, [])
    expect([broken.breakGlassUntil, broken.grants.IDENTITY.level]).toEqual(['2026-03-10T12:30:00Z', 'FULL'])
    expect(rights({}, []).grants.IDENTITY.level).toBe('NONE')
  })
})

describe('a person', () => {
  it('could reach a concealed child by the best relationship there is', () => {
    const roles = ['SOCIAL_WORKER', 'TEAM_MANAGER', 'HUB_MANAGER', 'HUB_PRACTITIONER', 'REVIEWING_OFFICER', 'NEIGHBOUR']
    expect(roles.map(role => mayReachConcealed(protocol, person({ role })))).toEqual([true, true, true, false, false, false])
  }) // prettier-ignore

  it('is seconded from an agency there is, or from none', () => {
    const token = { vetting: 'police', clearance: ['protected'] }
    expect(conditionsOf(person({ ...token, secondedFrom: 'POLICE' }))).toEqual({ ...token, secondedFrom: 'POLICE' })
    expect(conditionsOf(person({ ...token, secondedFrom: 'CIRCUS' })).secondedFrom).toBeNull()
    expect(conditionsOf(person({ ...token, secondedFrom: null })).secondedFrom).toBeNull()
  })
})
