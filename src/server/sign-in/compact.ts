// A token taken apart, once and for all: what is checked and what is used later must be the same reading of the same text.
import { strictObject } from './strict-json.js'

export interface CompactToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

/**
 * Header and claims of a compact JWS (RFC 7515, section 7.1), of which nothing has been verified. Null where it has not three
 * parts, a part is spelt in another way than its bytes are (RFC 4648, section 3.5: bits left over are zero), or header or claims
 * are no object of names that count once.
 */
export function readCompact(token: string): CompactToken | null {
  const parts = token.split('.')
  if (parts.length !== 3 || !parts.every(isCanonical)) return null
  const [header, claims] = parts.map(objectOf)
  return header && claims ? { header, claims } : null
}

const isCanonical = (part: string): boolean => Buffer.from(part, 'base64url').toString('base64url') === part

function objectOf(part: string): Readonly<Record<string, unknown>> | null {
  try {
    // Left alone, bytes that are no UTF-8 become U+FFFD, and a byte order mark nothing.
    const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return strictObject(utf8.decode(Buffer.from(part, 'base64url')))
  } catch {
    return null
  }
}
