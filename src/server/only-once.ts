// Of two rows of one name only one would be in force, and the file does not say which.
import type { z } from 'zod'

/** A check for lists of settings: each row's `field` is its own. Names every later one. */
export function onlyOnce<K extends string>(field: K) {
  return (rows: readonly Readonly<Record<K, string>>[], context: z.core.$RefinementCtx): void => {
    const seen = new Set<string>()
    rows.forEach((row, index) => {
      if (seen.has(row[field]))
        context.addIssue({ code: 'custom', path: [index, field], message: 'is the name of an earlier row too' })
      seen.add(row[field])
    })
  }
}
