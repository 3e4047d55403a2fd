// One child's picture: every source this query needs, asked at once, each once, and trimmed to what the caller may have.
import type { AgencySource, Part, Reading } from '../adapters/agency.js'
import type { Classification } from '../schema/classification.js'
import type { Rights } from '../types/decision.js'
import type { Link } from '../types/child.js'
import type { AgencyKind } from '../types/index.js'
import { sameChild } from './identity/same-child.js'
import { holdsPart } from './outcome.js'
import type { Plan } from './plan.js'
import { mayBeAsked } from './professionals.js'
import { SECTIONS, partsOf } from './sections.js'
import { trim } from './trim.js'

export interface AskedPart {
  /** Trimmed and frozen; null where the source holds nothing in it, or the caller may know only whether it does. */
  readonly value: unknown
  /** Whether anything is left of it after trimming. */
  readonly recorded: boolean
  /** A row was removed because of its handling, or the source itself kept rows back. */
  readonly removed: boolean
}

/** One source, asked or not, and what came of it. */
export interface Asked {
  readonly source: AgencySource
  /** Null: no record of this source is linked, so it was not asked. */
  readonly link: Link | null
  /** Null: not asked, for want of a link, or because a linked source offers nothing of what was wanted of its agency. */
  readonly reading: Reading | null
  /** Wanted of its agency's own section, and held neither by it nor by another system of the agency. */
  readonly notOffered: ReadonlySet<Part>
  /** False where the record that came back disagrees with the link. */
  readonly sameChild: boolean
  readonly parts: ReadonlyMap<Part, AskedPart>
  readonly asOf: string
  readonly ms: number
}

export interface Picture {
  readonly asked: readonly Asked[]
  /** A record of the child is protected and this caller may not be told where the child is. */
  readonly hideLocation: boolean
  /** Asked, and locked by an owner of whose lock this caller may not learn: for the audit alone. */
  readonly notTold?: readonly Asked[]
}

export interface PictureDeps {
  readonly classification: Classification
  readonly sources: readonly AgencySource[]
  /** One question to one source; batched and shared within the operation. */
  readonly lookup: (source: AgencySource, recordId: string, parts: ReadonlySet<Part>) => Promise<Reading>
  /** Whether the verified identifiers a source states are the child's; null where neither says. */
  readonly identifiersAgree: (childId: string, reading: Reading) => Promise<boolean | null>
  /** Told what a reading taught about a link: a protection flag, a new record id. False where the new id is not this child's. */
  readonly learn: (link: Link, reading: Reading) => Promise<boolean>
  readonly now: () => Date
  /** Monotonic milliseconds. */
  readonly monotonic: () => number
}

export interface PictureOf {
  readonly id: string
  readonly links: readonly Link[]
  readonly rights: Rights
  readonly plan: Plan
}

/** Asks every source the plan needs, in parallel, and trims what came. Never rejects for what a source does. */
export async function loadPicture(child: PictureOf, deps: PictureDeps): Promise<Picture> {
  const questions = questionsOf(child, deps)
  const answers = await Promise.all(questions.map(question => ask(child, question, deps)))
  // A flag on any record counts, whether or not this query asks the source that set it.
  const flagged =
    child.links.some(({ protectedRecord }) => protectedRecord) ||
    answers.some(({ sameChild: same, reading }) => same && reading?.kind === 'read' && reading.protectedRecord)
  const hideLocation = flagged && !child.rights.mayLocate
  const locked = child.rights.told ? [] : answers.filter(({ reading }) => reading?.kind === 'locked')
  const shown = locked.length === 0 ? answers : withoutLocked(child, answers, locked, deps)
  const trimmed = (answer: Answered): Asked => trimAsked(answer, child, hideLocation, deps)
  return { asked: shown.map(trimmed), hideLocation, ...(locked.length > 0 ? { notTold: locked.map(trimmed) } : {}) }
}

/** For those who are not told of a lock the picture is that of a child without the record. */
function withoutLocked(
  child: PictureOf,
  answers: readonly Answered[],
  locked: readonly Answered[],
  deps: PictureDeps,
): readonly Answered[] {
  const links = child.links.filter(link => !locked.some(answer => answer.link === link))
  return questionsOf({ ...child, links }, deps).map(question => {
    const { source, link, notOffered } = question
    const known = answers.find(answer => answer.source === source && answer.link === link)
    return { ...(known ?? notAsked(question, deps)), notOffered }
  })
}

const notAsked = ({ source, link, notOffered }: Question, deps: PictureDeps): Answered => ({
  source,
  link,
  notOffered,
  reading: null,
  sameChild: true,
  asOf: deps.now().toISOString(),
  ms: 0,
})

interface Question {
  readonly source: AgencySource
  readonly link: Link | null
  readonly parts: ReadonlySet<Part>
  readonly notOffered: ReadonlySet<Part>
}

function questionsOf({ links, plan, rights }: PictureOf, { sources }: PictureDeps): Question[] {
  const linksTo = (source: AgencySource): Link[] => links.filter(link => link.sourceId === source.description.id)
  const named = sources.filter(
    source =>
      (!rights.hubRecordsOnly || source.description.agency === 'HUB') &&
      (linksTo(source).length > 0 || isGap(source, links, sources)),
  )
  return named.flatMap((source): Question[] => {
    const parts = new Set([...plan.parts].filter(part => source.offers.has(part) && mayBeAsked(part, source, rights)))
    const linked = linksTo(source)
    const notOffered = linked.length > 0 ? offeredByNone(source.description.agency, named, plan) : new Set<Part>()
    if (parts.size + notOffered.size === 0) return []
    if (linked.length > 0) return linked.map(link => ({ source, link, parts, notOffered }))
    return [{ source, link: null, parts, notOffered }]
  })
}

/** What is wanted of an agency's own section and none of its systems named here holds. */
function offeredByNone(kind: AgencyKind, named: readonly AgencySource[], plan: Plan): ReadonlySet<Part> {
  const systems = named.filter(({ description }) => description.agency === kind)
  const wanted = SECTIONS.filter(({ agency }) => agency === kind).flatMap(({ name }) => {
    const section = plan.sections.get(name)
    return section ? [...section.content, ...section.existsOnly] : []
  })
  return new Set(wanted.filter(part => !systems.some(({ offers }) => offers.has(part))))
}

/**
 * Whether an unlinked source is to be named: there may be something in it. A system of the whole region always is. An
 * authority's is, where the child has a tie to that authority; but a pupil of one authority's school is not missed at another's.
 */
function isGap({ description }: AgencySource, links: readonly Link[], sources: readonly AgencySource[]): boolean {
  const { agency, area } = description
  if (area === null) return true
  if (!areasOf(links, sources).has(area)) return false
  const linkedIds = new Set(links.map(link => link.sourceId))
  const linkedElsewhere = sources.some(
    other => other.description.agency === agency && linkedIds.has(other.description.id),
  )
  return agency === 'SOCIAL_CARE' || !linkedElsewhere
}

/** The authorities the child has a tie to: those in which a record is linked. */
function areasOf(links: readonly Link[], sources: readonly AgencySource[]): ReadonlySet<string> {
  const linkedIds = new Set(links.map(link => link.sourceId))
  return new Set(sources.flatMap(({ description: { id, area } }) => (linkedIds.has(id) && area !== null ? [area] : [])))
}

type Answered = Omit<Asked, 'parts'>

async function ask(child: PictureOf, question: Question, deps: PictureDeps): Promise<Answered> {
  const { source, link, parts, notOffered } = question
  const started = deps.monotonic()
  if (!link || parts.size === 0) return notAsked(question, deps)
  const reading = await deps.lookup(source, link.recordId, parts)
  const subject = reading.kind === 'read' ? reading.subject : null
  const agrees = sameChild(link.anchor, subject, await deps.identifiersAgree(child.id, reading))
  const same = agrees && (await deps.learn(link, reading))
  const asOf = (reading.kind === 'read' ? reading.asOf : null) ?? deps.now().toISOString()
  return { source, link, reading, notOffered, sameChild: same, asOf, ms: Math.round(deps.monotonic() - started) }
}

function trimAsked(answered: Answered, { rights, plan }: PictureOf, hideLocation: boolean, deps: PictureDeps): Asked {
  const parts = new Map<Part, AskedPart>()
  const { reading } = answered
  if (reading?.kind === 'read' && answered.sameChild) {
    const kept = new Set(reading.restrainedParts)
    for (const [part, value] of Object.entries(reading.parts) as [Part, unknown][]) {
      const trimmed = trimPart(part, value, { classification: deps.classification, rights, hideLocation })
      parts.set(part, {
        value: plan.content.has(part) ? trimmed.value : null,
        recorded: holdsPart(part, trimmed.value),
        removed: trimmed.removed || kept.has(part),
      })
    }
  }
  return { ...answered, parts }
}

/** Where a part stands in the schema: the type of its value, or the fields of an object that holds several. */
function trimPart(
  part: Part,
  value: unknown,
  options: Parameters<typeof trim>[2],
): { value: unknown; removed: boolean } {
  if (part === 'professionals') return trim('Professional', value, options)
  for (const section of SECTIONS) {
    const place = partsOf(section, options.classification).get(part)
    if (!place) continue
    if (place.keyed) return trim(section.recordType, value, options)
    const coordinate = options.classification.coordinates.get(`${section.recordType}.${String(place.fields[0])}`)
    return trim(coordinate?.leadsTo ?? '', value, options)
  }
  throw new Error(`part ${part} has no place in the schema`)
}
