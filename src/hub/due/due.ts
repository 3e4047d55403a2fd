// All that is due for one child, now and later: what is owed, when, and by which rule.
import { dayNumber, endOf, hoursAfter, monthsAfter } from '../days.js'
import { isAway, isCheckOwed, isInterviewOwed, type Episode, type Standing } from '../episode/episode.js'
import type { HubPolicy } from '../policy.js'
import type { Miraf } from '../miraf/versions.js'
import { chaseAt, type Referral } from '../referrals/referral.js'
import { meetingDue, type Call, type Meeting } from '../thresholds/reached.js'
import { mirafReasons } from './miraf-review.js'
import { DUE_KINDS, type DueKind } from './kinds.js'

/** What is held of a child besides episodes and assessments of risk, as far as anything follows from it. */
export interface ChildsCasework {
  readonly calls: readonly Call[]
  readonly meetings: readonly Meeting[]
  /** Open actions of every plan: the meeting's reference, and the day by which each is to be done. */
  readonly actions: readonly { readonly reference: string; readonly due: string }[]
  readonly referrals: readonly Pick<Referral, 'reference' | 'state' | 'lastAt'>[]
  /** Day of the last SERAF that found a risk; null where there is none to repeat. */
  readonly serafOn: string | null
}

/** What the hub holds of a child, as far as anything follows from it. */
export interface ChildsWork extends ChildsCasework {
  readonly childId: string
  readonly episodes: readonly Episode[]
  /** The last version. */
  readonly miraf: Pick<Miraf, 'at' | 'level' | 'reviewOn'> | null
  /** When somebody asked for a review. */
  readonly mirafRequests: readonly string[]
}

export interface Due {
  readonly kind: DueKind
  readonly childId: string
  /** Of the episode or referral; null where it is of the child. */
  readonly reference: string | null
  readonly dueAt: string
  /** Why, where there are several reasons. */
  readonly because: readonly string[]
  readonly source: string
}

/** Of the nation of the area; where that is not known, the sooner. */
export function interviewHours(
  { area }: Pick<Standing, 'area'>,
  { due: { interviewHours: hours } }: HubPolicy,
): number {
  if (area?.startsWith('E')) return hours.E
  return area?.startsWith('W') ? hours.W : Math.min(hours.E, hours.W)
}

type Item = readonly [kind: DueKind, dueAt: string | null | undefined, because?: readonly string[]]

function ofEpisode(episode: Standing, policy: HubPolicy): readonly Item[] {
  const { triage, end, reportedAt, foundAt } = episode
  const { triageMinutes, checkHours } = policy.due
  const after = (hours: number): string | null => foundAt && hoursAfter(foundAt, hours)
  return [
    ['TRIAGE', triage === null && end === null ? hoursAfter(reportedAt, triageMinutes / 60) : null],
    ['ABSENT_REVIEW', triage?.category === 'ABSENT' && isAway(episode) ? triage.reviewAt : null],
    ['CHECK', isCheckOwed(episode) ? after(checkHours) : null],
    [
      'INTERVIEW',
      isInterviewOwed(episode) ? after(interviewHours(episode, policy)) : null,
      [episode.interview?.answer ?? 'NOT_OFFERED'],
    ],
  ]
}

const asDue = (childId: string, reference: string | null, all: readonly Item[]): readonly Due[] =>
  all.flatMap(([kind, dueAt, because = []]) =>
    dueAt == null ? [] : [{ kind, childId, reference, dueAt, because, source: DUE_KINDS[kind].source }],
  )

/** The review of the assessment of one child alone, or the first of it; undefined where nothing asks for one. */
export function dueOfMiraf(
  { childId, ...work }: Pick<ChildsWork, 'childId' | 'episodes' | 'miraf'> & { readonly requests: readonly string[] },
  policy: HubPolicy,
): Due | undefined {
  const reasons = mirafReasons(work, policy)
  const because = reasons.map(({ reason }) => reason)
  return asDue(childId, null, [['MIRAF', reasons[0]?.at, because]])[0]
}

/** What is due of one episode alone. */
export const dueOfEpisode = (episode: Standing, policy: HubPolicy): readonly Due[] =>
  asDue(episode.childId, episode.reference, ofEpisode(episode, policy))

/** What is due of meetings and their plans, referrals and the SERAF. */
export function dueOfCasework(
  work: ChildsCasework & { readonly childId: string; readonly episodes: readonly Standing[] },
  policy: HubPolicy,
): readonly Due[] {
  const { childId, referrals, actions, serafOn } = work
  const items = (reference: string | null, all: readonly Item[]): readonly Due[] => asDue(childId, reference, all)
  const meeting = meetingDue(work, policy)
  const causes = [meeting?.episodes?.toString(), meeting?.called ? 'CALLED' : undefined].filter(
    one => one !== undefined,
  )
  const seraf = serafOn && endOf(monthsAfter(serafOn, policy.due.serafMonths), policy.timeZone)
  return [
    ...referrals.flatMap(one => items(one.reference, [['REFERRAL', chaseAt(one, policy)]])),
    ...actions.flatMap(({ reference, due }) => items(reference, [['ACTION', endOf(dayNumber(due), policy.timeZone)]])),
    ...items(null, [
      ['MEETING', meeting?.dueAt, causes],
      ['SERAF', seraf],
    ]),
  ]
}

export function dueOf(work: ChildsWork, policy: HubPolicy): readonly Due[] {
  const { childId, episodes, miraf, mirafRequests: requests } = work
  const reasons = mirafReasons({ episodes, miraf, requests }, policy)
  return [
    ...episodes.flatMap(episode => asDue(childId, episode.reference, ofEpisode(episode, policy))),
    ...asDue(childId, null, [['MIRAF', reasons[0]?.at, reasons.map(({ reason }) => reason)]]),
    ...dueOfCasework(work, policy),
  ]
}
