// The simulated Eclipse: one GraphQL endpoint behind client credentials, executed for real by graphql-js.
import {
  buildSchema,
  defaultFieldResolver,
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
} from 'graphql'
import { z } from 'zod'
import { createTokenEndpoint, type TokenEndpoint } from '../../kit/auth.js'
import { TOKEN_PATH } from '../../kit/serve.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../../kit/system.js'
import type { SocialCareRow } from '../../region/model.js'
import { createRows, lockedFor, type Rows } from '../rows.js'
import { chronologyOf, NOTHING_KEPT, page, professionalsOf, type Paging } from './lists.js'
import { personOf } from './person.js'
import { ECLIPSE_SDL } from './schema.js'
import { byNumber, search, type Criteria } from './search.js'

export interface EclipseExtras {
  /** Coordinates such as `Person.placements` that fail, so that `errors[]` stands beside data. */
  readonly failing?: ReadonlySet<string>
  /** Ids folded into others: the old id answers as a duplicate that names its master. */
  readonly merged?: ReadonlyMap<string, string>
}

const envelope = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

const schema = buildSchema(ECLIPSE_SDL)
const MOST_DOCUMENTS = 200

/** Serves one authority's children. Endpoints: `POST /oauth2/token`, `POST /graphql`. */
export function createEclipseSystem(options: SystemOptions, extras: EclipseExtras = {}): SimulatedSystem {
  const rows = createRows(options.region, options.gss)
  const { clientId, clientSecret } = options.credentials
  const scope = `api://${clientId}/.default`
  const signIn = createTokenEndpoint({ clientId, clientSecret, scopes: [scope], ttlSeconds: 3599 })
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>()
  const failing = extras.failing ?? new Set<string>()
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    if (failing.has(`${info.parentType.name}.${info.fieldName}`)) {
      throw new GraphQLError('The service behind this field did not answer', { extensions: { code: 'DOWNSTREAM' } })
    }
    return defaultFieldResolver(source, args, context, info)
  }
  const prepared = (query: string) => {
    const known = documents.get(query)
    if (known) return known
    if (documents.size >= MOST_DOCUMENTS) documents.clear()
    const document = prepare(query)
    documents.set(query, document)
    return document
  }

  return {
    id: options.id,
    latency: { p50: 500, p99: 5000 },
    async handle(request) {
      const signedIn = request.path === TOKEN_PATH ? token(request, signIn) : null
      if (signedIn) return signedIn
      if (request.path !== '/graphql') return { status: 404, body: { error: 'not found' } }
      if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' }, body: { error: 'POST only' } }
      if (signIn.problem(request)) return unauthorised()
      const body = readBody(request.body)
      if (!body) return { status: 400, body: { errors: [{ message: 'The body is not a GraphQL request' }] } }
      const document = prepared(body.query)
      if (!('kind' in document)) return { status: 400, body: { errors: document } }
      const result = await execute({
        schema,
        document,
        rootValue: createRoot(rows, request, extras.merged ?? new Map()),
        variableValues: body.variables ?? {},
        operationName: body.operationName ?? null,
        fieldResolver,
      })
      return { status: 200, body: result }
    },
  }
}

/** Azure gives no token to a client that does not say for which API. */
function token(request: SimRequest, signIn: TokenEndpoint): SimResponse | null {
  if (request.method === 'POST' && !new URLSearchParams(request.body).has('scope')) {
    return { status: 400, body: { error: 'invalid_scope', error_description: 'AADSTS70011: a scope is needed' } }
  }
  return signIn.answer(request)
}

function unauthorised(): SimResponse {
  return {
    status: 401,
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    body: { errors: [{ message: 'Unauthorised', extensions: { code: 'UNAUTHENTICATED' } }] },
  }
}

function readBody(text: string): z.output<typeof envelope> | null {
  try {
    return envelope.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function prepare(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: 20_000 })
    const errors = validate(schema, document)
    return errors.length > 0 ? errors : document
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError('The query could not be parsed')]
  }
}

const forbidden = () => new GraphQLError('Access to the subject is denied', { extensions: { code: 'FORBIDDEN' } })

function createRoot(rows: Rows, request: SimRequest, merged: ReadonlyMap<string, string>) {
  const open = (id: string): SocialCareRow | null => {
    const row = rows.byId(id)
    if (!row) return null
    if (lockedFor(row, request)) throw forbidden()
    return request.fault === 'wrong-child' ? rows.otherThan(row) : row
  }
  const duplicate = (id: string, master: string) => {
    const row = rows.byId(master)
    return row ? { ...personOf(row, id, rows, request), duplicateStatus: 'DUPLICATE', duplicateMasterId: master } : null
  }
  const listed = <T>(id: string, paging: Paging | null | undefined, of: (row: SocialCareRow) => readonly T[]) => {
    const row = open(id)
    return row && page(of(row), paging, NOTHING_KEPT)
  }
  return {
    person({ id }: { id: string }) {
      const master = merged.get(id)
      if (master !== undefined) return duplicate(id, master)
      const row = open(id)
      return row && personOf(row, id, rows, request)
    },
    personByCriteria(criteria: Criteria) {
      const hits = search(rows.all, criteria, request)
      const shown = hits.filter(row => row.protection !== 'WITNESS' || byNumber(criteria) || unnamed(criteria))
      const { cursor, results } = page(shown, criteria.paging, {
        removed: hits.length - shown.length,
        secured: row => lockedFor(row, request),
      })
      return {
        cursor,
        results: results.map(row =>
          lockedFor(row, request)
            ? { __typename: 'RedactedResult', id: row.laChildId }
            : personOf(row, row.laChildId, rows, request),
        ),
      }
    },
    chronologyEntriesForPersonByCriteria(args: ChronologyArgs) {
      return listed(args.personId, args.paging, row =>
        chronologyOf(row).filter(
          one =>
            (!args.entryTypes || args.entryTypes.includes(one.subType.code)) &&
            (!args.startDate || one.startDateTime.slice(0, 10) >= args.startDate) &&
            (!args.endDate || one.startDateTime.slice(0, 10) <= args.endDate),
        ),
      )
    },
    personProfessionalRelationships({ personId, paging }: { personId: string; paging?: Paging | null }) {
      return listed(personId, paging, row => professionalsOf(row, rows))
    },
  }
}

interface ChronologyArgs {
  readonly personId: string
  readonly startDate?: string | null
  readonly endDate?: string | null
  readonly entryTypes?: readonly string[] | null
  readonly paging?: Paging | null
}

/** A listing that names nobody (the register, a caseload) shows the protected too. */
const unnamed = (criteria: Criteria): boolean => criteria.nameOrId == null && criteria.postCode == null
