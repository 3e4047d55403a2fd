// The form of a report, of a child who is shown or of one who is named by a number.
import { randomUUID } from 'node:crypto'
import { forPurpose } from '../../server/forms/purpose.js'
import { formShown } from '../../server/forms/step.js'
import { problem, type Shown, type Visit } from '../../server/page.js'
import { MISSING_FROM, PLACEMENTS, REPORTERS } from '../shared/codes.js'
import type { Named } from '../shared/identifier.js'
import { reportAreasQuery, reportOfQuery } from './generated/query.js'
import { OTHERS } from './read.js'
import type { Told } from './send.js'
import { triages } from './who.js'

/** Of a child's absences, the newest are what a report may be about. */
const SHOWN = 5

/** `by`: the child whose record stands above the form; null where none shall. */
export async function page(visit: Visit, by: Named | null, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  const { ask, params, query, person, label } = visit
  const [areas, answer] = await Promise.all([
    ask(reportAreasQuery, {}),
    by === null ? null : forPurpose(person, purpose => ask(reportOfQuery, { by, purpose })),
  ])
  if (answer !== null && answer.kind !== 'ANSWERED') return problem(answer)
  const child = answer?.data.child ?? null
  const hub = (child?.__typename === 'Child' ? child.missingEpisodes : []).find(({ source }) => source?.id === 'hub')
  const episodes = (hub?.record?.episodes ?? []).filter(({ status }) => told.overlap === true || status === 'OPEN')
  if (told.newKey === true || !typed.has('key')) typed.set('key', randomUUID())
  const named = (name: string, codes: readonly string[]): object[] =>
    codes.map(value => ({ value, text: label(name, value) }))
  const values = {
    ...{ child, typed, byNumber: params['id'] === undefined, others: OTHERS, overlap: told.overlap === true },
    absences: episodes.slice(0, SHOWN),
    // That nothing is under way is said by nobody where the hub's record did not come.
    unread: hub !== undefined && !['FOUND', 'NOTHING_RECORDED'].includes(hub.status) ? hub : null,
    step: triages(person) ? 'triage' : person.role === 'SCHOOL_LEAD' ? null : 'return',
    taken: query.get('taken') === '1' && told.mistakes === undefined,
    // A list that did not come leaves the code to be typed.
    authorities: authoritiesOf(areas.kind === 'ANSWERED' ? areas.data.sources : []),
    reporters: named('ReporterKind', REPORTERS),
    places: named('MissingFrom', MISSING_FROM),
    placements: named('PlacementKind', PLACEMENTS),
    open: OTHERS.some(nth => typed.get(`other-${nth}`) || typed.get(`other-${nth}-missing`)),
  }
  return formShown(visit, 'report/view.njk', values, told)
}

function authoritiesOf(
  sources: readonly { readonly name: string; readonly agency: string; readonly area: string | null }[],
) {
  const known = sources.flatMap(({ agency, area, name }) =>
    agency === 'SOCIAL_CARE' && area !== null ? [[area, name] as const] : [],
  )
  return [...new Map(known)].map(([value, text]) => ({ value, text }))
}
