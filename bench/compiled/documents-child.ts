// A gateway in a process of its own, with a store and without agencies, that tells what it takes: started by documents.ts.
import { HafanError } from '../../src/errors.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { openGateway } from '../../src/server/gateway.js'
import { CALLERS, tokenOf } from '../../test/canary/callers.js'
import { testDatabase, testKeys } from '../../test/support/database.js'
import { UNHINDERED, withoutBudgets } from '../../test/support/gateway.js'

export interface Taken {
  /** After everything that is no longer used has been collected. */
  readonly heapMegabytes: number
  readonly cpuMs: number
}
export type Reply = { readonly url: string; readonly token: string } | Taken | { readonly error: string }

async function start(): Promise<Reply> {
  const { store, stop } = await testDatabase()
  const [canary] = CALLERS
  if (!canary) throw new Error('nobody to ask')
  const done = (): Promise<void> => Promise.resolve()
  const gateway = await openGateway({
    ...{ editions: withoutBudgets(), sources: [], store, keys: testKeys, now: () => new Date(), traffic: UNHINDERED },
    policy: HUB_POLICY,
    audit: { intent: done, outcome: done, refusal: done, stop: done },
    signIn: async header => {
      if (header !== `Bearer ${tokenOf(canary)}`) throw new HafanError('UNAUTHENTICATED', 'Nobody.')
      return canary.caller
    },
    log: { warn: () => undefined, error: () => undefined },
    ...{ host: '127.0.0.1', port: 0, deadlineMs: 10_000, notShownMs: 4, gateThree: 'ALWAYS' as const },
  })
  process.on('disconnect', () => void gateway.close().then(stop).finally(() => process.exit())) // prettier-ignore
  return { url: gateway.url, token: tokenOf(canary) }
}

function taken(): Taken {
  globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  return { heapMegabytes: process.memoryUsage().heapUsed / 1e6, cpuMs: (user + system) / 1_000 }
}

process.on('message', (asked: 'start' | 'taken') => {
  const reply: Promise<Reply> = asked === 'start' ? start() : Promise.resolve(taken())
  reply.then(
    one => process.send?.(one),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
