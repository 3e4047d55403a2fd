// What this query asks of this child under these rights: which parts to ask for, which to ask only whether they hold
// anything, and what is withheld. Decided from coordinates and grants alone, before any agency is called.
import type { Part } from '../adapters/agency.js'
import type { Classification, Coordinate } from '../schema/classification.js'
import { OPEN_CATEGORIES } from '../schema/classification.js'
import type { Grants, Rights } from '../types/decision.js'
import type { Category } from '../types/index.js'
import { PARTS_OF_DRAFT } from './miraf-draft.js'
import { SECTIONS, partsOf } from './sections.js'
import type { Section, SectionName } from './sections.js'

export interface WithheldCoordinate {
  readonly coordinate: string
  readonly category: Category
  readonly clause: string
}

export interface SectionPlan {
  /** Parts whose content the caller may have. */
  readonly content: ReadonlySet<Part>
  /** Parts of which the caller may know only that something is recorded. */
  readonly existsOnly: ReadonlySet<Part>
  /** Parts for which permission could not be decided, for the whole of them or for a field that the query selects. */
  readonly undecided: ReadonlySet<Part>
  readonly withheld: readonly WithheldCoordinate[]
}

export interface Plan {
  readonly sections: ReadonlyMap<SectionName, SectionPlan>
  /** Everything to ask of any source: the sections' parts and what derived fields need. */
  readonly parts: ReadonlySet<Part>
  /** Those of them whose content the caller may have. Of the others nothing is kept but whether they hold anything. */
  readonly content: ReadonlySet<Part>
  /** What keeps derived fields that the query selects from drawing on everything they could. */
  readonly derivedGaps: ReadonlySet<'WITHHELD' | 'UNDECIDED'>
  /** Refused fields of the child itself, such as `Child.professionals`. */
  readonly withheld: readonly WithheldCoordinate[]
  /** Fields of the child itself for which permission could not be decided: null, and said to be so. */
  readonly undecided: readonly WithheldCoordinate[]
}

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

const EXISTS = 1

/** Sections that the hub's own records answer in. */
export const OF_THE_HUB: ReadonlySet<SectionName> = new Set(['hub', 'missingEpisodes'])
const HUB_PARTS: ReadonlySet<Part> = new Set<Part>([
  ...(['episodes', 'episodes.interviews', 'episodes.accounts'] as const),
  ...(['hub.mirafSummary', 'hub.miraf', 'hub.mirafHistory'] as const),
  ...(['hub.meetings', 'hub.referrals', 'hub.serafs', 'hub.legalMeasures'] as const),
])

export function planFor(
  classification: Classification,
  requested: Requested,
  { grants: hubGrants, agencyGrants: grants, concealed }: Pick<Rights, 'grants' | 'agencyGrants' | 'concealed'>,
): Plan {
  const sections = new Map<SectionName, SectionPlan>()
  const parts = new Set<Part>()
  const content = new Set<Part>()
  const derivedGaps = new Set<'WITHHELD' | 'UNDECIDED'>()
  const selected = [...classification.coordinates.values()].filter(({ type, field }) =>
    requested.has(`${type}.${field}`),
  )
  for (const section of SECTIONS) {
    if (!requested.has(`Child.${section.name}`)) continue
    const own = OF_THE_HUB.has(section.name) ? hubGrants : grants
    const plan = planSection(section, classification, requested, selected, own)
    sections.set(section.name, plan)
    for (const part of [...plan.content, ...plan.existsOnly]) parts.add(part)
    for (const part of plan.content) content.add(part)
  }
  for (const [coordinate, needed] of Object.entries(DERIVED_FROM)) {
    if (!requested.has(coordinate) || !open(classification.coordinates.get(coordinate), grants)) continue
    for (const part of needed) {
      const grant = grantOfPart(part, classification, HUB_PARTS.has(part) ? hubGrants : grants)
      if (grant === 'CONTENT') {
        parts.add(part)
        content.add(part)
      } else derivedGaps.add(grant === 'UNDECIDED' ? 'UNDECIDED' : 'WITHHELD')
    }
  }
  const ofChild = selected.filter(
    // Of a concealed category nothing is said: a refusal looks the same as nothing recorded.
    ({ type, category }) => (type === 'Child' || reachedFromDerived(type)) && !concealed.has(category),
  )
  return {
    sections,
    parts,
    content,
    derivedGaps,
    withheld: withheldAmong(ofChild, grants),
    undecided: undecidedAmong(ofChild, grants),
  }
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

function planSection(
  section: Section,
  classification: Classification,
  requested: Requested,
  selected: readonly Coordinate[],
  grants: Grants,
): SectionPlan {
  const all = partsOf(section, classification)
  const wanted = [...all].filter(([, { fields }]) =>
    fields.some(field => requested.has(`${section.recordType}.${field}`)),
  )
  const chosen = (wanted.length > 0 ? wanted : [...all]).map(([part]) => part)
  const plan = { content: new Set<Part>(), existsOnly: new Set<Part>(), undecided: new Set<Part>() }
  for (const part of chosen) {
    const grant = grantOfPart(part, classification, grants)
    if (grant === 'CONTENT') plan.content.add(part)
    if (grant === 'EXISTS') plan.existsOnly.add(part)
    if (grant === 'UNDECIDED') plan.undecided.add(part)
  }
  const selectedIn = (types: ReadonlySet<string>): Coordinate[] => selected.filter(({ type }) => types.has(type))
  const undecided = Object.values(grants).some(grant => grant.undecided)
  // A field that is undecided within a part that is given: without a word of it, its null would look like nothing recorded.
  for (const part of undecided ? plan.content : []) {
    const fields = undecidedAmong(selectedIn(typesOfPart(part, section, classification)), grants)
    if (fields.some(({ coordinate }) => !isOtherPart(coordinate, part, classification))) plan.undecided.add(part)
  }
  const within = new Set([section.answerType, ...typesWithin(section.recordType, classification)])
  return { ...plan, withheld: withheldAmong(selectedIn(within), grants) }
}

/** What the grants say of a part: its content, only that it holds something, nothing, or not decided. */
function grantOfPart(
  part: Part,
  { parts }: Classification,
  grants: Grants,
): 'CONTENT' | 'EXISTS' | 'UNDECIDED' | 'NONE' {
  const needs = parts.get(part)
  if (!needs) return part === 'professionals' ? 'CONTENT' : 'NONE'
  const grant = grants[needs.category]
  if (grant.strength >= needs.strength) return 'CONTENT'
  // Undecided opens nothing, not even that something is recorded beyond what is certain.
  if (grant.undecided) return 'UNDECIDED'
  return grant.strength >= EXISTS ? 'EXISTS' : 'NONE'
}

function open(coordinate: Coordinate | undefined, grants: Grants): boolean {
  if (!coordinate) return false
  return OPEN_CATEGORIES.has(coordinate.category) || grants[coordinate.category].strength >= coordinate.strength
}

function withheldAmong(selected: readonly Coordinate[], grants: Grants): WithheldCoordinate[] {
  return refusedAmong(selected, grants).filter(({ category }) => !grants[category].undecided)
}

function undecidedAmong(selected: readonly Coordinate[], grants: Grants): WithheldCoordinate[] {
  return refusedAmong(selected, grants).filter(({ category }) => grants[category].undecided)
}

function refusedAmong(selected: readonly Coordinate[], grants: Grants): WithheldCoordinate[] {
  return selected
    .filter(coordinate => !open(coordinate, grants))
    .map(({ type, field, category }) => ({ coordinate: `${type}.${field}`, category, clause: grants[category].clause }))
}

/** The types in which a part's value has fields: the record's own, and those that its fields of this part lead to. */
function typesOfPart(part: Part, { recordType }: Section, classification: Classification): ReadonlySet<string> {
  const types = new Set([recordType])
  for (const { type, part: of, leadsTo } of classification.coordinates.values()) {
    if (type === recordType && of === part && leadsTo !== null)
      for (const inner of typesWithin(leadsTo, classification)) types.add(inner)
  }
  return types
}

/** Whether the coordinate is a field of the record that belongs to another part. */
const isOtherPart = (coordinate: string, part: Part, { coordinates }: Classification): boolean => {
  const of = coordinates.get(coordinate)?.part ?? null
  return of !== null && of !== part
}

const withinCache = new WeakMap<Classification, Map<string, ReadonlySet<string>>>()

/** The record type and every type below it. */
function typesWithin(recordType: string, classification: Classification): ReadonlySet<string> {
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
