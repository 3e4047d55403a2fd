// Every page, one a line, alphabetical; and one in navigation.ts where a menu shall have it.
import type { Page, PublicPage } from '../server/page.js'
import { accessibility } from './accessibility/route.js'
import { alertReport } from './alert-report/route.js'
import { alerts } from './alerts/route.js'
import { audit } from './audit/route.js'
import { board } from './board/route.js'
import { breakGlass } from './break-glass/route.js'
import { caseload } from './caseload/route.js'
import { casework } from './casework/route.js'
import { childLinks } from './child-links/route.js'
import { children } from './children/route.js'
import { conflicts } from './conflicts/route.js'
import { due } from './due/route.js'
import { find } from './find/route.js'
import { interview } from './interview/route.js'
import { levels } from './levels/route.js'
import { links } from './links/route.js'
import { meetingAction } from './meeting-action/route.js'
import { meetingCall } from './meeting-call/route.js'
import { meetingHeld } from './meeting-held/route.js'
import { meetingPlan } from './meeting-plan/route.js'
import { mirafCompare } from './miraf-compare/route.js'
import { mirafSummary } from './miraf-summary/route.js'
import { mirafWrite } from './miraf-write/route.js'
import { miraf } from './miraf/route.js'
import { patterns } from './patterns/route.js'
import { protocol } from './protocol/route.js'
import { pupil } from './pupil/route.js'
import { referralSend } from './referral-send/route.js'
import { referral } from './referral/route.js'
import { reportByNumber } from './report-number/route.js'
import { report } from './report/route.js'
import { returned } from './return/route.js'
import { review } from './review/route.js'
import { reviews } from './reviews/route.js'
import { safeAndWell } from './safe-and-well/route.js'
import { school } from './school/route.js'
import { seraf } from './seraf/route.js'
import { start } from './start/route.js'
import { timeline } from './timeline/route.js'
import { triage } from './triage/route.js'

// prettier-ignore
export const pages: readonly Page[] = [
  alertReport,
  alerts,
  audit,
  board,
  breakGlass,
  caseload,
  casework,
  childLinks,
  children,
  conflicts,
  due,
  find,
  interview,
  levels,
  links,
  meetingAction,
  meetingCall,
  meetingHeld,
  meetingPlan,
  mirafCompare,
  mirafSummary,
  mirafWrite,
  miraf,
  patterns,
  protocol,
  pupil,
  referral,
  referralSend,
  report,
  reportByNumber,
  returned,
  review,
  reviews,
  safeAndWell,
  school,
  seraf,
  start,
  timeline,
  triage,
]

export const publicPages: readonly PublicPage[] = [accessibility]
