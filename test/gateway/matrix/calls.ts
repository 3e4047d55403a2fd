// What agencies' systems were asked, and which of their endpoints serve which parts: so that a test can say that nobody was
// asked for what is withheld.
import type { RunningRegion } from '../../../simulators/start.js'
import type { Column } from './columns.js'

export interface AgencyCall {
  readonly source: string
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string
}

const SIGN_IN = '/oauth2/token'

/** Every call since the last reset, sign-in apart. */
export const callsOf = (region: Pick<RunningRegion, 'systems'>): AgencyCall[] =>
  [...region.systems.values()].flatMap(system =>
    system
      .calls()
      .filter(({ path }) => path !== SIGN_IN)
      .map(({ method, path, query, body }) => ({ source: system.id, method, path, query, body })),
  )

interface Endpoint {
  readonly source: string
  /** Matches `path?query body`. */
  readonly asks: RegExp
  /** It is called for any of these, and for nothing else. */
  readonly parts: readonly string[]
}

/** Endpoints of the systems on which the rich child is recorded. Those that every look-up needs (the person itself) are left out. */
const ENDPOINTS: readonly Endpoint[] = [
  { source: 'police', asks: /include=[^&]*warningMarkers/, parts: ['police.markers'] },
  { source: 'police', asks: /include=[^&]*associates/, parts: ['police.associates'] },
  { source: 'police', asks: /include=[^&]*vehicles/, parts: ['police.vehicles'] },
  { source: 'police', asks: /\/occurrences\?/, parts: ['police.occurrences'] },
  { source: 'police', asks: /\/ppns\?/, parts: ['police.protectionNotices'] },
  { source: 'police', asks: /\/intelligence\?/, parts: ['police.intelligence'] },
  { source: 'police', asks: /\/custody\?/, parts: ['police.custody'] },
  { source: 'police', asks: /\/bail-conditions\?/, parts: ['police.bailConditions'] },
  { source: 'social-care', asks: /classificationAssignments/, parts: ['socialCare.statuses'] },
  { source: 'social-care', asks: /legalStatuses/, parts: ['socialCare.legalOrders'] },
  { source: 'social-care', asks: /childProtectionPlans/, parts: ['socialCare.protectionPlans'] },
  { source: 'social-care', asks: /(?<!currentPlacements: )placements \{/, parts: ['socialCare.placements'] },
  { source: 'social-care', asks: /alertAssignments/, parts: ['socialCare.alerts', 'episodes'] },
  { source: 'social-care', asks: /assessments \{/, parts: ['socialCare.assessments'] },
  { source: 'social-care', asks: /chronology:/, parts: ['socialCare.chronology'] },
  { source: 'social-care', asks: /referrals \{/, parts: ['socialCare.referrals'] },
  { source: 'social-care', asks: /meetings \{/, parts: ['socialCare.meetings'] },
  { source: 'education', asks: /attendance/, parts: ['education.attendance'] },
  { source: 'education', asks: /\/behaviours/, parts: ['education.behaviour'] },
  { source: 'education', asks: /\/exclusions/, parts: ['education.exclusions'] },
  { source: 'education', asks: /include=[^&]*extended_details/, parts: ['education.learningNeeds', 'identity'] },
  { source: 'health-abuhb', asks: /\/AllergyIntolerance/, parts: ['health.alerts', 'health.sensitive'] },
  { source: 'health-abuhb', asks: /\/Condition/, parts: ['health.alerts', 'health.conditions', 'health.sensitive'] },
  { source: 'health-abuhb', asks: /\/Appointment/, parts: ['health.missedAppointments', 'health.sensitive'] },
  { source: 'health-abuhb', asks: /general-practitioner/, parts: ['health.practice'] },
  { source: 'third-sector', asks: /\/debriefs/, parts: ['thirdSector.debriefs'] },
  { source: 'third-sector', asks: /\/accounts/, parts: ['thirdSector.accounts'] },
  { source: 'third-sector', asks: /\/mediation/, parts: ['thirdSector.mediation'] },
  { source: 'third-sector', asks: /\/referrals/, parts: ['thirdSector.referrals'] },
]

const textOf = ({ path, query, body }: AgencyCall): string => `${path}?${decodeURIComponent(query)} ${body}`

/** Calls to endpoints that serve only parts of which the column has nothing. */
export function unwantedCalls(calls: readonly AgencyCall[], closed: ReadonlySet<string>, { code }: Column): string[] {
  return ENDPOINTS.filter(({ parts }) => parts.every(part => closed.has(part))).flatMap(endpoint =>
    calls
      .filter(call => call.source.startsWith(endpoint.source) && endpoint.asks.test(textOf(call)))
      .map(call => `${code}: ${call.source} was asked ${call.path} for ${endpoint.parts.join(', ')}`),
  )
}

/** Endpoints that no call of these was to: a test of endpoints that never match would prove nothing. */
export const neverCalled = (calls: readonly AgencyCall[]): string[] =>
  ENDPOINTS.filter(
    ({ source, asks }) => !calls.some(call => call.source.startsWith(source) && asks.test(textOf(call))),
  ).map(({ source, asks }) => `${source} ${asks.source}`)
