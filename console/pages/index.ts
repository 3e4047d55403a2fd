// Every page, one a line, alphabetical; and one in navigation.ts where a menu shall have it.
import type { Page, PublicPage } from '../server/page.js'
import { accessibility } from './accessibility/route.js'
import { board } from './board/route.js'
import { interview } from './interview/route.js'
import { mirafCompare } from './miraf-compare/route.js'
import { mirafSummary } from './miraf-summary/route.js'
import { mirafWrite } from './miraf-write/route.js'
import { miraf } from './miraf/route.js'
import { returned } from './return/route.js'
import { safeAndWell } from './safe-and-well/route.js'
import { start } from './start/route.js'
import { triage } from './triage/route.js'

// prettier-ignore
export const pages: readonly Page[] = [
  board,
  interview,
  miraf,
  mirafCompare,
  mirafSummary,
  mirafWrite,
  returned,
  safeAndWell,
  start,
  triage,
]

export const publicPages: readonly PublicPage[] = [accessibility]
