// The sharing protocol, a role at a time: what is given of every kind of information, and under which clause.
import { problem, show, type Page } from '../../server/page.js'
import { ROLES } from '../../words/roles.js'
import { columnOneQuery, columnTwoQuery, type ColumnOneQueryVariables } from './generated/query.js'
import { protocolWords } from './words.js'

const PURPOSES = [
  'ASSESS_RISK',
  'LOCATE_CHILD',
  'CARE_PLANNING',
  'SCHOOL_SUPPORT',
  'QUALITY_ASSURANCE',
] as const satisfies readonly ColumnOneQueryVariables['purpose'][]
const RELATIONSHIPS = [
  'ALLOCATED',
  'TEAM',
  'REVIEWING',
  'DUTY',
  'ENROLLED',
  'UNDER_CARE',
  'RESIDENT',
  'IN_AREA',
  'HUB_CASE',
  'ASSIGNED_DEBRIEF',
] as const
const EPISODES = [
  'OPEN',
  'NOT_OPEN',
  'LONG_AGO',
  'UNDECIDED',
] as const satisfies readonly ColumnOneQueryVariables['episode'][]

const chosen = <T extends string>(of: readonly T[], asked: string | null): T | undefined =>
  of.find(each => each === asked)

export const protocol: Page = {
  name: 'protocol',
  path: '/protocol',
  words: protocolWords,
  async get({ t, query, person, language, ask }) {
    const role = chosen(ROLES, query.get('role')) ?? chosen(ROLES, person.role) ?? 'HUB_PRACTITIONER'
    const purpose = chosen(PURPOSES, query.get('purpose')) ?? 'ASSESS_RISK'
    const relationship = chosen(RELATIONSHIPS, query.get('relationship')) ?? null
    const episode = chosen(EPISODES, query.get('episode')) ?? 'OPEN'
    const breakGlass = query.get('glass') === '1'
    const question: ColumnOneQueryVariables = {
      ...{ role, purpose, episode, breakGlass },
      relationships: relationship === null ? [] : [{ relationship }],
    }
    const [one, two] = await Promise.all([ask(columnOneQuery, question), ask(columnTwoQuery, question)])
    if (one.kind !== 'ANSWERED') return problem(one)
    if (two.kind !== 'ANSWERED') return problem(two)
    const decisions = [...Object.values(one.data), ...Object.values(two.data)]
    const rows = decisions.map(each => ({ ...each, why: each.why[language] }))
    return show('protocol/view.njk', t('title'), {
      ...{ rows, first: rows[0], role, purpose, relationship, episode, glass: breakGlass },
      ...{ roles: ROLES, purposes: PURPOSES, relationships: RELATIONSHIPS, episodes: EPISODES },
    })
  },
}
