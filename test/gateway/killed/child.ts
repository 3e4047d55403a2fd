// A gateway in a process of its own, to be killed: on a database and before a region that outlive it.
import { readCheckpointKey } from '../../../src/audit/index.js'
import type { RunningRegion } from '../../../simulators/start.js'
import { gatewayBefore } from '../../support/gateway.js'

export interface Order extends Pick<RunningRegion, 'settings' | 'seed' | 'secrets'> {
  readonly databaseUrl: string
  readonly checkpoints: string
  readonly keyPem: string
}

async function start({ settings, seed, secrets, databaseUrl, checkpoints, keyPem }: Order): Promise<string> {
  const gateway = await gatewayBefore(
    {
      ...{ settings, seed, now: () => new Date() },
      secret: name => secrets[name] ?? '',
      tokenFor: () => Promise.reject(new Error('whoever asks signs in')),
      close: () => Promise.resolve(),
    },
    {
      ...{ on: databaseUrl, seedOnly: true, notShownMs: 1 },
      checkpoints: { folder: checkpoints, key: readCheckpointKey(keyPem), everyMs: 100 },
    },
  )
  return gateway.url
}

process.on('message', (order: Order) => {
  start(order).then(
    url => process.send?.({ url }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
// Whoever started this is gone.
process.on('disconnect', () => process.exit())
