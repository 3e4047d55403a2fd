// A small region for the social-care tests: children made by hand, each for what is to be shown with it.
import type { Region, SocialCareRow, Staff } from '../../../simulators/region/model.js'
import type { SimRequest, SimulatedSystem, SystemCredentials } from '../../../simulators/kit/system.js'
import { FFION } from './ffion.js'
import { GSS, plainRow } from './plain.js'

export { FFION, GSS, plainRow }

export const NOW = new Date('2026-02-12T10:00:00Z')

export const CREDENTIALS: SystemCredentials = {
  clientId: 'hafan',
  clientSecret: 'not-a-real-secret',
  token: 'unused',
  apiKey: 'not-a-real-key',
  publicKeyPem: '',
  keyId: '',
}

const worker = (ref: string, name: string, role: string, team: string): Staff => ({
  ref,
  name,
  agency: 'social-care',
  organisation: GSS,
  role,
  team,
  phone: '01632 960123',
  email: `${ref.toLowerCase()}@example.org`,
  registration: 'SW990001',
})

const staff = [worker('SW-1', 'Sioned Example', 'SW', 'LAC 2'), worker('IRO-1', 'Iolo Example', 'IR', 'Reviewing')]

export const LOCKED = plainRow('40522', { nhsNumber: '9990000026', upn: 'D676401914042', lockedTo: ['SW-1'] })
export const REFUGE = plainRow('40600', { protection: 'REFUGE', nhsNumber: '9990000034' })
export const ADOPTED = plainRow('40601', { protection: 'ADOPTION' })
export const WITNESS = plainRow('40602', { protection: 'WITNESS', familyName: 'Morgan' })
export const ESTIMATED = plainRow('40603', { dateOfBirthEstimated: true, language: 'other' })
export const BY_MONTH = plainRow('40604', { dateOfBirthMask: 'MONTH' })
export const TALKATIVE = plainRow('40605', {
  chronology: Array.from({ length: 230 }, (_, index) => ({
    at: new Date(Date.UTC(2025, 0, 1) + index * 3_600_000).toISOString(),
    type: 'NOTE',
    text: `Entry ${String(index)}`,
  })),
})

export function region(rows: readonly SocialCareRow[]): Region {
  const none: readonly SocialCareRow[] = []
  return {
    seed: 1,
    now: NOW.toISOString(),
    authorities: [
      { gss: GSS, name: 'Newport', number: '680', socialCare: 'eclipse', education: 'wonde', postcodeAreas: ['NP20'] },
    ],
    schools: [],
    homes: [],
    staff,
    police: [],
    socialCare: { W06000018: none, W06000019: none, W06000020: none, W06000021: none, W06000022: rows },
    education: { W06000018: [], W06000019: [], W06000020: [], W06000021: [], W06000022: [] },
    health: [],
    demographics: [],
    charity: [],
    hub: [],
    families: [],
    showcase: [],
  }
}

const CHILDREN = [FFION, LOCKED, REFUGE, ADOPTED, WITNESS, ESTIMATED, BY_MONTH, TALKATIVE]
export const CHILDREN_REGION = region(CHILDREN)

/** A request as the kit would hand it over. */
export function request(path: string, changes: Partial<SimRequest> = {}): SimRequest {
  const [bare = '', query = ''] = path.split('?')
  return {
    method: 'GET',
    path: bare,
    query: new URLSearchParams(query),
    headers: {},
    body: '',
    origin: 'http://127.0.0.1:1',
    fault: null,
    now: NOW,
    ...changes,
  }
}

/** Signs in and gives the token; throws where the system refuses. */
export async function tokenOf(system: SimulatedSystem, scope?: string, now: Date = NOW): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: CREDENTIALS.clientId,
    client_secret: CREDENTIALS.clientSecret,
    ...(scope === undefined ? {} : { scope }),
  })
  const answer = await system.handle(request('/oauth2/token', { method: 'POST', body: form.toString(), now }))
  const body = answer.body as { access_token?: string }
  if (body.access_token === undefined) throw new Error(`no token: ${JSON.stringify(answer)}`)
  return body.access_token
}
