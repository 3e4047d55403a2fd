// Generated rows as a stranger has them: CSV, with a space after every comma, and which ids are one person.
import type { Row } from './generate.js'

export const asCsv = (rows: readonly Row[], without: readonly string[] = []): string => {
  const names = Object.keys(rows[0] ?? {}).filter(name => !without.includes(name))
  return `${[names, ...rows.map(row => names.map(name => row[name] ?? ''))].map(fields => fields.join(', ')).join('\n')}\n`
}

const personOf = (id: string): string => /^rec-(\d+)-/.exec(id)?.[1] ?? ''

/** Pairs of ids that are one person: between two files, or within one. */
export function truthOfIds(left: readonly string[], right: readonly string[] | null): [string, string][] {
  const own = new Map<string, string[]>()
  for (const id of left) own.set(personOf(id), [...(own.get(personOf(id)) ?? []), id])
  if (right !== null)
    return right.flatMap(id => (own.get(personOf(id)) ?? []).map((one): [string, string] => [one, id]))
  return [...own.values()].flatMap(ids =>
    ids.flatMap((one, nth) => ids.slice(nth + 1).map((other): [string, string] => [one, other])),
  )
}
