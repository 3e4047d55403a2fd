// What is remembered of a sign-in that is under way: in a sealed cookie of the browser that began it, so that strangers who
// never finish leave no rows behind, and a way back opened in another browser leads nowhere.
import { z } from 'zod'
import type { Sealing } from '../sessions/seal.js'

const shape = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where to go on to. */
  to: z.string(),
  at: z.number(),
})
export type Flow = z.output<typeof shape>

export const FLOW_SECONDS = 600

export interface Flows {
  seal(flow: Omit<Flow, 'at'>): string
  /** Null where it is not ours, or too old. */
  open(cookie: string | null): Flow | null
}

export function createFlows(sealing: Sealing, now: () => Date): Flows {
  return {
    seal: flow => sealing.seal('flow', '', JSON.stringify({ ...flow, at: now().getTime() })).toString('base64url'),
    open(cookie) {
      if (cookie === null) return null
      const plain = sealing.open('flow', '', Buffer.from(cookie, 'base64url'))
      const flow = plain === null ? null : shape.parse(JSON.parse(plain))
      return flow === null || now().getTime() - flow.at > FLOW_SECONDS * 1000 ? null : flow
    },
  }
}
