// All that is recorded of one child, in every system that has a record.
import type { Known } from './child.js'
import { charityRows } from './charity-rows.js'
import { educationRows, type MarkBook } from './education-rows.js'
import { demographicsRows, healthRows } from './health-rows.js'
import { hubRows } from './hub-rows.js'
import type {
  CharityRow,
  DemographicsRow,
  HubRow,
  PatientRow,
  PoliceNominal,
  PupilRow,
  SocialCareRow,
} from './model.js'
import { policeRows } from './police-rows.js'
import type { Setting } from './setting.js'
import { socialCareRows } from './social-care-rows.js'

export interface Rows {
  readonly police: readonly PoliceNominal[]
  readonly socialCare: readonly SocialCareRow[]
  readonly education: readonly PupilRow[]
  readonly health: readonly PatientRow[]
  readonly demographics: readonly DemographicsRow[]
  readonly charity: readonly CharityRow[]
  readonly hub: readonly HubRow[]
}

/** Writes the child down everywhere, with the mistakes of each system. */
export function rowsOf(setting: Setting, marks: MarkBook, known: Known): Rows {
  const charity = charityRows(setting, known)
  return {
    police: policeRows(setting, known),
    socialCare: socialCareRows(setting, known),
    education: educationRows(setting, known, marks),
    health: healthRows(setting, known),
    demographics: demographicsRows(setting, known),
    charity,
    hub: hubRows(setting, known, charity[0]),
  }
}
