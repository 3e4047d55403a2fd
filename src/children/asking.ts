// What of the schema an operation asks for, whoever asks it and of whichever child: worked out once, and then looked at under each
// child's rights (plan.ts).
import type { Part } from '../adapters/agency.js'
import { OPEN_CATEGORIES } from '../schema/classification.js'
import type { Classification, Coordinate } from '../schema/classification.js'
import { PARTS_OF_DRAFT } from './miraf-draft.js'
import { SECTIONS, partsOf } from './sections.js'
import type { Section } from './sections.js'

/** The coordinates an operation selects, `@skip` and `@include` applied, abstract types expanded. */
export type Requested = ReadonlySet<string>

/** Parts that derived fields of the child are worked out from. */
const DERIVED_FROM: Readonly<Record<string, readonly Part[]>> = {
  'Child.calledBy': ['identity'],
  'FoundChild.likeness': ['identity'],
  'FoundChild.why': ['identity'],
  'Child.professionals': ['professionals'],
  'Child.conflicts': ['identity', 'police.nominal'],
  'Child.links': ['identity', 'police.nominal'],
  'Child.mirafDraft': PARTS_OF_DRAFT,
  'Child.timeline': [
    'episodes', 'police.markers', 'police.occurrences', 'police.protectionNotices', 'police.intelligence',
    'socialCare.statuses', 'socialCare.legalOrders', 'socialCare.protectionPlans', 'socialCare.placements',
    'socialCare.alerts', 'socialCare.chronology', 'socialCare.referrals', 'socialCare.meetings',
    'education.enrolments', 'education.behaviour', 'education.exclusions',
    'health.alerts', 'health.emergencyVisits', 'health.missedAppointments',
    'thirdSector.debriefs', 'thirdSector.mediation', 'thirdSector.referrals', 'hub.mirafSummary',
  ],
} // prettier-ignore

export interface Asking {
  readonly sections: readonly {
    readonly section: Section
    readonly parts: readonly Part[]
    /** What is selected within the section's answer. */
    readonly selected: readonly Coordinate[]
  }[]
  readonly derived: readonly { readonly coordinate: Coordinate | undefined; readonly parts: readonly Part[] }[]
  readonly ofChild: readonly Coordinate[]
  /** Worked out from the hub's own records. */
  readonly ofHub: readonly Coordinate[]
}

/** Worked out once for each operation that is kept: it goes through every coordinate of the schema. */
const known = new WeakMap<Classification, WeakMap<Requested, Asking>>()

export function askingOf(classification: Classification, requested: Requested): Asking {
  const ofSchema = known.get(classification) ?? new WeakMap<Requested, Asking>()
  known.set(classification, ofSchema)
  const asking = ofSchema.get(requested) ?? readAsking(classification, requested)
  ofSchema.set(requested, asking)
  return asking
}

function readAsking(classification: Classification, requested: Requested): Asking {
  const selected = [...classification.coordinates].flatMap(([name, one]) => (requested.has(name) ? [one] : []))
  return {
    sections: SECTIONS.filter(({ name }) => requested.has(`Child.${name}`)).map(section => {
      const within = new Set([section.answerType, ...typesWithin(section.recordType, classification)])
      const parts = partsAsked(section, classification, requested)
      return { section, parts, selected: selected.filter(({ type }) => within.has(type)) }
    }),
    derived: Object.entries(DERIVED_FROM)
      .filter(([name]) => requested.has(name))
      .map(([name, parts]) => ({ coordinate: classification.coordinates.get(name), parts })),
    ofChild: selected.filter(({ type }) => type === 'Child' || reachedFromDerived(type)),
    ofHub: selected.filter(({ type }) => type === 'ChildDue' || type === 'DueItem'),
  }
}

/** A section asked only for its status is asked for everything in it. */
function partsAsked(section: Section, classification: Classification, requested: Requested): readonly Part[] {
  const all = [...partsOf(section, classification)]
  const wanted = all.filter(([, { fields }]) => fields.some(field => requested.has(`${section.recordType}.${field}`)))
  return (wanted.length > 0 ? wanted : all).map(([part]) => part)
}

const DERIVED_TYPES: ReadonlySet<string> = new Set([
  'CalledBy',
  'SourcedText',
  'Professionals',
  'Professional',
  'Access',
  'ChildLink',
  'MirafDraft',
  'MirafDraftFact',
])
const reachedFromDerived = (type: string): boolean => DERIVED_TYPES.has(type)

const withinCache = new WeakMap<Classification, Map<string, ReadonlySet<string>>>()

/** The record type and every type below it. */
export function typesWithin(recordType: string, classification: Classification): ReadonlySet<string> {
  const cache = withinCache.get(classification) ?? new Map<string, ReadonlySet<string>>()
  withinCache.set(classification, cache)
  const known = cache.get(recordType)
  if (known) return known
  const within = new Set([recordType])
  for (const type of within) {
    for (const { type: owner, leadsTo, category } of classification.coordinates.values()) {
      if (owner === type && leadsTo !== null && !OPEN_CATEGORIES.has(category)) within.add(leadsTo)
    }
  }
  // Types of several sections (Coded, Bilingual) are open and never withheld; leave them out of the closure.
  cache.set(recordType, within)
  return within
}
