// One request and its answer's bytes: within a time, up to a size, to that address and no other.
import { isObject } from './fits.js'
import { unreachable } from './outcome.js'
import type { Unreachable } from './outcome.js'

export interface ExchangeDeps {
  readonly fetch: typeof globalThis.fetch
  /** Most bytes of an answer. */
  readonly mostBytes: number
}

export interface Received {
  readonly is: 'RECEIVED'
  readonly status: number
  readonly header: (name: string) => string | null
  readonly text: string
}

export interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Aborts when the time is over, with a `TimeoutError`, or when the caller no longer wants it. */
  readonly signal: AbortSignal
}

/** Never rejects. */
export async function exchange(sent: Sent, deps: ExchangeDeps): Promise<Received | Unreachable> {
  const { url, headers, body, signal } = sent
  try {
    const response = await deps.fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    const { status } = response
    // A browser shows 0 for a redirect that is not followed.
    if (status === 0 || (status >= 300 && status < 400)) {
      await response.body?.cancel()
      return unreachable(
        'REDIRECTED',
        'The address answers with a redirect. Use the address it leads to, if you trust it.',
      )
    }
    const text = await textOf(response, deps.mostBytes)
    if (text === null) return unreachable('NOT_UNDERSTOOD', `The answer has more than ${deps.mostBytes} bytes.`)
    return { is: 'RECEIVED', status, header: name => response.headers.get(name), text }
  } catch (error) {
    if (!signal.aborted) return unreachable('NO_CONNECTION', nameOf(error))
    return nameOf(signal.reason) === 'TimeoutError'
      ? unreachable('TIMED_OUT', 'No whole answer came in time.')
      : unreachable('CANCELLED', 'The call was cancelled.')
  }
}

/** Null where there is more. Read piece by piece: a length can be promised and not kept. */
async function textOf(response: Response, mostBytes: number): Promise<string | null> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let [text, bytes] = ['', 0]
  for (;;) {
    const piece: { readonly done: boolean; readonly value?: unknown } = await reader.read()
    if (piece.done) return text + decoder.decode()
    if (!(piece.value instanceof Uint8Array)) throw new TypeError('a body is made of bytes')
    bytes += piece.value.byteLength
    if (bytes > mostBytes) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(piece.value, { stream: true })
  }
}

/** Undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Its class alone: texts of errors may hold an address with what was put into it. Not every runtime's are of our `Error`. */
export const nameOf = (error: unknown): string =>
  isObject(error) && typeof error['name'] === 'string' ? error['name'] : typeof error
