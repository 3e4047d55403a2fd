// Sign-in as the door uses it: issuers with their keys, fetched through the one HTTP module.
import { performance } from 'node:perf_hooks'
import { createAgent, exchange } from '../../adapters/http-exchange.js'
import type { Caller } from '../../types/caller.js'
import type { IssuerRow, RegisteredApplication } from './config.js'
import { createKeySet } from './keys.js'
import { NOTHING_REVOKED } from './revoked.js'
import type { Revoked } from './revoked.js'
import { remembering } from './remembered.js'
import { verify } from './tokens.js'

const KEYS_WITHIN_MS = 3_000
const MOST_KEY_BYTES = 65_536

export interface SignInOptions {
  readonly issuers: readonly IssuerRow[]
  readonly applications: readonly RegisteredApplication[]
  /** What no longer counts, though it has not expired; nothing where absent. */
  readonly revoked?: Revoked
  readonly now: () => Date
}

export function openSignIn({
  issuers,
  applications,
  revoked = NOTHING_REVOKED,
  now,
}: SignInOptions): (authorization: string | undefined) => Promise<Caller> {
  const rows = issuers.map(row => ({
    row,
    keys: createKeySet({
      fetchKeys: () => fetchKeys(new URL(row.jwks)),
      algorithm: row.algorithm,
      monotonic: () => performance.now(),
    }),
  }))
  const deps = { issuers: rows, applications, revoked, now }
  return remembering(authorization => verify(authorization, deps), { monotonic: () => performance.now() })
}

async function fetchKeys(url: URL): Promise<unknown> {
  const agent = createAgent(url, 1)
  try {
    const { status, body } = await exchange({
      url,
      method: 'GET',
      headers: {},
      accept: ['application/json', 'application/jwk-set+json'],
      maxBodyBytes: MOST_KEY_BYTES,
      signal: AbortSignal.timeout(KEYS_WITHIN_MS),
      agent,
    })
    if (status !== 200) throw new Error(`the key document answered ${status}`)
    return body
  } finally {
    agent.destroy()
  }
}
