// A region of three children for these tests: one with everything, one with nothing, one merged away.
import type {
  CharityRow,
  EpisodeRow,
  PersonRow,
  PoliceNominal,
  Region,
  Staff,
} from '../../../simulators/region/model.js'

const person: PersonRow = {
  personId: 'p-1',
  givenName: 'Fion',
  middleNames: 'Mair',
  familyName: 'Price',
  knownAs: 'Fi',
  formerNames: [{ givenName: 'Ffion', familyName: 'Prys', use: 'former' }],
  dateOfBirth: '2010-04-07',
  dateOfBirthMask: 'DAY',
  dateOfBirthEstimated: false,
  sex: 'FEMALE',
  ethnicity: 'WBRI',
  language: 'cy',
  addresses: [
    {
      use: 'HOME',
      lines: ['14 Heol Enghraifft'],
      town: 'Newport',
      postcode: 'NP20 9ZZ',
      uprn: null,
      gss: 'W06000022',
      from: null,
      until: null,
      doNotDisclose: false,
    },
  ],
  relatives: [],
  phones: [{ owner: 'self', number: '07700 900123', use: 'MOBILE' }],
}

export const episode: EpisodeRow = {
  ref: 'MP-61-26-000001',
  reportedAt: '2026-02-11T22:05:00Z',
  lastSeenAt: '2026-02-11T19:30:00Z',
  endedAt: null,
  status: 'OPEN',
  category: 'MISSING',
  missingFrom: 'CARE_HOME',
  risk: 'MEDIUM',
  riskHistory: [{ level: 'LOW', at: '2026-02-11T22:05:00Z', rationale: 'First report' }],
  gss: 'W06000022',
  lastSeenPlace: 'Example Retail Park',
  foundPlace: null,
  foundBy: null,
  companions: ['An older boy'],
  circumstances: 'Left after tea',
  harm: [],
  safeAndWell: null,
  interviewReferredAt: null,
}

const endedEpisode: EpisodeRow = {
  ...episode,
  ref: 'MP-61-25-000002',
  reportedAt: '2025-11-01T20:00:00Z',
  endedAt: '2025-11-02T01:00:00Z',
  status: 'CLOSED',
  category: 'ABSENT',
  risk: 'VERY_LOW',
  foundPlace: 'Bus station',
  foundBy: 'Carer',
  harm: ['Cold'],
  safeAndWell: { done: true, at: '2025-11-02T10:00:00Z', officer: 'PC 1201', summary: 'Safe', notDoneReason: null },
  interviewReferredAt: '2025-11-02T11:00:00Z',
}

const bare: PoliceNominal = {
  ...person,
  personId: 'p-2',
  givenName: 'Owain',
  middleNames: null,
  familyName: 'Rees',
  knownAs: null,
  formerNames: [],
  dateOfBirth: '2011-09-30',
  sex: 'MALE',
  ethnicity: null,
  addresses: [],
  phones: [],
  nominalId: 'N-2',
  pncId: null,
  mergedInto: null,
  mergedFrom: [],
  aliases: [],
  description: null,
  markers: [],
  episodes: [],
  occurrences: [],
  notices: [],
  intelligence: [],
  custody: [],
  bailConditions: [],
  associates: [],
  vehicles: [],
  officerRef: null,
  lastPoliceProtectionAt: null,
  protectedRecord: false,
}

/** A nominal with nothing on it but a name. */
export const bareNominal = (over: Partial<PoliceNominal> = {}): PoliceNominal => ({ ...bare, ...over })

const report = {
  scheme: '3x5x2',
  source: '2',
  information: 'B',
  handling: 'P',
  conditions: null,
  text: 'Seen entering a grey van at Example Retail Park',
  recordedAt: '2026-02-08T17:40:00Z',
  about: null,
} as const

/** A nominal with something in every part. */
export const fullNominal: PoliceNominal = {
  ...bare,
  ...person,
  nominalId: 'N-1',
  pncId: '2025/0000017Y',
  mergedFrom: ['N-0'],
  aliases: ['Fee Price'],
  description: 'About 160 cm, red coat',
  markers: [
    { code: 'SH', from: '2025-11-02', until: null, note: 'Carries blades' },
    { code: 'CSE', from: '2025-12-01', until: null, note: null },
  ],
  episodes: [endedEpisode, episode],
  occurrences: [
    { ref: '2600012345', at: '2026-01-05T21:00:00Z', type: 'Assault', role: 'victim', summary: 'Pushed at a bus stop' },
  ],
  notices: [
    {
      ref: 'PPN-26-0091',
      submittedAt: '2026-01-30T09:12:00Z',
      type: 'CHILD',
      risk: 'AMBER',
      childVoice: 'Said she was scared to go back',
      sharedWith: ['LA-W06000022'],
    },
  ],
  intelligence: [
    { ...report, id: 'IR-1' },
    { ...report, id: 'IR-2', handling: 'C', conditions: 'Ask the source handler', text: 'From a covert source' },
    { ...report, id: 'IR-3', about: 'CARER', text: 'The carer was seen with' },
    { ...report, id: 'IR-4', scheme: '5x5x5', source: 'B', information: '2', handling: '1', text: 'An older report' },
  ],
  custody: [
    {
      arrivedAt: '2025-10-01T20:00:00Z',
      releasedAt: '2025-10-01T23:00:00Z',
      reason: 'Theft',
      healthConcerns: ['Asthma'],
    },
  ],
  bailConditions: [{ condition: 'Not to enter Example Retail Park', from: '2025-10-02', until: null }],
  associates: [{ name: 'K. Example', relationship: 'Friend', since: '2025-09-01' }],
  vehicles: [{ registration: 'ZZ99 ZZZ', description: 'Grey van' }],
  officerRef: 'PC1201',
  lastPoliceProtectionAt: '2025-11-02T01:00:00Z',
}

export const nominals: readonly PoliceNominal[] = [
  bareNominal({ nominalId: 'N-0', personId: 'p-1', mergedInto: 'N-1' }),
  fullNominal,
  bareNominal(),
  bareNominal({ nominalId: 'N-3', personId: 'p-3', givenName: 'Nia', familyName: 'Hughes', protectedRecord: true }),
]

function member(ref: string, role: string, agency: Staff['agency']): Staff {
  const contact = { phone: '01632 960001', email: `${ref.toLowerCase()}@example.org`, registration: null }
  return { ref, name: `Staff ${ref}`, agency, organisation: '61', role, team: 'Missing Persons', ...contact }
}

const staff: readonly Staff[] = [
  member('PC1201', 'Response officer', 'police'),
  member('MPC1', 'Missing persons coordinator', 'police'),
  member('DBW1', 'Debrief worker', 'third-sector'),
]

/** The region with these rows, and nothing else in it. */
export function regionWith(rows: {
  police?: readonly PoliceNominal[]
  charity?: readonly CharityRow[]
  staff?: readonly Staff[]
}): Region {
  const none = { W06000018: [], W06000019: [], W06000020: [], W06000021: [], W06000022: [] }
  return {
    seed: 1,
    now: '2026-03-01T09:00:00Z',
    authorities: [],
    schools: [],
    homes: [],
    staff: rows.staff ?? staff,
    police: rows.police ?? [],
    socialCare: none,
    education: none,
    health: [],
    demographics: [],
    charity: rows.charity ?? [],
    hub: [],
    families: [],
    showcase: [],
  }
}

export const credentials = {
  clientId: 'gateway',
  clientSecret: 'a-secret',
  token: 'a-token',
  apiKey: 'a-key',
  publicKeyPem: '',
  keyId: 'k-1',
}

export { person }
