// A legal hold: why a child's records are kept past their time, and when somebody looks at that again.
import { z } from 'zod'
import { dayNumber, dayOf } from '../days.js'
import { day, id, label, reason } from '../input/fields.js'
import { read } from '../input/read.js'
import type { HubPolicy } from '../policy.js'
import { refuse, type Refused } from '../refusal.js'

const placed = z.strictObject({ reason, reviewOn: day })
const released = z.strictObject({ reason })
const decider = z.strictObject({ by: label })
const assigned = z.strictObject({ episode: id, staffRef: id })

interface Deps {
  readonly at: string
  readonly policy: HubPolicy
}
type Placed = { readonly ok: true; readonly value: z.output<typeof placed> }
type Released = { readonly ok: true; readonly reason: string }

export function placeHold(input: unknown, { at, policy }: Deps): Placed | Refused {
  const said = read(placed, input)
  if (!said.ok) return said
  return dayNumber(said.value.reviewOn) > dayOf(at, policy.timeZone) ? said : refuse('HOLD_REVIEW_PAST', 'reviewOn')
}

/** As above, where nobody sees beforehand what stands: a second one is refused unless it is said to be meant as `another`. */
export function placeHoldUnseen(
  input: unknown,
  { standing, another }: { readonly standing: number; readonly another: boolean },
  deps: Deps,
): Placed | Refused {
  const said = placeHold(input, deps)
  return said.ok && standing > 0 && !another ? refuse('HOLD_STANDS') : said
}

/** Which of those that stand is meant, where none or one is named. */
export function holdMeant(
  standing: readonly string[],
  named: string | null,
): { readonly ok: true; readonly hold: string } | Refused {
  if (named !== null) return { ok: true, hold: named }
  const [only] = standing
  if (only === undefined) return refuse('HOLD_NOT_PLACED')
  return standing.length === 1 ? { ok: true, hold: only } : refuse('HOLD_ONE_OF_SEVERAL')
}

/** Who decided, in their own words: a post, or a name. */
export function deciderOf(by: string): { readonly ok: true; readonly by: string } | Refused {
  const said = read(decider, { by })
  return said.ok ? { ok: true, by: said.value.by } : said
}

/** `hold`: whether it was released before; null where there is none. */
export function releaseHold(hold: { readonly released: boolean } | null, input: unknown): Released | Refused {
  const said = read(released, input)
  if (!said.ok) return said
  if (hold === null) return refuse('HOLD_NOT_PLACED', 'hold')
  return hold.released ? refuse('HOLD_RELEASED', 'hold') : { ok: true, reason: said.value.reason }
}

export interface SeenAssignments {
  readonly episode: { readonly closed: boolean; readonly merged: boolean } | null
  /** Staff references of those who hold its return interview now. */
  readonly holding: readonly string[]
}
type Assigned = { readonly ok: true; readonly staffRef: string; readonly begins: boolean }

export function assignDebrief(
  { episode, holding }: SeenAssignments,
  input: unknown,
  begins: boolean,
): Assigned | Refused {
  const said = read(assigned, input)
  if (!said.ok) return said
  const { staffRef } = said.value
  if (episode === null) return refuse('NOT_REPORTED', 'episode')
  if (episode.merged) return refuse('EPISODE_MERGED', 'episode')
  if (begins && episode.closed) return refuse('EPISODE_CLOSED', 'episode')
  if (begins === holding.includes(staffRef))
    return refuse(begins ? 'DEBRIEF_ALREADY_ASSIGNED' : 'DEBRIEF_NOT_ASSIGNED', 'staffRef')
  return { ok: true, staffRef, begins }
}
