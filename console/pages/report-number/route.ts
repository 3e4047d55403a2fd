// A child is reported missing by number: one whom the reporter is not shown, or whom nobody knows yet.
import type { Page } from '../../server/page.js'
import { begun, page } from '../report/page.js'
import { numberIn, readReport } from '../report/read.js'
import { sent } from '../report/send.js'
import { reportWords } from '../report/words.js'

export const reportByNumber: Page = {
  name: 'report-number',
  path: '/report',
  words: reportWords,
  get: visit => begun(visit, null),
  async post(visit, form) {
    const child = numberIn(form, 'number')
    // A child who is reported alone overlaps only where they are shown; then what is recorded of them is shown as well.
    if (child !== null) return sent(visit, form, child, told => page(visit, told.overlap ? child : null, form, told))
    const read = readReport(form, visit.t)
    const mistakes = [{ field: 'number', text: visit.t('number.empty') }, ...('mistakes' in read ? read.mistakes : [])]
    return page(visit, null, form, { mistakes })
  },
}
