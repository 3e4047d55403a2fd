// No part of the protocol changes without the diff saying so: section by section, and leaf by leaf.
import { describe, expect, it } from '@jest/globals'
import { readClassification } from '../../../src/cli/protocol/coordinates.js'
import { levelChanges } from '../../../src/policies/explain/difference.js'
import { ruleChanges } from '../../../src/policies/explain/rule-changes.js'
import { CHILD_CATEGORIES, compile } from '../../../src/policies/protocol/index.js'
import type { CompiledProtocol } from '../../../src/policies/protocol/index.js'
import { editionSchema } from '../../../src/policies/protocol/schema.js'
import type { EditionFile } from '../../../src/policies/protocol/schema.js'
import { gwent, mutated, unproved, withCell } from '../protocol/support.js'

const before = gwent()

/** One change of each section, and what the diff has to say of it. A section more does not compile until it has its own. */
const CHANGED: Readonly<Record<keyof EditionFile, readonly [string, string]>> = {
  edition: [mutated(['until: 2028-01-09', 'until: 2029-01-09']), 'edition.until'],
  signatories: [mutated(['Director A. Sampl', 'Director Z. Sampl']), 'signatories.Caerphilly county borough.signedBy'],
  bases: [mutated(['Article 6(1)(e), public', 'Article 6(1)(f), public']), 'bases.PUBLIC_TASK'],
  categories: [mutated(["'3.IDENTITY', owner: SOCIAL_CARE", "'3.IDENTITY', owner: HUB"]), 'whoever answers for IDENTITY'],
  relationships: [mutated(['askedOf: [HUB], grace: 12 h, withinMonths: 12', 'askedOf: [HUB], grace: 12 h, withinMonths: 24']), 'relationships.HUB_CASE.withinMonths'],
  roles: [mutated(['name: ANALYST, agencies: [HUB, SOCIAL_CARE', 'name: ANALYST, agencies: [SOCIAL_CARE']), 'asserted by the agencies'],
  matrix: [withCell('MEETINGS', 'SL', 'S'), 'MEETINGS'],
  conditions: [mutated(['{ clearance: [protected] }', '{ clearance: [protected, secret] }']), 'conditions.protected-cleared.clearance'],
  notes: [mutated(['a protection exists, and a fixed number', 'a protection exists, and a number']), 'notes.3.(4).says'],
  narrowing: [mutated(['afterDays: 30', 'afterDays: 60']), 'the column is narrowed after'],
  purposes: [mutated(["clause: '2.STATISTICS'", "clause: '2.FIGURES'"]), 'purposes.STATISTICS.clause'],
  episode: [mutated(['closedBy: [NO_FURTHER_ACTION]', 'closedBy: []']), 'episode.closedBy'],
  breakGlass: [mutated(['  atMost: 60 min', '  atMost: 90 min']), 'break-glass, at most'],
  withoutRelationship: [mutated(['toldTheChildIsKnown: [SW,', 'toldTheChildIsKnown: [IR, SW,']), 'told, without a relationship, that the child is known'],
  conflictsOfInterest: [mutated(['ADay: 20', 'ADay: 10']), 'notices of one conflict of interest a day'],
  retention: [mutated(["counted: BIRTH\n      years: 25", "counted: BIRTH\n      years: 20"]), 'retention.rules.6.EPISODES.2.years'],
  proportion: [mutated(['SW: 100', 'SW: 150']), 'children shown, at most'],
  handling: [mutated(['told: [HP, HM, PM, SW, TM]', 'told: [HP, HM, PM, SW]']), 'told that a record was removed'],
  protectionFlag: [mutated(['mayLocate: [HM, PM,', 'mayLocate: [HM,']), 'told where a child with a protection flag is'],
  carried: [mutated(['readableWith: BOTH_CATEGORIES', 'readableWith: CARRIER_ALONE']), 'facts carried into hub records'],
  acts: [mutated(['triage: { roles: [HP, HM, PM]', 'triage: { roles: [HP, HM, PM, PO]']), 'act.triage'],
  systemActors: [mutated(['neverSources: [cp-is]', 'neverSources: []']), 'the gateway acting of itself'],
  contacts: [mutated(['phone: 01632 960102', 'phone: 01632 960108']), 'contacts.SOCIAL_CARE.phone'],
  never: [mutated(['who: { agencies: [EDUCATION], secondedToo: true }', 'who: { agencies: [EDUCATION] }']), 'never.N1.who.secondedToo'],
  names: [mutated(['HP: { en: Hub practitioner,', 'HP: { en: Hub worker,']), 'names.roles.HP.en'],
  welsh: [mutated(['title: Rhannu gwybodaeth', 'title: Cyfnewid gwybodaeth']), 'welsh.title'],
} // prettier-ignore

describe('every section of the protocol', () => {
  it('has its change below', () => {
    expect(Object.keys(CHANGED).sort()).toEqual(Object.keys(editionSchema.shape).sort())
  })

  it.each(Object.entries(CHANGED))(
    '%s',
    (section, [text, told]) => {
      const after = unproved(text)
      const said =
        section === 'matrix'
          ? levelChanges(before, after, readClassification().coordinates.values()).map(({ category }) => category)
          : ruleChanges(before, after).map(({ rule }) => rule)
      expect(said).toContain(told)
    },
    60_000,
  )
})

type Path = readonly (string | number)[]

/** Every place of the file that holds a word, a number or a list of words. */
function leavesOf(value: unknown, path: Path): readonly Path[] {
  if (value === null || value === undefined || value instanceof Map) return []
  if (Array.isArray(value) && value.length === 0) return []
  if (Array.isArray(value))
    return value.every(item => typeof item !== 'object') ? [path] : value.flatMap((item, at) => leavesOf(item, [...path, at]))
  if (typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
} // prettier-ignore

function altered(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(1)
  if (typeof value === 'number') return value + 1
  if (CHILD_CATEGORIES.some(category => category === value)) return 'IDENTITY'
  return typeof value === 'boolean' ? !value : `${String(value)} otherwise`
}

function withLeaf(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return altered(value)
  if (Array.isArray(value)) return value.map((item: unknown, at) => (at === key ? withLeaf(item, rest) : item))
  if (typeof value !== 'object' || value === null) throw new Error('no such place')
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? withLeaf(inner, rest) : inner]),
  )
}

describe('every leaf of the protocol', () => {
  // The id is what the two are called by; a note whose condition there is not does not compile; an act's relationship is one of
  // two words, and a third reads as the second; a record's own list is always `true`.
  const ELSEWHERE = /^edition\.id$|^notes\.\d+\.(if|unless)$|^acts\.\w+\.relationship$|theRecordsOwnList$/

  it('is told of when it changes', () => {
    const silent = leavesOf(before.edition, [])
      .filter(path => !ELSEWHERE.test(path.join('.')))
      .filter(path => {
        const edition = withLeaf(before.edition, path) as CompiledProtocol['edition']
        return ruleChanges(before, compile(edition)).length === 0
      })
    expect(silent.map(path => path.join('.'))).toEqual([])
  }, 120_000)
})
