// A small invented region with health records only, written by hand so that a test can name what it expects.
import type { DemographicsRow, PatientRow, Region, Staff } from '../../../simulators/region/model.js'

export const NOW = new Date('2026-02-11T12:30:00Z')
export const NHS = { ffion: '9990000018', twinLike: '9990000026', dylan: '9990000034', old: '9990000042' }

const nurse: Staff = {
  ref: 'ABUHB-N001',
  name: 'Sam Example',
  agency: 'health',
  organisation: '7A6',
  role: 'School nurse',
  team: 'School Nursing',
  phone: '01632 960310',
  email: 'sam.example@abuhb.example',
  registration: null,
}

const person = {
  personId: 'p-1',
  givenName: 'Ffion',
  middleNames: 'Mair',
  familyName: 'Prys',
  knownAs: 'Fi',
  formerNames: [{ givenName: 'Ffion', familyName: 'Price', use: 'former' }],
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
      town: 'Casnewydd',
      postcode: 'NP20 9ZZ',
      uprn: '100000000001',
      gss: 'W06000022',
      from: '2015-01-01',
      until: null,
      doNotDisclose: false,
    },
  ],
  relatives: [
    {
      name: 'Carys Prys',
      relationship: 'MOTHER',
      parentalResponsibility: true,
      contact: null,
      sameHousehold: true,
      phone: '07700 900101',
      dateOfBirth: '1985-01-02',
      priority: 1,
    },
  ],
  phones: [
    { owner: 'self', number: '07700 900100', use: 'MOBILE' },
    { owner: 'Carys Prys', number: '07700 900101', use: 'MOBILE' },
  ],
} as const

/** A patient in whom most things are recorded; `over` changes what a test is about. */
export function patient(over: Partial<PatientRow> & Pick<PatientRow, 'patientId'>): PatientRow {
  const { patientId } = over
  return {
    ...person,
    pasNumber: `E-${patientId}`,
    nhsNumber: NHS.ffion,
    nhsStatus: '01',
    gp: { ods: 'W93999', name: 'Meddygfa Enghraifft', phone: '01632 960111' },
    allergies: [{ code: '91935009', display: 'Allergy to peanut', criticality: 'high', from: '2014-05-01' }],
    conditions: [
      { code: '195967001', display: 'Asthma', active: true, from: '2013-03-03', alert: true },
      { code: '43116000', display: 'Eczema', active: true, from: '2012-02-02', alert: false },
    ],
    flags: [{ text: 'Needs rescue medicine at hand', from: '2025-11-02', label: 'N' }],
    visits: [
      {
        id: `enc-${patientId}-1`,
        from: '2026-02-11T23:48:00+00:00',
        until: '2026-02-12T02:10:00Z',
        reason: 'Head injury; left before seen',
        outcome: '09',
        site: 'Ysbyty Glan Enghraifft',
        label: 'N',
      },
    ],
    missed: [
      {
        id: `apt-${patientId}-1`,
        at: '2026-01-20T10:00:00Z',
        description: 'CAMHS follow-up: was not brought',
        setting: 'Community',
        label: 'N',
      },
    ],
    careTeams: [
      { name: 'School Nursing', organisation: '7A6', from: '2025-09-01', until: null, staffRefs: ['ABUHB-N001'] },
    ],
    restricted: false,
    protectedRecord: false,
    ...over,
  }
}

/** A national entry. */
export function entry(over: Partial<DemographicsRow> & Pick<DemographicsRow, 'nhsNumber'>): DemographicsRow {
  return { ...person, supersedes: [], gpOds: 'W93999', restricted: false, ...over }
}

/** The twin-like decoy: same day of birth, another child. */
export const decoy = {
  personId: 'p-2',
  givenName: 'Ffion',
  middleNames: 'Mari',
  familyName: 'Prys',
  knownAs: null,
  formerNames: [],
  relatives: [],
  phones: [],
} as const

/** A region that holds these records and nothing else. */
export function region(health: readonly PatientRow[], demographics: readonly DemographicsRow[] = []): Region {
  const none = { W06000018: [], W06000019: [], W06000020: [], W06000021: [], W06000022: [] }
  return {
    seed: 1,
    now: NOW.toISOString(),
    authorities: [
      {
        gss: 'W06000022',
        name: 'Newport',
        number: '680',
        socialCare: 'eclipse',
        education: 'wonde',
        postcodeAreas: ['NP20'],
      },
    ],
    schools: [],
    homes: [],
    staff: [nurse],
    police: [],
    socialCare: none,
    education: none,
    health,
    demographics,
    charity: [],
    hub: [],
    families: [],
    showcase: [],
  }
}
