// A gateway whose audit can be taken away and given back, in a process of its own: started by cost.ts. Nothing like it is in the
// gateway itself.
import type { Audit } from '../../src/audit/index.js'
import { gatewayBefore } from '../../test/support/gateway.js'
import type { Told } from '../latency/region-child.js'

export type CostOrder =
  { readonly kind: 'start'; readonly told: Told } | { readonly kind: 'audit'; readonly on: boolean }
/** CPU of this process so far, in microseconds. */
export type CostReply = { readonly url: string } | { readonly cpu: number } | { readonly error: string }

let on = true
const nothing = Promise.resolve()
const switched = (audit: Audit): Audit => ({
  intent: row => (on ? audit.intent(row) : nothing),
  outcome: rows => (on ? audit.outcome(rows) : nothing),
  refusal: row => (on ? audit.refusal(row) : nothing),
  stop: () => audit.stop(),
})

async function answer(order: CostOrder): Promise<CostReply> {
  if (order.kind === 'audit') {
    on = order.on
    const { user, system } = process.cpuUsage()
    return { cpu: user + system }
  }
  const { told } = order
  const region = {
    ...told,
    now: () => new Date(),
    secret: (name: string) => told.secrets[name] ?? '',
    tokenFor: () => Promise.reject(new Error('whoever asks signs in')),
    close: () => Promise.resolve(),
  }
  const gateway = await gatewayBefore(region, { audit: switched })
  process.on('disconnect', () => void gateway.close().finally(() => process.exit()))
  return { url: gateway.url }
}

process.on('message', (order: CostOrder) => {
  answer(order).then(
    reply => process.send?.(reply),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
