// A small invented region with school pupils only, written by hand so that a test can name what it expects.
import type { Gss, PupilRow, Region, School, Staff } from '../../../simulators/region/model.js'

export const NOW = new Date('2026-02-11T12:30:00Z')
export const NEWPORT: Gss = 'W06000022'
export const MONMOUTHSHIRE: Gss = 'W06000021'

const school = (id: string, gss: Gss, phase: School['phase'] = 'secondary'): School => ({
  id,
  gss,
  name: `Ysgol ${id}`,
  town: 'Exampleton',
  phone: '01632 960101',
  phase,
})

const lead = (organisation: string): Staff => ({
  ref: `${organisation}-DSL01`,
  name: 'Sam Example',
  agency: 'education',
  organisation,
  role: 'Designated safeguarding lead',
  team: null,
  phone: '01632 960150',
  email: `dsl@${organisation.toLowerCase()}.example`,
  registration: null,
})

/** A pupil in whom most things are recorded; `over` changes what a test is about. */
export function pupil(over: Partial<PupilRow> & Pick<PupilRow, 'pupilId' | 'gss'>): PupilRow {
  return {
    personId: `person-${over.pupilId}`,
    givenName: 'Ffion',
    middleNames: 'Mair',
    familyName: 'Prys',
    knownAs: 'Fi',
    formerNames: [],
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
        phone: '07700 900111',
        dateOfBirth: null,
        priority: 1,
      },
      {
        name: 'Dewi Example',
        relationship: 'FATHER',
        parentalResponsibility: false,
        contact: 'NONE',
        sameHousehold: false,
        phone: null,
        dateOfBirth: '1980-05-06',
        priority: 2,
      },
    ],
    phones: [{ owner: 'Ffion', number: '07700 900222', use: 'MOBILE' }],
    upn: 'M680400114001',
    formerUpn: null,
    enrolments: [
      { school: 'A1', from: '2021-09-02', until: null, kind: 'MAIN', toBeDeleted: false, year: '10' },
      { school: 'A9', from: '2014-09-02', until: '2021-07-20', kind: 'MAIN', toBeDeleted: false, year: '6' },
    ],
    marks: [
      { date: '2026-02-11', session: 'AM', code: 'N', comment: null, minutesLate: null },
      { date: '2026-02-10', session: 'PM', code: '/', comment: null, minutesLate: null },
      { date: '2026-02-10', session: 'AM', code: 'L', comment: 'bus', minutesLate: 12 },
    ],
    presentPercent: 91.3,
    unauthorisedPercent: 2.4,
    behaviour: [{ id: 'B1', on: '2026-02-04', type: 'BULL', incident: 'Conflict at lunch', role: 'TA' }],
    exclusions: [{ from: '2025-11-03', until: '2025-11-05', type: 'FIXED', reason: 'VP' }],
    needs: [{ provision: 'IDP', need: 'SEMH', from: '2024-01-15', support: 'Quiet room' }],
    inCare: false,
    protectedRecord: false,
    ...over,
  }
}

/** The region with these pupils in Newport (Wonde) and Monmouthshire (OneRoster). */
export function regionOf(newport: readonly PupilRow[], monmouthshire: readonly PupilRow[] = []): Region {
  const schools = [
    school('A1', NEWPORT),
    school('A2', NEWPORT),
    school('A9', NEWPORT, 'primary'),
    school('679-4001', MONMOUTHSHIRE),
    school('679-4002', MONMOUTHSHIRE),
  ]
  return {
    seed: 1,
    now: NOW.toISOString(),
    authorities: [],
    schools,
    homes: [],
    staff: schools.map(({ id }) => lead(id)),
    police: [],
    socialCare: { W06000018: [], W06000019: [], W06000020: [], W06000021: [], W06000022: [] },
    education: { W06000018: [], W06000019: [], W06000020: [], W06000021: monmouthshire, W06000022: newport },
    health: [],
    demographics: [],
    charity: [],
    hub: [],
    families: [],
    showcase: [],
  }
}
