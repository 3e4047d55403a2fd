// The answers of one section: an envelope for every source asked, each saying of itself what it is.
import type { Part } from '../adapters/agency.js'
import type { Classification } from '../schema/classification.js'
import type { Rights } from '../types/decision.js'
import type { AgencyKind, AnswerReason, AnswerStatus, Records } from '../types/index.js'
import { RIGHTS } from './rights.js'
import { outcomeOfChecked } from './outcome.js'
import type { Asked, Picture } from './picture.js'
import type { SectionPlan, WithheldCoordinate } from './plan.js'
import { partsOf, sectionNamed } from './sections.js'
import type { Section, SectionName } from './sections.js'
import { shownIn } from './source-view.js'

export interface AnswerDeps {
  readonly classification: Classification
  readonly view: (asked: Asked) => Records.Source
  /** The desk to ring for a kind of agency; null for the hub's own. */
  readonly contactFor: (agency: AgencyKind | null) => Records.AgencyContact
}

export interface Envelope {
  readonly __typename: string
  readonly source: Records.Source | null
  readonly status: AnswerStatus
  readonly reason: AnswerReason | null
  readonly asOf: string | null
  readonly stale: boolean
  readonly complete: boolean
  readonly missing: readonly Records.MissingPart[]
  readonly recordedOnly: readonly Records.RecordedOnly[]
  readonly withheld: readonly Records.Withheld[]
  readonly contact: Records.AgencyContact | null
  readonly record: unknown
}

/** Every envelope of a section. Pure: the same picture and plan give the same bytes. */
export function answersOf(
  name: SectionName,
  plan: SectionPlan,
  picture: Picture,
  rights: Rights,
  deps: AnswerDeps,
): readonly Envelope[] {
  const section = sectionNamed(name)
  const withheld = withheldView(plan.withheld, deps.contactFor(section.agency))
  const asks = new Set([...plan.content, ...plan.existsOnly])
  if (asks.size === 0) return [closedAnswer(section, plan, withheld, rights, deps)]
  const shown = { ...deps, view: shownIn(picture, deps.view) }
  const concerned = picture.asked.filter(asked => concerns(asked, section, asks))
  if (concerned.length === 0) return [nobodyLinked(section, withheld, rights, deps)]
  return concerned.map(asked => answerOf(asked, section, plan, withheld, rights, shown))
}

function concerns({ source, link, notOffered }: Asked, section: Section, asks: ReadonlySet<Part>): boolean {
  if (![...asks].some(part => source.offers.has(part)))
    return section.agency === source.description.agency && [...asks].some(part => notOffered.has(part))
  if (link !== null) return true
  // An unlinked charity is no gap in an identity; unlinked police are one in the missing episodes.
  const { agency } = source.description
  return section.agency === agency || (section.name === 'missingEpisodes' && agency === 'POLICE')
}

/** Withheld whole, or not decided: exactly one envelope without a source, the same for every child. */
function closedAnswer(
  section: Section,
  plan: SectionPlan,
  withheld: readonly Records.Withheld[],
  rights: Rights,
  deps: AnswerDeps,
): Envelope {
  const undecided = plan.undecided.size > 0
  return envelope(section, rights, {
    source: null,
    status: undecided ? 'UNAVAILABLE' : 'WITHHELD',
    reason: undecided ? 'PERMISSION_UNDECIDED' : 'PROTOCOL',
    complete: !undecided,
    missing: missingUndecided(plan),
    withheld,
    contact: deps.contactFor(section.agency),
  })
}

function nobodyLinked(
  section: Section,
  withheld: readonly Records.Withheld[],
  rights: Rights,
  deps: AnswerDeps,
): Envelope {
  const contact = deps.contactFor(section.agency)
  return envelope(section, rights, {
    source: null,
    status: 'UNVERIFIED',
    reason: 'NOT_LINKED',
    complete: false,
    withheld,
    contact,
  })
}

function answerOf(
  asked: Asked,
  section: Section,
  plan: SectionPlan,
  withheld: readonly Records.Withheld[],
  rights: Rights,
  deps: AnswerDeps,
): Envelope {
  const source = deps.view(asked)
  const contact = source.contact ?? deps.contactFor(section.agency)

  const offered = (parts: ReadonlySet<Part>): Part[] => [...parts].filter(part => asked.source.offers.has(part))
  const content = offered(plan.content)
  const existing = offered(plan.existsOnly)
  const notOffered = [...plan.content, ...plan.existsOnly]
    .filter(part => section.agency === asked.source.description.agency && asked.notOffered.has(part))
    .map(part => ({ part, reason: 'NOT_OFFERED' as const }))
  const unread = { source, complete: false, withheld, contact }
  if (content.length + existing.length === 0) {
    const missing = [...notOffered, ...missingUndecided(plan)]
    return envelope(section, rights, { ...unread, status: 'UNAVAILABLE', reason: 'NOT_OFFERED', missing })
  }
  const { reading } = asked
  if (reading === null) return envelope(section, rights, { ...unread, status: 'UNVERIFIED', reason: 'NOT_LINKED' })

  const failed = reading.kind === 'read' ? reading.failedParts : {}
  const ofSection =
    reading.kind === 'read' ? { ...reading, failedParts: only(failed, [...content, ...existing]) } : reading
  const outcome = outcomeOfChecked(
    ofSection,
    asked.sameChild,
    content.map(part => asked.parts.get(part)?.value),
  )
  const recordedOnly = existing
    .filter(part => asked.parts.get(part)?.recorded === true)
    .map(part => ({ part, category: deps.classification.parts.get(part)?.category ?? 'DERIVED' }))
  const found = outcome.status === 'FOUND'
  const removed = [...content, ...existing.filter(part => asked.parts.get(part)?.recorded !== true)]
    .filter(part => rights.told && asked.parts.get(part)?.removed === true)
    .map(part => ({ part, reason: 'RESTRICTED_RECORD' as const }))
  const allRemoved = outcome.status === 'NOTHING_RECORDED' && removed.length > 0
  const onlyRecorded = (!found && recordedOnly.length > 0) || allRemoved
  const missing = [
    ...Object.entries(ofSection.kind === 'read' ? ofSection.failedParts : {}).map(([part, reason]) => ({
      part,
      reason,
    })),
    ...missingUndecided(plan),
    ...notOffered,
    ...removed,
  ]
  return envelope(section, rights, {
    source,
    status: onlyRecorded ? 'RECORDED' : outcome.status,
    reason: onlyRecorded ? null : outcome.reason,
    asOf: asked.asOf,
    stale: reading.kind === 'read' && reading.stale,
    complete:
      missing.length === 0 &&
      ['FOUND', 'RECORDED', 'NOTHING_RECORDED'].includes(onlyRecorded ? 'RECORDED' : outcome.status),
    missing,
    recordedOnly,
    withheld,
    contact,
    record: found ? recordOf(section, content, asked, rights, deps) : null,
  })
}

/** The record, field by field: a part that did not come is null, never an empty list. */
function recordOf(section: Section, content: readonly Part[], asked: Asked, rights: Rights, deps: AnswerDeps): unknown {
  const record: Record<PropertyKey, unknown> = Object.create(null) as Record<PropertyKey, unknown>
  const fieldsOf = partsOf(section, deps.classification)
  for (const [part, { fields, keyed }] of fieldsOf) {
    const value = content.includes(part) ? (asked.parts.get(part)?.value ?? null) : null
    for (const field of fields)
      record[field] = keyed ? ((value as Record<string, unknown> | null)?.[field] ?? null) : value
  }
  record[RIGHTS] = rights
  return Object.freeze(record)
}

const only = <T>(from: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)))

function missingUndecided(plan: SectionPlan): Records.MissingPart[] {
  return [...plan.undecided].map(part => ({ part, reason: 'PERMISSION_UNDECIDED' }))
}

function withheldView(withheld: readonly WithheldCoordinate[], contact: Records.AgencyContact): Records.Withheld[] {
  return withheld.map(entry => ({ ...entry, contact }))
}

function envelope(
  section: Section,
  rights: Rights,
  said: Pick<Envelope, 'status' | 'reason' | 'withheld' | 'complete'> & Partial<Envelope>,
): Envelope {
  const blank = { source: null, asOf: null, stale: false, missing: [], recordedOnly: [], contact: null, record: null }
  const whole = { ...blank, ...said, __typename: section.answerType, [RIGHTS]: rights }
  return Object.freeze(Object.assign(Object.create(null) as object, whole))
}
