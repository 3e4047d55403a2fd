// The applications of the simulated region, as applications.yaml has them.

export interface ApplicationEntry {
  readonly id: string
  readonly name: string
  readonly actsForPersons: boolean
  /** The most the application may be given, whoever it acts for; ALL takes nothing away. */
  readonly ceiling: 'ALL' | Readonly<Record<string, 'EXISTS' | 'SUMMARY' | 'FULL'>>
  /** Roles it may act for; absent: any. */
  readonly roles?: readonly string[]
  /** Persons sign in to it with a browser. */
  readonly signsPersonsIn?: boolean
  /** Agencies whose identity providers know it. */
  readonly registeredAt: readonly string[]
}

export const APPLICATIONS: readonly ApplicationEntry[] = [
  {
    id: 'hafan-explorer',
    name: 'Hafan explorer (development)',
    actsForPersons: true,
    ceiling: 'ALL',
    registeredAt: [],
  },
  {
    id: 'hub-console',
    name: 'The hub’s own pages',
    actsForPersons: true,
    ceiling: 'ALL',
    signsPersonsIn: true,
    registeredAt: ['POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB'],
  },
  {
    id: 'school-partner',
    name: 'School safeguarding software',
    actsForPersons: true,
    ceiling: {
      IDENTITY: 'SUMMARY',
      ENROLMENT: 'SUMMARY',
      MIRAF_SUMMARY: 'FULL',
      MISSING_EPISODES: 'SUMMARY',
      ATTENDANCE: 'SUMMARY',
    },
    roles: ['SCHOOL_LEAD', 'EDUCATION_WELFARE'],
    registeredAt: ['EDUCATION'],
  },
  {
    id: 'figures-partner',
    name: 'Figures for the regional board',
    actsForPersons: false,
    ceiling: {},
    registeredAt: ['HUB'],
  },
]

/** Those that identity providers of an agency know, beside the explorer, which all of them know. */
export const applicationsAt = (agency: string): readonly ApplicationEntry[] =>
  APPLICATIONS.filter(({ registeredAt }) => registeredAt.includes(agency))
