// The MIRAF and its versions. A revision is a new version beside the old, which stay as they were: who, when, why, and the matrix.
import { z } from 'zod'
import { dayNumber, dayOf } from '../days.js'
import { AUDIENCES, PULL_FACTORS, PUSH_FACTORS } from '../episode/codes.js'
import { coded, codedMany, day, label, labelOrNull, narrativeOrNull, reason, reasonOrNull } from '../input/fields.js'
import { read } from '../input/read.js'
import type { HubPolicy } from '../policy.js'
import { refuse, type Refused } from '../refusal.js'
import { RISK_LEVELS } from '../risk.js'
import type { Records } from '../../types/index.js'
import { CONTRIBUTIONS, HAZARDS, PROTECTIVE_FACTORS } from './codes.js'
import { IMPACTS, LIKELIHOODS, overallLevel } from './matrix.js'

const MOST = 40

const keys = <K extends string>(
  table: Readonly<Record<K, { readonly word: { readonly en: string; readonly cy: string } }>>,
) => {
  const isKey = (key: string): key is K => Object.hasOwn(table, key)
  return z.enum(Object.keys(table).filter(isKey), { error: 'CODE_UNKNOWN' })
}
const texts = z.array(label).max(MOST, { error: 'TOO_MANY_ENTRIES' }).readonly()
const once = <T>(items: readonly T[], key: (item: T) => string): boolean =>
  new Set(items.map(key)).size === items.length

const hazard = z
  .strictObject({ code: coded(HAZARDS), likelihood: keys(LIKELIHOODS), impact: keys(IMPACTS), note: reasonOrNull })
  .refine(({ code, note }) => code !== 'OTHER' || note !== null, { error: 'REASON_REQUIRED' })

const form = z.strictObject({
  /** The version that was read; 0 where there was none. */
  basedOn: z.number({ error: 'FIELD_INVALID' }).int({ error: 'FIELD_INVALID' }).min(0, { error: 'FIELD_INVALID' }),
  /** Of every revision, the first among them. */
  reason,
  hazards: z
    .array(hazard)
    .max(MOST, { error: 'TOO_MANY_ENTRIES' })
    .refine(all => once(all, ({ code }) => code), { error: 'SAID_TWICE' })
    .readonly(),
  /** Where whoever assesses says otherwise than the matrix, and why. */
  judged: z
    .strictObject({ level: coded(RISK_LEVELS), reason })
    .refine(({ level }) => level !== 'NOT_GRADED' && level !== 'UNRECOGNISED', { error: 'MIRAF_LEVEL_UNGRADED' })
    .nullable(),
  push: codedMany(PUSH_FACTORS),
  pull: codedMany(PULL_FACTORS),
  protective: codedMany(PROTECTIVE_FACTORS),
  /** What the child is like when missing. */
  places: texts,
  companions: texts,
  transport: labelOrNull,
  phone: labelOrNull,
  /** The agreed response, step by step. */
  response: narrativeOrNull,
  contacts: texts,
  contributions: z
    .array(z.strictObject({ agency: coded(AUDIENCES), state: coded(CONTRIBUTIONS), text: narrativeOrNull }))
    .max(MOST, { error: 'TOO_MANY_ENTRIES' })
    .refine(all => once(all, ({ agency }) => agency), { error: 'SAID_TWICE' })
    .readonly(),
  reviewOn: day,
})

type Draft = z.output<typeof form>

export interface Miraf extends Omit<Draft, 'basedOn'> {
  readonly version: number
  readonly at: string
  readonly by: string
  /** What the matrix says, kept beside what was judged. */
  readonly computed: Records.RiskLevel
  readonly level: Records.RiskLevel
}

/** The versions with one more. Of two people who revise at once the second is refused: nobody's work is overwritten unread. */
export function revise(
  versions: readonly Miraf[],
  input: unknown,
  { at, by, policy }: { readonly at: string; readonly by: string; readonly policy: HubPolicy },
): { readonly ok: true; readonly versions: readonly Miraf[] } | Refused {
  const said = read(form, input)
  if (!said.ok) return said
  const { basedOn, ...draft } = said.value
  const latest = versions.at(-1)?.version ?? 0
  if (basedOn !== latest) return refuse('MIRAF_CHANGED_MEANWHILE', 'basedOn')
  if (dayNumber(draft.reviewOn) <= dayOf(at, policy.timeZone)) return refuse('MIRAF_REVIEW_PAST', 'reviewOn')
  const computed = overallLevel(draft.hazards)
  const next = { ...draft, version: latest + 1, at, by, computed, level: draft.judged?.level ?? computed }
  return { ok: true, versions: [...versions, next] }
}
