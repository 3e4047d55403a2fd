// A gateway that works alerts off, in a process of its own, to be killed. Its clock runs ahead of the machine's as it is told to.
import { openWays } from '../../../../src/server/alerts/ways.js'
import type { RunningRegion } from '../../../../simulators/start.js'
import { silent } from '../../../support/database.js'
import { gatewayBefore } from '../../../support/gateway.js'

export interface Order extends Pick<RunningRegion, 'settings' | 'seed' | 'secrets'> {
  readonly databaseUrl: string
  readonly smtpPort: number
  readonly aheadMs: number
}

let aheadMs = 0
const now = (): Date => new Date(Date.now() + aheadMs)

async function start(order: Order): Promise<string> {
  aheadMs = order.aheadMs
  const secret = (name: string): string => order.secrets[name] ?? ''
  const { post } = openWays({
    mail: {
      ...{ smtp: `smtp://127.0.0.1:${order.smtpPort}`, from: 'alerts@hub.example' },
      inbox: 'https://hub.example/alerts/',
    },
    ...{ networks: ['127.0.0.1'], secret, now, onFault: () => undefined, withinMs: 250 },
  })
  const gateway = await gatewayBefore(
    {
      ...{ settings: order.settings, seed: order.seed, now: () => new Date(), secret },
      tokenFor: () => Promise.reject(new Error('whoever asks signs in')),
      close: () => Promise.resolve(),
    },
    {
      ...{ on: order.databaseUrl, seedOnly: true, notShownMs: 1, clock: now, log: silent },
      alerts: { post, sweepEveryMs: 200 },
    },
  )
  return gateway.url
}

process.on('message', (message: Order | { readonly aheadMs: number }) => {
  if (!('settings' in message)) {
    aheadMs = message.aheadMs
    return
  }
  start(message).then(
    url => process.send?.({ url }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
// Whoever started this is gone.
process.on('disconnect', () => process.exit())
