// What differs between any two versions of a risk assessment, part by part.
import { readChange } from '../../server/forms/changes.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { problem, show, type Page } from '../../server/page.js'
import { mirafCompareQuery } from './generated/query.js'
import { mirafCompareWords } from './words.js'

const versionIn = (text: string | null): number | null => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : null)

export const mirafCompare: Page = {
  name: 'miraf-compare',
  path: '/children/:id/miraf/compare',
  words: mirafCompareWords,
  async get({ t, label, ask, params, person, query }) {
    const { id = '' } = params
    // The earlier one is on the left, whichever was named first.
    const [from = null, to = null] = [versionIn(query.get('from')), versionIn(query.get('to'))]
      .filter(one => one !== null)
      .sort((a, b) => a - b)
    const answer = await forPurpose(person, purpose => ask(mirafCompareQuery, { id, purpose, from, to }))
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { child } = answer.data
    const hub = child.__typename === 'Child' ? (child.hub[0] ?? null) : null
    const difference = hub?.record?.mirafHistory?.difference ?? null
    const changes = difference?.changes?.map(change => readChange(change, t, label)) ?? []
    const one = from !== null && from === to
    return show('miraf-compare/view.njk', t('title'), {
      child,
      hub,
      difference,
      changes,
      one,
      path: `/children/${id}/miraf`,
    })
  },
}
