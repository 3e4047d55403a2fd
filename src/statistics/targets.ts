// What is aimed at, where something is: so much of a figure, measured each period against the same. A region sets its own.
import { say, type Words } from '../hub/words.js'
import type { FigureId } from './definitions.js'

export interface Target {
  readonly figure: FigureId
  readonly by: string
  readonly parts: readonly string[]
  readonly atLeastPercent: number
  readonly words: Words
}

/** Guidance: an interview is offered always, and a check follows every return or has a reason. */
export const TARGETS: readonly Target[] = [
  {
    ...{ figure: 'INTERVIEWS', by: 'INTERVIEW', atLeastPercent: 100 },
    parts: ['NO_ANSWER', 'DECLINED', 'ACCEPTED', 'HELD_IN_TIME', 'HELD_LATE', 'NOT_KNOWN'],
    words: say('Every child who is back is offered an interview', 'Cynigir cyfweliad i bob plentyn sydd yn ôl'),
  },
  {
    ...{ figure: 'CHECKS', by: 'CHECK', parts: ['DONE', 'NOT_DONE', 'NOT_KNOWN'], atLeastPercent: 100 },
    words: say(
      'Every return has its check, or a reason why not',
      'Mae gan bob dychweliad ei wiriad, neu reswm pam lai',
    ),
  },
]

export interface Measured extends Target {
  /** Null where what is given does not tell. */
  readonly percent: number | null
}

/** From what is given alone, so that the percentage tells nothing beside it. */
export function measure(
  figure: FigureId,
  by: string | null,
  total: number | null,
  rows: readonly { readonly part: string; readonly count: number | null }[],
): Measured | null {
  const target = TARGETS.find(one => one.figure === figure && one.by === by)
  if (!target) return null
  const counts = target.parts.map(part => rows.find(row => row.part === part)?.count ?? null)
  const sum = counts.reduce<number | null>((all, count) => (all === null || count === null ? null : all + count), 0)
  const percent = sum === null || total === null || total === 0 ? null : Math.min(100, Math.round((100 * sum) / total))
  return { ...target, percent }
}
