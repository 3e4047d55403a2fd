// Which teams take note of what they are told, and which do not: for the hub's manager. Of teams, and never of a child.
import { problem, show, type Page } from '../../server/page.js'
import { alertReportQuery, type AlertReportQuery } from './generated/query.js'
import { alertReportWords } from './words.js'

const DAYS = [1, 7, 28] as const
const DAY_MS = 24 * 3_600_000
const PAGE = 50

type Team = AlertReportQuery['alertReport']['teams'][number]

/** Those with most left unread first; of as many, the slowest. Teams that were told of nothing have nothing to be asked about. */
export const worstFirst = (teams: readonly Team[]): readonly Team[] =>
  teams
    .filter(({ told }) => told > 0)
    .toSorted((a, b) => b.unacknowledged - a.unacknowledged || (b.medianSeconds ?? 0) - (a.medianSeconds ?? 0))

/** Where a page begins, as the address has it. */
function startOf(text: string | null): number {
  const start = Number(text ?? '0')
  return Number.isSafeInteger(start) && start > 0 ? start : 0
}

export const alertReport: Page = {
  name: 'alert-report',
  path: '/alerts/teams',
  words: alertReportWords,
  async get({ t, query, now, ask }) {
    const days = DAYS.find(one => String(one) === query.get('days')) ?? 7
    const from = new Date(now.getTime() - days * DAY_MS).toISOString()
    const answer = await ask(alertReportQuery, { from, until: now.toISOString() })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const teams = worstFirst(answer.data.alertReport.teams)
    const start = startOf(query.get('after'))
    const rows = teams.slice(start, start + PAGE).map(team => ({
      ...team,
      median: minutesOf(team.medianSeconds),
      longest: minutesOf(team.longestSeconds),
    }))
    const next = start + PAGE < teams.length ? String(start + PAGE) : null
    return show('alert-report/view.njk', t('title'), {
      ...{ rows, days, spans: DAYS, from, until: now.toISOString() },
      silent: teams.filter(({ acknowledged }) => acknowledged === 0).length,
      list: { path: '/alerts/teams', query: { days: String(days) }, next, first: start === 0 },
    })
  },
}

/** Begun minutes count: nothing was answered in no time. */
const minutesOf = (seconds: number | null): number | null => (seconds === null ? null : Math.ceil(seconds / 60))
