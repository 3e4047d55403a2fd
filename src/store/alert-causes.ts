// What has to be told of a change of an episode: from how it stood and how it stands, so that no act can forget to.
import type { NewAlert } from './alert-queue.js'
import type { EpisodeChange, HeldEpisode } from './episode-rows.js'

type Before = Pick<HeldEpisode, 'endedAt' | 'risk' | 'category' | 'mergedInto' | 'version'> | null
type After = Pick<EpisodeChange, 'reference' | 'endedAt' | 'risk' | 'category' | 'status' | 'mergedInto'>

const RISKS = ['NOT_GRADED', 'VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'UNRECOGNISED'] as const
/** A word for a risk that nobody knows counts as the highest. */
const rankOf = (risk: string): number => {
  const rank = RISKS.findIndex(one => one === risk)
  return rank === -1 ? RISKS.length : rank
}

/** `version` is how many steps the episode has after the change. A record that only merges into another tells nothing new. */
export function causesOf(childId: string, before: Before, after: After, version: number, at: Date): NewAlert[] {
  if (after.mergedInto !== null) return []
  const of = (kind: NewAlert['kind'], cause: NewAlert['cause'] = []): NewAlert => ({
    ...{ kind, childId, reference: after.reference, cause, at },
  })
  const alerts: NewAlert[] = []
  const heard = before !== null
  const away = after.endedAt === null
  if (!heard && after.category !== 'NO_FURTHER_ACTION') alerts.push(of('NEW_EPISODE'))
  if (heard && away && rankOf(after.risk) > rankOf(before.risk)) alerts.push(of('RISK_RAISED', [version]))
  if (after.endedAt !== null && before?.endedAt !== after.endedAt && after.category !== 'NO_FURTHER_ACTION')
    alerts.push(of('RETURN', before?.endedAt === null || !heard ? [] : [version]))
  return alerts
}
