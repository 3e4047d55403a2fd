// What keeps one caller, or a crowd of strangers, from taking the gateway from everybody else.
import { TryLater } from '../errors.js'
import type { Caller } from '../types/caller.js'
import { createLoad } from './load.js'
import type { Load, LoadOptions } from './load.js'
import { createRates } from './rates.js'
import type { RateOptions, Refused } from './rates.js'

export interface TrafficOptions extends Pick<LoadOptions, 'mostLagMs' | 'mostUnderWay' | 'lag'> {
  /** Of one caller. */
  readonly caller: RateOptions
  /** Of requests without a good token, from one address. */
  readonly address: RateOptions
  /** Of requests without a good token, from everywhere. */
  readonly strangers: RateOptions
}

/** What real use begins with; docs/limits.md says what each is for. */
export const TRAFFIC: TrafficOptions = {
  caller: { burst: 200, perSecond: 10 },
  address: { burst: 60, perSecond: 2 },
  strangers: { burst: 400, perSecond: 40 },
  mostLagMs: 100,
  mostUnderWay: 2_000,
}

/** Values of an answer that cost as much as one more request. */
const VALUES_A_REQUEST = 1_000

export interface Traffic {
  readonly load: Load
  /** Counts one request of a caller. Throws RATE_LIMITED. */
  request(caller: Caller): void
  /** Counts what an operation could cost, above one request. Throws RATE_LIMITED. */
  operation(caller: Caller, cost: number): void
  /** Counts a request of nobody we know. Throws RATE_LIMITED, and then it is not answered as what it was. */
  stranger(address: string): void
}

export function createTraffic(
  options: TrafficOptions,
  deps: { readonly monotonic: () => number; readonly onShedding: LoadOptions['onShedding'] },
): Traffic {
  const callers = createRates(options.caller, deps.monotonic)
  const addresses = createRates(options.address, deps.monotonic)
  const strangers = createRates(options.strangers, deps.monotonic)
  return {
    load: createLoad({ ...options, onShedding: deps.onShedding }),
    request: caller => letIn(callers.take(keyOf(caller))),
    operation(caller, cost) {
      const requests = Math.floor(cost / VALUES_A_REQUEST)
      if (requests > 0) letIn(callers.owe(keyOf(caller), requests))
    },
    stranger: address => letIn(addresses.take(address) ?? strangers.take('')),
  }
}

/** A person through one application; what another application does in their name is another's doing. */
export const keyOf = ({ issuer, subject, application }: Caller): string =>
  JSON.stringify([issuer, subject, application.id])

function letIn(refused: Refused | null): void {
  if (!refused) return
  const { waitSeconds, first } = refused
  throw new TryLater(
    'RATE_LIMITED',
    'These requests come too fast. The header Retry-After says when to go on.',
    waitSeconds,
    first,
  )
}
