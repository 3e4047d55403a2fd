// The board: who is away now, and all that is due, what is overdue first and the longest overdue at the top.
import { isAway, type Episode } from '../episode/episode.js'
import type { HubPolicy } from '../policy.js'
import { isHigher } from '../risk.js'
import type { Records } from '../../types/index.js'
import { ageOf, type AgeCode } from './ageing.js'
import { dueOf, type ChildsWork, type Due } from './due.js'

export interface Board {
  /** The highest risk first, then the longest away. */
  readonly away: readonly {
    readonly childId: string
    readonly reference: string
    readonly since: string
    /** Null while it waits for triage. */
    readonly category: Records.EpisodeCategory | null
    readonly risk: Records.RiskLevel
  }[]
  readonly due: readonly (Due & { readonly age: AgeCode })[]
  /** How many are beyond the length of the lists: nothing drops out unsaid. */
  readonly more: { readonly away: number; readonly due: number }
}

const text = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

export const byDue = (a: Due, b: Due): number =>
  text(a.dueAt, b.dueAt) ||
  text(a.kind, b.kind) ||
  text(a.childId, b.childId) ||
  text(a.reference ?? '', b.reference ?? '')

/** What waits for triage may be anything: it stands with the highest. */
const riskOf = ({ risk, triage }: Episode): Records.RiskLevel =>
  triage === null ? 'UNRECOGNISED' : (risk?.level ?? 'NOT_GRADED')

function byRisk(a: Episode, b: Episode): number {
  const [one, other] = [riskOf(a), riskOf(b)]
  if (one !== other) return isHigher(one, other) ? -1 : 1
  return text(a.reportedAt, b.reportedAt) || text(a.reference, b.reference)
}

export function boardOf(children: readonly ChildsWork[], at: string, policy: HubPolicy): Board {
  const most = policy.due.boardItems
  const away = children.flatMap(({ episodes }) => episodes.filter(isAway)).sort(byRisk)
  const due = children.flatMap(child => dueOf(child, policy)).sort(byDue)
  return {
    away: away.slice(0, most).map(({ childId, reference, reportedAt, triage, risk }) => ({
      ...{
        childId,
        reference,
        since: reportedAt,
        category: triage?.category ?? null,
        risk: risk?.level ?? 'NOT_GRADED',
      },
    })),
    due: due.slice(0, most).map(one => ({ ...one, age: ageOf(one.dueAt, at) })),
    more: { away: Math.max(0, away.length - most), due: Math.max(0, due.length - most) },
  }
}
