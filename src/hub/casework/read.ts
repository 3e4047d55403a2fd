// What is read of meetings, referrals, SERAF and legal measures that the hub recorded. Empty lists stay null: nothing recorded.
import { restrain } from '../../adapters/agency.js'
import type { HeldCasework, OwedCasework } from '../../store/casework-rows.js'
import type { HubEpisode } from '../../store/hub.js'
import type { Records } from '../../types/index.js'
import { dayNumber, endOf, monthsAfter } from '../days.js'
import { ageOf } from '../due/ageing.js'
import type { ChildsCasework } from '../due/due.js'
import { standingOfRow } from '../episode/kept.js'
import type { HubPolicy } from '../policy.js'
import { chaseAt, keptReferralStep } from '../referrals/referral.js'
import { MODERATE, SIGNIFICANT, VULNERABILITIES } from '../referrals/seraf.js'
import { OUTCOMES, SERVICE_REFUSED } from '../referrals/services.js'
import { groupCriteria } from '../thresholds/group.js'
import { nextActionDue, type HeldMeeting } from '../thresholds/meeting.js'
import { meetingDue, reached } from '../thresholds/reached.js'
import type { Words } from '../words.js'
import { meetingsSeen } from './record.js'
import { ACTIONS_OPEN, callOf, dayOfRow, isToRepeat, measureOf, meetingOf, referralOf, serafOf } from './kept.js'

export interface ReadAt {
  readonly at: string
  readonly policy: HubPolicy
}
interface OfChild {
  readonly childId: string
  readonly episodes: readonly HubEpisode[]
  readonly held: readonly HeldCasework[]
}

const ofKind = (held: readonly HeldCasework[], kind: HeldCasework['kind']): readonly HeldCasework[] =>
  held.filter(one => one.kind === kind)
const newestFirst = <T>(rows: readonly T[]): readonly T[] => [...rows].reverse()
const orNull = <T>(rows: readonly T[]): readonly T[] | null => (rows.length === 0 ? null : rows)

export function meetingsOf({ childId, episodes, held }: OfChild, { at, policy }: ReadAt): Records.HubMeetings | null {
  const standings = episodes.map(episode => standingOfRow({ ...episode, childId }))
  const calls = ofKind(held, 'CALL').map(callOf)
  const called = calls.map(({ calledAt }) => ({ at: calledAt }))
  const meetings = ofKind(held, 'MEETING').map(one => ({ one, meeting: meetingOf(one) }))
  const numbers = reached(standings, policy)
  const criteria = groupCriteria({ episodes: standings, concerns: called }, at, policy)
  if (numbers.length + criteria.length + calls.length + meetings.length === 0) return null
  const asked = { episodes: standings, calls: called, meetings: meetings.map(({ meeting }) => meeting) }
  const due = meetingDue(asked, policy)
  return {
    version: meetingsSeen(held),
    due: due && { ...due, age: ageOf(due.dueAt, at) },
    reached: numbers.map(({ episodes: number, withinDays, at: filled, by }) => ({
      ...{ episodes: number, withinDays, at: filled, by },
    })),
    criteria: criteria.map(({ code, since }) => ({ criterion: code, since })),
    calls,
    held: newestFirst(meetings).map(({ one, meeting }) => asMeeting(one, meeting, { at, policy })),
  }
}

function asMeeting(
  { reference, version }: HeldCasework,
  meeting: HeldMeeting,
  { at, policy }: ReadAt,
): Records.Meeting {
  const { heldAt, kind, tookPart, decision, actions } = meeting
  const ageOfAction = (due: string): Records.DueAge => ageOf(endOf(dayNumber(due), policy.timeZone), at)
  return {
    ...{ reference, version, heldAt, kind, decision },
    parties: [...new Set(tookPart.map(({ party }) => party))],
    tookPart,
    actions: actions.map(({ id, what, measure, owner, due, state, doneOn, note }) => ({
      ...{ action: id, what, measure, owner, due, state, doneOn, note },
      age: state === 'OPEN' ? ageOfAction(due) : null,
    })),
    openActions: actions.filter(({ state }) => state === 'OPEN').length,
    nextActionDue: nextActionDue(meeting),
  }
}

/** As far as anything falls due from it: as the rows tell, but for the days of a plan's open actions. */
export function owedCasework(held: readonly OwedCasework[]): ChildsCasework {
  const of = (kind: OwedCasework['kind']): readonly OwedCasework[] => held.filter(one => one.kind === kind)
  const meetings = of('MEETING')
  const seraf = of('SERAF').at(-1)
  return {
    calls: of('CALL').map(({ happenedAt }) => ({ at: happenedAt })),
    meetings: meetings.map(({ happenedAt }) => ({ heldAt: happenedAt })),
    actions: meetings
      .filter(({ state }) => state === ACTIONS_OPEN)
      .flatMap(one =>
        meetingOf(one).actions.flatMap(({ state, due }) =>
          state === 'OPEN' ? [{ reference: one.reference, due }] : [],
        ),
      ),
    referrals: of('REFERRAL').flatMap(({ reference, state, lastAt }) =>
      state === 'SENT' ? [{ reference, state, lastAt }] : [],
    ),
    serafOn: seraf && isToRepeat(seraf) ? dayOfRow(seraf) : null,
  }
}

const isIn = <Code extends string>(list: Readonly<Record<Code, Words>>, code: string | null): code is Code =>
  code !== null && Object.hasOwn(list, code)

export const referralsOf = (
  held: readonly HeldCasework[],
  { at, policy }: ReadAt,
): readonly Records.Referral[] | null =>
  orNull(
    newestFirst(ofKind(held, 'REFERRAL')).map(one => {
      const { service, to, episode, sentAt, state, lastAt, sessions } = referralOf(one)
      const chase = chaseAt({ state, lastAt }, policy)
      return {
        ...{ reference: one.reference, version: one.version, service, to, episode, sentAt, state, sessions },
        refusedBecause: state === 'REFUSED' && isIn(SERVICE_REFUSED, one.outcome) ? one.outcome : null,
        outcome: state === 'ENDED' && isIn(OUTCOMES, one.outcome) ? one.outcome : null,
        chaseAt: chase,
        chaseAge: chase === null ? null : ageOf(chase, at),
        history: one.history.map(({ body }) => {
          const step = keptReferralStep.parse(body)
          return { what: step.type, at: step.when, note: 'note' in step ? step.note : null }
        }),
      }
    }),
  )

const INDICATORS: Readonly<Record<string, Words>> = { ...VULNERABILITIES, ...MODERATE, ...SIGNIFICANT }
const CATEGORIES = { 1: 'NOT_AT_RISK', 2: 'MILD', 3: 'MODERATE', 4: 'SIGNIFICANT' } as const

/** The day of the last one, where it found a risk: it is to be made again. */
function serafToRepeat(held: readonly HeldCasework[]): string | null {
  const last = ofKind(held, 'SERAF').at(-1)
  if (!last) return null
  const { assessedOn, category } = serafOf(last)
  return category > 1 ? assessedOn : null
}

export function serafsOf(held: readonly HeldCasework[], { policy }: ReadAt): readonly Records.Seraf[] | null {
  const all = newestFirst(ofKind(held, 'SERAF'))
  const again = serafToRepeat(held)
  const againBy = again && endOf(monthsAfter(again, policy.due.serafMonths), policy.timeZone)
  return orNull(
    all.map((one, index) => {
      const { assessedOn, category, total, components } = serafOf(one)
      return {
        ...{ assessedOn, category: CATEGORIES[category], total, againBy: index === 0 ? againBy : null },
        components: components.map(({ group, code, points }) => ({
          ...{ group, indicator: code, name: INDICATORS[code] ?? null, points },
        })),
      }
    }),
  )
}

export const measuresOf = (held: readonly HeldCasework[]): readonly Records.LegalMeasure[] | null =>
  orNull(
    newestFirst(ofKind(held, 'MEASURE')).map(one => {
      const { kind, servedOn, servedBy, adult, address, adultIsCarer, episode, note, ended } = measureOf(one)
      const row: Records.LegalMeasure = {
        ...{ reference: one.reference, version: one.version, kind, servedOn, servedBy, adult, address, episode },
        state: ended === null ? 'SERVED' : 'ENDED',
        endedOn: ended?.endedOn ?? null,
        endedBecause: ended?.code ?? null,
        note: [note, ended?.note].filter(Boolean).join('\n\n') || null,
      }
      return adultIsCarer ? restrain(row, { code: 'ABOUT_CARER' }) : row
    }),
  )
