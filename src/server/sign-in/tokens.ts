// From a bearer token to a caller. The settings are those that experiments showed to be necessary (security.md §4b): one
// exact algorithm, issuer and audience per issuer row, a type, times, and claims of a strict shape.
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { HafanError } from '../../errors.js'
import type { Application, Caller, Person } from '../../types/caller.js'
import type { IssuerRow, RegisteredApplication } from './config.js'
import type { KeySet } from './keys.js'
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

const text = z.string().min(1).max(200)
const post = z.strictObject({ kind: z.enum(['TEAM', 'AREA']), value: text, from: text, to: text.nullable() })

const claims = z.object({
  sub: text,
  jti: text,
  iat: z.number(),
  exp: z.number(),
  azp: text,
  role: text.optional(),
  agency: text.optional(),
  organisation: text.optional(),
  staffRef: text.optional(),
  posts: z.array(post).max(50).default([]),
  secondedFrom: text.nullable().default(null),
  vetting: text.nullable().default(null),
  clearance: z.array(text).max(20).default([]),
})
type Claims = z.output<typeof claims>

const header = z.object({ alg: z.string(), typ: z.string(), kid: text, crit: z.undefined().optional() })

/** Throws UNAUTHENTICATED, IDP_UNAVAILABLE, ROLE_NOT_YOURS or APPLICATION_UNKNOWN; never says which value was wrong. */
export async function callerOf(authorization: string | undefined, deps: TokenDeps): Promise<Caller> {
  const token = bearer(authorization)
  const { row, keys } = issuerOf(token, deps)
  const checked = await verified(token, row, keys, deps)
  const application = applicationOf(checked, deps.applications)
  return Object.freeze({
    issuer: row.issuer,
    subject: checked.sub,
    application,
    person: personOf(checked, row, application),
  })
}

function refuse(why: string): never {
  throw new HafanError(
    'UNAUTHENTICATED',
    `${why} Sign in again and send the new access token as "Authorization: Bearer …".`,
  )
}

function bearer(authorization: string | undefined): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1]
  if (token === undefined || token.length > MOST_TOKEN_CHARS) refuse('The request carries no access token.')
  return token
}

/** The issuer claim picks a row of the configuration; nothing in a token is ever fetched. */
function issuerOf(token: string, deps: TokenDeps): TokenDeps['issuers'][number] {
  const unchecked = decoded(token)
  const found = deps.issuers.find(({ row }) => row.issuer === unchecked?.iss)
  return found ?? refuse('The token is not from an identity provider this gateway knows.')
}

/** The claims before anything is checked; null where they are not JSON, of which the library's error would repeat a piece. */
function decoded(token: string): jwt.JwtPayload | null {
  try {
    return jwt.decode(token, { json: true })
  } catch {
    return null
  }
}

async function verified(token: string, row: IssuerRow, keys: KeySet, { now, revoked }: TokenDeps): Promise<Claims> {
  const parsed = header.safeParse(jwt.decode(token, { complete: true })?.header)
  if (!parsed.success || parsed.data.alg !== row.algorithm || parsed.data.typ.toLowerCase() !== 'at+jwt') {
    refuse('The token is not an access token signed as its provider signs.')
  }
  // Before the key is looked for: one that has been taken back must not be found again at its provider.
  if (revoked.key(row.issuer, parsed.data.kid)) refuse('The token is signed with a key that has been taken back.')
  const key = (await keys.find(parsed.data.kid)) ?? refuse('The token is signed with a key its provider does not have.')
  const seconds = Math.floor(now().getTime() / 1000)
  let payload: unknown
  try {
    payload = jwt.verify(token, key, {
      algorithms: [row.algorithm],
      issuer: row.issuer,
      audience: row.audience,
      clockTolerance: TOLERANCE_S,
      maxAge: '15m',
      clockTimestamp: seconds,
    })
  } catch {
    refuse('The token is expired or was not issued for this gateway.')
  }
  // A record without inherited names: a claim called __proto__ must not become a role.
  const read = claims.safeParse(Object.assign(Object.create(null) as object, payload))
  if (!read.success || typeof (payload as { aud?: unknown }).aud !== 'string')
    refuse('The token lacks a claim, or has one of another shape.')
  const { iat, exp, sub, jti } = read.data
  if (revoked.person(row.issuer, sub) || revoked.token(row.issuer, jti)) refuse('The token has been taken back.')
  if (iat > seconds + TOLERANCE_S || exp - iat > LONGEST_LIFE_S) refuse('The token is not yet valid or lives too long.')
  return read.data
}

function applicationOf({ azp }: Claims, applications: readonly RegisteredApplication[]): Application {
  const found = applications.find(({ id }) => id === azp)
  if (!found) throw new HafanError('APPLICATION_UNKNOWN', 'The application is not registered with this gateway.')
  return found
}

function personOf(checked: Claims, row: IssuerRow, application: Application): Person | null {
  const { role, agency, organisation, staffRef } = checked
  if (role === undefined) {
    if (application.actsForPersons) refuse('The token names no person, and the application acts only for persons.')
    return null
  }
  if (!application.actsForPersons) refuse('The application does not act for persons.')
  const roles = (application as RegisteredApplication).roles
  const mayAssert =
    row.roles.includes(role) &&
    agency === row.agency &&
    organisation !== undefined &&
    row.organisations.includes(organisation)
  if (!mayAssert || staffRef === undefined || (roles !== undefined && !roles.includes(role))) {
    throw new HafanError('ROLE_NOT_YOURS', 'The token asserts a role that its provider or application may not assert.')
  }
  const { posts, secondedFrom, vetting, clearance } = checked
  const saysTooMuch =
    (secondedFrom !== null && !row.secondedFrom.some(agencyOf => agencyOf === secondedFrom)) ||
    (vetting !== null && !row.vetting.includes(vetting)) ||
    clearance.some(each => !row.clearance.includes(each))
  if (saysTooMuch) {
    throw new HafanError(
      'ROLE_NOT_YOURS',
      'The token asserts a secondment, vetting or clearance that its provider may not assert.',
    )
  }
  return Object.freeze({ role, agency: row.agency, organisation, staffRef, posts, secondedFrom, vetting, clearance })
}
