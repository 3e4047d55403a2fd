// Which source is asked what, to decide a relationship: the caller's own system wherever there is one, and facts only,
// never content (protocol.md §2).
import type { AgencySource, Part } from '../../adapters/agency.js'
import type { Person } from '../../types/caller.js'
import type { Link } from '../../types/child.js'
import type { AgencyKind, Relationship } from '../../types/index.js'

export interface FactQuestion {
  readonly source: AgencySource
  /** Null: the child has no record there, so a question about nobody is asked in its place where one is due. */
  readonly link: Link | null
  readonly parts: ReadonlySet<Part>
  /** Whether a relationship rests on the answer, and not only a circumstance. */
  readonly decides: boolean
}

interface Asks {
  readonly agency: AgencyKind
  readonly parts: readonly Part[]
  /** Only the system of the caller's own organisation. */
  readonly own: boolean
}

const INVOLVEMENT: readonly Asks[] = [{ agency: 'SOCIAL_CARE', parts: ['fact.involvements'], own: true }]
const WHEREABOUTS: readonly Asks[] = [
  { agency: 'POLICE', parts: ['fact.episodes'], own: false },
  { agency: 'SOCIAL_CARE', parts: ['fact.placement', 'fact.area'], own: false },
]

const ASKS: Readonly<Record<Relationship, readonly Asks[]>> = {
  ALLOCATED: INVOLVEMENT,
  TEAM: INVOLVEMENT,
  REVIEWING: INVOLVEMENT,
  ENROLLED: [{ agency: 'EDUCATION', parts: ['fact.enrolments'], own: true }],
  UNDER_CARE: [{ agency: 'HEALTH', parts: ['fact.care'], own: true }],
  RESIDENT: [{ agency: 'SOCIAL_CARE', parts: ['fact.placement'], own: false }],
  IN_AREA: WHEREABOUTS,
  DUTY: WHEREABOUTS,
  HUB_CASE: [],
  ASSIGNED_DEBRIEF: [],
}

const EPISODE: readonly Asks[] = [
  { agency: 'POLICE', parts: ['fact.episodes'], own: false },
  { agency: 'SOCIAL_CARE', parts: ['fact.episodes'], own: false },
]

export interface FactsNeeded {
  readonly relationships: readonly Relationship[]
  readonly episode: boolean
}

/** Every question that could be due for these needs: one a source, whether or not the child has a record there. */
export function factQuestions(
  needed: FactsNeeded,
  person: Person,
  links: readonly Link[],
  sources: readonly AgencySource[],
): readonly FactQuestion[] {
  const related = needed.relationships.flatMap(relationship => ASKS[relationship])
  return sources.flatMap((source): FactQuestion[] => {
    const partsOf = (asks: readonly Asks[]): Part[] =>
      asks
        .filter(({ agency, own }) => agency === source.description.agency && (!own || isOwnSystem(source, person)))
        .flatMap(ask => ask.parts)
        .filter(part => source.offers.has(part))
    const deciding = partsOf(related)
    const parts = new Set([...deciding, ...(needed.episode ? partsOf(EPISODE) : [])])
    if (parts.size === 0) return []
    const decides = deciding.length > 0
    const linked = links.filter(({ sourceId }) => sourceId === source.description.id)
    return (linked.length > 0 ? linked : [null]).map(link => ({ source, link, parts, decides }))
  })
}

/** Whether this is the system that the caller's own organisation keeps its records in. */
export function isOwnSystem({ description }: AgencySource, { organisation }: Pick<Person, 'organisation'>): boolean {
  return description.organisation === organisation || description.serves.includes(organisation)
}
