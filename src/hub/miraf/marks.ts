// What a second person finds in an assessment that was drawn by chance.
import { z } from 'zod'
import { coded, reasonOrNull } from '../input/fields.js'
import { read, type Read } from '../input/read.js'
import { refuse, type Refused } from '../refusal.js'
import { codesOf } from '../words.js'
import { CRITERIA, MARKS } from './codes.js'

const ALL = codesOf(CRITERIA)

const form = z.strictObject({
  points: z
    .array(z.strictObject({ criterion: coded(CRITERIA), outcome: coded(MARKS) }))
    .max(ALL.length, { error: 'SAID_TWICE' })
    .refine(points => new Set(points.map(({ criterion }) => criterion)).size === points.length, { error: 'SAID_TWICE' })
    .refine(points => points.length === ALL.length, { error: 'FIELD_INVALID' })
    .readonly(),
  note: reasonOrNull,
})

export type Mark = z.output<typeof form>

/** As the store has it. Throws for what no rule could have written. */
export const markFrom = (stored: unknown): Mark => form.parse(stored)

/** `own`: whether the marker wrote what is marked. */
export function mark(input: unknown, { own, before }: { own: boolean; before: boolean }): Read<Mark> | Refused {
  if (own) return refuse('MIRAF_OWN_MARK')
  if (before) return refuse('SAID_TWICE')
  return read(form, input)
}
