// The SSD REST interface: GETs, pages by offset, errors as problem details.
import type { Call } from '../../agency.js'
import { SourceFault, type Transport } from '../../transport.js'
import { parsed } from '../../wire.js'
import { actingHeaders, MOST_PAGES } from '../wire.js'
import {
  childItem,
  COLLECTIONS,
  listedChild,
  pageBody,
  problemBody,
  type ChildItem,
  type CollectionName,
  type ListedChild,
  type Row,
} from './upstream.js'

/** A row and the child that it says it belongs to. */
export interface Owned<C extends CollectionName> {
  readonly owner: string
  readonly row: Row<C>
}

type Query = Readonly<Record<string, string>>

export interface SsdClient {
  child(id: string, call: Call): Promise<ChildItem | 'locked' | 'nothing'>
  /** Every child a search answers with, all pages. */
  children(query: Query, call: Call): Promise<readonly ListedChild[]>
  /** One page of the register, from an offset. */
  register(offset: number, call: Call): Promise<{ readonly rows: readonly ListedChild[]; readonly next: number | null }>
  /** Every row of a collection of one child (`children/1/placements`) or of many (`placements?laChildId=…`). */
  rows<C extends CollectionName>(
    collection: C,
    of: { id: string } | { ids: readonly string[] },
    call: Call,
  ): Promise<readonly Owned<C>[]>
}

const PAGE_SIZE = 500
/** The linking pass lists in smaller steps, so that one is soon answered. */
const REGISTER_PAGE = 200
const ACCEPT = ['application/json', 'application/problem+json']

export function createClient(transport: Transport): SsdClient {
  // 403 and 404 are answers about one child: they must not count against the system as failures do.
  const get = (path: string, query: Query, call: Call) =>
    transport.send({ path, query, headers: actingHeaders(call), accept: ACCEPT, expect: [403, 404] }, call)
  const refusal = (status: number) => new SourceFault(status === 403 ? 'REFUSED' : 'SOURCE_ERROR', status)

  async function page(path: string, query: Query, offset: number, limit: number, call: Call) {
    const { status, body } = await get(path, { ...query, offset: String(offset), limit: String(limit) }, call)
    if (status !== 200) throw refusal(status)
    const answer = parsed(pageBody, body)
    // A page from elsewhere in the list would leave a gap that nobody sees.
    if (answer.offset !== offset) throw new SourceFault('MALFORMED')
    const end = offset + answer.items.length
    if (end < answer.total && answer.items.length === 0) throw new SourceFault('MALFORMED')
    return { items: answer.items, next: end < answer.total ? end : null }
  }

  async function everyPage(path: string, query: Query, call: Call): Promise<readonly unknown[]> {
    const items: unknown[] = []
    for (let number = 0; number < MOST_PAGES; number += 1) {
      const answer = await page(path, query, items.length, PAGE_SIZE, call)
      items.push(...answer.items)
      if (answer.next === null) return items
    }
    throw new SourceFault('MALFORMED')
  }

  return {
    async child(id, call) {
      const { status, body } = await get(`children/${encodeURIComponent(id)}`, {}, call)
      if (status === 200) return parsed(childItem, body)
      const type = problemBody.safeParse(body).data?.type
      if (status === 403 && type === 'urn:ssd:problem:record-locked') return 'locked'
      // Only the system's own word makes a 404 "no such child": a wrong path answers 404 as well.
      if (status === 404 && type === 'urn:ssd:problem:no-such-child') return 'nothing'
      throw refusal(status)
    },
    async children(query, call) {
      return (await everyPage('children', query, call)).map(item => parsed(listedChild, item))
    },
    async register(offset, call) {
      const { items, next } = await page('children', {}, offset, REGISTER_PAGE, call)
      return { rows: items.map(item => parsed(listedChild, item)), next }
    },
    async rows(collection, of, call) {
      const { item, owner } = COLLECTIONS[collection]
      const items =
        'id' in of
          ? await everyPage(`children/${encodeURIComponent(of.id)}/${collection}`, {}, call)
          : await everyPage(collection, { laChildId: of.ids.join(',') }, call)
      return items.map(raw => ({
        owner: parsed(owner, raw),
        row: parsed(item, raw) as Row<typeof collection>,
      }))
    },
  }
}
