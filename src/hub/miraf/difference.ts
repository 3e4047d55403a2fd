// What differs between two versions, field by field. Hazards and contributions are compared by their code, so that another order
// is no difference and one that came or went is named.
import { isDeepStrictEqual } from 'node:util'
import type { Miraf } from './versions.js'

/** What is compared of a version: all that was assessed. */
export type Compared = Omit<Miraf, 'version' | 'at' | 'by' | 'reason' | 'facts' | 'contributions'> & {
  readonly contributions: readonly Pick<Miraf['contributions'][number], 'agency' | 'state' | 'text'>[]
  readonly facts?: readonly { readonly id: string; readonly text: string }[]
}

export interface Difference {
  /** `hazards.SELF_HARM.likelihood`, `places`. */
  readonly field: string
  /** Undefined where the version has it not. */
  readonly before: unknown
  readonly after: unknown
}

/** Every field of a version, lists of codes in one order. */
export function fieldsOf(version: Compared): ReadonlyMap<string, unknown> {
  const { hazards, contributions, facts, judged, push, pull, protective, places, companions, contacts, ...rest } =
    version
  const { transport, phone, response, reviewOn, computed, level } = rest
  const sets = { push, pull, protective, places, companions, contacts }
  return new Map<string, unknown>([
    ...Object.entries({ level, computed, transport, phone, response, reviewOn }),
    ...Object.entries({ 'judged.level': judged?.level ?? null, 'judged.reason': judged?.reason ?? null }),
    ...Object.entries(sets).map(([field, items]) => [field, [...items].sort()] as const),
    ...hazards.flatMap(({ code, ...hazard }) =>
      Object.entries(hazard).map(([field, value]) => [`hazards.${code}.${field}`, value] as const),
    ),
    ...contributions.flatMap(({ agency, state, text }) => [
      [`contributions.${agency}.state`, state] as const,
      [`contributions.${agency}.text`, text] as const,
    ]),
    ...(facts ?? []).map(({ id, text }) => [`facts.${id}`, text] as const),
  ])
}

export function difference(before: Compared, after: Compared): readonly Difference[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map(field => ({ field, before: old.get(field), after: now.get(field) }))
    .filter(one => !isDeepStrictEqual(one.before, one.after))
}
