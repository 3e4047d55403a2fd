// The job that looks for what time has brought about: lines to take on, those to be looked for again, messages to send again,
// interviews that are overdue, school mornings. Each along an index, a page at a time, by the gateway's own clock.
import { escalatesAt, nextInLine } from '../../hub/alerts/escalation.js'
import { lastSchoolMorning } from '../../hub/alerts/school-morning.js'
import { dueOfEpisode } from '../../hub/due/due.js'
import { standingOfRow } from '../../hub/episode/kept.js'
import type { HubPolicy } from '../../hub/policy.js'
import { chaseAt } from '../../hub/referrals/referral.js'
import { LONG, isLongAway } from '../../hub/thresholds/told.js'
import type { NextTold, Unanswered } from '../../store/alert-routes.js'
import type { EpisodeRow, WaitingReferral } from '../../store/alert-recurring.js'
import type { Telling } from '../../store/alert-telling.js'
import { hasSomebody, mayBeToldInLine } from './entitled.js'
import { waysTo } from './recipients.js'
import type { AlertDeps } from './route.js'

type SweepDeps = Pick<AlertDeps, 'store' | 'policy' | 'teams' | 'digestAt' | 'post' | 'now' | 'inForce'>

const PAGE = 100
const LINES = 1
const HOUR_MS = 3_600_000

/** True where a page was full: then there is more. */
export async function sweep(deps: SweepDeps): Promise<boolean> {
  const { store, policy, digestAt, now } = deps
  const at = now()
  const taken = [
    await escalated(at, deps),
    await store.alertRoutes.queueDue(at, PAGE),
    await store.alertDeliveries.queueDue(at, PAGE),
    await overdueInterviews(at, deps),
    await longAway(at, deps),
    await silentReferrals(at, deps),
    await store.worksWith.queueDue(at, PAGE),
    await store.alertRecurring.digests(lastSchoolMorning(at, digestAt, policy.timeZone), PAGE, team =>
      digestTo(team, deps),
    ),
  ]
  return taken.some(count => count === PAGE)
}

/** A line a transaction: while one tells a team, nobody else can tell any. */
async function escalated(at: Date, deps: SweepDeps): Promise<number> {
  let taken = 0
  while (taken < PAGE) {
    const count = await deps.store.alertRoutes.escalate(at, LINES, unanswered => nextTold(unanswered, at, deps))
    if (count === 0) break
    taken += count
  }
  return Math.min(taken, PAGE)
}

function overdueInterviews(at: Date, { store, policy }: SweepDeps): Promise<number> {
  const { E, W } = policy.due.interviewHours
  const before = { E: hoursBefore(at, E), W: hoursBefore(at, W) }
  return store.alertRecurring.overdueInterviews(before, PAGE, owed => isOverdue(owed, at, policy), at)
}

/** Of one that began before the group's own window nobody hears for the first time. */
function longAway(at: Date, { store, policy }: SweepDeps): Promise<number> {
  const { extendedHours, group } = policy.thresholds
  const from = hoursBefore(at, extendedHours + group.withinDays * 24)
  const reported = { from, until: hoursBefore(at, extendedHours) }
  return store.alertRecurring.longAway(reported, PAGE, away => isLongAway(away, at, policy), LONG, at)
}

function silentReferrals(at: Date, { store, policy }: SweepDeps): Promise<number> {
  const until = hoursBefore(at, policy.due.referralSilentAfterDays * 24)
  const isSilent = ({ lastAt }: WaitingReferral): boolean =>
    (chaseAt({ state: 'SENT', lastAt }, policy) ?? '') <= at.toISOString()
  return store.alertRecurring.silentReferrals(until, PAGE, isSilent, at)
}

const hoursBefore = (at: Date, hours: number): Date => new Date(at.getTime() - hours * HOUR_MS)

const isOverdue = (owed: EpisodeRow, at: Date, policy: HubPolicy): boolean =>
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

/** A team is passed over whose every member is too near, or whom the protocol in force now would not show what is told. */
async function nextTold(
  unanswered: Unanswered,
  at: Date,
  { store, teams, post, inForce }: SweepDeps,
): Promise<NextTold | null> {
  const { childId, kind } = unanswered
  const protocol = inForce()
  const began = teams.find(({ id }) => id === unanswered.began)
  if (began === undefined || childId === null) return null
  const child = { id: childId, links: (await store.children.linksOf([childId])).get(childId) ?? [] }
  const told = new Set(unanswered.told)
  let after = unanswered.step
  for (let next = nextInLine(began, after, told); next !== null; next = nextInLine(began, after, told)) {
    const id = next.team
    const team = teams.find(one => one.id === id)
    const may = team !== undefined && mayBeToldInLine(protocol, kind, team, child)
    if (may && (await hasSomebody(team, child, store, at))) {
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
