// Errors as RFC 9457 problem details.
import type { SimResponse } from '../../kit/system.js'

const TITLES = {
  unauthorised: [401, 'Sign in first'],
  'record-locked': [403, 'The record is locked to named people'],
  'no-such-child': [404, 'No such child'],
  'no-such-resource': [404, 'No such resource'],
  'method-not-allowed': [405, 'Read only'],
  'bad-request': [400, 'The request cannot be read'],
  maintenance: [503, 'Weekly maintenance'],
} as const

/** A problem answer; `type` is a URN under `urn:ssd:problem:` [A]. */
export function problem(
  kind: keyof typeof TITLES,
  path: string,
  more: { readonly detail?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): SimResponse {
  const [status, title] = TITLES[kind]
  const detail = more.detail === undefined ? {} : { detail: more.detail }
  return {
    status,
    headers: { ...more.headers, 'content-type': 'application/problem+json' },
    body: { type: `urn:ssd:problem:${kind}`, title, status, ...detail, instance: path },
  }
}
