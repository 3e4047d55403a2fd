// To whom the way to this page is shown. Whether somebody may report a child is the gateway's to decide.
import { doneBy } from '../shared/who-does.js'

const REPORTING = [
  ...['HUB_PRACTITIONER', 'HUB_MANAGER', 'DUTY_TEAM', 'POLICE_COORDINATOR', 'POLICE_OFFICER'],
  ...['SOCIAL_WORKER', 'RESIDENTIAL_MANAGER', 'SCHOOL_LEAD'],
]

export const reports = ({ role }: { readonly role: string }): boolean => REPORTING.includes(role)
export const triages = (person: { readonly role: string }): boolean => doneBy(person)['TRIAGE'] === true
