// A child is reported missing: one who is shown, from the child's own page.
import type { Page, Visit } from '../../server/page.js'
import { begun, page } from './page.js'
import { sent } from './send.js'
import { reportWords } from './words.js'

const childOf = ({ params }: Visit): { readonly id: string } => ({ id: params['id'] ?? '' })

export const report: Page = {
  name: 'report',
  path: '/children/:id/report',
  words: reportWords,
  get: visit => begun(visit, childOf(visit)),
  post: (visit, form) => sent(visit, form, childOf(visit), told => page(visit, childOf(visit), form, told)),
}
