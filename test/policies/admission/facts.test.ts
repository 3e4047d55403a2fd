// Who is asked what for each relationship: the agency, its parts, and whether only the caller's own system.
import { describe, expect, it } from '@jest/globals'
import { factQuestions, isOwnSystem } from '../../../src/policies/admission/facts.js'
import type { Relationship } from '../../../src/types/index.js'
import { source } from '../../children/support.js'
import { care, health, link, person, police, schools } from './support.js'

const other = source({ id: 'social-care-other', agency: 'SOCIAL_CARE', offers: ['fact.involvements', 'fact.placement', 'fact.area', 'fact.episodes'] }) // prettier-ignore
const SOURCES = [police, care, other, schools, health]
const EVERYWHERE = { police: 'police-gwent', care: 'social-care-torfaen', other: 'social-care-other' } as const

const asked = (relationships: readonly Relationship[], episode = false, organisation = care.description.organisation) =>
  factQuestions({ relationships, episode }, person({ organisation }), [], SOURCES).map(
    ({ source: { description }, parts, decides }) => [description.id, [...parts].sort().join(' '), decides],
  )

describe('to decide a relationship', () => {
  it.each<[Relationship, string, readonly unknown[]]>([
    ...(['ALLOCATED', 'TEAM', 'REVIEWING'] as const).map(
      name => [name, care.description.organisation, [[EVERYWHERE.care, 'fact.involvements', true]]] as [Relationship, string, readonly unknown[]],
    ),
    ['ENROLLED', schools.description.organisation, [['education-newport', 'fact.enrolments', true]]],
    ['ENROLLED', 'elsewhere', []],
    ['UNDER_CARE', health.description.organisation, [['health-abuhb', 'fact.care', true]]],
    ['UNDER_CARE', 'elsewhere', []],
    ['RESIDENT', 'a home', [[EVERYWHERE.care, 'fact.placement', true], [EVERYWHERE.other, 'fact.placement', true]]],
    ...(['IN_AREA', 'DUTY'] as const).map(
      name => [name, 'anywhere', [
        [EVERYWHERE.police, 'fact.episodes', true], [EVERYWHERE.care, 'fact.area fact.placement', true], [EVERYWHERE.other, 'fact.area fact.placement', true],
      ]] as [Relationship, string, readonly unknown[]],
    ),
    ['HUB_CASE', 'hub', []],
    ['ASSIGNED_DEBRIEF', 'charity', []],
  ])('%s, for somebody of %s', (relationship, organisation, questions) => {
    expect(asked([relationship], false, organisation)).toEqual(questions)
  }) // prettier-ignore
})

describe('an episode', () => {
  it('is asked of police and of every social care system, and decides no relationship', () => {
    expect(asked([], true)).toEqual([
      [EVERYWHERE.police, 'fact.episodes', false],
      [EVERYWHERE.care, 'fact.episodes', false],
      [EVERYWHERE.other, 'fact.episodes', false],
    ])
    expect(asked([], false)).toEqual([])
  })

  it('is asked together with what decides', () => {
    expect(asked(['ALLOCATED'], true)).toContainEqual([EVERYWHERE.care, 'fact.episodes fact.involvements', true])
  })

  it('is not asked of a system that does not offer it', () => {
    const bare = source({ id: 'bare', agency: 'POLICE', offers: [] })
    expect(factQuestions({ relationships: [], episode: true }, person(), [], [bare])).toEqual([])
  })
})

describe('a question', () => {
  it('is put once for each record of the child, and about nobody where there is none', () => {
    const links = [link(EVERYWHERE.care), { ...link(EVERYWHERE.care), recordId: 'second' }, link('gone')]
    const found = factQuestions({ relationships: ['RESIDENT'], episode: false }, person(), links, SOURCES)
    expect(found.map(({ source: { description }, link: of }) => [description.id, of?.recordId ?? null])).toEqual([
      [EVERYWHERE.care, `record-at-${EVERYWHERE.care}`],
      [EVERYWHERE.care, 'second'],
      [EVERYWHERE.other, null],
    ])
  })
})

describe('the own system', () => {
  it('is that of the organisation, or one that serves it', () => {
    const one = source({ id: 'shared', agency: 'EDUCATION' })
    const shared = { ...one, description: { ...one.description, organisation: 'authority', serves: ['school'] } }
    expect(['authority', 'school', 'nursery'].map(organisation => isOwnSystem(shared, { organisation }))).toEqual([
      true,
      true,
      false,
    ])
  })
})
