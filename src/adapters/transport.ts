// What an adapter is given to reach its system: the one HTTP client, with time-out, bulkhead, breaker, retry and
// credentials already round it. Adapters never see a socket, a token or a URL of their own.
import type { Call } from './agency.js'
import type { AnswerReason } from '../types/index.js'

export interface UpstreamRequest {
  readonly method?: 'GET' | 'POST'
  /** Path below the configured base URL (`persons/N-1`), or an absolute URL on the same origin (a `next` link). */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Media types accepted, first one is asked for. Default `application/json`. Anything else is MALFORMED. */
  readonly accept?: readonly string[]
  /** Statuses besides 200 whose JSON body the adapter wants to read; every other status throws a SourceFault. */
  readonly expect?: readonly number[]
  /** For POST reads that change nothing (GraphQL queries): may be retried like a GET. */
  readonly idempotent?: boolean
}

export interface UpstreamAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed body with no inherited names; `null` for an empty one. */
  readonly body: unknown
}

export interface Transport {
  send(request: UpstreamRequest, call: Call): Promise<UpstreamAnswer>
  /** Whether calls have been succeeding. */
  state(): 'UP' | 'DOWN' | 'NOT_ASKED'
}

/** A source did not answer properly. Carries a reason and no text of the source's: that might hold personal data. */
export class SourceFault extends Error {
  constructor(
    readonly reason: AnswerReason,
    readonly status?: number,
  ) {
    super(`source fault: ${reason}${status === undefined ? '' : ` (status ${status})`}`)
    this.name = 'SourceFault'
  }
}
