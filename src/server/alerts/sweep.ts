// The job that looks for what time has brought about: lines to take on, those to be looked for again, messages to send again,
// interviews that are overdue, school mornings. Each along an index, a page at a time, by the gateway's own clock.
import { escalatesAt, nextInLine } from '../../hub/alerts/escalation.js'
import { lastSchoolMorning } from '../../hub/alerts/school-morning.js'
import { dueOfEpisode } from '../../hub/due/due.js'
import { standingOfRow } from '../../hub/episode/kept.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { NextTold, Unanswered } from '../../store/alert-routes.js'
import type { OwedInterview } from '../../store/alert-recurring.js'
import type { Telling } from '../../store/alert-telling.js'
import { hasSomebody, isConcealed } from './entitled.js'
import { waysTo } from './recipients.js'
import type { AlertDeps } from './route.js'

type SweepDeps = Pick<AlertDeps, 'store' | 'policy' | 'teams' | 'digestAt' | 'post' | 'now'>

const PAGE = 100
const HOUR_MS = 3_600_000

/** True where a page was full: then there is more. */
export async function sweep(deps: SweepDeps): Promise<boolean> {
  const { store, policy, digestAt, now } = deps
  const at = now()
  const taken = [
    await store.alertRoutes.escalate(at, PAGE, unanswered => nextTold(unanswered, at, deps)),
    await store.alertRoutes.queueDue(at, PAGE),
    await store.alertDeliveries.queueDue(at, PAGE),
    await overdueInterviews(at, deps),
    await store.alertRecurring.digests(lastSchoolMorning(at, digestAt, policy.timeZone), PAGE, team =>
      digestTo(team, deps),
    ),
  ]
  return taken.some(count => count === PAGE)
}

function overdueInterviews(at: Date, { store, policy }: SweepDeps): Promise<number> {
  const { E, W } = policy.due.interviewHours
  const soonest = new Date(at.getTime() - Math.min(E, W) * HOUR_MS)
  return store.alertRecurring.overdueInterviews(soonest, PAGE, owed => isOverdue(owed, at, policy), at)
}

const isOverdue = (owed: OwedInterview, at: Date, policy: HubPolicy): boolean =>
  dueOfEpisode(standingOfRow(owed), policy).some(
    ({ kind, dueAt }) => kind === 'INTERVIEW' && Date.parse(dueAt) <= at.getTime(),
  )

function digestTo(id: string, { teams, post }: SweepDeps): Telling | null {
  const team = teams.find(one => one.id === id)
  if (team === undefined) return null
  return {
    ...{ team: id, standsAs: 'SCHOOL_LEAD', confirmed: true, standsInFor: [], escalateAt: null },
    ways: waysTo(team, post),
  }
}

/** A team whose every member is too near is passed over; nobody more is told of a child who is concealed by now. */
async function nextTold(unanswered: Unanswered, at: Date, { store, teams, post }: SweepDeps): Promise<NextTold | null> {
  const { childId } = unanswered
  const began = teams.find(({ id }) => id === unanswered.began)
  if (began === undefined || childId === null) return null
  const child = { id: childId, links: (await store.children.linksOf([childId])).get(childId) ?? [] }
  if (isConcealed(child)) return null
  const told = new Set(unanswered.told)
  let after = unanswered.step
  for (let next = nextInLine(began, after, told); next !== null; next = nextInLine(began, after, told)) {
    const id = next.team
    const team = teams.find(one => one.id === id)
    if (team !== undefined && (await hasSomebody(team, child, store, at))) {
      told.add(id)
      const telling: Telling = {
        ...{ team: id, standsAs: next.step === 1 ? 'DEPUTY' : 'MANAGER', confirmed: unanswered.confirmed },
        ...{ standsInFor: [], escalateAt: escalatesAt(team, began, next.step, told, at), ways: waysTo(team, post) },
      }
      return { telling, step: next.step }
    }
    after = next.step
  }
  return null
}
