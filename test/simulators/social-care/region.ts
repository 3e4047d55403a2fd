// A small region for the social-care tests: children made by hand, each for what is to be shown with it.
import type { Region, SocialCareRow, Staff } from '../../../simulators/region/model.js'
import type { SimRequest, SimulatedSystem, SystemCredentials } from '../../../simulators/kit/system.js'

export const GSS = 'W06000022'
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

/** A child with nothing recorded. */
export function plainRow(laChildId: string, changes: Partial<SocialCareRow> = {}): SocialCareRow {
  return {
    personId: `person-${laChildId}`,
    gss: GSS,
    laChildId,
    givenName: 'Owain',
    middleNames: null,
    familyName: `Rees ${laChildId}`,
    knownAs: null,
    formerNames: [],
    dateOfBirth: '2011-09-30',
    dateOfBirthMask: 'DAY',
    dateOfBirthEstimated: false,
    sex: 'MALE',
    ethnicity: null,
    language: 'en',
    addresses: [],
    relatives: [],
    phones: [],
    nhsNumber: null,
    upn: null,
    responsibleLaChildId: null,
    responsibleLa: GSS,
    hostLa: null,
    statuses: [],
    legal: [],
    plans: [],
    placements: [],
    involvements: [],
    alerts: [],
    assessments: [],
    chronology: [],
    referrals: [],
    meetings: [],
    episodes: [],
    lockedTo: null,
    protection: null,
    ...changes,
  }
}

const home = {
  use: 'HOME',
  lines: ['14 Heol Enghraifft'],
  town: 'Newport',
  postcode: 'NP20 9ZZ',
  uprn: '990000000001',
  gss: GSS,
  from: '2015-01-01',
  until: null,
  doNotDisclose: false,
} as const

/** Looked after, with something in every part. */
export const FFION = plainRow('40017', {
  givenName: 'FFION',
  middleNames: 'Mair',
  familyName: 'PRYS',
  knownAs: 'Fi',
  formerNames: [{ givenName: 'Ffion', familyName: 'Bowen', use: 'former' }],
  dateOfBirth: '2010-04-07',
  sex: 'FEMALE',
  ethnicity: 'WBRI',
  language: 'cy',
  nhsNumber: '9990000018',
  upn: 'M680400114001',
  responsibleLaChildId: 'TOR-22871',
  responsibleLa: 'W06000020',
  hostLa: GSS,
  addresses: [
    home,
    { ...home, use: 'PLACEMENT', lines: ['2 Clos y Dderwen'], postcode: 'NP19 1ZA', doNotDisclose: true },
    { ...home, use: 'FORMER', lines: ['9 Stryd Celyn'], postcode: 'NP18 2ZB', until: '2014-12-31' },
  ],
  relatives: [
    {
      name: 'Nia Prys',
      relationship: 'MOTHER',
      parentalResponsibility: true,
      contact: 'RESTRICTED',
      sameHousehold: false,
      phone: '07700 900101',
      dateOfBirth: '1985-02-03',
      priority: 1,
    },
    {
      name: 'Dai Bowen',
      relationship: 'FATHER',
      parentalResponsibility: false,
      contact: 'NONE',
      sameHousehold: null,
      phone: null,
      dateOfBirth: null,
      priority: null,
    },
    {
      name: 'Elin Prys',
      relationship: 'SIBLING',
      parentalResponsibility: null,
      contact: null,
      sameHousehold: true,
      phone: null,
      dateOfBirth: null,
      priority: null,
    },
  ],
  phones: [{ owner: 'Ffion', number: '07700 900102', use: 'MOBILE' }],
  statuses: [
    { kind: 'CIN', from: '2023-01-09', until: '2024-06-02', endReason: 'RC7' },
    { kind: 'LAC', from: '2024-06-03', until: null, endReason: null },
  ],
  legal: [
    { code: 'V2', from: '2024-06-03', until: '2024-09-01' },
    { code: 'C2', from: '2024-09-02', until: null },
  ],
  plans: [{ from: '2023-11-01', until: '2024-06-02', category: 'NEG', otherLa: true }],
  placements: [
    {
      type: 'U6',
      provider: 'PR1',
      urn: null,
      name: null,
      postcode: 'NP18 3ZD',
      phone: null,
      distance: 999.9,
      from: '2024-06-03',
      until: '2025-05-01',
      changeReason: 'CREQB',
      doNotDisclose: false,
    },
    {
      type: 'K2',
      provider: 'PR4',
      urn: 'SC999999',
      name: 'Tŷ Enghraifft',
      postcode: 'NP19 1ZA',
      phone: '01632 960150',
      distance: 6.4,
      from: '2025-05-02',
      until: null,
      changeReason: null,
      doNotDisclose: true,
    },
  ],
  involvements: [
    { staffRef: 'SW-1', role: 'WORKER', team: 'LAC 2', from: '2025-05-01', until: null },
    { staffRef: 'IRO-1', role: 'IRO', team: 'Reviewing', from: '2024-06-10', until: null },
    { staffRef: 'SW-9', role: 'WORKER', team: 'Assessment', from: '2023-01-09', until: '2025-04-30' },
  ],
  alerts: [
    { code: 'ALERT07', from: '2025-09-30', until: null, note: 'See the risk assessment.' },
    { code: 'RISK_21', from: '2025-01-01', until: null, note: null },
    { code: 'ALERT99', from: '2025-01-02', until: null, note: null },
  ],
  assessments: [
    {
      type: 'Care and support assessment',
      from: '2024-05-01',
      until: '2024-05-28',
      factors: ['10A', '11A', '99Z'],
      outcome: 'Care plan',
    },
  ],
  chronology: [{ at: '2025-12-01T09:30:00Z', type: 'VISIT', text: 'Statutory visit.' }],
  referrals: [{ on: '2023-01-04', source: '2A', outcome: 'Assessment' }],
  meetings: [{ type: 'STRATEGY', on: '2025-11-20', decision: 'Risk plan agreed' }],
  episodes: [
    {
      ref: 'ME-117',
      from: '2025-12-24T20:00:00Z',
      until: '2025-12-25T09:00:00Z',
      type: 'A',
      interviewOffered: 'Y',
      interviewAccepted: 'N',
    },
    {
      ref: 'ME-118',
      from: '2026-02-11T19:30:00Z',
      until: null,
      type: 'M',
      interviewOffered: null,
      interviewAccepted: null,
    },
  ],
})

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

export const CHILDREN = [FFION, LOCKED, REFUGE, ADOPTED, WITNESS, ESTIMATED, BY_MONTH, TALKATIVE]
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
