// When, where and at what risk a child goes missing: drawn, and the same in tables.
import { problem, show, type Page } from '../../server/page.js'
import { purposeOf } from '../children/purpose.js'
import { beginnings, byDayAndHour, gradings, PARTS, places } from './figures.js'
import { patternsQuery } from './generated/query.js'
import { patternsWords } from './words.js'

const LEVELS: readonly string[] = ['VERY_LOW', 'LOW', 'MEDIUM', 'HIGH']

export const patterns: Page = {
  name: 'patterns',
  path: '/children/:id/patterns',
  words: patternsWords,
  async get({ t, params, person, query, ask }) {
    const id = params['id'] ?? ''
    const purpose = purposeOf(person.role, query.get('purpose'))
    const answer = await ask(patternsQuery, { id, purpose })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { child } = answer.data
    const title = t('title')
    if (child.__typename !== 'Child') return show('patterns/view.njk', title, { id, purpose, child, answers: [] })
    const answers = child.missingEpisodes
    const moments = beginnings(answers)
    const cells = byDayAndHour(moments)
    const risks = gradings(answers)
    // Left to right in time; what has no level on the scale is in the table alone.
    const drawn = risks.filter(({ level }) => LEVELS.includes(level)).toReversed()
    const points = drawn.map(({ level }, at) => ({
      x: drawn.length < 2 ? 300 : 60 + (at * 520) / (drawn.length - 1),
      y: 140 - LEVELS.indexOf(level) * 40,
      level,
    }))
    const where = places(answers)
    return show('patterns/view.njk', title, {
      ...{
        id,
        purpose,
        child,
        answers,
        cells,
        hours: PARTS,
        count: moments.length,
        risks,
        points,
        where,
        levels: LEVELS,
      },
      most: Math.max(1, ...cells.flat()),
      mostPlaces: Math.max(1, ...where.map(({ seen, found }) => seen + found)),
    })
  },
}
