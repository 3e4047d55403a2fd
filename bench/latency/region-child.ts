// A region in a process of its own, as agencies' systems are machines of their own: started by region-process.ts.
import { generateRegion } from '../../simulators/region/generate.js'
import { startRegion } from '../../simulators/start.js'
import type { RunningRegion, StartOptions } from '../../simulators/start.js'

/** What the parent asks for. */
export type Order =
  | {
      readonly kind: 'start'
      readonly size: number
      readonly latency: Pick<StartOptions, 'latencyScale' | 'fixedLatencyMs'>
    }
  | { readonly kind: 'token'; readonly persona: string }

/** All of a running region that can be told in words: what a gateway is told of it. */
export type Told = Pick<RunningRegion, 'settings' | 'secrets' | 'seed' | 'personas'> & {
  readonly now: string
  readonly control: string
  readonly socialCare: RunningRegion['region']['socialCare']
}

/** And where people sign in at pages. */
export type ToldWhole = Told & Pick<RunningRegion, 'consoleProviders'>

let running: RunningRegion | null = null

async function start({ size, latency }: Extract<Order, { kind: 'start' }>): Promise<ToldWhole> {
  const region = generateRegion({ seed: 1, size, now: new Date().toISOString() })
  running = await startRegion({ region, ...latency })
  const { settings, secrets, seed, personas, consoleProviders, control } = running
  return {
    ...{ settings, secrets, seed, personas, consoleProviders },
    ...{ now: region.now, control: control.url, socialCare: region.socialCare },
  }
}

function answer(order: Order): Promise<ToldWhole | string> {
  if (order.kind === 'start') return start(order)
  if (running === null) throw new Error('a token of a region that was not started')
  return running.tokenFor(order.persona, {})
}

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  answer(order).then(
    value => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  )
})

// Whoever started this is gone.
process.on('disconnect', () => process.exit())
