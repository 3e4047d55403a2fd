// What two editions differ in: nothing where they do not, and exactly what was changed where they do.
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readClassification } from '../../../src/cli/protocol/coordinates.js'
import { boxes } from '../../../src/policies/explain/boxes.js'
import { levelChanges } from '../../../src/policies/explain/difference.js'
import type { LevelChange } from '../../../src/policies/explain/difference.js'
import { ruleChanges } from '../../../src/policies/explain/rule-changes.js'
import type { RuleChange } from '../../../src/policies/explain/rule-changes.js'
import { gwent, mutated, unproved, withCell } from '../protocol/support.js'

const before = gwent()
const coordinates = [...readClassification().coordinates.values()]
const levelsTo = (text: string): readonly LevelChange[] => levelChanges(before, unproved(text), coordinates)
const rulesTo = (text: string): readonly RuleChange[] => ruleChanges(before, unproved(text))

describe('between an edition and itself', () => {
  it('nobody gains or loses', () => {
    expect(levelChanges(before, gwent(), coordinates)).toEqual([])
    expect(ruleChanges(before, gwent())).toEqual([])
  }, 60_000)
})

describe('levels', () => {
  it('a cell raised is a gain of that role, with its coordinates and every circumstance that it needs', () => {
    expect(levelsTo(withCell('MEETINGS', 'SL', 'S'))).toEqual([
      {
        role: 'SL', category: 'MEETINGS', change: 'GAINS', from: 'EXISTS', to: 'SUMMARY', records: 'ALL',
        coordinates: coordinates.filter(({ category, level }) => category === 'MEETINGS' && level === 'SUMMARY').map(({ type, field }) => `${type}.${field}`),
        when: [
          { purpose: ['LOCATE_CHILD'], relationships: ['ENROLLED'], 'episode open': ['YES'] },
          { purpose: ['SCHOOL_SUPPORT'], relationships: ['ENROLLED'] },
        ],
      },
    ]) // prettier-ignore
  }, 60_000)

  it('one lowered while an episode is open is a loss then', () => {
    const [change, ...more] = levelsTo(withCell('HEALTH_ALERTS', 'PO', 'S*'))
    expect(more).toEqual([])
    expect(change).toMatchObject({ role: 'PO', change: 'LOSES', from: 'FULL', to: 'SUMMARY' })
    expect(change?.when).toEqual([{ purpose: ['LOCATE_CHILD'], relationships: ['IN_AREA'], 'episode open': ['YES'] }])
    expect(change?.coordinates.every(name => coordinates.some(each => `${each.type}.${each.field}` === name && each.level === 'FULL'))).toBe(true)
  }, 60_000) // prettier-ignore

  it('a relationship more that opens a column is told by that relationship', () => {
    const changes = levelsTo(
      mutated(['agencies: [SOCIAL_CARE], opensBy: [TEAM] }', 'agencies: [SOCIAL_CARE], opensBy: [TEAM, DUTY] }']),
    )
    expect(new Set(changes.map(({ role, change }) => `${role} ${change}`))).toEqual(new Set(['TM GAINS']))
    const held = changes.flatMap(({ when }) => when.flatMap(box => box['relationships'] ?? []))
    expect(new Set(held)).toEqual(new Set(['DUTY', 'TEAM undecided and DUTY']))
  }, 60_000)

  it('a note that reaches fewer is told by what the token says', () => {
    const changes = levelsTo(mutated(['{ secondedFrom: [POLICE], vetting: [police] }', '{ secondedFrom: [POLICE], vetting: [] }']))
    expect(changes.map(({ role, category, change, records }) => [role, category, change, records])).toEqual([
      ['HP', 'POLICE_INTELLIGENCE', 'LOSES', 'ALL'],
      ['HM', 'POLICE_INTELLIGENCE', 'LOSES', 'ALL'],
      ['HM', 'POLICE_INTELLIGENCE', 'LOSES', 'HUB'],
    ])
    for (const box of changes.flatMap(({ when }) => when)) {
      expect(box['vetting']).toEqual(['police'])
      expect(box['seconded from']).toEqual(['nobody', 'SOCIAL_CARE', 'HEALTH', 'HUB'])
    }
  }, 60_000) // prettier-ignore

  it('a purpose that no longer reads hub records alone gains in agencies’ records', () => {
    const changes = levelsTo(mutated(['    hubRecordsOnly: true\n', '']))
    expect(new Set(changes.map(({ records, change }) => `${change} ${records}`))).toEqual(new Set(['GAINS AGENCIES']))
    expect(changes.find(({ category }) => category === 'IDENTITY')?.coordinates).toContain('Child.calledBy')
  }, 60_000)
})

describe('other rules', () => {
  it.each<[string, string, Partial<RuleChange>]>([
    ['an act given to one role more', mutated(['triage: { roles: [HP, HM, PM]', 'triage: { roles: [HP, HM, PM, PO]']), { rule: 'act.triage', role: 'PO', from: null }],
    ['an audience narrowed', mutated(['ABOUT_SCHOOL: { everybodyBut: [SL, EW] }', 'ABOUT_SCHOOL: { everybodyBut: [SL, EW, HP] }']), { rule: 'handling ABOUT_SCHOOL', role: 'HP', from: 'yes', to: null }],
    ['a grace lengthened', mutated(['askedOf: [EDUCATION], grace: 7 d', 'askedOf: [EDUCATION], grace: 1 d']), { rule: 'grace of ENROLLED', from: '10080 minutes', to: '1440 minutes' }],
    ['whereabouts told to one role less', mutated(['mayLocate: [HM, PM,', 'mayLocate: [HM,']), { rule: 'told where a child with a protection flag is', role: 'PM', from: 'with any relationship', to: null }],
    ['a category concealed', mutated(['owner: HEALTH, basis: [PUBLIC_TASK, SAFEGUARDING] }\n  HEALTH_RECORD', 'owner: HEALTH, concealed: true, basis: [PUBLIC_TASK, SAFEGUARDING] }\n  HEALTH_RECORD']), { rule: 'a refusal of HEALTH_ALERTS', from: 'is said' }],
  ])('%s', (_, text, change) => {
    expect(rulesTo(text)).toEqual([expect.objectContaining(change)])
  }) // prettier-ignore
})

describe('who has more by another rule', () => {
  it.each<[string, string, readonly unknown[]]>([
    ['a budget of one role raised', mutated(['    SW: 100', '    SW: 150']), [{ rule: 'children shown, at most', role: 'SW', change: 'GAINS', from: '100', to: '150' }]],
    ['one lowered', mutated(['    HP: 400', '    HP: 300']), [{ rule: 'children shown, at most', role: 'HP', change: 'LOSES', from: '400', to: '300' }]],
    ['more guesses', mutated(['atMost: 50, flaggedFrom: 20', 'atMost: 80, flaggedFrom: 20']), [{ rule: 'identifiers that lead to no child shown, at most', role: null, change: 'GAINS', from: '50', to: '80' }]],
    ['told of later', mutated(['atMost: 50, flaggedFrom: 20', 'atMost: 50, flaggedFrom: 30']), [expect.objectContaining({ rule: 'overseers are told from so many of them', change: 'GAINS' })]],
    ['the same budget for a shorter time', mutated(['  within: 24 h\n', '  within: 12 h\n']), [{ rule: 'budgets are counted over', role: null, change: 'GAINS', from: '1440 minutes', to: '720 minutes' }]],
    ['a slow crawl counted over less', mutated(['slowly: { within: 7 d', 'slowly: { within: 2 d']), [expect.objectContaining({ rule: 'a slow crawl is counted over', change: 'GAINS' })]],
    ['children of another relationship no longer counted', mutated(['RESIDENT, ASSIGNED_DEBRIEF]', 'RESIDENT, ASSIGNED_DEBRIEF, UNDER_CARE]']), ['SN', 'EC'].map(role => ({ rule: 'children not counted, by UNDER_CARE', role, change: 'GAINS', from: null, to: 'yes' }))],
    ['an act taken away', mutated(['triage: { roles: [HP, HM, PM]', 'triage: { roles: [HP, HM]']), [{ rule: 'act.triage', role: 'PM', change: 'LOSES', from: 'with its own relationship', to: null }]],
    ['break-glass for longer', mutated(['  atMost: 60 min', '  atMost: 90 min']), [{ rule: 'break-glass, at most', role: null, change: 'GAINS', from: '60 minutes', to: '90 minutes' }]],
    ['a signature', mutated(['Director A. Sampl', 'Director Z. Sampl']), [{ rule: 'signatories.Caerphilly county borough.signedBy', role: null, change: 'CHANGES', from: 'Director A. Sampl', to: 'Director Z. Sampl' }]],
    ['a number of months', mutated(['withinMonths: 12', 'withinMonths: 24']), [{ rule: 'relationships.HUB_CASE.withinMonths', role: null, change: 'CHANGES', from: '12', to: '24' }]],
    ['whereabouts by a relationship', mutated(['SW with ALLOCATED', 'SW with TEAM']), [{ rule: 'told where a child with a protection flag is', role: 'SW', change: 'CHANGES', from: 'with ALLOCATED relationship', to: 'with TEAM relationship' }]],
    ['the same words in another order', mutated(['neverOpens: [POLICE_INTELLIGENCE, HEALTH_SENSITIVE,', 'neverOpens: [HEALTH_SENSITIVE, POLICE_INTELLIGENCE,']), []],
  ])('%s', (_, text, changes) => {
    expect(rulesTo(text)).toEqual(changes)
  }) // prettier-ignore
})

describe('circumstances', () => {
  it('are told by boxes that hold just the points meant, each once', () => {
    const dimensions = [
      { name: 'a', values: ['1', '2', '3'] },
      { name: 'b', values: ['1', '2'] },
      { name: 'c', values: ['1', '2', '3'] },
    ]
    const all = ['1', '2', '3'].flatMap(a => ['1', '2'].flatMap(b => ['1', '2', '3'].map(c => [a, b, c])))
    fc.assert(
      fc.property(fc.subarray(all), chosen => {
        const meant = new Set(chosen.map(point => point.join()))
        const found = boxes(dimensions, point => meant.has(point.join()))
        for (const point of all) {
          const within = found.filter(box => dimensions.every(({ name }, at) => box[name]?.includes(point[at] ?? '') ?? true))
          expect(within).toHaveLength(meant.has(point.join()) ? 1 : 0)
        }
      }),
    )
  }) // prettier-ignore
})
