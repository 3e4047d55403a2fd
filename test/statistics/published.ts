// Tables that were published, as records would have them: months and numbers; who the children were nobody knows.

/** Debriefs held, and over which months (evaluation of the Gwent hub). */
export const DEBRIEFS = [
  ['2013-03..2014-04', 480, 14],
  ['2014-04..2014-06', 119, 3],
  ['2014-07..2014-10', 206, 4],
  ['2014-10..2014-12', 62, 3],
  ['2015-01..2015-03', 98, 3],
  ['2015-04..2015-06', 118, 3],
  ['2015-07..2015-09', 104, 3],
] as const

/** Onward referrals: in all, April to June 2015, July to September 2015 (its table 6). */
export const REFERRALS = {
  MEDIATION: [16, 9, 7],
  MARF: [14, 5, 9],
  SERAF: [13, 10, 3],
  BEREAVEMENT: [5, 3, 2],
  COUNSELLING: [5, 2, 3],
  FAMILIES_FIRST: [3, 1, 2],
  ANGER_MANAGEMENT: [2, 0, 2],
  CAMHS: [2, 2, 0],
  BARNARDOS: [1, 1, 0],
  DISABILITIES: [1, 1, 0],
  SUBSTANCE_MISUSE: [1, 1, 0],
  YOUTH_SERVICES: [1, 0, 1],
} as const

/** People trained, May to December 2015: 662. */
export const TRAINED = { POLICE: 606, SOCIAL_SERVICES: 29, RESIDENTIAL: 27 } as const

/** Incidents, children, interviews completed (Staffordshire, July 2018). */
export const STAFFORDSHIRE = [
  ['2017-Q4', 515, 237, 267],
  ['2018-Q1', 468, 233, 264],
  ['2018-Q2', 598, 163, 429],
] as const

const line = (side: 'INCURRED' | 'INTERVENTIONS' | 'AVOIDED', unit: string, number = 1, counted = true) => ({
  ...{ side, unit, number, counted },
})

/** Table 10. Elsewhere the report prints its benefit as £4,608. */
export const CASE_FOUR = {
  lines: [
    line('INCURRED', 'INVESTIGATION', 3),
    line('INCURRED', 'PERSISTENT_TRUANCY'),
    line('INTERVENTIONS', 'MIRAF'),
    line('INTERVENTIONS', 'DEBRIEF_SESSION', 2),
    line('INTERVENTIONS', 'MEDIATION_SESSION', 4),
    line('INTERVENTIONS', 'SOCIAL_WORK_VISIT'),
    line('INTERVENTIONS', 'SUBSTANCE_SUPPORT'),
    line('INTERVENTIONS', 'SCHOOL_COUNSELLING'),
    line('AVOIDED', 'INVESTIGATION', 3),
    line('AVOIDED', 'PERSISTENT_TRUANCY'),
  ],
  printedBenefit: 4608,
} as const

/** Table 11. The printed total of what was avoided leaves its first row out. */
export const CASE_THREE = {
  lines: [
    line('INCURRED', 'INVESTIGATION'),
    line('INTERVENTIONS', 'CHILD_PROTECTION_ASSESSMENT'),
    line('INTERVENTIONS', 'SOCIAL_WORK_VISIT'),
    line('INTERVENTIONS', 'DEBRIEF_SESSION'),
    line('INTERVENTIONS', 'EXPLOITATION_INTERVENTION'),
    line('AVOIDED', 'INVESTIGATION', 1, false),
    line('AVOIDED', 'EXPLOITATION_CRIME_FISCAL'),
    line('AVOIDED', 'EXPLOITATION_CRIME_SOCIAL'),
  ],
  printedBenefit: null,
} as const
