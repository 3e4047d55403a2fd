// The risk matrix: how likely a harm is and how bad it would be, in words that are explained, and the level that follows. Words as
// in the hub's form (G); the table is five by five as risk matrices in public services are. It is written out cell by cell, for
// those who sign it to read and to change.
import type { Records } from '../../types/index.js'
import { say, type Words } from '../words.js'

type RiskLevel = Records.RiskLevel
interface Explained {
  readonly word: Words
  readonly means: Words
}

const explain = (en: string, cy: string, means: Words): Explained => ({ word: say(en, cy), means })

export const LIKELIHOODS = {
  RARE: explain(
    'Rare',
    'Prin',
    say(
      'Nothing points to it; it has not happened before.',
      'Nid oes dim yn pwyntio ato; nid yw wedi digwydd o’r blaen.',
    ),
  ),
  UNLIKELY: explain(
    'Unlikely',
    'Annhebygol',
    say('It could happen, and little points to it.', 'Gallai ddigwydd, ac ychydig sy’n pwyntio ato.'),
  ),
  POSSIBLE: explain(
    'Possible',
    'Posibl',
    say('It has happened, or something points to it.', 'Mae wedi digwydd, neu mae rhywbeth yn pwyntio ato.'),
  ),
  LIKELY: explain(
    'Likely',
    'Tebygol',
    say(
      'It has happened more than once, and is to be expected again.',
      'Mae wedi digwydd fwy nag unwaith, ac i’w ddisgwyl eto.',
    ),
  ),
  ALMOST_CERTAIN: explain(
    'Almost certain',
    'Bron yn sicr',
    say('It happens nearly every time, or is happening now.', 'Mae’n digwydd bron bob tro, neu’n digwydd nawr.'),
  ),
} as const

export const IMPACTS = {
  INSIGNIFICANT: explain(
    'Insignificant',
    'Dibwys',
    say('No harm, or none that lasts the day.', 'Dim niwed, neu ddim a bery’r diwrnod.'),
  ),
  MINOR: explain(
    'Minor',
    'Mân',
    say('Harm that needs little or no help.', 'Niwed sydd angen ychydig neu ddim cymorth.'),
  ),
  MODERATE: explain(
    'Moderate',
    'Cymedrol',
    say('Harm that needs help, and heals.', 'Niwed sydd angen cymorth, ac sy’n gwella.'),
  ),
  MAJOR: explain(
    'Major',
    'Mawr',
    say('Serious harm, of body or mind, that lasts.', 'Niwed difrifol, i’r corff neu’r meddwl, sy’n parhau.'),
  ),
  CATASTROPHIC: explain(
    'Catastrophic',
    'Trychinebus',
    say('Death, or harm that cannot be mended.', 'Marwolaeth, neu niwed na ellir ei unioni.'),
  ),
} as const

export type Likelihood = keyof typeof LIKELIHOODS
export type Impact = keyof typeof IMPACTS

/** What cannot be mended is never of a low level, however rare; what does no harm is never of a high one (ADR 34). */
export const MATRIX: Readonly<Record<Impact, Readonly<Record<Likelihood, RiskLevel>>>> = {
  INSIGNIFICANT: { RARE: 'VERY_LOW', UNLIKELY: 'VERY_LOW', POSSIBLE: 'VERY_LOW', LIKELY: 'LOW', ALMOST_CERTAIN: 'LOW' },
  MINOR: { RARE: 'VERY_LOW', UNLIKELY: 'LOW', POSSIBLE: 'LOW', LIKELY: 'MEDIUM', ALMOST_CERTAIN: 'MEDIUM' },
  MODERATE: { RARE: 'LOW', UNLIKELY: 'LOW', POSSIBLE: 'MEDIUM', LIKELY: 'MEDIUM', ALMOST_CERTAIN: 'HIGH' },
  MAJOR: { RARE: 'LOW', UNLIKELY: 'MEDIUM', POSSIBLE: 'MEDIUM', LIKELY: 'HIGH', ALMOST_CERTAIN: 'HIGH' },
  CATASTROPHIC: { RARE: 'MEDIUM', UNLIKELY: 'MEDIUM', POSSIBLE: 'HIGH', LIKELY: 'HIGH', ALMOST_CERTAIN: 'HIGH' },
}

const ORDER = ['NOT_GRADED', 'VERY_LOW', 'LOW', 'MEDIUM', 'HIGH'] as const satisfies readonly RiskLevel[]

/** The highest of them. Nothing assessed is not graded, which is no low risk. */
export function overallLevel(
  hazards: readonly { readonly likelihood: Likelihood; readonly impact: Impact }[],
): RiskLevel {
  const levels = new Set(hazards.map(({ likelihood, impact }) => MATRIX[impact][likelihood]))
  return ORDER.findLast(level => levels.has(level)) ?? 'NOT_GRADED'
}
