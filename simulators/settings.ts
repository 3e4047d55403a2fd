// The gateway's settings for the simulated region: what issuers.yaml, applications.yaml and sources.yaml hold.
import { APPLICATIONS, applicationsAt, type ApplicationEntry } from './identity/applications.js'
import { AUDIENCE } from './identity/claims.js'
import { EXPLORER } from './identity/provider.js'
import type { ProviderPlan } from './identity/providers.js'
import type { SourceEntry } from './systems.js'
import type { TeamEntries } from './teams.js'

/** Whom the gateway believes, and about whom: a token's role and organisation must be its issuer's to give. */
export interface IssuerEntry {
  readonly issuer: string
  readonly audience: string
  readonly algorithm: string
  /** Where its public keys are. */
  readonly jwks: string
  readonly agency: string
  readonly organisations: readonly string[]
  readonly roles: readonly string[]
  /** Applications it may name. */
  readonly applications: readonly string[]
  /** Areas that posts of its people may name. */
  readonly areas: readonly string[]
  readonly secondedFrom: readonly string[]
  readonly vetting: readonly string[]
  readonly clearance: readonly string[]
}

export interface Settings {
  readonly sources: readonly SourceEntry[]
  readonly issuers: readonly IssuerEntry[]
  readonly applications: readonly Omit<ApplicationEntry, 'registeredAt' | 'signsPersonsIn'>[]
  readonly teams: TeamEntries
}

/** `urlOf` gives the origin of a provider by its id. */
export function settingsOf(
  sources: readonly SourceEntry[],
  plans: readonly ProviderPlan[],
  urlOf: (provider: string) => string,
  teams: TeamEntries,
): Settings {
  const issuers = plans.map(({ id, algorithm, agency, organisations, roles, areas }): IssuerEntry => ({
    issuer: urlOf(id),
    audience: AUDIENCE,
    algorithm,
    jwks: `${urlOf(id)}/.well-known/jwks.json`,
    agency,
    organisations,
    roles,
    applications: [EXPLORER, ...applicationsAt(agency).map(each => each.id)],
    areas,
    ...vouchedBy(agency),
  }))
  return {
    sources,
    issuers,
    applications: APPLICATIONS.map(({ registeredAt: _where, signsPersonsIn: _how, ...entry }) => entry),
    teams,
  }
}

/** What else a provider may say of its people: secondment and vetting are the hub's to know, clearance the hub's and the police's. */
function vouchedBy(agency: string): Pick<IssuerEntry, 'secondedFrom' | 'vetting' | 'clearance'> {
  const hub = agency === 'HUB'
  return {
    secondedFrom: hub ? ['POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR'] : [],
    vetting: hub ? ['police'] : [],
    clearance: hub || agency === 'POLICE' ? ['protected'] : [],
  }
}
