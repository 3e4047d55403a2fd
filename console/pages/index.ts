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
import { children } from './children/route.js'
import { find } from './find/route.js'
import { patterns } from './patterns/route.js'
import { start } from './start/route.js'
import { timeline } from './timeline/route.js'

// prettier-ignore
export const pages: readonly Page[] = [
  audit,
  board,
  breakGlass,
  links,
  protocol,
  review,
  reviews,
  children,
  find,
  patterns,
  start,
  timeline,
]

export const publicPages: readonly PublicPage[] = [accessibility]
