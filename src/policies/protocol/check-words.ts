// What people read of an edition is there in both languages: for everything there is, and for nothing there is not.
import type { Edition } from './load.js'

/** Names and sentences that are missing, or that stand for nothing. */
export function wordless(edition: Edition): readonly string[] {
  const { names, welsh } = edition
  const pairs: readonly (readonly [string, readonly string[], Readonly<Record<string, unknown>>])[] = [
    ['names.roles', Object.keys(edition.roles), names.roles],
    ['names.conditions', Object.keys(edition.conditions), names.conditions],
    ['welsh.bases', Object.keys(edition.bases), welsh.bases],
    ['welsh.notes', edition.notes.map(({ clause }) => clause), welsh.notes],
    ['welsh.retention', edition.retention.rules.map(({ clause }) => clause), welsh.retention],
    ['welsh.never', edition.never.map(({ id }) => id), welsh.never],
  ]
  return pairs.flatMap(([place, wanted, given]) => [
    ...wanted.filter(name => !Object.hasOwn(given, name)).map(name => `${place}: nothing is written for ${name}`),
    ...Object.keys(given)
      .filter(name => !wanted.includes(name))
      .map(name => `${place}: "${name}" is not in this edition`),
  ])
}
