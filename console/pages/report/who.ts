// To whom the way to this page is shown. Whether somebody may report a child is the gateway's to decide.
const REPORTING = [
  ...['HUB_PRACTITIONER', 'HUB_MANAGER', 'DUTY_TEAM', 'POLICE_COORDINATOR', 'POLICE_OFFICER'],
  ...['SOCIAL_WORKER', 'RESIDENTIAL_MANAGER', 'SCHOOL_LEAD'],
]
const TRIAGING = ['HUB_PRACTITIONER', 'HUB_MANAGER', 'POLICE_COORDINATOR']

export const reports = ({ role }: { readonly role: string }): boolean => REPORTING.includes(role)
export const triages = ({ role }: { readonly role: string }): boolean => TRIAGING.includes(role)
