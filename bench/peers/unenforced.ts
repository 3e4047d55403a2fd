// The same gateway with as little to enforce as it can be given: a protocol that gives the hub's practitioner everything it may
// give anybody, and no audit. What is left over is what enforcement costs.
import type { Audit } from '../../src/audit/index.js'

/** Throws where the protocol no longer has what is taken away: nothing would be measured then. */
export function withoutProtocol(text: string): string {
  const changed = text.replace(/^( {2}\| \w+ +\|) S {2}(\|)/gm, '$1 F  $2')
  if (changed === text) throw new Error('the protocol gives the practitioner everything already')
  return changed
}

const nothing = Promise.resolve()

export const withoutAudit = (audit: Audit): Audit => ({
  intent: () => nothing,
  outcome: () => nothing,
  refusal: () => nothing,
  stop: () => audit.stop(),
})
