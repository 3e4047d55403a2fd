// What this query asks of this child under these rights: which parts to ask for, which to ask only whether they hold
// anything, and what is withheld. Decided from coordinates and grants alone, before any agency is called.
import type { Part } from '../adapters/agency.js'
import type { Classification, Coordinate } from '../schema/classification.js'
import { OPEN_CATEGORIES } from '../schema/classification.js'
import type { Grants, Rights } from '../types/decision.js'
import type { Category } from '../types/index.js'
import { askingOf, typesWithin } from './asking.js'
import type { Asking, Requested } from './asking.js'
import type { Section, SectionName } from './sections.js'

export type { Requested } from './asking.js'

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

const EXISTS = 1

/** Sections that the hub's own records answer in. */
const OF_THE_HUB: ReadonlySet<SectionName> = new Set(['hub', 'missingEpisodes'])
/** Fields of the child that the hub's own records answer in. */
export const HUB_EDGES: ReadonlySet<string> = new Set([...[...OF_THE_HUB].map(name => `Child.${name}`), 'Child.due'])
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
  const asking = askingOf(classification, requested)
  for (const asked of asking.sections) {
    const { name } = asked.section
    const plan = planSection(asked, classification, OF_THE_HUB.has(name) ? hubGrants : grants)
    sections.set(name, plan)
    for (const part of plan.content) parts.add(part)
    for (const part of plan.existsOnly) parts.add(part)
    for (const part of plan.content) content.add(part)
  }
  for (const { coordinate, parts: needed } of asking.derived) {
    if (!open(coordinate, grants)) continue
    for (const part of needed) {
      const grant = grantOfPart(part, classification, HUB_PARTS.has(part) ? hubGrants : grants)
      if (grant === 'CONTENT') {
        parts.add(part)
        content.add(part)
      } else derivedGaps.add(grant === 'UNDECIDED' ? 'UNDECIDED' : 'WITHHELD')
    }
  }
  // Of a concealed category nothing is said: a refusal looks the same as nothing recorded.
  const told = ({ category }: Coordinate): boolean => !concealed.has(category)
  const [ofChild, ofHub] = [asking.ofChild.filter(told), asking.ofHub.filter(told)]
  return {
    sections,
    parts,
    content,
    derivedGaps,
    withheld: [...withheldAmong(ofChild, grants), ...withheldAmong(ofHub, hubGrants)],
    undecided: [...undecidedAmong(ofChild, grants), ...undecidedAmong(ofHub, hubGrants)],
  }
}

function planSection(
  { section, parts, selected }: Asking['sections'][number],
  classification: Classification,
  grants: Grants,
): SectionPlan {
  const plan = { content: new Set<Part>(), existsOnly: new Set<Part>(), undecided: new Set<Part>() }
  for (const part of parts) {
    const grant = grantOfPart(part, classification, grants)
    if (grant === 'CONTENT') plan.content.add(part)
    if (grant === 'EXISTS') plan.existsOnly.add(part)
    if (grant === 'UNDECIDED') plan.undecided.add(part)
  }
  const undecided = Object.values(grants).some(grant => grant.undecided)
  // A field that is undecided within a part that is given: without a word of it, its null would look like nothing recorded.
  for (const part of undecided ? plan.content : []) {
    const types = typesOfPart(part, section, classification)
    const fields = undecidedAmong(
      selected.filter(({ type }) => types.has(type)),
      grants,
    )
    if (fields.some(({ coordinate }) => !isOtherPart(coordinate, part, classification))) plan.undecided.add(part)
  }
  return { ...plan, withheld: withheldAmong(selected, grants) }
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
