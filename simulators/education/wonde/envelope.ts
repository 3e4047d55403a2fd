// How Wonde wraps an answer: `data` and `meta`, a page at a time, and its errors.
import type { SimRequest, SimResponse } from '../../kit/system.js'

const DEFAULT_PER_PAGE = 50
const MOST_PER_PAGE = 200

/** A day as Wonde sends it: a date object. Its inner names are general knowledge, not read in a reference. */
export function dateObject(day: string | null): { date: string; timezone_type: number; timezone: string } | null {
  return day === null ? null : { date: `${day} 00:00:00.000000`, timezone_type: 3, timezone: 'Europe/London' }
}

export function failure(status: number, error: string, description: string, more: object = {}): SimResponse {
  return { status, body: { error, error_description: description, ...more } }
}

/** 422, as Wonde answers to parameters it cannot take. */
export function invalid(field: string, message: string): SimResponse {
  return { status: 422, body: { message: 'The given data was invalid.', errors: { [field]: [message] } } }
}

export function single(data: object, lastSynced: string): SimResponse {
  return { status: 200, body: { data, meta: { last_synced: lastSynced } } }
}

/** One page of rows, by `page` or, with `cursor=true`, by an opaque cursor. Rows are made only for the page sent. */
export function paged<Row>(
  request: SimRequest,
  rows: readonly Row[],
  render: (row: Row) => object,
  lastSynced: string,
): SimResponse {
  const perPage = whole(request.query.get('per_page') ?? String(DEFAULT_PER_PAGE))
  if (perPage === null || perPage > MOST_PER_PAGE)
    return invalid('per_page', 'The per page may not be greater than 200.')
  const cursor = request.query.get('cursor')
  const page = whole(request.query.get('page') ?? '1')
  const start = cursor === null || cursor === 'true' ? ((page ?? 1) - 1) * perPage : fromCursor(cursor)
  if (page === null || start === null) return invalid(page === null ? 'page' : 'cursor', 'It is not valid.')
  const end = start + perPage
  const more = end < rows.length
  const pagination = {
    next: more ? link(request, end, perPage, cursor !== null) : null,
    previous: start > 0 ? link(request, Math.max(start - perPage, 0), perPage, cursor !== null) : null,
    more,
    per_page: perPage,
    ...(cursor === null ? { current_page: page } : {}),
  }
  return {
    status: 200,
    body: { data: rows.slice(start, end).map(render), meta: { pagination, last_synced: lastSynced } },
  }
}

function link(request: SimRequest, start: number, perPage: number, byCursor: boolean): string {
  const query = new URLSearchParams(request.query)
  if (byCursor) query.set('cursor', Buffer.from(`at:${String(start)}`).toString('base64url'))
  else query.set('page', String(start / perPage + 1))
  return `${request.origin}${request.path}?${query.toString()}`
}

function fromCursor(cursor: string): number | null {
  const at = /^at:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1]
  return at === undefined ? null : Number(at)
}

function whole(text: string): number | null {
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null
}
