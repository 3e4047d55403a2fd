// What a whole picture must be when some agencies do not answer properly, worked out from what the gateway said with all of
// them up: what the others told, byte for byte, and everything derived worked out anew from them. Written from the design,
// not from the gateway's code.
import { folded } from '../../../src/children/identity/names.js'

export interface SourceRef {
  readonly id: string
}

export interface Envelope {
  readonly source: SourceRef | null
  readonly status: string
  readonly reason: string | null
  readonly complete: boolean
  readonly missing: readonly { readonly part: string; readonly reason: string }[]
  readonly withheld: readonly unknown[]
  readonly asOf: string | null
  readonly record: Readonly<Record<string, unknown>> | null
}

export interface Person {
  readonly name: string | null
  readonly agency: string | null
  readonly role: { readonly en: string | null } | null
  readonly organisation: string | null
  readonly sources: readonly SourceRef[]
}

export interface TimelineEdge {
  readonly node: { readonly source: SourceRef }
}

/** A child as WHOLE_PICTURE gives it. Fields stand in the order of the query. */
export interface WholeChild extends Readonly<Record<string, unknown>> {
  readonly completeness: string
  readonly sources: readonly {
    readonly source: SourceRef
    readonly status: string
    readonly reason: string | null
    readonly asOf: string | null
  }[]
  readonly calledBy: object | null
  readonly professionals: {
    readonly people: readonly Person[]
    readonly complete: boolean
    readonly notAnswered: readonly SourceRef[]
  } | null
  readonly conflicts: readonly object[]
  readonly timeline: { readonly edges: readonly TimelineEdge[]; readonly pageInfo: object; readonly complete: boolean }
}

/** What a source that did not answer properly is said to be. */
export interface Failure {
  readonly status: 'UNAVAILABLE' | 'UNVERIFIED'
  readonly reason: string
  /** Where the source did answer, and says when that was true. */
  readonly asOf?: string | null
}

export interface Known {
  /** With every agency up. */
  readonly all: WholeChild
  /** Every entry of its timeline, not the first page alone. */
  readonly timeline: readonly TimelineEdge[]
  /** Each source's own picture: with every other source down. */
  readonly alone: ReadonlyMap<string, WholeChild>
  /** Sources that can say who works with a child. */
  readonly namePeople: ReadonlySet<string>
  /** The gateway's time. */
  readonly now: Date
}

export const SECTIONS = ['identity', 'contact', 'family', 'missingEpisodes', 'police', 'socialCare', 'education', 'health', 'thirdSector', 'hub'] as const // prettier-ignore

export const envelopesOf = (child: WholeChild, section: string): readonly Envelope[] =>
  child[section] as readonly Envelope[]

/** The whole child, as it must be while these sources fail. */
export function expectedWith(failing: ReadonlyMap<string, Failure>, known: Known): WholeChild {
  const { all } = known
  const fails = (ref: SourceRef | null): Failure | undefined => (ref === null ? undefined : failing.get(ref.id))
  const now = known.now.toISOString()
  const sections = SECTIONS.map(name => {
    const envelopes = envelopesOf(all, name).map(envelope => {
      const failure = fails(envelope.source)
      if (failure === undefined) return envelope
      return {
        ...envelope,
        asOf: now,
        ...failure,
        stale: false,
        complete: false,
        missing: [],
        recordedOnly: [],
        record: null,
      }
    })
    return [name, envelopes] as const
  })
  const asked = new Set(all.sources.map(({ source }) => source.id))
  const hurt = [...failing.keys()].some(id => asked.has(id))
  const child = {
    ...all,
    ...Object.fromEntries(sections),
    completeness: hurt ? 'PARTIAL' : all.completeness,
    sources: all.sources.map(outcome => {
      const failure = fails(outcome.source)
      return failure === undefined ? outcome : { ...outcome, asOf: now, ...failure }
    }),
  }
  return {
    ...child,
    calledBy: calledByOf(child, known.now),
    professionals: professionalsOf(failing, known),
    conflicts: conflictsOf(child),
    timeline: timelineOf(failing, known, hurt),
  }
}

interface Identity {
  readonly source: SourceRef
  readonly asOf: string | null
  readonly facts: Readonly<Record<string, unknown>>
}

const agencyOf = (id: string): string => id.replace(/-[a-z-]+$/, '')
const RANKS = ['health-wds', 'health', 'social-care', 'education', 'third-sector', 'police'] as const

/** National demographics, health, social care, education, charity, police; within an agency by id. */
function rank({ id }: SourceRef): string {
  const exact = RANKS.findIndex(one => one === id)
  const kind = id.startsWith('social-care')
    ? 'social-care'
    : id.startsWith('third-sector')
      ? 'third-sector'
      : agencyOf(id)
  const place = exact >= 0 ? exact : RANKS.findIndex(one => one === kind)
  return `${String(place)} ${id}`
}

function identitiesOf(child: WholeChild): readonly Identity[] {
  return envelopesOf(child, 'identity')
    .flatMap(({ source, asOf, record }) =>
      source === null || record === null ? [] : [{ source, asOf, facts: record }],
    )
    .toSorted((left, right) => (rank(left.source) < rank(right.source) ? -1 : 1))
}

function calledByOf(child: WholeChild, now: Date): object | null {
  const known = identitiesOf(child)
  if (known.length === 0) return null
  const sourced = (field: string): { value: unknown; source: SourceRef } | null => {
    const first = known.find(({ facts }) => facts[field] != null)
    return first === undefined ? null : { value: first.facts[field], source: first.source }
  }
  const sex = known.map(({ facts }) => facts['sex']).find(value => value != null && value !== 'UNKNOWN') ?? null
  const dateOfBirth = sourced('dateOfBirth')
  const computed: Record<string, unknown> = {
    givenName: sourced('givenName'),
    familyName: sourced('familyName'),
    knownAs: sourced('knownAs'),
    dateOfBirth,
    age: typeof dateOfBirth?.value === 'string' ? ageOn(dateOfBirth.value, now) : null,
    sex,
  }
  // In the order of the query.
  return Object.fromEntries(Object.keys(child.calledBy ?? computed).map(key => [key, computed[key]]))
}

function ageOn(birth: string, now: Date): number {
  const today = now.toISOString().slice(0, 10)
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4))
  return today.slice(5) < birth.slice(5) ? years - 1 : years
}

function conflictsOf(child: WholeChild): readonly object[] {
  const police = envelopesOf(child, 'police').flatMap(({ source, asOf, record }): Identity[] => {
    const nominal = record?.['nominal'] as Readonly<Record<string, unknown>> | null | undefined
    if (source === null || nominal == null) return []
    const givenName = (nominal['givenNames'] as readonly string[] | null)?.[0] ?? null
    return [
      { source, asOf, facts: { givenName, familyName: nominal['familyName'], dateOfBirth: nominal['dateOfBirth'] } },
    ]
  })
  const said = [...identitiesOf(child), ...police]
  return ['givenName', 'familyName', 'dateOfBirth', 'sex', 'nhsNumber', 'upn'].flatMap(fact => {
    const values = said.flatMap(({ source, asOf, facts }) => {
      const value = facts[fact]
      return typeof value !== 'string' || value === 'UNKNOWN' ? [] : [{ source, value, asOf }]
    })
    const isName = fact.endsWith('Name')
    const different = new Set(values.map(({ value }) => (isName ? folded(value) || value : value)))
    return different.size < 2 ? [] : [{ fact, values }]
  })
}

/** Whoever the sources that answered name, each alone: merged where agency, name and role are one. */
function professionalsOf(
  failing: ReadonlyMap<string, Failure>,
  { all, alone, namePeople }: Known,
): WholeChild['professionals'] {
  if (all.professionals === null) return null
  const people = new Map<string, Person>()
  for (const { source } of all.sources) {
    if (failing.has(source.id)) continue
    for (const person of alone.get(source.id)?.professionals?.people ?? []) {
      if (!person.sources.some(({ id }) => id === source.id)) continue
      const who = person.name === null ? `at ${person.organisation ?? ''}` : folded(person.name)
      const key = [person.agency, who, folded(person.role?.en ?? '')].join('|')
      people.set(key, mergedWith(people.get(key), person))
    }
  }
  const notAnswered = all.sources.map(({ source }) => source).filter(({ id }) => failing.has(id) && namePeople.has(id))
  return {
    ...all.professionals,
    people: [...people.values()].toSorted((left, right) => compare(left.name ?? '', right.name ?? '')),
    complete: notAnswered.length === 0,
    notAnswered,
  }
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

function mergedWith(before: Person | undefined, person: Person): Person {
  if (before === undefined) return person
  const filled = Object.entries(before).map(([key, value]): [string, unknown] => [
    key,
    value ?? person[key as keyof Person],
  ])
  return { ...(Object.fromEntries(filled) as unknown as Person), sources: [...before.sources, ...person.sources] }
}

const PAGE = 50

function timelineOf(
  failing: ReadonlyMap<string, Failure>,
  { all, timeline }: Known,
  hurt: boolean,
): WholeChild['timeline'] {
  const left = timeline.filter(({ node }) => !failing.has(node.source.id))
  return {
    ...all.timeline,
    edges: left.slice(0, PAGE),
    pageInfo: { hasNextPage: left.length > PAGE },
    complete: all.timeline.complete && !hurt,
  }
}
