// What two editions say differently in the document itself: dates, signatures, bases, notes, never-clauses, names, whom to ring.
import type { CompiledProtocol } from '../protocol/index.js'

type Edition = CompiledProtocol['edition']
/** A section's part that nothing else tells of; null where levels or the rules by role tell of all of it. */
type Told = { readonly [Section in keyof Edition]: ((section: Edition[Section]) => unknown) | null }

const whole = <T>(section: T): T => section
const clause = ({ clause: said }: { readonly clause: string }): unknown => ({ clause: said })
const named = <T>(items: readonly T[], name: (item: T) => string): Readonly<Record<string, T>> =>
  Object.fromEntries(items.map(item => [name(item), item]))
const each = <T>(items: Readonly<Record<string, T>>, part: (item: T) => unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(items).map(([name, item]) => [name, part(item)]))

// One line for every section: whoever adds one to the schema must say here where its changes are told.
const TOLD: Told = {
  edition: ({ title, reference, from, until, reviewOn }) => ({ title, reference, from, until, reviewOn }),
  signatories: list => named(list, ({ organisation }) => organisation),
  bases: whole,
  categories: section => each(section, ({ clause: said, basis }) => ({ clause: said, basis })),
  relationships: section => each(section, ({ grace: _, ...rest }) => rest),
  roles: section => each(section, ({ agencies: _, ...rest }) => rest),
  matrix: null,
  conditions: whole,
  notes: list => named(list, note => note.clause),
  narrowing: ({ afterDays: _, ...rest }) => rest,
  purposes: whole,
  episode: ({ clause: said, closedBy, thresholdsCount }) => ({ clause: said, closedBy, thresholdsCount }),
  breakGlass: ({ atMost: _, ...rest }) => rest,
  withoutRelationship: clause,
  conflictsOfInterest: clause,
  proportion: clause,
  retention: ({ clause: said, rules }) => ({ clause: said, rules: named(rules, rule => rule.clause) }),
  handling: clause,
  protectionFlag: clause,
  carried: null,
  acts: null,
  systemActors: null,
  contacts: whole,
  never: list => named(list, ({ id }) => id),
  names: whole,
  welsh: whole,
}

/** The document as rules: each place with its text, `breakGlass.neverOpens` with its categories. The order of a list says nothing. */
export function documentRules(edition: Edition): readonly (readonly [string, string])[] {
  const sections = Object.keys(edition) as readonly (keyof Edition)[]
  return sections.flatMap(section => leaves(section, told(edition, section)))
}

const told = <Section extends keyof Edition>(edition: Edition, section: Section): unknown => {
  const part: Told[Section] = TOLD[section]
  return part === null ? undefined : part(edition[section])
}

function leaves(place: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return [[place, value.map(String).sort().join(', ') || 'nobody and nothing']]
  if (typeof value !== 'object') return [[place, typeof value === 'string' ? value : JSON.stringify(value)]]
  return Object.entries(value).flatMap(([name, inner]) => leaves(`${place}.${name}`, inner))
}
