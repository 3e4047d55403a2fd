// What people call the roles of the protocol, and the ways to name a child: on every page that has them.
import { words } from './shape.js'

export const roleWords = words({
  en: {
    HUB_PRACTITIONER: 'Hub practitioner',
    HUB_MANAGER: 'Hub manager',
    DEBRIEF_WORKER: 'Debrief worker',
    SOCIAL_WORKER: 'Social worker',
    TEAM_MANAGER: 'Team manager',
    DUTY_TEAM: 'Out-of-hours duty team',
    REVIEWING_OFFICER: 'Independent reviewing officer',
    CP_CHAIR: 'Child-protection chair',
    POLICE_COORDINATOR: 'Police missing-person coordinator',
    POLICE_OFFICER: 'Police officer',
    SCHOOL_LEAD: 'School safeguarding lead',
    EDUCATION_WELFARE: 'Education welfare officer',
    SAFEGUARDING_NURSE: 'Safeguarding nurse',
    EMERGENCY_CLINICIAN: 'Emergency clinician',
    RESIDENTIAL_MANAGER: 'Residential manager',
    ANALYST: 'Analyst',
    AUDITOR: 'Auditor',
  },
  cy: {
    HUB_PRACTITIONER: 'Ymarferydd yr hwb',
    HUB_MANAGER: 'Rheolwr yr hwb',
    DEBRIEF_WORKER: 'Gweithiwr ôl-drafodaeth',
    SOCIAL_WORKER: 'Gweithiwr cymdeithasol',
    TEAM_MANAGER: 'Rheolwr tîm',
    DUTY_TEAM: 'Tîm dyletswydd y tu allan i oriau',
    REVIEWING_OFFICER: 'Swyddog adolygu annibynnol',
    CP_CHAIR: 'Cadeirydd amddiffyn plant',
    POLICE_COORDINATOR: 'Cydlynydd pobl ar goll yr heddlu',
    POLICE_OFFICER: 'Swyddog heddlu',
    SCHOOL_LEAD: 'Arweinydd diogelu ysgol',
    EDUCATION_WELFARE: 'Swyddog lles addysg',
    SAFEGUARDING_NURSE: 'Nyrs ddiogelu',
    EMERGENCY_CLINICIAN: 'Clinigydd brys',
    RESIDENTIAL_MANAGER: 'Rheolwr cartref preswyl',
    ANALYST: 'Dadansoddwr',
    AUDITOR: 'Archwilydd',
  },
})

export type Role = keyof typeof roleWords.en
const isRole = (code: string): code is Role => Object.hasOwn(roleWords.en, code)
export const ROLES: readonly Role[] = Object.keys(roleWords.en).filter(isRole)

/** The key of a role's words; null for a role that this console has no words for: its code is shown then. */
export const roleKey = (code: string | null): string | null => (code !== null && isRole(code) ? `role.${code}` : null)

export const identifierWords = words({
  en: {
    legend: 'How you name the child',
    nhsNumber: 'NHS number',
    upn: 'Unique pupil number',
    id: 'Hafan’s own number, as a page or an alert gave it',
    label: 'The number',
    hint: 'Spaces make no difference.',
    kindEmpty: 'Say which kind of number it is',
    empty: 'Enter the number',
    wrong: 'The number does not add up. Check it against where you have it from',
  },
  cy: {
    legend: 'Sut rydych yn enwi’r plentyn',
    nhsNumber: 'Rhif GIG',
    upn: 'Rhif unigryw disgybl',
    id: 'Rhif Hafan ei hun, fel y rhoddodd tudalen neu rybudd ef',
    label: 'Y rhif',
    hint: 'Nid yw bylchau’n gwneud gwahaniaeth.',
    kindEmpty: 'Dywedwch pa fath o rif ydyw',
    empty: 'Rhowch y rhif',
    wrong: 'Nid yw’r rhif yn gywir. Gwiriwch ef yn erbyn lle cawsoch ef',
  },
})

export const reviewWords = words({
  en: {
    who: 'Who broke it',
    staffRef: 'Staff reference',
    reason: 'Why, as they wrote it',
    inForce: 'In force',
    fromTo: '{{from}} to {{to}}',
    child: 'Child',
    openChild: 'Open the child’s page',
    childNotShown: 'May not be shown to you, or that could not be checked',
    outcome: 'Outcome',
    due: 'To be decided by',
    overdue: 'Overdue',
  },
  cy: {
    who: 'Pwy a’i torrodd',
    staffRef: 'Cyfeirnod staff',
    reason: 'Pam, fel yr ysgrifennwyd',
    inForce: 'Mewn grym',
    fromTo: '{{from}} i {{to}}',
    child: 'Plentyn',
    openChild: 'Agor tudalen y plentyn',
    childNotShown: 'Ni chaniateir ei ddangos i chi, neu ni ellid gwirio hynny',
    outcome: 'Canlyniad',
    due: 'I’w benderfynu erbyn',
    overdue: 'Yn hwyr',
  },
})
