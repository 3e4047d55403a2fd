// What a caseload costs the agencies: how often each is called, and how many calls it has to take at once.
import type { RecordedCall } from '../../simulators/kit/serve.js'
import { TOKEN_PATH } from '../../simulators/kit/serve.js'

/** The agencies that take many children in one call, and how many; the others take one at a time. */
export const CHILDREN_A_CALL: Readonly<Record<string, number>> = {
  'police-rms': 50,
  eclipse: 25,
  'ssd-rest': 50,
  oneroster: 40,
  fhir: 25,
  debrief: 50,
}

export interface Cost {
  /** Sign-in and further pages left out: what a question costs, however much there is to tell. */
  readonly calls: number
  /** Second and later pages of lists. */
  readonly pages: number
  /** Most calls begun within one answer's time: they were under way together. */
  readonly atOnce: number
}

const PAGES = ['page[number]', 'page', 'cursor', '_getpages', '_page']

function isFurtherPage({ query }: RecordedCall): boolean {
  const asked = new URLSearchParams(query)
  return PAGES.some(name => asked.has(name)) || (asked.get('offset') ?? '0') !== '0'
}

/** `latencyMs` is what the system takes for every answer, at least. */
export function costOf(all: readonly RecordedCall[], latencyMs: number): Cost {
  const calls = all.filter(({ path }) => path !== TOKEN_PATH)
  const starts = calls.map(({ at }) => Date.parse(at)).sort((left, right) => left - right)
  let atOnce = 0
  for (let first = 0, last = 0; last < starts.length; last += 1) {
    // Times are whole milliseconds, so two calls that touch are counted as one after the other.
    while ((starts[last] ?? 0) - (starts[first] ?? 0) >= latencyMs - 1) first += 1
    atOnce = Math.max(atOnce, last - first + 1)
  }
  const pages = calls.filter(isFurtherPage).length
  return { calls: calls.length - pages, pages, atOnce }
}

/** Calls beyond what as many children must cost: one round of calls for each list of as many as the system takes. */
export function beyondBatches(kind: string, children: number, { calls }: Cost, round: number): number {
  const most = CHILDREN_A_CALL[kind]
  return most === undefined ? 0 : Math.max(0, calls - round * Math.ceil(children / most))
}

/** Identity, episodes and status: what a list of children shows of each. */
const CASELOAD_FIELDS = `__typename ... on Child { completeness
  identity { source { id } status reason record { givenName familyName dateOfBirth } }
  missingEpisodes { source { id } status reason record { episodes { reportedAt endedAt } } }
  socialCare { source { id } status reason record { statuses { from until } } } }`

export const CHILDREN = `query Caseload($by: [ChildIdentifier!]!) {
  children(by: $by, purpose: ASSESS_RISK) { ${CASELOAD_FIELDS} }
}`

export const VIEWER = `query Viewer($first: Int!) { viewer { caseload(purpose: ASSESS_RISK, first: $first) {
  lists { status reason } edges { node { ${CASELOAD_FIELDS} } } } } }`
