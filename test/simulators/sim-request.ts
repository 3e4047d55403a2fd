// A request as a simulated system receives it, without sockets.
import type { SimRequest } from '../../simulators/kit/system.js'

export const ORIGIN = 'http://127.0.0.1:41234'

/** A GET of a path, at a moment; `over` changes what a test is about. */
export function simRequestAt(now: Date, path: string, over: Partial<SimRequest> = {}): SimRequest {
  const url = new URL(path, ORIGIN)
  return {
    method: 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: {},
    body: '',
    origin: ORIGIN,
    fault: null,
    now,
    ...over,
  }
}
