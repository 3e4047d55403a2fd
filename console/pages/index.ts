// Every page, one a line, alphabetical; and one in navigation.ts where a menu shall have it.
import type { Page, PublicPage } from '../server/page.js'
import { accessibility } from './accessibility/route.js'
import { alertReport } from './alert-report/route.js'
import { alerts } from './alerts/route.js'
import { board } from './board/route.js'
import { caseload } from './caseload/route.js'
import { due } from './due/route.js'
import { pupil } from './pupil/route.js'
import { school } from './school/route.js'
import { start } from './start/route.js'

// prettier-ignore
export const pages: readonly Page[] = [
  alertReport,
  alerts,
  board,
  caseload,
  due,
  pupil,
  school,
  start,
]

export const publicPages: readonly PublicPage[] = [accessibility]
