// Which agency systems the region has, how each is signed in to, and its entry in sources.yaml. The gateway's settings
// and the simulators meet here and nowhere else.
import { createOneRosterSystem, ONEROSTER_SCOPES } from './education/oneroster/system.js'
import { createWondeSystem } from './education/wonde/system.js'
import { createFhirSystem } from './health/fhir/system.js'
import { createPdsSystem } from './health/pds/system.js'
import { slug } from './identity/providers.js'
import { TOKEN_PATH } from './kit/serve.js'
import type { SimulatedSystem, SystemCredentials, SystemOptions } from './kit/system.js'
import { createPoliceSystem } from './police/system.js'
import type { Gss, Region } from './region/model.js'
import { createEclipseSystem } from './social-care/eclipse/system.js'
import { createSsdSystem } from './social-care/ssd/system.js'
import { createDebriefSystem } from './third-sector/system.js'

/** An entry of sources.yaml, as src/adapters/config.ts reads it. Secrets by name. */
export type SourceEntry = Readonly<Record<string, unknown>> & { readonly id: string }

export interface SystemPlan {
  readonly id: string
  create(credentials: SystemCredentials): SimulatedSystem
  /** The entry of the system served at `origin`. */
  source(origin: string): SourceEntry
  /** The secrets the entry names. */
  secrets(credentials: SystemCredentials, privateKeyPem: string): Readonly<Record<string, string>>
}

type SignIn = 'token' | 'client' | 'client-and-key' | 'assertion-rs384' | 'assertion-rs512'

interface Outline {
  readonly id: string
  readonly name: string
  readonly agency: 'POLICE' | 'SOCIAL_CARE' | 'EDUCATION' | 'HEALTH' | 'THIRD_SECTOR'
  readonly kind: string
  readonly organisation: string
  readonly gss: Gss | null
  /** Path of the base URL. */
  readonly path: string
  readonly signIn: SignIn
  /** Organisations besides the owner whose staff keep their records here. */
  readonly serves?: readonly string[]
  readonly scope?: (clientId: string) => string
  readonly create: (options: SystemOptions) => SimulatedSystem
  readonly contact: { readonly name: string; readonly phone: string }
}

const ALL_HOURS = { en: 'At any time', cy: 'Ar unrhyw adeg' }
const OFFICE_HOURS = { en: 'Monday to Friday, 8.30 to 17.00', cy: 'Dydd Llun i ddydd Gwener, 8.30 i 17.00' }
/** The header an LCS-like service takes its supplier key in. */
const KEY_HEADER = 'x-api-key'

/** The fourteen systems of the region. */
export function planSystems(region: Region): readonly SystemPlan[] {
  const police: Outline = {
    id: 'police-gwent',
    name: 'Gwent Police records',
    agency: 'POLICE',
    kind: 'police-rms',
    organisation: '61',
    gss: null,
    path: '/api/v1',
    signIn: 'client',
    create: createPoliceSystem,
    contact: { name: 'Missing Persons Unit', phone: '01632 960100' },
  }
  const outlines = [
    police,
    ...region.authorities.map(authority => socialCare(authority.gss, authority.name, authority.socialCare)),
    ...region.authorities.map(authority => ({
      ...education(authority.gss, authority.name, authority.education),
      serves: region.schools.filter(({ gss }) => gss === authority.gss).map(({ id }) => id),
    })),
    ...health,
    charity(region),
  ]
  return outlines.map(outline => planOf(outline, region))
}

function socialCare(gss: Gss, name: string, product: 'eclipse' | 'ssd-rest'): Outline {
  const common = {
    id: `social-care-${slug(name)}`,
    name: `${name} social services`,
    agency: 'SOCIAL_CARE',
    kind: product,
    organisation: gss,
    gss,
    contact: { name: `${name} Information, Advice and Assistance`, phone: '01632 960200' },
  } as const
  if (product === 'ssd-rest') return { ...common, path: '/api/v1', signIn: 'client-and-key', create: createSsdSystem }
  const scope = (clientId: string): string => `api://${clientId}/.default`
  return { ...common, path: '/', signIn: 'client', scope, create: createEclipseSystem }
}

function education(gss: Gss, name: string, product: 'wonde' | 'oneroster'): Outline {
  const common = {
    id: `education-${slug(name)}`,
    name: `${name} schools`,
    agency: 'EDUCATION',
    kind: product,
    organisation: gss,
    gss,
    contact: { name: `${name} Education Welfare`, phone: '01632 960300' },
  } as const
  if (product === 'wonde') return { ...common, path: '/v1.0', signIn: 'token', create: createWondeSystem }
  const scope = (): string => ONEROSTER_SCOPES
  return { ...common, path: '/ims/oneroster/rostering/v1p2', signIn: 'client', scope, create: createOneRosterSystem }
}

const health: readonly Outline[] = [
  {
    id: 'health-abuhb',
    name: 'Aneurin Bevan University Health Board',
    agency: 'HEALTH',
    kind: 'fhir',
    organisation: '7A6',
    gss: null,
    path: '/fhir',
    signIn: 'assertion-rs384',
    scope: () => 'system/*.rs',
    create: createFhirSystem,
    contact: { name: 'Corporate Safeguarding', phone: '01632 960400' },
  },
  {
    id: 'health-wds',
    name: 'Welsh Demographics Service',
    agency: 'HEALTH',
    kind: 'pds',
    organisation: 'WDS',
    gss: null,
    path: '/personal-demographics/FHIR/R4',
    signIn: 'assertion-rs512',
    create: createPdsSystem,
    contact: { name: 'National Service Desk', phone: '01632 960410' },
  },
]

function charity(region: Region): Outline {
  return {
    id: 'third-sector-debrief',
    name: 'Llwybr debriefing service',
    agency: 'THIRD_SECTOR',
    kind: 'debrief',
    organisation: region.staff.find(({ agency }) => agency === 'third-sector')?.organisation ?? 'llwybr',
    gss: null,
    path: '/api/v1',
    signIn: 'client',
    create: createDebriefSystem,
    contact: { name: 'Debriefing team', phone: '01632 960500' },
  }
}

function planOf(outline: Outline, region: Region): SystemPlan {
  const { id, gss, contact } = outline
  const hours = outline.agency === 'POLICE' ? ALL_HOURS : OFFICE_HOURS
  const name = (what: string): string => `${id.toUpperCase().replaceAll('-', '_')}_${what}`
  const keyName = 'GATEWAY_SIGNING_KEY'

  function auth(origin: string): object {
    const tokenUrl = origin + TOKEN_PATH
    const clientId = clientIdOf(id)
    const scope = outline.scope === undefined ? {} : { scope: outline.scope(clientId) }
    const client = { kind: 'oauth2', tokenUrl, clientId, clientSecret: name('CLIENT_SECRET'), ...scope }
    const assertion = { kind: 'oauth2-assertion', tokenUrl, clientId, keyId: KEY_ID, privateKey: keyName, ...scope }
    switch (outline.signIn) {
      case 'token':
        return { kind: 'bearer', token: name('TOKEN') }
      case 'client':
        return client
      case 'client-and-key':
        return { ...client, apiKey: { header: KEY_HEADER, key: name('API_KEY') } }
      case 'assertion-rs384':
        return { ...assertion, algorithm: 'RS384' }
      case 'assertion-rs512':
        return { ...assertion, algorithm: 'RS512' }
    }
  }

  return {
    id,
    create: credentials => outline.create({ id, region, gss, credentials }),
    source: origin => ({
      id,
      name: outline.name,
      agency: outline.agency,
      kind: outline.kind,
      organisation: outline.organisation,
      area: gss,
      serves: outline.serves ?? [],
      baseUrl: outline.path === '/' ? origin : origin + outline.path,
      auth: auth(origin),
      linkingRate: 100,
      contact: { ...contact, hours },
    }),
    secrets(credentials, privateKeyPem): Record<string, string> {
      switch (outline.signIn) {
        case 'token':
          return { [name('TOKEN')]: credentials.token }
        case 'client':
          return { [name('CLIENT_SECRET')]: credentials.clientSecret }
        case 'client-and-key':
          return { [name('CLIENT_SECRET')]: credentials.clientSecret, [name('API_KEY')]: credentials.apiKey }
        case 'assertion-rs384':
        case 'assertion-rs512':
          return { [keyName]: privateKeyPem }
      }
    },
  }
}

/** The id under which the key the gateway signs assertions with is registered. */
export const KEY_ID = 'gateway-1'

/** The gateway's client id at a system. */
export const clientIdOf = (system: string): string => `hafan-at-${system}`
