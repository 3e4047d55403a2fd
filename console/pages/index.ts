// Every page, one a line, alphabetical; and one in navigation.ts where a menu shall have it.
import type { Page, PublicPage } from '../server/page.js'
import { accessibility } from './accessibility/route.js'
import { audit } from './audit/route.js'
import { board } from './board/route.js'
import { breakGlass } from './break-glass/route.js'
import { links } from './links/route.js'
import { protocol } from './protocol/route.js'
import { review } from './review/route.js'
import { reviews } from './reviews/route.js'
import { start } from './start/route.js'

// prettier-ignore
export const pages: readonly Page[] = [
  audit,
  board,
  breakGlass,
  links,
  protocol,
  review,
  reviews,
  start,
]

export const publicPages: readonly PublicPage[] = [accessibility]
