// What the protocol gives whoever is signed in; every role's column for those who may ask what it decides for others.
import { problem, show, type Page } from '../../server/page.js'
import { READS_DECISIONS } from '../shared/reads-decisions.js'
import { levelsQuery, type LevelsQueryVariables } from './generated/query.js'
import { levelsWords } from './words.js'

const EPISODES = ['NOT_OPEN', 'OPEN', 'LONG_AGO'] as const satisfies readonly LevelsQueryVariables['episode'][]

export const levels: Page = {
  name: 'levels',
  path: '/levels',
  words: levelsWords,
  async get({ t, query, person, language, ask }) {
    const episode = EPISODES.find(each => each === query.get('episode')) ?? 'NOT_OPEN'
    const breakGlass = query.get('glass') === '1'
    const asked = await ask(levelsQuery, { episode, breakGlass, all: READS_DECISIONS.includes(person.role) })
    if (asked.kind !== 'ANSWERED') return problem(asked)
    const { viewer, sharingMatrix = null } = asked.data
    const columns = sharingMatrix?.columns ?? []
    const notes = new Map(
      columns.flatMap(({ cells }) => cells.flatMap(({ unless }) => unless.map(one => [one.clause, one.why[language]]))),
    )
    return show('levels/view.njk', t('title'), {
      ...{ own: viewer.sharing, matrix: sharingMatrix, columns, episode, episodes: EPISODES },
      glass: breakGlass,
      notes: [...notes].map(([clause, why]) => ({ clause, why })),
    })
  },
}
