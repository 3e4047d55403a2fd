// What a form carries of the page that it was on: who saw it, and where. It is no key to anything. It tells, when the form
// comes back after its session ended, whose draft it is, so that what was typed is kept for that person alone.
import { z } from 'zod'
import type { Sealing } from '../sessions/seal.js'

const shape = z.object({ person: z.string(), path: z.string(), at: z.number() })
export interface SeenBy {
  /** As `personKey` has it. */
  readonly person: string
  readonly path: string
}

export interface FormTokens {
  seal(seen: SeenBy): string
  /** Null where it is not ours, or older than any session. */
  open(token: string | null): SeenBy | null
}

const OLDEST_MS = 12 * 60 * 60_000

export function createFormTokens(sealing: Sealing, now: () => Date): FormTokens {
  return {
    seal: seen => sealing.seal('form', '', JSON.stringify({ ...seen, at: now().getTime() })).toString('base64url'),
    open(token) {
      if (token === null) return null
      const plain = sealing.open('form', '', Buffer.from(token, 'base64url'))
      const seen = plain === null ? null : shape.parse(JSON.parse(plain))
      return seen === null || now().getTime() - seen.at > OLDEST_MS ? null : seen
    },
  }
}

export const CSRF_FIELD = '_csrf'
export const FORM_FIELD = '_form'

/** What the person typed: without what the console put in. */
export const typed = (form: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...form].filter(([name]) => name !== CSRF_FIELD && name !== FORM_FIELD))
