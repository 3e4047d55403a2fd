// Reads, compiles and proves a protocol: what the gateway does with it before it answers anything.
import type { CompiledProtocol } from './compile.js'
import { compile } from './compile.js'
import { levels, openedBy } from './levels.js'
import { load } from './load.js'
import { prove, proving } from './prove.js'
import type { Proof } from './prove.js'

export type { CompiledProtocol } from './compile.js'
export { compile } from './compile.js'
export { always, discord, hasBegun, inForceAt, inOrder, ranOut, rewritten } from './editions.js'
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
  return outcome(protocol, prove(protocol))
}

/** The same for a gateway at work: `pause` lets it answer between the steps of the proof. */
export async function readProtocolGently(yamlText: string, pause: () => Promise<void>): Promise<ProtocolRead> {
  const loaded = load(yamlText)
  if (!loaded.ok) return loaded
  const protocol = compile(loaded.edition)
  const steps = proving(protocol, { levels, openedBy })
  for (;;) {
    const step = steps.next()
    if (step.done === true) return outcome(protocol, step.value)
    await pause()
  }
}

const outcome = (protocol: CompiledProtocol, { points, violations }: Proof): ProtocolRead =>
  violations.length > 0 ? { ok: false, problems: violations } : { ok: true, protocol, points }
