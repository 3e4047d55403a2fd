// What is common to every exchange: how a body is judged, and what is said of one that went wrong.
import sjson from 'secure-json-parse'
import { SourceFault } from './transport.js'

export interface Received {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Whether a name may be in it that objects inherit by, written out or with an escape of a letter. Where there is none, which is nearly
 * always, the text need not be searched for all the ways to write one, which costs half of what reading it does.
 */
const mayInherit = (text: string): boolean =>
  text.includes('__proto__') || text.includes('constructor') || text.includes('\\u00')

const BYTE_ORDER_MARK = '\uFEFF'

/** JSON of an accepted media type, no inherited names in it; null for an empty body. Throws SourceFault('MALFORMED'). */
export function parseBody(text: string, { status, headers }: Received, accept: readonly string[]): unknown {
  if (text === '') return null
  const media = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!accept.includes(media)) {
    // An error page is not an answer to read, and its status says enough.
    if (status >= 400) return null
    throw new SourceFault('MALFORMED', status)
  }
  try {
    return (mayInherit(text) || text.startsWith(BYTE_ORDER_MARK) ? sjson.parse(text) : JSON.parse(text)) as unknown
  } catch {
    throw new SourceFault('MALFORMED', status)
  }
}

/** A truncated gzip body is taken for a complete one by every client of Node's, so encoded bodies are refused. */
export const isEncoded = (encoding: string | null | undefined): boolean =>
  encoding !== null && encoding !== undefined && encoding !== 'identity'
