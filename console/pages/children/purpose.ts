// What somebody asks for when they look at a child, by their role: the first is what they mostly come for. The gateway decides
// whether they may; another purpose is asked for by its name in the address.
const PURPOSES = {
  HUB_PRACTITIONER: ['ASSESS_RISK', 'LOCATE_CHILD'],
  HUB_MANAGER: ['ASSESS_RISK', 'LOCATE_CHILD', 'QUALITY_ASSURANCE'],
  DEBRIEF_WORKER: ['ASSESS_RISK', 'LOCATE_CHILD'],
  SOCIAL_WORKER: ['ASSESS_RISK', 'LOCATE_CHILD', 'CARE_PLANNING', 'SCHOOL_SUPPORT'],
  TEAM_MANAGER: ['ASSESS_RISK', 'LOCATE_CHILD', 'CARE_PLANNING'],
  DUTY_TEAM: ['ASSESS_RISK', 'LOCATE_CHILD'],
  REVIEWING_OFFICER: ['CARE_PLANNING'],
  CP_CHAIR: ['CARE_PLANNING'],
  POLICE_COORDINATOR: ['ASSESS_RISK', 'LOCATE_CHILD'],
  POLICE_OFFICER: ['LOCATE_CHILD', 'ASSESS_RISK'],
  SCHOOL_LEAD: ['SCHOOL_SUPPORT', 'LOCATE_CHILD'],
  EDUCATION_WELFARE: ['SCHOOL_SUPPORT', 'LOCATE_CHILD'],
  SAFEGUARDING_NURSE: ['ASSESS_RISK', 'LOCATE_CHILD', 'CARE_PLANNING'],
  EMERGENCY_CLINICIAN: ['ASSESS_RISK', 'LOCATE_CHILD'],
  RESIDENTIAL_MANAGER: ['CARE_PLANNING', 'LOCATE_CHILD'],
} as const

type Role = keyof typeof PURPOSES
export type ChildPurpose = (typeof PURPOSES)[Role][number]

const isRole = (role: string): role is Role => Object.hasOwn(PURPOSES, role)

/** Who looks at children in the course of their work. */
export const CHILD_ROLES: readonly string[] = Object.keys(PURPOSES)

export const purposesOf = (role: string): readonly ChildPurpose[] => (isRole(role) ? PURPOSES[role] : ['ASSESS_RISK'])

/** The one that is asked for where the role has it, and else the role's first. */
export const purposeOf = (role: string, asked: string | null): ChildPurpose => {
  const [first = 'ASSESS_RISK', ...rest] = purposesOf(role)
  return rest.find(each => each === asked) ?? first
}
