// As what a team is told, and by which role and relationship of the protocol it is entitled to be.
import type { StandsAs } from '../../store/tables-alerts.js'
import type { AgencyKind, Category, Relationship } from '../../types/index.js'

export type ChildCategoryOf = Exclude<Category, 'OPERATIONAL' | 'DERIVED'>

/** As what agencies' own records and the hub's name somebody. */
export type NamedAs = Exclude<StandsAs, 'DUTY_INBOX' | 'DEPUTY' | 'MANAGER'>

export interface Standing {
  readonly role: string
  readonly relationship: Relationship
}

/** One of them is enough. */
export const ENTITLED_AS: Readonly<Record<NamedAs, readonly Standing[]>> = {
  ALLOCATED_WORKER: [{ role: 'SOCIAL_WORKER', relationship: 'ALLOCATED' }],
  LEAVING_CARE_TEAM: [{ role: 'SOCIAL_WORKER', relationship: 'TEAM' }],
  REVIEWING_OFFICER: [{ role: 'REVIEWING_OFFICER', relationship: 'REVIEWING' }],
  CP_CHAIR: [{ role: 'CP_CHAIR', relationship: 'REVIEWING' }],
  SCHOOL_LEAD: [{ role: 'SCHOOL_LEAD', relationship: 'ENROLLED' }],
  SAFEGUARDING_NURSE: [{ role: 'SAFEGUARDING_NURSE', relationship: 'UNDER_CARE' }],
  HOST_AUTHORITY: [{ role: 'DUTY_TEAM', relationship: 'DUTY' }],
  HOME_AUTHORITY: [{ role: 'DUTY_TEAM', relationship: 'DUTY' }],
  DEBRIEF_WORKER: [{ role: 'DEBRIEF_WORKER', relationship: 'ASSIGNED_DEBRIEF' }],
  HUB: [
    { role: 'HUB_PRACTITIONER', relationship: 'HUB_CASE' },
    { role: 'HUB_MANAGER', relationship: 'HUB_CASE' },
  ],
}

/** Of an agency whose source is silent: as what its duty inbox stands in. */
export const STANDS_IN_AS: Readonly<Record<AgencyKind, readonly NamedAs[]>> = {
  SOCIAL_CARE: ['ALLOCATED_WORKER', 'LEAVING_CARE_TEAM', 'REVIEWING_OFFICER', 'CP_CHAIR', 'HOST_AUTHORITY'],
  EDUCATION: ['SCHOOL_LEAD'],
  HEALTH: ['SAFEGUARDING_NURSE'],
  THIRD_SECTOR: ['DEBRIEF_WORKER'],
  POLICE: [],
  HUB: ['HUB'],
}
