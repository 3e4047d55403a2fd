import { describe, expect, it } from '@jest/globals'
import { carriedStrength, isTold, mayLocate, mayPreFill, mayReceive } from '../../../src/policies/decide/index.js'
import { AGENCIES, HANDLING_CODES } from '../../../src/policies/protocol/index.js'
import type { Conditions } from '../../../src/policies/protocol/index.js'
import { gwent, unproved, withCell } from '../protocol/support.js'

const protocol = gwent()
const NOBODY: Conditions = { secondedFrom: null, vetting: null, clearance: [] }
const FROM_POLICE: Conditions = { secondedFrom: 'POLICE', vetting: null, clearance: [] }
const reaches = (code: string, conditions: Conditions, ownList?: readonly string[]) =>
  protocol.columns
    .map(role => role.code)
    .filter(role => mayReceive(protocol, code, role, conditions, ownList))
    .join(' ')

describe('a record under handling', () => {
  it.each([
    ['INTELLIGENCE_C', NOBODY, 'PM PO'],
    ['INTELLIGENCE_C', FROM_POLICE, 'HP HM PM PO'],
    ['ADDRESS_DO_NOT_DISCLOSE', NOBODY, 'HP HM SW TM ED PM'],
    ['FHIR_RESTRICTED', NOBODY, 'SN'],
    ['ABOUT_CARER', NOBODY, 'HP HM DW SW TM ED IR CC PM PO SL EW SN EC AU'],
    ['ABOUT_SCHOOL', NOBODY, 'HP HM DW SW TM ED IR CC PM PO SN EC RM AU'],
  ])('%s reaches its audience and nobody else', (code, conditions, audience) => {
    expect(reaches(code, conditions)).toBe(audience)
  })

  it('restricted health information does not reach somebody seconded from education', () => {
    expect(mayReceive(protocol, 'FHIR_RESTRICTED', 'SN', { ...NOBODY, secondedFrom: 'EDUCATION' })).toBe(false)
  })

  it('restricted health information reaches whoever may know that some exists', () => {
    const told = unproved(withCell('HEALTH_SENSITIVE', 'SN', 'E'))
    expect(mayReceive(told, 'FHIR_RESTRICTED', 'SN', NOBODY)).toBe(true)
    expect(mayReceive(unproved(withCell('HEALTH_SENSITIVE', 'SN', '-')), 'FHIR_RESTRICTED', 'SN', NOBODY)).toBe(false)
  })

  it('a child’s account reaches the agencies the child agreed to', () => {
    expect(reaches('ACCOUNT_AUDIENCE', NOBODY, ['SOCIAL_CARE'])).toBe('SW TM ED IR CC RM AU')
    expect(reaches('ACCOUNT_AUDIENCE', NOBODY, [])).toBe('')
  })

  it('an account whose audience is not stated reaches nobody', () => {
    expect(reaches('ACCOUNT_AUDIENCE', NOBODY)).toBe('')
  })

  it('a code nobody knows reaches nobody, and no role that nobody knows is in an audience', () => {
    expect(reaches('CODE_Z', FROM_POLICE, AGENCIES)).toBe('')
    expect(HANDLING_CODES.filter(code => mayReceive(protocol, code, 'MAYOR', FROM_POLICE, AGENCIES))).toEqual([])
  })

  it('five roles are told that something was removed', () => {
    const told = protocol.columns.map(role => role.code).filter(role => isTold(protocol, role))
    expect(told.join(' ')).toBe('HP HM SW TM PM')
    expect(isTold(protocol, 'MAYOR')).toBe(false)
  })
})

describe('a protection flag', () => {
  const hold = (relationship: 'ALLOCATED' | 'TEAM', outcome: 'HOLDS' | 'UNDECIDED' = 'HOLDS') => [
    { relationship, outcome },
  ]

  it('leaves where the child is to the hub manager and the missing-person coordinator', () => {
    const may = protocol.columns.map(role => role.code).filter(role => mayLocate(protocol, role, []) === 'YES')
    expect(may.join(' ')).toBe('HM PM')
  })

  it('and to the allocated social worker, not a colleague in the team', () => {
    expect(mayLocate(protocol, 'SW', hold('ALLOCATED'))).toBe('YES')
    expect(mayLocate(protocol, 'SW', hold('TEAM'))).toBe('NO')
    expect(mayLocate(protocol, 'TM', hold('TEAM'))).toBe('YES')
    expect(mayLocate(protocol, 'HP', hold('TEAM'))).toBe('NO')
  })

  it('is not decided where the allocation could not be looked up', () => {
    expect(mayLocate(protocol, 'SW', hold('ALLOCATED', 'UNDECIDED'))).toBe('UNDECIDED')
  })
})

describe('a fact carried in a hub record', () => {
  it('is read only as far as both categories allow', () => {
    expect(carriedStrength(protocol, 3, 0)).toBe(0)
    expect(carriedStrength(protocol, 1, 3)).toBe(1)
  })

  it('is never intelligence or the child’s account, nor what is about the service', () => {
    expect(mayPreFill(protocol, 'POLICE_INTELLIGENCE')).toBe(false)
    expect(mayPreFill(protocol, 'DEBRIEF_ACCOUNT')).toBe(false)
    expect(mayPreFill(protocol, 'OPERATIONAL')).toBe(false)
    expect(mayPreFill(protocol, 'POLICE_MARKERS')).toBe(true)
  })
})
