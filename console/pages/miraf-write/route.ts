// Writing a version of the risk assessment: begun with the newest one and the live picture, saved as the next.
import { go, problem, type Page } from '../../server/page.js'
import { ruleMistake } from '../../server/forms/mistakes.js'
import { writeMirafMutation } from './generated/acts.js'
import { fieldOf, inputOf, mistakesIn } from './input.js'
import { page } from './page.js'
import { mirafWriteWords } from './words.js'

export const mirafWrite: Page = {
  name: 'miraf-write',
  path: '/children/:id/miraf/write',
  words: mirafWriteWords,
  get: visit => page(visit, visit.kept === null ? null : new URLSearchParams(visit.kept)),
  async post(visit, form) {
    const { t, ask, params, language } = visit
    const { id = '' } = params
    if (form.get('do') === 'level') return page(visit, form, { levelAsked: true })
    const mistakes = mistakesIn(form, { half: t('half'), judged: t('judged.empty') })
    if (mistakes.length > 0) return page(visit, form, { mistakes })
    const done = await ask(writeMirafMutation, { input: inputOf(form, id) })
    const refused = done.kind === 'ANSWERED' ? null : ruleMistake(done, language, field => fieldOf(field, form))
    if (refused !== null) {
      const changed = refused.rule === 'MIRAF_CHANGED_MEANWHILE'
      return page(visit, form, { mistakes: [changed ? { ...refused, field: 'changed' } : refused], changed })
    }
    if (done.kind !== 'ANSWERED') return problem(done)
    // Nobody who is shown: the page itself says whom to ring.
    return done.data.writeMiraf.__typename === 'ChildNotShown' ? page(visit, form) : go(`/children/${id}/miraf?saved=1`)
  },
}
