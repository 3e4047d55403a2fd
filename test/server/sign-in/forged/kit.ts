// One forged token: good but for the one thing that its name says.
import { token } from '../tokens-kit.js'
import type { Claims, Provider } from '../tokens-kit.js'

export interface ForgedToken {
  readonly name: string
  /** The whole Authorization header. */
  readonly header: string
  readonly code: 'UNAUTHENTICATED' | 'ROLE_NOT_YOURS' | 'APPLICATION_UNKNOWN'
}

export type Code = ForgedToken['code']
const bearer = (text: string): string => `Bearer ${text}`

export const one = (name: string, text: string, code: Code = 'UNAUTHENTICATED'): ForgedToken => ({
  name,
  header: bearer(text),
  code,
})

export const withClaims = (
  group: string,
  of: Provider,
  all: Readonly<Record<string, Claims>>,
  code?: Code,
): ForgedToken[] => Object.entries(all).map(([name, changed]) => one(`${group}: ${name}`, token(of, changed), code))

export const head = (of: Provider, changed: Claims = {}): Claims => ({
  alg: of.row.algorithm,
  typ: 'at+jwt',
  kid: of.kid,
  ...changed,
})

/** A post that has been held for a while. */
export const post = (kind: string, value: string): Claims => ({ kind, value, from: '2026-01-01T00:00:00Z', to: null })
