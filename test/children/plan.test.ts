import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { planFor } from '../../src/children/plan.js'
import type { Plan, SectionPlan } from '../../src/children/plan.js'
import type { Rights } from '../../src/types/decision.js'
import { LEVELS } from '../../src/types/index.js'
import type { Category } from '../../src/types/index.js'
import { classification, everything, grants, rights } from './support.js'

const plan = (requested: readonly string[], held: Rights): Plan => planFor(classification, new Set(requested), held)

function police(requested: readonly string[], held: Rights): SectionPlan {
  const found = plan(['Child.police', ...requested], held).sections.get('police')
  if (!found) throw new Error('the police section was asked for')
  return found
}

describe('the plan of a section', () => {
  it('asks for what the query selects and nothing else', () => {
    const { content } = police(['PoliceAnswer.record', 'PoliceRecord.markers'], everything())
    expect([...content]).toEqual(['police.markers'])
  })

  it('asks for every part where a query selects only the status: a status speaks of the whole section', () => {
    const { content } = police(['PoliceAnswer.status'], everything())
    expect(content.size).toBe(9)
  })

  it('leaves out a section that is not selected', () => {
    expect(plan(['Child.health'], everything()).sections.has('police')).toBe(false)
  })

  it('asks only whether something is held where the level is EXISTS', () => {
    const held = rights({ POLICE_MARKERS: 'EXISTS' })
    const asked = police(['PoliceRecord.markers'], held)
    expect([[...asked.content], [...asked.existsOnly]]).toEqual([[], ['police.markers']])
  })

  it('tells of a part that needs FULL only that something is recorded, to a caller who holds SUMMARY', () => {
    const asked = police(['PoliceRecord.nominal', 'PoliceRecord.custody'], rights({ POLICE_RECORD: 'SUMMARY' }))
    expect([[...asked.content], [...asked.existsOnly]]).toEqual([['police.nominal'], ['police.custody']])
    expect(asked.withheld).toEqual([
      { coordinate: 'PoliceRecord.custody', category: 'POLICE_RECORD', clause: '3.TEST.POLICE_RECORD' },
    ])
  })

  it('asks nothing, not even whether it is there, where the level is NONE', () => {
    const asked = police(['PoliceRecord.intelligence'], rights({}))
    expect([asked.content.size, asked.existsOnly.size, asked.undecided.size]).toEqual([0, 0, 0])
    expect(asked.withheld.map(({ coordinate }) => coordinate)).toEqual(['PoliceRecord.intelligence'])
  })

  it('opens nothing that is undecided, not even that something is recorded', () => {
    const asked = police(['PoliceRecord.markers'], rights({ POLICE_MARKERS: 'UNDECIDED+EXISTS' }))
    expect([asked.content.size, asked.existsOnly.size, [...asked.undecided]]).toEqual([0, 0, ['police.markers']])
  })

  it('does not call withheld what is undecided', () => {
    const asked = police(['PoliceRecord.markers', 'PoliceMarker.note'], rights({ POLICE_MARKERS: 'UNDECIDED+NONE' }))
    expect(asked.withheld).toEqual([])
  })

  it('names a part of which one field is undecided, although the rest of it is given', () => {
    const asked = police(
      ['PoliceRecord.markers', 'PoliceMarker.marker', 'PoliceMarker.note'],
      rights({ POLICE_MARKERS: 'UNDECIDED+SUMMARY' }),
    )
    expect([...asked.content]).toEqual(['police.markers'])
    expect([...asked.undecided]).toEqual(['police.markers'])
  })

  it('names no part as undecided for a field that nobody selects', () => {
    const asked = police(
      ['PoliceRecord.markers', 'PoliceMarker.marker'],
      rights({ POLICE_MARKERS: 'UNDECIDED+SUMMARY' }),
    )
    expect([...asked.undecided]).toEqual([])
  })

  it('withholds a leaf that needs more than the row it is in', () => {
    const asked = police(['PoliceRecord.markers', 'PoliceMarker.note'], rights({ POLICE_MARKERS: 'SUMMARY' }))
    expect(asked.withheld.map(({ coordinate }) => coordinate)).toEqual(['PoliceMarker.note'])
  })

  it('withholds a field only in the section that selects it', () => {
    const both = plan(['Child.police', 'Child.health', 'PoliceRecord.markers', 'HealthRecord.alerts'], rights({}))
    expect(both.sections.get('health')?.withheld.map(({ coordinate }) => coordinate)).toEqual(['HealthRecord.alerts'])
  })
})

describe('the plan of a child', () => {
  it('asks for what derived fields are worked out from, as far as the caller may have it', () => {
    const held = rights({ IDENTITY: 'FULL', POLICE_RECORD: 'EXISTS' })
    expect([...plan(['Child.conflicts'], held).parts]).toEqual(['identity'])
  })

  it('asks nobody for professionals where the caller may not have them', () => {
    expect(plan(['Child.professionals'], rights({ PROFESSIONALS: 'EXISTS' })).parts.size).toBe(0)
  })

  it('names a refused field of the child itself', () => {
    const { withheld } = plan(['Child.professionals', 'Professionals.people'], rights({}))
    expect(withheld.map(({ coordinate }) => coordinate)).toEqual(['Child.professionals', 'Professionals.people'])
  })

  it('names an undecided field of the child itself: a null without a reason would look like nobody', () => {
    const { undecided, withheld } = plan(['Child.professionals'], rights({ PROFESSIONALS: 'UNDECIDED+NONE' }))
    expect(undecided.map(({ coordinate }) => coordinate)).toEqual(['Child.professionals'])
    expect(withheld).toEqual([])
  })

  it('draws the hub from its own levels and the agencies from theirs, under a purpose for hub records only', () => {
    const held = { ...rights({}), grants: grants({}, 'FULL'), hubRecordsOnly: true }
    const { sections } = plan(['Child.hub', 'Child.police', 'Child.missingEpisodes'], held)
    const given = (name: 'hub' | 'missingEpisodes'): string[] => [...(sections.get(name)?.content ?? [])].sort()
    const casework = ['hub.legalMeasures', 'hub.meetings', 'hub.miraf', 'hub.mirafHistory', 'hub.mirafSummary']
    expect(given('hub')).toEqual([...casework, 'hub.referrals', 'hub.serafs'])
    expect(given('missingEpisodes')).toEqual(['episodes', 'episodes.accounts', 'episodes.interviews'])
    expect(sections.get('police')?.content.size).toBe(0)
  })
})

describe('any plan', () => {
  const categories = [...new Set([...classification.coordinates.values()].map(({ category }) => category))]
  const level = fc.constantFrom(...LEVELS)
  const held = fc
    .dictionary(fc.constantFrom(...categories), level)
    .map(of => rights(of as Partial<Record<Category, (typeof LEVELS)[number]>>))
  const requested = fc.subarray([...classification.coordinates.keys()])

  it('asks for the content of no part above the level that the least of its fields needs', () => {
    fc.assert(
      fc.property(requested, held, (coordinates, given) => {
        for (const { content } of plan(coordinates, given).sections.values()) {
          for (const part of content) {
            const needs = classification.parts.get(part)
            expect(needs && given.grants[needs.category].strength >= needs.strength).toBe(true)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('names as withheld exactly what gate 2 would refuse among the selected fields of a section', () => {
    fc.assert(
      fc.property(requested, held, (coordinates, given) => {
        for (const { withheld } of plan(coordinates, given).sections.values()) {
          for (const { coordinate } of withheld) {
            const needs = classification.coordinates.get(coordinate)
            expect(needs && given.grants[needs.category].strength < needs.strength).toBe(true)
            expect(coordinates).toContain(coordinate)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never asks for more when a level falls', () => {
    fc.assert(
      fc.property(requested, held, fc.constantFrom(...categories), (coordinates, given, fallen) => {
        const lower = {
          ...given.grants,
          [fallen]: { ...given.grants[fallen], level: 'NONE' as const, strength: 0 as const },
        }
        if (fallen === 'OPERATIONAL' || fallen === 'DERIVED') return
        const before = plan(coordinates, given).parts
        const after = plan(coordinates, { ...given, grants: lower, agencyGrants: lower }).parts
        expect([...after].filter(part => !before.has(part))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
