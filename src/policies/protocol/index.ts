// Reads, compiles and proves a protocol: what the gateway does with it before it answers anything.
import type { CompiledProtocol } from './compile.js'
import { compile } from './compile.js'
import { load } from './load.js'
import { prove } from './prove.js'

export type { CompiledProtocol } from './compile.js'
export { compile } from './compile.js'
export { always } from './editions.js'
export type { Editions } from './editions.js'
export { load } from './load.js'
export type { Conditions } from './member.js'
export type { RelationshipFact } from './levels.js'
export { prove } from './prove.js'
export { renderMatrix } from './render.js'
export type { ProtocolContact } from './schema.js'
export type { Act, ChildCategory, Strength, SystemActor, Verdict } from './words.js'
export { ACTS, AGENCIES, CHILD_CATEGORIES, HANDLING_CODES, PURPOSES, RELATIONSHIPS } from './words.js'

export type ProtocolRead =
  | { readonly ok: true; readonly protocol: CompiledProtocol; readonly points: number }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Everything between the text of a protocol and its use. On `ok: false` the gateway must not start; print the problems. */
export function readProtocol(yamlText: string): ProtocolRead {
  const loaded = load(yamlText)
  if (!loaded.ok) return loaded
  const protocol = compile(loaded.edition)
  const { points, violations } = prove(protocol)
  return violations.length > 0 ? { ok: false, problems: violations } : { ok: true, protocol, points }
}

/** Whether the edition is in force on a day (ISO, `2026-02-11`). */
export const inForce = (protocol: CompiledProtocol, day: string): boolean =>
  protocol.edition.edition.from <= day && day <= protocol.edition.edition.until
