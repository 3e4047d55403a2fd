// One episode: where it stands, and every step that brought it there. Times are ISO, in UTC, to the millisecond, so that as
// text they sort by time.
import type { Assignee, Check, EpisodeStep, Report, Risk, Triage } from './events.js'

export interface Recorded {
  readonly at: string
  /** Who recorded it: a staff reference. */
  readonly by: string
  readonly step: EpisodeStep
}

export interface Interview {
  readonly offeredAt: string
  readonly answer: 'NONE_YET' | 'ACCEPTED' | 'DECLINED'
  readonly answeredAt: string | null
  readonly heldAt: string | null
}

/** What is so now. It follows from the history alone (`replay`). */
export interface Standing extends Omit<Report, 'type' | 'reporter' | 'circumstances'> {
  /** When it was first reported, by whomever. */
  readonly reportedAt: string
  /** The latest time anybody says to have seen the child. */
  readonly lastSeenAt: string | null
  /** How many people reported the one absence. */
  readonly reports: number
  /** Null while it waits for triage. */
  readonly triage: Triage | null
  /** Of a child triaged as missing. */
  readonly risk: Risk | null
  readonly foundAt: string | null
  readonly check: Check | null
  readonly interview: Interview | null
  /** Who works on it. */
  readonly assigned: Assignee | null
  readonly end: 'CLOSED' | 'MERGED' | null
  readonly mergedInto: string | null
}

export interface Episode extends Standing {
  /** Oldest first. Steps are added and never changed. */
  readonly history: readonly Recorded[]
}

export type StepOf<Type extends EpisodeStep['type']> = Extract<EpisodeStep, { type: Type }>

export const isNfa = ({ triage }: Standing): boolean => triage?.category === 'NO_FURTHER_ACTION'

/** Reported, and as far as anybody says still away. */
export const isAway = (episode: Standing): boolean =>
  episode.foundAt === null && episode.end === null && !isNfa(episode)

/** What is owed after return: of every absence that was one, whether it was thought dangerous or not (ADR 34). */
const isOwed = (episode: Standing): boolean => episode.foundAt !== null && episode.end === null && !isNfa(episode)

export const isCheckOwed = (episode: Standing): boolean => isOwed(episode) && episode.check === null

/** Declined and held settle it; an offer nobody answered does not. */
export const isInterviewOwed = (episode: Standing): boolean =>
  isOwed(episode) && episode.interview?.answer !== 'DECLINED' && (episode.interview?.heldAt ?? null) === null

/** From first report to return; null for what was no absence, or is counted elsewhere. */
const absenceOf = (episode: Standing): { readonly from: string; readonly until: string | null } | null =>
  isNfa(episode) || episode.end === 'MERGED' ? null : { from: episode.reportedAt, until: episode.foundAt }

/** Whether two of one child's absences are at one time. One may begin the moment another ends. */
export function overlap(a: Standing, b: Standing): boolean {
  const [one, other] = [absenceOf(a), absenceOf(b)]
  if (!one || !other) return false
  return (other.until === null || one.from < other.until) && (one.until === null || other.from < one.until)
}
