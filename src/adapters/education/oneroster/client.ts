// Calls to OneRoster: one object by id, every page of a filtered collection, and many by a filter that names each.
import { z } from 'zod'
import type { Call } from '../../agency.js'
import { SourceFault, type Transport, type UpstreamAnswer } from '../../transport.js'
import type { Schools } from '../directory.js'
import { parsed } from '../../wire.js'
import * as wire from './upstream.js'

const PAGE = 100
const MOST_PAGES = 20
/** Ids named in one filter: as many as keep the address under four kilobytes. */
const MOST_IDS = 40

export interface Page<T> {
  readonly rows: readonly T[]
  /** Offset of the next page; null at the end. */
  readonly next: number | null
}

/** Throws SourceFault for whatever OneRoster does wrong. Ids must have passed `isId`: a filter has no escape for a quote. */
export function createOneRosterClient(transport: Transport) {
  async function one<T>(path: string, name: string, schema: z.ZodType<T>, call: Call): Promise<T | null> {
    const answer = await transport.send({ path, expect: [404] }, call)
    if (isUnknown(answer)) return null
    return parsed(z.object({ [name]: schema }), answer.body)[name] ?? null
  }

  /** One page; null where OneRoster says that there is no such collection, as for a school it does not have. */
  async function page<T>(
    path: string,
    name: string,
    schema: z.ZodType<T>,
    query: { readonly filter?: string; readonly offset: number },
    call: Call,
  ): Promise<Page<T> | null> {
    const answer = await transport.send({ path, query: { ...query, limit: PAGE }, expect: [404] }, call)
    if (isUnknown(answer)) return null
    const rows = parsed(z.object({ [name]: z.array(schema) }), answer.body)[name] ?? []
    // Without the count nobody could tell a whole list from a cut one.
    const total = parsed(z.coerce.number().int().min(0), answer.headers['x-total-count'])
    const end = query.offset + rows.length
    if (end < total && rows.length === 0) throw new SourceFault('MALFORMED')
    return { rows, next: end < total ? end : null }
  }

  async function all<T>(
    path: string,
    name: string,
    schema: z.ZodType<T>,
    filter: string | undefined,
    call: Call,
  ): Promise<readonly T[] | null> {
    const rows: T[] = []
    let offset: number | null = 0
    for (let read = 0; offset !== null; read += 1) {
      if (read >= MOST_PAGES) throw new SourceFault('MALFORMED')
      const next: Page<T> | null = await page(path, name, schema, { ...(filter && { filter }), offset }, call)
      if (next === null) return null
      rows.push(...next.rows)
      offset = next.next
    }
    return rows
  }

  /** Every row whose `field` is one of the values, in as few calls as addresses may be long. */
  async function having<T>(
    collection: string,
    schema: z.ZodType<T>,
    field: string,
    values: readonly string[],
    call: Call,
  ): Promise<readonly T[]> {
    const chunks = Array.from({ length: Math.ceil(values.length / MOST_IDS) }, (_, at) =>
      values.slice(at * MOST_IDS, (at + 1) * MOST_IDS),
    )
    const answers = await Promise.all(
      chunks.map(chunk =>
        all(collection, collection, schema, chunk.map(value => `${field}='${value}'`).join(' OR '), call),
      ),
    )
    if (answers.includes(null)) throw new SourceFault('SOURCE_ERROR', 404)
    return answers.flatMap(rows => rows ?? [])
  }

  async function schools(call: Call): Promise<Schools> {
    const orgs = await all('orgs', 'orgs', wire.org, undefined, call)
    if (orgs === null) throw new SourceFault('SOURCE_ERROR', 404)
    return new Map(
      orgs.map(({ sourcedId: id, name, metadata }) => [
        id,
        { id, name, town: metadata?.town ?? null, phone: metadata?.phone ?? null, nation: null },
      ]),
    )
  }

  return { one, page, all, having, schools }
}

/** Whether OneRoster itself says that there is no such object; any other 404 is an error. */
function isUnknown({ status, body }: UpstreamAnswer): boolean {
  if (status === 200) return false
  const said = wire.failure.safeParse(body).data?.imsx_CodeMinor.imsx_codeMinorField ?? []
  if (said.some(field => field.imsx_codeMinorFieldValue === 'unknownobject')) return true
  throw new SourceFault('SOURCE_ERROR', status)
}
