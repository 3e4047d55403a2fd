// JSON:API documents as the force's records system writes them: resources, errors, pages, sparse fieldsets.
import { randomUUID } from 'node:crypto'
import type { SimRequest, SimResponse } from '../kit/system.js'

const MEDIA_TYPE = 'application/vnd.api+json'
const MOST_ON_A_PAGE = 50
const USUAL_PAGE = 20

interface ResourceId {
  readonly type: string
  readonly id: string
}

export interface Resource extends ResourceId {
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships?: Readonly<Record<string, { readonly data: ResourceId | readonly ResourceId[] | null }>>
}

/** An answer in the system's own media type. */
export function document(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): SimResponse {
  return { status, headers: { 'content-type': MEDIA_TYPE, ...headers }, body }
}

interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly source?: Readonly<Record<string, string>>
  readonly meta?: Readonly<Record<string, unknown>>
  readonly retryAfter?: number
}

/** One JSON:API error. `status` is text in the body, as the standard has it. */
export function problem({ status, retryAfter, ...rest }: Problem): SimResponse {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return document({ errors: [{ id: randomUUID(), status: String(status), ...rest }] }, status, headers)
}

export interface Compound {
  readonly resource: Resource
  readonly included?: readonly Resource[]
}

/** One page of a list with its `next` link; 400 for a page that cannot be. */
export function page(rows: readonly Compound[], request: SimRequest, meta: Record<string, unknown> = {}): SimResponse {
  const number = positive(request.query.get('page[number]'), 1)
  const size = positive(request.query.get('page[size]'), USUAL_PAGE)
  if (number === null || size === null || size > MOST_ON_A_PAGE) {
    const detail = `page[number] starts at 1 and page[size] is at most ${String(MOST_ON_A_PAGE)}`
    return problem({ status: 400, code: 'INVALID_PAGE', title: 'No such page', detail, source: { parameter: 'page' } })
  }
  const shown = rows.slice((number - 1) * size, number * size)
  const more = number * size < rows.length
  return document({
    data: shown.map(row => sparse(row.resource, request)),
    ...(shown.some(row => row.included !== undefined) ? { included: shown.flatMap(row => row.included ?? []) } : {}),
    links: { self: link(request, number), next: more ? link(request, number + 1) : null },
    meta: { totalRecords: rows.length, ...meta },
  })
}

function positive(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}

function link(request: SimRequest, number: number): string {
  const query = new URLSearchParams(request.query)
  query.set('page[number]', String(number))
  return `${request.origin}${request.path}?${query.toString()}`
}

/** Keeps only the attributes that `fields[type]` names, where it names any. */
function sparse(resource: Resource, request: SimRequest): Resource {
  const named = request.query.get(`fields[${resource.type}]`)
  if (named === null) return resource
  const wanted = new Set(named.split(','))
  const kept = Object.entries(resource.attributes).filter(([name]) => wanted.has(name))
  return { ...resource, attributes: Object.fromEntries(kept) }
}
