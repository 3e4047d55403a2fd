// One page of a collection: filter, order, fields, limit and offset, with the headers OneRoster adds.
import type { SimRequest, SimResponse } from '../../kit/system.js'
import { failure } from './errors.js'
import { parseFilter, select, type Index, type Row } from './filter.js'

export interface Resource {
  /** The name of the list and of one of its objects in an answer. */
  readonly plural: string
  readonly singular: string
  /** Fields that may be chosen and ordered by. */
  readonly fields: readonly string[]
  /** Dotted fields that may be filtered by besides. */
  readonly filters: readonly string[]
}

const COMMON = ['sourcedId', 'status', 'dateLastModified', 'metadata']

export const USERS: Resource = {
  plural: 'users',
  singular: 'user',
  fields: [
    ...COMMON,
    ...['enabledUser', 'givenName', 'familyName', 'middleName', 'preferredFirstName', 'phone'],
    ...['userIds', 'roles', 'agents', 'grades'],
  ],
  filters: ['userIds.identifier', 'userIds.type', 'roles.role', 'roles.org.sourcedId', 'agents.sourcedId'],
}
export const DEMOGRAPHICS: Resource = {
  plural: 'demographics',
  singular: 'demographics',
  fields: [...COMMON, 'birthDate', 'sex'],
  filters: [],
}
export const ENROLLMENTS: Resource = {
  plural: 'enrollments',
  singular: 'enrollment',
  fields: [...COMMON, 'user', 'class', 'school', 'role', 'primary', 'beginDate', 'endDate'],
  filters: ['user.sourcedId', 'school.sourcedId', 'class.sourcedId'],
}
export const ORGS: Resource = {
  plural: 'orgs',
  singular: 'org',
  fields: [...COMMON, 'name', 'type', 'identifier'],
  filters: [],
}

const DEFAULT_LIMIT = 100
const MOST = 1000

/** One object, or the error that there is none. */
export function one(request: SimRequest, resource: Resource, row: Row | undefined): SimResponse {
  if (row === undefined) return failure('unknownobject', 'There is no such object.')
  const fields = fieldsOf(request, resource)
  if (fields === 'unknown') return failure('invalid_selection_field', 'A field chosen is not one of this object.')
  return { status: 200, body: { [resource.singular]: chosen(row, fields) } }
}

/** One page, `X-Total-Count` for all of them, and `Link` to the others. */
export function page(request: SimRequest, resource: Resource, index: Index): SimResponse {
  const limit = whole(request.query.get('limit') ?? String(DEFAULT_LIMIT))
  const offset = whole(request.query.get('offset') ?? '0')
  if (limit === null || limit < 1 || limit > MOST || offset === null)
    return failure('invaliddata', 'limit or offset is out of range.')
  const fields = fieldsOf(request, resource)
  if (fields === 'unknown') return failure('invalid_selection_field', 'A field chosen is not one of this object.')
  const text = request.query.get('filter')
  const filter = text === null ? null : parseFilter(text, [...resource.fields, ...resource.filters])
  if (filter?.kind === 'field')
    return failure('invalid_filter_field', 'A field of the filter is not one of this object.')
  if (filter?.kind === 'syntax') return failure('invaliddata', 'The filter could not be read.')
  const sort = request.query.get('sort')
  if (sort !== null && !resource.fields.includes(sort)) return failure('invaliddata', 'It cannot be sorted by that.')
  const rows = ordered(filter === null ? index.rows : select(index, filter), request, sort)
  return {
    status: 200,
    headers: { 'X-Total-Count': String(rows.length), Link: links(request, rows.length, limit, offset) },
    body: { [resource.plural]: rows.slice(offset, offset + limit).map(row => chosen(row, fields)) },
  }
}

function ordered(rows: readonly Row[], request: SimRequest, sort: string | null): readonly Row[] {
  if (sort === null) return rows
  const direction = request.query.get('orderBy') === 'desc' ? -1 : 1
  return rows.toSorted((a, b) => direction * textOf(a[sort]).localeCompare(textOf(b[sort])))
}

/** Lists and references have no order. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

function fieldsOf(request: SimRequest, resource: Resource): readonly string[] | null | 'unknown' {
  const asked = request.query.get('fields')?.split(',') ?? null
  return asked?.every(name => resource.fields.includes(name)) === false ? 'unknown' : asked
}

function chosen(row: Row, fields: readonly string[] | null): Row {
  return fields === null ? row : Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)))
}

function links(request: SimRequest, total: number, limit: number, offset: number): string {
  const last = Math.max(Math.ceil(total / limit) - 1, 0) * limit
  const to = (rel: string, start: number): string => {
    const query = new URLSearchParams(request.query)
    query.set('limit', String(limit))
    query.set('offset', String(start))
    return `<${request.origin}${request.path}?${query.toString()}>; rel="${rel}"`
  }
  return [
    ...(offset + limit < total ? [to('next', offset + limit)] : []),
    to('last', last),
    to('first', 0),
    ...(offset > 0 ? [to('prev', Math.max(offset - limit, 0))] : []),
  ].join(', ')
}

function whole(text: string): number | null {
  return /^\d{1,7}$/.test(text) ? Number(text) : null
}
