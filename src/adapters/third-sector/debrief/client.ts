// How the charity's case system is asked: many clients in one call, page by page.
import { z } from 'zod'
import type { Call } from '../../agency.js'
import { SourceFault, type Transport, type UpstreamAnswer, type UpstreamRequest } from '../../transport.js'
import { headerText, parsed } from '../../wire.js'
import { clientPage, listPage, RECORD_ID, type ListRow } from './upstream.js'

const MOST_PAGES = 20
/** As many clients as one call may name. */
export const BATCH = 50

export type List = 'debriefs' | 'accounts' | 'mediation' | 'referrals' | 'workers'

export interface DebriefClient {
  /** By number, unread; null for a number nobody has; absent where the answer does not account for it. */
  clients(ids: readonly string[], call: Call): Promise<ReadonlyMap<string, unknown>>
  /** Rows by client number; a client with none has an empty list. */
  list(name: List, ids: readonly string[], call: Call): Promise<ReadonlyMap<string, readonly ListRow[]>>
  /** The numbers of the clients whose interview the worker is to hold. */
  assignedTo(worker: string, call: Call): Promise<readonly string[]>
}

/** All methods reject with SourceFault for what the system does wrong. */
export function createClient(transport: Transport): DebriefClient {
  async function pages<T extends z.ZodType<{ next: string | null }>>(shape: T, request: UpstreamRequest, call: Call) {
    const headers = { 'x-on-behalf-of': headerText(call.actor.staffRef), 'x-purpose': call.purpose }
    const read: z.output<T>[] = []
    let next: UpstreamRequest | null = request
    while (next !== null) {
      if (read.length === MOST_PAGES) throw new SourceFault('MALFORMED')
      const answer: UpstreamAnswer = await transport.send({ ...next, headers }, call)
      const page = parsed(shape, answer.body)
      read.push(page)
      next = page.next === null ? null : { path: page.next }
    }
    return read
  }

  return {
    async clients(ids, call) {
      const read = await pages(clientPage, { path: 'clients', query: { ids: ids.join(',') } }, call)
      return new Map<string, unknown>(
        read.flatMap(({ items, unknown }) => [
          ...items.map(item => [item.id, item] as const),
          ...unknown.map(id => [id, null] as const),
        ]),
      )
    },

    async list(name, ids, call) {
      const read = await pages(listPage, { path: name, query: { ids: ids.join(','), pageSize: 100 } }, call)
      const byClient = new Map<string, ListRow[]>(ids.map(id => [id, []]))
      for (const row of read.flatMap(page => page.items)) {
        const rows = byClient.get(row.clientId)
        // A row about somebody who was not asked for is worse than no rows at all.
        if (rows === undefined) throw new SourceFault('MALFORMED')
        rows.push(row)
      }
      return byClient
    },

    async assignedTo(worker, call) {
      const read = await pages(assignmentPage, { path: 'assignments', query: { worker, pageSize: 100 } }, call)
      return [...new Set(read.flatMap(page => page.items.map(item => item.clientId)))]
    },
  }
}

const assignmentPage = z.object({
  items: z.array(z.object({ clientId: z.string().regex(RECORD_ID) })),
  next: z.string().nullable(),
})
