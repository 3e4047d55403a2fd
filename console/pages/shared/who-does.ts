// Who is led to the form of something that is due, or that may be done at any time. Whether somebody may do it is the gateway's to
// decide; a test holds this to the protocol, so that nobody types into a form that will refuse them.

const TRIAGING = ['HUB_PRACTITIONER', 'HUB_MANAGER', 'POLICE_COORDINATOR'] as const
const HUB_AND_CARE = ['HUB_PRACTITIONER', 'HUB_MANAGER', 'SOCIAL_WORKER', 'TEAM_MANAGER'] as const
const MEETING = [...HUB_AND_CARE, 'REVIEWING_OFFICER', 'CP_CHAIR', 'POLICE_COORDINATOR'] as const
const REFERRING = [...HUB_AND_CARE, 'DEBRIEF_WORKER'] as const

export const DOING: Readonly<Record<string, readonly string[]>> = {
  TRIAGE: TRIAGING,
  ABSENT_REVIEW: TRIAGING,
  CHECK: ['POLICE_COORDINATOR', 'POLICE_OFFICER', 'HUB_PRACTITIONER'],
  INTERVIEW: ['HUB_PRACTITIONER', 'HUB_MANAGER', 'DEBRIEF_WORKER', 'SOCIAL_WORKER'],
  MEETING,
  ACTION: MEETING,
  REFERRAL: REFERRING,
  SERAF: HUB_AND_CARE,
  // Nobody owes these two: they are done when somebody sees the need.
  MEETING_CALL: [...MEETING, 'DEBRIEF_WORKER', 'DUTY_TEAM', 'POLICE_OFFICER', 'SAFEGUARDING_NURSE'],
  REFERRAL_SEND: REFERRING,
}

/** By kind of what is due. A kind that is not there leads to a page that everybody may read, or to none. */
export const doneBy = ({ role }: { readonly role: string }): Readonly<Record<string, boolean>> =>
  Object.fromEntries(Object.entries(DOING).map(([kind, roles]) => [kind, roles.includes(role)]))
