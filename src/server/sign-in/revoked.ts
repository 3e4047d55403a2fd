// What no longer counts although it has not expired: a key that got out, a person who may not sign in any more, one token. Read
// from revoked.yaml again and again, so that taking something back needs no restart and reaches every replica that has the file.
import { parse } from 'yaml'
import { revokedFile } from './config.js'
import type { RevokedFile } from './config.js'

/** Whether a signature or what it signs has been taken back. */
export interface Revoked {
  key(issuer: string, keyId: string): boolean
  person(issuer: string, subject: string): boolean
  token(issuer: string, tokenId: string): boolean
}

export interface RevokedDeps {
  /** The text of revoked.yaml; null where there is no such file. */
  readonly read: () => string | null
  readonly monotonic: () => number
  /** Hears once when the file stops being usable. */
  readonly onFault: () => void
}

/** How old the list may be, in milliseconds. */
const OLDEST_MS = 5_000

/** Nothing is taken back. */
export const NOTHING_REVOKED: Revoked = { key: () => false, person: () => false, token: () => false }

/** Throws at once where the file is there and cannot be used; later such a text is told, and the last good one stays. */
export function createRevoked({ read, monotonic, onFault }: RevokedDeps): Revoked {
  let text = read()
  let lists = listsOf(text)
  let readAt = monotonic()
  let told = false

  function current(): Lists {
    if (monotonic() - readAt < OLDEST_MS) return lists
    readAt = monotonic()
    try {
      const now = read()
      // A file that is gone takes nothing back out of force: it may be on its way to another place.
      if (now === null && text !== null) throw new Error('gone')
      lists = now === text ? lists : listsOf(now)
      text = now
      told = false
    } catch {
      if (!told) onFault()
      told = true
    }
    return lists
  }

  return {
    key: (issuer, keyId) => current().keys.has(entry(issuer, keyId)),
    person: (issuer, subject) => current().people.has(entry(issuer, subject)),
    token: (issuer, tokenId) => current().tokens.has(entry(issuer, tokenId)),
  }
}

type Lists = Readonly<Record<keyof RevokedFile, ReadonlySet<string>>>

/** No issuer holds a line break. */
const entry = (issuer: string, name: string): string => `${issuer}\n${name}`

function listsOf(text: string | null): Lists {
  // A file of comments alone is nobody and nothing.
  const file = revokedFile.parse((text === null ? null : (parse(text) as unknown)) ?? {})
  return {
    keys: new Set(file.keys.map(({ issuer, kid }) => entry(issuer, kid))),
    people: new Set(file.people.map(({ issuer, subject }) => entry(issuer, subject))),
    tokens: new Set(file.tokens.map(({ issuer, jti }) => entry(issuer, jti))),
  }
}
