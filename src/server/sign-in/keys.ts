// The public keys of one issuer. A flood of unknown key ids costs two fetches in any thirty seconds and no more, and never
// stands in the way of a key that is there.
import type { KeyObject } from 'node:crypto'
import { HafanError } from '../../errors.js'
import type { IssuerRow } from './config.js'
import { verifyingKeys } from './jwks.js'

export interface KeySet {
  /** Null for a key id the issuer does not have. Throws IDP_UNAVAILABLE where that cannot be known. */
  find(keyId: string): Promise<KeyObject | null>
  /** Whether this very key is what `find` would give at once. */
  holds(keyId: string, key: KeyObject): boolean
}

export interface KeySetDeps {
  /** The issuer's key document, parsed; rejects when it cannot be had. */
  readonly fetchKeys: () => Promise<unknown>
  /** The one the issuer signs with: keys that do not fit it are left out. */
  readonly algorithm: IssuerRow['algorithm']
  readonly monotonic: () => number
}

const OLDEST_MS = 600_000
/** More than half of the thirty seconds: with half of them a third fetch falls on their end. */
const PAUSE_MS = 16_000

export function createKeySet({ fetchKeys, algorithm, monotonic }: KeySetDeps): KeySet {
  let keys: ReadonlyMap<string, KeyObject> = new Map()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | null = null

  async function refresh(): Promise<void> {
    triedAt = monotonic()
    keys = verifyingKeys(await fetchKeys(), algorithm)
    fetchedAt = monotonic()
  }

  /** One fetch at a time, and a pause between them. Failure is judged by the age of what is held. */
  async function tryRefresh(): Promise<void> {
    if (underWay === null) {
      if (monotonic() - triedAt < PAUSE_MS) return
      underWay = refresh().finally(() => {
        underWay = null
      })
    }
    await underWay.catch(() => undefined)
  }

  return {
    async find(keyId) {
      const old = monotonic() - fetchedAt >= OLDEST_MS
      if (old || !keys.has(keyId)) await tryRefresh()
      if (monotonic() - fetchedAt >= OLDEST_MS) {
        throw new HafanError(
          'IDP_UNAVAILABLE',
          'The identity provider cannot be reached, so the token cannot be checked. Try again shortly.',
        )
      }
      return keys.get(keyId) ?? null
    },
    holds: (keyId, key) => monotonic() - fetchedAt < OLDEST_MS && keys.get(keyId) === key,
  }
}
