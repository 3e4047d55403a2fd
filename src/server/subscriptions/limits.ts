// How much of the gateway open connections may take; docs/limits.md says what each is for.
export interface SubscriptionLimits {
  readonly connections: number
  readonly connectionsOfOneCaller: number
  /** Connections that have not signed in yet, of everybody. */
  readonly strangers: number
  readonly subscriptionsOfOneConnection: number
  /** Of one message that comes in. */
  readonly messageBytes: number
  /** Messages that come in: so many at once, and so many a second after that. */
  readonly messages: { readonly burst: number; readonly perSecond: number }
  /** What may wait to be taken by whoever is at the other end. */
  readonly bufferedBytes: number
  /** How long they may take for one message. */
  readonly sendWithinMs: number
  readonly signInWithinMs: number
  /** Without an answer to a ping for as long, nobody is there any more. */
  readonly pingEveryMs: number
  /** How often whoever is connected is looked at again while nothing happens. */
  readonly recheckEveryMs: number
}

export const SUBSCRIPTION_LIMITS: SubscriptionLimits = {
  connections: 1_000,
  connectionsOfOneCaller: 5,
  strangers: 100,
  subscriptionsOfOneConnection: 5,
  messageBytes: 60_000,
  messages: { burst: 30, perSecond: 2 },
  bufferedBytes: 1_000_000,
  sendWithinMs: 30_000,
  signInWithinMs: 5_000,
  pingEveryMs: 15_000,
  // With the five seconds that the list of what was taken back may be old, well within a minute.
  recheckEveryMs: 20_000,
}
