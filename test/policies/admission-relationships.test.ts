// When each relationship holds, does not, or could not be decided.
import { describe, expect, it } from '@jest/globals'
import type { InvolvementFact, Part } from '../../src/adapters/agency.js'
import { relationshipHolds } from '../../src/policies/admission/relationships.js'
import type { FactAnswer, HubFacts } from '../../src/policies/admission/relationships.js'
import type { Person } from '../../src/types/caller.js'
import type { Relationship } from '../../src/types/index.js'
import { read } from '../children/support.js'
import {
  DOWN, NEWPORT, NOW, TORFAEN, ago, answer, care, dayAgo, episode, health, hub, person, police, post, says, schools,
} from './admission/support.js' // prettier-ignore

const holds = (
  relationship: Relationship,
  who: Person,
  answers: readonly FactAnswer[],
  known: HubFacts = hub(),
): ReturnType<typeof relationshipHolds> => relationshipHolds(relationship, who, answers, known, NOW)

const involvement = (rest: Partial<InvolvementFact> = {}): InvolvementFact => ({
  staffRef: 'SW-1',
  team: 'LAC 2',
  role: 'WORKER',
  from: dayAgo(100),
  until: null,
  ...rest,
})
const involved = (...rows: Partial<InvolvementFact>[]): FactAnswer[] => [
  says(care, { 'fact.involvements': rows.map(involvement) }),
]

describe('ALLOCATED', () => {
  it('is an involvement of today with the caller’s own reference', () => {
    expect(holds('ALLOCATED', person(), involved({}))).toBe('HOLDS')
    expect(holds('ALLOCATED', person({ staffRef: 'SW-2' }), involved({}))).toBe('DOES_NOT_HOLD')
    expect(holds('ALLOCATED', person(), involved({ staffRef: null }))).toBe('DOES_NOT_HOLD')
  })

  it('begins and ends with its days', () => {
    expect(holds('ALLOCATED', person(), involved({ from: dayAgo(0) }))).toBe('HOLDS')
    expect(holds('ALLOCATED', person(), involved({ from: dayAgo(-1) }))).toBe('DOES_NOT_HOLD')
    expect(holds('ALLOCATED', person(), involved({ until: dayAgo(-1) }))).toBe('HOLDS')
    expect(holds('ALLOCATED', person(), involved({ until: dayAgo(0) }))).toBe('DOES_NOT_HOLD')
  })
})

describe('TEAM', () => {
  const member = person({ staffRef: 'other', posts: [post('TEAM', 'LAC 2')] })

  it('is an involvement of a team in which the caller has a post now', () => {
    expect(holds('TEAM', member, involved({}))).toBe('HOLDS')
    expect(holds('TEAM', member, involved({ team: 'LAC 1' }))).toBe('DOES_NOT_HOLD')
    expect(holds('TEAM', member, involved({ until: dayAgo(3) }))).toBe('DOES_NOT_HOLD')
  })

  it('is held from the first moment of a post, and not at its last', () => {
    const at = (from: string, to: string | null) =>
      holds('TEAM', person({ staffRef: 'other', posts: [post('TEAM', 'LAC 2', from, to)] }), involved({}))
    expect(at(ago(0), null)).toBe('HOLDS')
    expect(at(ago(8), ago(0))).toBe('DOES_NOT_HOLD')
  })

  it('is not held by a post that has ended, has not begun, or is for an area', () => {
    for (const posts of [
      [post('TEAM', 'LAC 2', ago(100), ago(1))],
      [post('TEAM', 'LAC 2', ago(-1))],
      [post('AREA', 'LAC 2')],
    ])
      expect(holds('TEAM', person({ posts }), involved({}))).toBe('DOES_NOT_HOLD')
  })
})

describe('REVIEWING', () => {
  it('is the caller’s own involvement as reviewing officer or chair, and no other', () => {
    expect(holds('REVIEWING', person(), involved({ role: 'IRO' }))).toBe('HOLDS')
    expect(holds('REVIEWING', person(), involved({ role: 'CP_CHAIR' }))).toBe('HOLDS')
    expect(holds('REVIEWING', person(), involved({ role: 'WORKER' }))).toBe('DOES_NOT_HOLD')
    expect(holds('REVIEWING', person({ staffRef: 'other' }), involved({ role: 'IRO' }))).toBe('DOES_NOT_HOLD')
  })
})

describe('ENROLLED', () => {
  const lead = person({ organisation: 'A6804001' })
  const roll = (school: string, current: boolean): FactAnswer[] => [
    says(schools, { 'fact.enrolments': [{ school, current }] }),
  ]

  it('is a current place on the roll of the caller’s school', () => {
    expect(holds('ENROLLED', lead, roll('A6804001', true))).toBe('HOLDS')
    expect(holds('ENROLLED', lead, roll('A6804002', true))).toBe('DOES_NOT_HOLD')
    expect(holds('ENROLLED', lead, roll('A6804001', false))).toBe('DOES_NOT_HOLD')
  })
})

describe('UNDER_CARE', () => {
  it('is care by the caller’s organisation', () => {
    const nurse = person({ organisation: '7A6' })
    const cared = (organisation: string): FactAnswer[] => [says(health, { 'fact.care': [{ organisation }] })]
    expect(holds('UNDER_CARE', nurse, cared('7A6'))).toBe('HOLDS')
    expect(holds('UNDER_CARE', nurse, cared('7A5'))).toBe('DOES_NOT_HOLD')
    expect(holds('UNDER_CARE', nurse, [says(health, { 'fact.care': [] })])).toBe('DOES_NOT_HOLD')
  })
})

describe('RESIDENT', () => {
  it('is a current placement in the caller’s home, as any authority has it', () => {
    const manager = person({ organisation: 'SC999999' })
    const placed = (urn: string | null): FactAnswer =>
      says(care, { 'fact.placement': { urn, hostAuthority: NEWPORT, responsibleAuthority: TORFAEN } })
    expect(holds('RESIDENT', manager, [placed(null), placed('SC999999')])).toBe('HOLDS')
    expect(holds('RESIDENT', manager, [placed('SC999998')])).toBe('DOES_NOT_HOLD')
  })
})

describe.each(['IN_AREA', 'DUTY'] as const)('%s', relationship => {
  const officer = person({ posts: [post('AREA', NEWPORT, ago(4), ago(-4))] })
  const facts = {
    'an episode of the hub': [[], hub({ episodes: [episode({ areas: [NEWPORT] })] })],
    'an episode of the police': [[says(police, { 'fact.episodes': [episode({ areas: [TORFAEN, NEWPORT] })] })], hub()],
    'the home': [[says(care, { 'fact.area': { homeAuthority: NEWPORT } })], hub()],
    'the placement': [
      [says(care, { 'fact.placement': { urn: null, hostAuthority: NEWPORT, responsibleAuthority: TORFAEN } })],
      hub(),
    ],
  } as const

  it.each(Object.keys(facts) as (keyof typeof facts)[])('is %s in the caller’s area', name => {
    const [answers, known] = facts[name]
    expect(holds(relationship, officer, answers, known)).toBe('HOLDS')
    expect(holds(relationship, person({ posts: [post('AREA', 'W06000018')] }), answers, known)).toBe('DOES_NOT_HOLD')
  })

  it('is not held out of shift, whatever is known or down', () => {
    for (const shift of [
      post('AREA', NEWPORT, ago(12), ago(4)),
      post('AREA', NEWPORT, ago(-4)),
      post('TEAM', NEWPORT),
    ]) {
      const off = person({ posts: [shift] })
      expect(holds(relationship, off, [says(care, { 'fact.area': { homeAuthority: NEWPORT } })])).toBe('DOES_NOT_HOLD')
      expect(holds(relationship, off, [answer(police, DOWN)])).toBe('DOES_NOT_HOLD')
    }
  })

  it('is not where the child is only answered for', () => {
    const placed = { urn: null, hostAuthority: TORFAEN, responsibleAuthority: NEWPORT }
    expect(holds(relationship, officer, [says(care, { 'fact.placement': placed })])).toBe('DOES_NOT_HOLD')
  })

  it('holds where one says so and another is down', () => {
    const answers = [answer(police, DOWN), says(care, { 'fact.area': { homeAuthority: NEWPORT } })]
    expect(holds(relationship, officer, answers)).toBe('HOLDS')
  })
})

describe('an involvement', () => {
  const until = (from: string, to: string | null) =>
    holds('ALLOCATED', person(), [says(care, { 'fact.involvements': [involvement({ from, until: to })] })])

  it('counts from its first day and up to its last, whether days or moments are written', () => {
    const today = NOW.toISOString().slice(0, 10)
    for (const moment of [today, `${today}T23:00:00Z`]) {
      expect(until(moment, null)).toBe('HOLDS')
      expect(until(dayAgo(9), moment)).toBe('DOES_NOT_HOLD')
    }
    expect([until(dayAgo(-1), null), until(dayAgo(9), dayAgo(-1))]).toEqual(['DOES_NOT_HOLD', 'HOLDS'])
  })
})

describe('what the hub itself decides', () => {
  it('HUB_CASE rests on the hub’s records and asks nobody', () => {
    expect(holds('HUB_CASE', person(), [], hub({ hubCase: true }))).toBe('HOLDS')
    expect(holds('HUB_CASE', person(), [answer(police, DOWN)])).toBe('DOES_NOT_HOLD')
  })

  it('ASSIGNED_DEBRIEF is the caller’s own assignment', () => {
    expect(holds('ASSIGNED_DEBRIEF', person(), [], hub({ debriefAssignees: ['DW-9', 'SW-1'] }))).toBe('HOLDS')
    expect(holds('ASSIGNED_DEBRIEF', person(), [], hub({ debriefAssignees: ['DW-9'] }))).toBe('DOES_NOT_HOLD')
  })
})

describe('a source that could not say', () => {
  const part: Part = 'fact.involvements'
  const notSaid = {
    'is down': answer(care, DOWN),
    'names more than one record': answer(care, { kind: 'many' }),
    'could not give the part': answer(care, read({}, { failedParts: { [part]: 'MALFORMED' } })),
    'may have answered for another child': { ...says(care, { [part]: [involvement()] }), sameChild: false },
  } as const

  it.each(Object.keys(notSaid) as (keyof typeof notSaid)[])('leaves it undecided where it %s', name => {
    expect(holds('ALLOCATED', person(), [notSaid[name]])).toBe('UNDECIDED')
  })

  it('does not matter where another says that it holds', () => {
    expect(holds('ALLOCATED', person(), [notSaid['is down'], ...involved({})])).toBe('HOLDS')
  })

  it('is not one that has no record, or locks it against the caller', () => {
    expect(holds('ALLOCATED', person(), [answer(care, { kind: 'nothing' })])).toBe('DOES_NOT_HOLD')
    expect(holds('ALLOCATED', person(), [answer(care, { kind: 'locked' })])).toBe('DOES_NOT_HOLD')
  })

  it('was not asked for another fact', () => {
    const other = { ...answer(care, DOWN).question, parts: new Set<Part>(['fact.area']) }
    expect(holds('ALLOCATED', person(), [answer(care, DOWN, { question: other })])).toBe('DOES_NOT_HOLD')
  })
})
