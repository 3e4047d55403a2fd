// A legal step against an adult who keeps or draws a child away: served, and at some time ended. The adult is not the child: who
// they are and where they live is told to those alone who have the measure in full.
import { z } from 'zod'
import { dayNumber, dayOf } from '../days.js'
import { coded, day, id, label, labelOrNull, reasonOrNull } from '../input/fields.js'
import { read } from '../input/read.js'
import type { HubPolicy } from '../policy.js'
import { refuse, type Refused } from '../refusal.js'
import { say } from '../words.js'

export const MEASURES = {
  HARBOURING_NOTICE: say('Harbouring notice', 'Hysbysiad llochesu'),
  ABDUCTION_WARNING: say('Child abduction warning notice', 'Hysbysiad rhybudd herwgydio plant'),
  OTHER_WARNING: say('Another warning', 'Rhybudd arall'),
} as const

export const MEASURE_ENDS = {
  EXPIRED: say('Ran out', 'Daeth i ben'),
  WITHDRAWN: say('Withdrawn', 'Tynnwyd yn ôl'),
  OF_AGE: say('The child came of age', 'Daeth y plentyn i oed'),
  OTHER: say('Other', 'Arall'),
} as const

const served = z.strictObject({
  kind: coded(MEASURES),
  adult: label,
  address: labelOrNull,
  servedOn: day,
  servedBy: labelOrNull,
  /** The adult works or lives in the home the child is placed in: whoever answers for that home is not told. */
  adultIsCarer: z.boolean({ error: 'FIELD_INVALID' }),
  episode: id.nullable(),
  note: reasonOrNull,
})
const end = z.strictObject({ endedOn: day, code: coded(MEASURE_ENDS), note: reasonOrNull })

export const measureForm = served.extend({ ended: end.nullable() })
export type Measure = z.output<typeof measureForm>

interface Deps {
  readonly at: string
  readonly policy: HubPolicy
}
type Result = { readonly ok: true; readonly value: Measure } | Refused

const isToCome = (date: string, { at, policy }: Deps): boolean => dayNumber(date) > dayOf(at, policy.timeZone)

export function serveMeasure(input: unknown, deps: Deps): Result {
  const said = read(served, input)
  if (!said.ok) return said
  if (isToCome(said.value.servedOn, deps)) return refuse('IN_FUTURE', 'servedOn')
  if (said.value.kind === 'OTHER_WARNING' && said.value.note === null) return refuse('REASON_REQUIRED', 'note')
  return { ok: true, value: { ...said.value, ended: null } }
}

export function endMeasure(measure: Measure, input: unknown, deps: Deps): Result {
  const said = read(end, input)
  if (!said.ok) return said
  if (measure.ended !== null) return refuse('MEASURE_ENDED')
  if (isToCome(said.value.endedOn, deps)) return refuse('IN_FUTURE', 'endedOn')
  if (said.value.endedOn < measure.servedOn) return refuse('MEASURE_ENDS_EARLY', 'endedOn')
  if (said.value.code === 'OTHER' && said.value.note === null) return refuse('REASON_REQUIRED', 'note')
  return { ok: true, value: { ...measure, ended: said.value } }
}
