// The public keys of one issuer. A flood of unknown key ids costs two fetches in thirty seconds and no more, and never
// stands in the way of a key that is there.
import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { HafanError } from '../../errors.js'

const jwks = z.object({ keys: z.array(z.unknown()).max(50) })
const signingKey = z.looseObject({ kid: z.string(), kty: z.string(), use: z.literal('sig').optional() })

export interface KeySet {
  /** Null for a key id the issuer does not have. Throws IDP_UNAVAILABLE where that cannot be known. */
  find(keyId: string): Promise<KeyObject | null>
}

export interface KeySetDeps {
  /** The issuer's key document, parsed; rejects when it cannot be had. */
  readonly fetchKeys: () => Promise<unknown>
  readonly monotonic: () => number
}

const OLDEST_MS = 600_000
const PAUSE_MS = 15_000

export function createKeySet({ fetchKeys, monotonic }: KeySetDeps): KeySet {
  let keys: ReadonlyMap<string, KeyObject> = new Map()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | null = null

  async function refresh(): Promise<void> {
    triedAt = monotonic()
    const document = jwks.parse(await fetchKeys())
    keys = new Map(document.keys.flatMap(readKey))
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
  }
}

/** A key that is of no use here, or that cannot be read, must not take the others with it (RFC 7517, section 5). */
function readKey(given: unknown): [string, KeyObject][] {
  const key = signingKey.safeParse(given)
  if (!key.success) return []
  try {
    return [[key.data.kid, createPublicKey({ key: key.data as never, format: 'jwk' })]]
  } catch {
    return []
  }
}
