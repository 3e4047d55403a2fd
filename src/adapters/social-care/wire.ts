// What both social-care adapters do with the wire: shapes checked, the acting person named, pages bounded.
import type { z } from 'zod'
import type { Call, SourceDescription } from '../agency.js'
import type { SourceConfig } from '../config.js'
import { SourceFault } from '../transport.js'
import { headerText } from '../wire.js'

/** The value in its expected shape, or MALFORMED. What was wrong is not said: it might quote the record. */
export function parsed<S extends z.ZodType>(shape: S, value: unknown): z.output<S> {
  const result = shape.safeParse(value)
  if (!result.success) throw new SourceFault('MALFORMED')
  return result.data
}

/** The systems keep their own record of who looked, and open a locked record to the people on its list. */
export function actingHeaders(call: Call): Readonly<Record<string, string>> {
  return {
    'x-acting-user': headerText(call.actor.staffRef),
    'x-acting-organisation': headerText(call.actor.organisation),
    'x-purpose-code': headerText(call.purpose),
  }
}

/** Pages followed at most: a list that goes on beyond them fails, because cut short it would look whole. */
export const MOST_PAGES = 20

/** Splits into runs of at most `size`. */
function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}

/** Runs of positions of rows that share a key, each at most `size` long: what one request can answer. */
export function batches<T>(all: readonly T[], keyOf: (one: T) => string, size: number): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>()
  all.forEach((one, index) => {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(index)
    else groups.set(key, [index])
  })
  return [...groups.values()].flatMap(group => chunks(group, size))
}

/** What is known of a source from its settings alone. */
export function describe({ id, name, agency, organisation, serves, area, contact }: SourceConfig): SourceDescription {
  return { id, name, agency, organisation, serves, area, contact }
}
