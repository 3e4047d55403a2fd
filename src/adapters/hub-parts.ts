// What the hub's own records can be asked for, as parts of a source like any other.
import type { Records } from '../types/index.js'
import type { MirafHistoryValue, MirafValue } from '../types/miraf.js'

export interface HubParts {
  'hub.mirafSummary': Records.MirafSummary
  'hub.miraf': MirafValue
  'hub.mirafHistory': MirafHistoryValue
  'hub.meetings': Records.HubMeetings
  'hub.referrals': readonly Records.Referral[]
  'hub.serafs': readonly Records.Seraf[]
  'hub.legalMeasures': readonly Records.LegalMeasure[]
}
