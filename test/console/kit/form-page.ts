// A page with a form, for what is asked of forms whichever page they are on.
import { z } from 'zod'
import { go, problem, show, type Page } from '../../../console/server/page.js'
import { words } from '../../../console/words/shape.js'

export const formPage: Page = {
  name: 'form',
  path: '/test-form/:id',
  words: words({
    en: { title: 'A form', note: 'Note', send: 'Send', short: 'Write more' },
    cy: { title: 'Ffurflen', note: 'Nodyn', send: 'Anfon', short: 'Ysgrifennwch fwy' },
  }),
  async get({ t, kept }) {
    return show('form/view.njk', t('title'), { note: kept?.get('note') ?? '', mistakes: [] })
  },
  async post({ t, params }, form) {
    const note = form.get('note') ?? ''
    if (note === 'unreachable') return problem({ kind: 'UNREACHABLE' })
    if (note === 'throw') throw new Error(`with ${note}`)
    const read = z.string().min(3).safeParse(note)
    if (read.success) return go(`/test-form/${params['id'] ?? ''}?done=1`)
    return show('form/view.njk', t('title'), { note, mistakes: [{ field: 'note', text: t('short') }] }, 422)
  },
}
