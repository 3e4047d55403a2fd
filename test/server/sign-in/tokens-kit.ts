// Identity providers of a test: keys, rows, and tokens signed any way a test wants.
import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { ApplicationRow, IssuerRow } from '../../../src/server/sign-in/config.js'
import { createKeySet } from '../../../src/server/sign-in/keys.js'
import { NOTHING_REVOKED } from '../../../src/server/sign-in/revoked.js'
import { callerOf } from '../../../src/server/sign-in/tokens.js'
import type { TokenDeps } from '../../../src/server/sign-in/tokens.js'
import type { Caller } from '../../../src/types/caller.js'

export const NOW = new Date('2026-03-10T12:00:00Z')
export const NOW_S = NOW.getTime() / 1000

export interface Provider {
  readonly row: IssuerRow
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly kid: string
}

/** As the provider publishes it. */
export const published = ({ publicKey, kid }: Pick<Provider, 'publicKey' | 'kid'>, rest: object = {}): object => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  use: 'sig',
  ...rest,
})

const ALSO: Readonly<Record<string, readonly string[]>> = { EDUCATION: ['school-partner'], HUB: ['figures'] }

function provider(
  name: string,
  agency: IssuerRow['agency'],
  roles: readonly string[],
  algorithm: 'RS256' | 'ES256' = 'ES256',
): Provider {
  const pair =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = `https://${name}.example`
  const row = {
    issuer,
    audience: 'hafan-gateway',
    algorithm,
    jwks: `${issuer}/jwks`,
    agency,
    organisations: [`org-${name}`],
    roles: [...roles],
    applications: ['explorer', ...(ALSO[agency] ?? [])],
    areas:
      agency === 'POLICE' || agency === 'SOCIAL_CARE' ? ['W06999901'] : agency === 'EDUCATION' ? ['W06999902'] : [],
    secondedFrom: agency === 'HUB' ? (['POLICE', 'EDUCATION'] as IssuerRow['secondedFrom']) : [],
    vetting: agency === 'HUB' ? ['police'] : [],
    clearance: agency === 'HUB' || agency === 'POLICE' ? ['protected'] : [],
  }
  return { ...pair, row, kid: `key-of-${name}` }
}

export const police = provider('police', 'POLICE', ['POLICE_COORDINATOR', 'POLICE_OFFICER'], 'RS256')
export const school = provider('school', 'EDUCATION', ['SCHOOL_LEAD', 'EDUCATION_WELFARE'])
export const care = provider('care', 'SOCIAL_CARE', [
  'SOCIAL_WORKER',
  'TEAM_MANAGER',
  'DUTY_TEAM',
  'REVIEWING_OFFICER',
  'CP_CHAIR',
  'RESIDENTIAL_MANAGER',
])
const health = provider('health', 'HEALTH', ['SAFEGUARDING_NURSE', 'EMERGENCY_CLINICIAN'])
const charity = provider('charity', 'THIRD_SECTOR', ['DEBRIEF_WORKER'])
export const hub = provider('hub', 'HUB', ['HUB_PRACTITIONER', 'HUB_MANAGER', 'ANALYST', 'AUDITOR'])
export const providers: readonly Provider[] = [police, school, care, health, charity, hub]

export const applications: readonly ApplicationRow[] = [
  { id: 'explorer', name: 'Explorer', actsForPersons: true, ceiling: 'ALL' },
  { id: 'school-partner', name: 'Partner', actsForPersons: true, ceiling: {}, roles: ['SCHOOL_LEAD'] },
  { id: 'figures', name: 'Figures', actsForPersons: false, ceiling: {} },
]

/** Everything of a gateway that knows these providers; `beside` are keys that one publishes with its own. */
export const depsWith = (beside: (of: Provider) => readonly unknown[]): TokenDeps => ({
  issuers: providers.map(one => ({
    row: one.row,
    keys: createKeySet({
      fetchKeys: () => Promise.resolve({ keys: [published(one), ...beside(one)] }),
      algorithm: one.row.algorithm,
      monotonic: () => 0,
    }),
  })),
  applications,
  revoked: NOTHING_REVOKED,
  now: () => NOW,
})

export const deps: TokenDeps = depsWith(() => [])

export const signIn = (token: string | undefined, given: TokenDeps = deps): Promise<Caller> =>
  callerOf(token === undefined ? undefined : `Bearer ${token}`, given)

export type Claims = Readonly<Record<string, unknown>>

/** What a good token of the provider says; undefined takes a claim out. */
export function claims(of: Provider, changed: Claims = {}): Record<string, unknown> {
  const all: Record<string, unknown> = {
    iss: of.row.issuer, aud: of.row.audience, sub: 'a.person', jti: randomUUID(), iat: NOW_S, exp: NOW_S + 900, azp: 'explorer',
    role: of.row.roles[0], agency: of.row.agency, organisation: of.row.organisations[0], staffRef: 'staff-1', posts: [], ...changed,
  } // prettier-ignore
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** A token signed as the provider signs, but for what is changed. */
export function token(of: Provider, changed: Claims = {}, header: Claims = {}): string {
  return signed(of, JSON.stringify(claims(of, changed)), header)
}

/** Any text as claims, signed as the provider signs: libraries that sign would refuse some of it. */
export function signed(of: Provider, text: string, header: Claims = {}): string {
  const head = { alg: of.row.algorithm, typ: 'at+jwt', kid: of.kid, ...header }
  return signedParts(of, `${encoded(head)}.${encoded(text)}`)
}

/** A signature over header and claims that are encoded already, however that was done. */
export function signedParts(of: Provider, both: string): string {
  const key = { key: of.privateKey, dsaEncoding: 'ieee-p1363' as const }
  return `${both}.${sign('sha256', Buffer.from(both), key).toString('base64url')}`
}

export const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Parts put together by hand, signed by HMAC with any secret, or not at all. */
export function forged(header: unknown, payload: unknown, secret?: string | Buffer): string {
  const signed = `${encoded(header)}.${encoded(payload)}`
  return `${signed}.${secret === undefined ? 'AAAA' : createHmac('sha256', secret).update(signed).digest('base64url')}`
}
