// A gateway in a process of its own, as one runs: started by gateway-process.ts. Who asks it is another process again.
import { gatewayBefore } from '../../test/support/gateway.js'
import type { RegionBehind } from '../../test/support/gateway.js'
import type { Told } from './region-child.js'

async function start(told: Told): Promise<string> {
  const region: RegionBehind = {
    ...told,
    now: () => new Date(),
    secret(name) {
      const value = told.secrets[name]
      if (value === undefined) throw new Error(`the region has no secret ${name}`)
      return value
    },
    tokenFor: () => Promise.reject(new Error('whoever asks signs in')),
    close: () => Promise.resolve(),
  }
  const gateway = await gatewayBefore(region)
  process.on('disconnect', () => {
    void gateway.close().finally(() => process.exit())
  })
  return gateway.url
}

process.on('message', (told: Told) => {
  start(told).then(
    url => process.send?.({ url }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
