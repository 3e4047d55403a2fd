// From a bearer token to a caller. The settings are those that experiments showed to be necessary (security.md §4b): one
// exact algorithm, issuer and audience per issuer row, a type, times, and header and claims of a strict shape.
import type { KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Caller } from '../../types/caller.js'
import { accessClaims, accessHeader } from './claims.js'
import type { AccessClaims } from './claims.js'
import { readCompact } from './compact.js'
import type { CompactToken } from './compact.js'
import type { IssuerRow, RegisteredApplication } from './config.js'
import type { KeySet } from './keys.js'
import { applicationOf, personOf } from './person.js'
import { refuse } from './refuse.js'
import type { Revoked } from './revoked.js'

export interface TokenDeps {
  readonly issuers: readonly { readonly row: IssuerRow; readonly keys: KeySet }[]
  readonly applications: readonly RegisteredApplication[]
  readonly revoked: Revoked
  readonly now: () => Date
}

const LONGEST_LIFE_S = 900
const TOLERANCE_S = 30
const MOST_TOKEN_CHARS = 8_192

/** Whom a token was found to speak of, and whether everything it was found by is as it was. */
export interface Verified {
  readonly caller: Caller
  /** False from its expiry on, and once it, its person or its key has been taken back or its provider's keys have changed. */
  readonly holds: () => boolean
}

/** Throws UNAUTHENTICATED, IDP_UNAVAILABLE, ROLE_NOT_YOURS or APPLICATION_UNKNOWN; never says which value was wrong. */
export async function verify(authorization: string | undefined, deps: TokenDeps): Promise<Verified> {
  const token = bearer(authorization)
  const unchecked = readCompact(token) ?? refuse('The token is not written as a signed token is.')
  const { row, keys } = issuerOf(unchecked, deps)
  const { keyId, key } = await verifySignature(token, unchecked, row, keys, deps)
  const at = secondsOf(deps.now())
  const checked = claimsOf(unchecked, row, deps)
  const application = applicationOf(checked, row, deps.applications)
  const caller = Object.freeze({
    issuer: row.issuer,
    subject: checked.sub,
    application,
    person: personOf(checked, row, application),
  })
  return {
    caller,
    holds() {
      const now = secondsOf(deps.now())
      // A clock that was put back says nothing of how much later it is.
      const inTime = now >= at && now < checked.exp
      return inTime && keys.holds(keyId, key) && !takenBack(row, keyId, checked, deps)
    },
  }
}

/** As `verify`, for whoever asks once. */
export const callerOf = async (authorization: string | undefined, deps: TokenDeps): Promise<Caller> =>
  (await verify(authorization, deps)).caller

const takenBack = ({ issuer }: IssuerRow, keyId: string, { sub, jti }: AccessClaims, { revoked }: TokenDeps): boolean =>
  revoked.key(issuer, keyId) || revoked.person(issuer, sub) || revoked.token(issuer, jti)

function bearer(authorization: string | undefined): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
  if (token === undefined || token.length > MOST_TOKEN_CHARS) refuse('The request carries no access token.')
  return token
}

/** The issuer claim picks a row of the configuration; nothing in a token is ever fetched. */
function issuerOf({ claims }: CompactToken, deps: TokenDeps): TokenDeps['issuers'][number] {
  const found = deps.issuers.find(({ row }) => row.issuer === claims['iss'])
  return found ?? refuse('The token is not from an identity provider this gateway knows.')
}

async function verifySignature(
  token: string,
  unchecked: CompactToken,
  row: IssuerRow,
  keys: KeySet,
  { now, revoked }: TokenDeps,
): Promise<{ readonly keyId: string; readonly key: KeyObject }> {
  const header = accessHeader.safeParse(unchecked.header).data
  if (header?.alg !== row.algorithm || header.typ.toLowerCase() !== 'at+jwt') {
    refuse('The token is not an access token signed as its provider signs.')
  }
  // Before the key is looked for: one that has been taken back must not be found again at its provider.
  if (revoked.key(row.issuer, header.kid)) refuse('The token is signed with a key that has been taken back.')
  const key = (await keys.find(header.kid)) ?? refuse('The token is signed with a key its provider does not have.')
  try {
    jwt.verify(token, key, {
      algorithms: [row.algorithm],
      issuer: row.issuer,
      audience: row.audience,
      clockTolerance: TOLERANCE_S,
      maxAge: '15m',
      clockTimestamp: secondsOf(now()),
    })
  } catch {
    refuse('The token is expired or was not issued for this gateway.')
  }
  return { keyId: header.kid, key }
}

/** Once the signature holds: the claims as they were read before, since another reading could be of other claims. */
function claimsOf({ claims }: CompactToken, row: IssuerRow, { now, revoked }: TokenDeps): AccessClaims {
  const read = accessClaims.safeParse(claims)
  if (!read.success) refuse('The token lacks a claim, or has one of another shape.')
  const { iat, exp, sub, jti } = read.data
  if (revoked.person(row.issuer, sub) || revoked.token(row.issuer, jti)) refuse('The token has been taken back.')
  if (iat > secondsOf(now()) + TOLERANCE_S || exp - iat > LONGEST_LIFE_S)
    refuse('The token is not yet valid or lives too long.')
  return read.data
}

const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000)
