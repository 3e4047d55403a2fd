// Which identity providers the region has, and whom each may speak for: one an organisation that employs people, so that
// a school's provider can never mint a police officer.
import type { Persona } from '../region/personas.js'
import type { Region } from '../region/model.js'
import { agencyKind } from './claims.js'
import type { SigningAlgorithm } from './keys.js'

export interface ProviderPlan {
  readonly id: string
  readonly agency: string
  readonly algorithm: SigningAlgorithm
  readonly organisations: readonly string[]
  readonly roles: readonly string[]
  /** Areas, as GSS codes, that its people may have posts in. */
  readonly areas: readonly string[]
  readonly personas: readonly Persona[]
}

const ROLES = {
  POLICE: ['POLICE_COORDINATOR', 'POLICE_OFFICER', 'AUDITOR'],
  SOCIAL_CARE: [
    'SOCIAL_WORKER',
    'TEAM_MANAGER',
    'DUTY_TEAM',
    'REVIEWING_OFFICER',
    'CP_CHAIR',
    'RESIDENTIAL_MANAGER',
    'AUDITOR',
  ],
  EDUCATION: ['SCHOOL_LEAD', 'EDUCATION_WELFARE', 'AUDITOR'],
  HEALTH: ['SAFEGUARDING_NURSE', 'EMERGENCY_CLINICIAN', 'AUDITOR'],
  THIRD_SECTOR: ['DEBRIEF_WORKER', 'AUDITOR'],
  HUB: ['HUB_PRACTITIONER', 'HUB_MANAGER', 'ANALYST', 'AUDITOR'],
} as const

const POLICE_FORCE = '61'
const HEALTH_BOARD = '7A6'

/** The providers of a region, each with its personas. Throws where a persona belongs to none: it could never sign in. */
export function planProviders(region: Region, personas: readonly Persona[]): readonly ProviderPlan[] {
  // Out of hours one team answers for the whole region, whichever authority employs its people.
  const everywhere = region.authorities.map(({ gss }) => gss)
  const plans = [
    plan('police-61', 'POLICE', 'RS256', [POLICE_FORCE], everywhere, personas),
    ...region.authorities.map(({ gss, name }) => {
      const homes = region.homes.filter(home => home.gss === gss).map(home => home.urn)
      return plan(`social-care-${slug(name)}`, 'SOCIAL_CARE', 'ES256', [gss, ...homes], everywhere, personas)
    }),
    ...region.authorities.map(({ gss, name }) => {
      const schools = region.schools.filter(school => school.gss === gss).map(school => school.id)
      return plan(`education-${slug(name)}`, 'EDUCATION', 'ES256', [gss, ...schools], [gss], personas)
    }),
    plan('health-7a6', 'HEALTH', 'ES256', organisationsOf('HEALTH', [HEALTH_BOARD], personas, region), [], personas),
    plan('third-sector', 'THIRD_SECTOR', 'ES256', organisationsOf('THIRD_SECTOR', [], personas, region), [], personas),
    plan('hub', 'HUB', 'ES256', organisationsOf('HUB', [], personas, region), [], personas),
  ]
  const placed = new Set(plans.flatMap(({ personas: own }) => own.map(({ id }) => id)))
  const lost = personas
    .filter(({ id }) => !placed.has(id))
    .map(({ id, role, organisation }) => `${id} (${role}, ${organisation})`)
  if (lost.length > 0) throw new Error(`no identity provider may speak for ${lost.join('; ')}`)
  return plans
}

function plan(
  id: string,
  agency: keyof typeof ROLES,
  algorithm: SigningAlgorithm,
  organisations: readonly string[],
  areas: readonly string[],
  all: readonly Persona[],
): ProviderPlan {
  const roles: readonly string[] = ROLES[agency]
  const personas = all.filter(
    persona =>
      agencyKind(persona.agency) === agency &&
      organisations.includes(persona.organisation) &&
      roles.includes(persona.role),
  )
  return { id: `identity-${id}`, agency, algorithm, organisations, roles, areas, personas }
}

/** Agencies with one provider for all their sites: whatever organisation a persona or a worker of theirs is of. */
function organisationsOf(
  agency: string,
  first: readonly string[],
  personas: readonly Persona[],
  region: Region,
): readonly string[] {
  const people = [...personas, ...region.staff].filter(person => agencyKind(person.agency) === agency)
  return [...new Set([...first, ...people.map(({ organisation }) => organisation)])]
}

/** `Blaenau Gwent` as `blaenau-gwent`. */
export const slug = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]+/g, '-')
