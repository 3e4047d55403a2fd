// The form of a report, of a child who is shown or of one who is named by a number.
import { randomUUID } from 'node:crypto'
import { forPurpose } from '../../server/forms/purpose.js'
import { formShown } from '../../server/forms/step.js'
import { problem, show, type Shown, type Visit } from '../../server/page.js'
import { MISSING_FROM, PLACEMENTS, REPORTERS } from '../shared/codes.js'
import type { Named } from '../shared/identifier.js'
import { shownOf } from './absences.js'
import { reportAreasQuery, reportOfQuery } from './generated/query.js'
import { OTHERS } from './read.js'
import type { Told } from './send.js'
import { reports, triages } from './who.js'

/** The form as it is begun: whoever may not report is told so before they type. What was typed once is shown to whoever typed it. */
export async function begun(visit: Visit, by: Named | null): Promise<Shown> {
  if (visit.kept === null && !reports(visit.person)) return show('report/not-yours.njk', visit.t('title'), {}, 403)
  return page(visit, by, new URLSearchParams(visit.kept ?? ''))
}

/** `by`: the child whose record stands above the form; null where none shall. */
export async function page(visit: Visit, by: Named | null, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  const { ask, params, query, person, label } = visit
  const [areas, answer] = await Promise.all([
    ask(reportAreasQuery, {}),
    by === null ? null : forPurpose(person, purpose => ask(reportOfQuery, { by, purpose })),
  ])
  if (answer !== null && answer.kind !== 'ANSWERED') return problem(answer)
  const ofId = params['id'] ?? null
  const found = answer?.data.child ?? null
  const needsNumber = told.mistakes?.some(({ field }) => field === 'number') ?? false
  // The child is not shown any more: what was typed goes on by number, and nothing is said of what is held.
  const lost = ofId !== null && (needsNumber || (typed.size > 0 && found?.__typename !== 'Child'))
  const child = lost ? null : found
  const isShown = child?.__typename === 'Child'
  const hub = (isShown ? child.missingEpisodes : []).find(({ source }) => source?.id === 'hub') ?? null
  // By number it is the same act: had the first been taken and its answer lost, another key would count it twice.
  if (told.newKey === true || !typed.has('key')) typed.set('key', randomUUID())
  const named = (name: string, codes: readonly string[]): object[] =>
    codes.map(value => ({ value, text: label(name, value) }))
  const values = {
    ...{ child, typed, lost, byNumber: ofId === null || lost, others: OTHERS },
    action: ofId === null || lost ? '/report' : `/children/${encodeURIComponent(ofId)}/report`,
    ...{ overlap: told.overlap === true, absences: shownOf(hub?.record?.episodes ?? [], typed, told, visit.now) },
    // That nothing is under way is said by nobody where the hub's record did not come, or not whole.
    ...{ hub, unread: isShown && !isWhole(hub) },
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

const isWhole = (hub: { readonly status: string; readonly complete: boolean } | null): boolean =>
  hub !== null && hub.complete && ['FOUND', 'NOTHING_RECORDED'].includes(hub.status)

function authoritiesOf(
  sources: readonly { readonly name: string; readonly agency: string; readonly area: string | null }[],
) {
  const known = sources.flatMap(({ agency, area, name }) =>
    agency === 'SOCIAL_CARE' && area !== null ? [[area, name] as const] : [],
  )
  return [...new Map(known)].map(([value, text]) => ({ value, text }))
}
