// Facts made by hand: what a system says of a child, and who asks.
import type { AgencySource, EpisodeFact, Part, PartValues, Reading } from '../../../src/adapters/agency.js'
import type { FactAnswer, HubFacts } from '../../../src/policies/admission/relationships.js'
import type { Person } from '../../../src/types/caller.js'
import type { Link } from '../../../src/types/child.js'
import { read, source } from '../../children/support.js'

export const NOW = new Date('2026-03-10T12:00:00Z')
const HOUR = 3_600_000
/** So many hours before now. */
export const ago = (hours: number): string => new Date(NOW.getTime() - hours * HOUR).toISOString()
/** So many days before now, as a day. */
export const dayAgo = (days: number): string => ago(days * 24).slice(0, 10)

export const NEWPORT = 'W06000022'
export const TORFAEN = 'W06000020'
const EVERY_FACT: readonly Part[] = [
  'fact.involvements',
  'fact.enrolments',
  'fact.care',
  'fact.placement',
  'fact.area',
  'fact.episodes',
]

export const care = source({ id: 'social-care-torfaen', agency: 'SOCIAL_CARE', area: TORFAEN, offers: EVERY_FACT })
export const police = source({ id: 'police-gwent', agency: 'POLICE', offers: EVERY_FACT })
export const schools = source({ id: 'education-newport', agency: 'EDUCATION', area: NEWPORT, offers: EVERY_FACT })
export const health = source({ id: 'health-abuhb', agency: 'HEALTH', offers: EVERY_FACT })

export const person = (rest: Partial<Person> = {}): Person => ({
  role: 'SOCIAL_WORKER',
  agency: 'SOCIAL_CARE',
  organisation: care.description.organisation,
  staffRef: 'SW-1',
  posts: [],
  secondedFrom: null,
  vetting: null,
  clearance: [],
  ...rest,
})
export const post = (kind: 'TEAM' | 'AREA', value: string, from = ago(100), to: string | null = null) => ({
  kind,
  value,
  from,
  to,
})

export const hub = (rest: Partial<HubFacts> = {}): HubFacts => ({
  hubCase: false,
  debriefAssignees: [],
  episodes: [],
  meetingOpen: false,
  ...rest,
})

export const episode = (rest: Partial<EpisodeFact> = {}): EpisodeFact => ({
  reference: 'MP-1',
  open: false,
  category: 'MISSING',
  reportedAt: ago(200),
  endedAt: ago(190),
  safeAndWellSettled: true,
  areas: [],
  ...rest,
})

export const link = (sourceId: string, rest: Partial<Link> = {}): Link => ({
  childId: 'c1', sourceId, recordId: `record-at-${sourceId}`, how: 'NHS_NUMBER', confirmedAt: ago(1000), confirmedBy: null,
  protectedRecord: false, anchor: null, ...rest,
}) // prettier-ignore

/** What a linked system answered to a question about these facts. */
export function answer(of: AgencySource, reading: Reading, rest: Partial<FactAnswer> = {}): FactAnswer {
  const question = { source: of, link: link(of.description.id), parts: new Set(EVERY_FACT), decides: true }
  return { question, reading, sameChild: true, ...rest }
}
export const says = (of: AgencySource, facts: { [P in Part]?: PartValues[P] | null }): FactAnswer =>
  answer(of, read(facts))
export const DOWN: Reading = { kind: 'failed', reason: 'UNREACHABLE' }
