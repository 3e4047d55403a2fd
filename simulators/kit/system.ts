// What a simulated agency system is: a name and a function from request to response. The kit serves it over HTTP,
// adds its latency, and bends its answers when a fault is set. Systems know nothing of sockets.

export interface SimRequest {
  readonly method: string
  /** Path with its leading slash, decoded by segment only by the system itself. */
  readonly path: string
  readonly query: URLSearchParams
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Base URL the caller used, for building `next` links: `http://127.0.0.1:41234`. */
  readonly origin: string
  /** Faults only the system itself can act out. `wrong-child`: answer with another child's record under the id asked. */
  readonly fault: 'wrong-child' | null
  readonly now: Date
}

export interface SimResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON (content-type from `headers`, else application/json); a string as it is. */
  readonly body?: unknown
}

export interface SimulatedSystem {
  /** The source id, as in sources.yaml: `police-gwent`, `social-care-newport` … */
  readonly id: string
  /** Real-world latency, agencies.md §7. */
  readonly latency: { readonly p50: number; readonly p99: number }
  handle(request: SimRequest): SimResponse | Promise<SimResponse>
}

export type Fault =
  | { readonly kind: 'latency'; readonly ms: number }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Sends the headers and part of the body, then never more. */
  | { readonly kind: 'hang-body' }
  /** Ends the connection in the middle of the body. */
  | { readonly kind: 'cut'; readonly at: number }
  /** A byte at a time. */
  | { readonly kind: 'drip'; readonly msPerByte: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number; readonly html?: boolean }
  | { readonly kind: 'html' }
  | { readonly kind: 'wrong-child' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'oversize'; readonly bytes: number }
  /** Renames a field everywhere in a JSON body. */
  | { readonly kind: 'drift'; readonly from: string; readonly to: string }
  /** Refuses connections. */
  | { readonly kind: 'refuse' }
  /** The right status and media type with other JSON in them. */
  | { readonly kind: 'json'; readonly body: unknown }
  /** gzip although nobody asked. */
  | { readonly kind: 'gzip' }

import type { Gss, Region } from '../region/model.js'

/** Made anew at every start; each system uses what its own kind of sign-in needs. */
export interface SystemCredentials {
  readonly clientId: string
  readonly clientSecret: string
  /** Static bearer token. */
  readonly token: string
  readonly apiKey: string
  /** Public half of the key the gateway signs client assertions with. */
  readonly publicKeyPem: string
  readonly keyId: string
}

export interface SystemOptions {
  readonly id: string
  readonly region: Region
  /** The authority, for systems that belong to one. */
  readonly gss: Gss | null
  readonly credentials: SystemCredentials
}
