// A text with the places marked that a rule found in it.
import type { Finding } from '../../api/ask.js'

export interface Piece {
  readonly text: string
  /** Why it may not stand there; null of what may. */
  readonly kind: string | null
}

/** In pieces, in order. Where two findings meet, the first one's kind is named. */
export function marked(text: string, findings: readonly Finding[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { kind, from, until } of findings.toSorted((a, b) => a.from - b.from)) {
    if (until <= at) continue
    const start = Math.max(from, at)
    if (start > at) pieces.push({ text: text.slice(at, start), kind: null })
    pieces.push({ text: text.slice(start, until), kind })
    at = until
  }
  return at < text.length ? [...pieces, { text: text.slice(at), kind: null }] : pieces
}
