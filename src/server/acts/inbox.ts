// Notices to the caller's own agency. They name nobody: the role, the times, and the child's id for whoever may have the child.
import { BadArgument } from '../../errors.js'
import type { Inbox } from '../../resolvers/context.js'
import { cursorOf, namesOf, readerOf, recordReading, under } from './register.js'
import type { RegisterDeps } from './register.js'

const ACT = 'readInbox'

export function createInboxReader(deps: RegisterDeps): Inbox {
  const { operation, store, now } = deps
  return async ({ first, after }) => {
    const reader = readerOf(ACT, deps)
    const cursor = cursorOf('inbox', operation.caller, deps)
    const place = cursor.open(after)
    if (place !== null && !/^\d+$/.test(place)) throw new BadArgument('after', '"after" is of another list.')
    const found = await store.inbox.of(reader.own, first + 1, place)
    const page = found.slice(0, first)
    const nameOf = await namesOf(
      page.map(({ childId }) => childId),
      'Notice.child',
      reader,
      deps,
    )
    recordReading(ACT, reader, deps)
    // Written before the answer leaves: an agency that has been shown a notice has been told.
    const read = store.inbox.read(
      page.map(({ id }) => id),
      now(),
    )
    read.catch(() => undefined)
    operation.writes.push(read)
    const edges = page.map(({ seq, sourceId, childId, glass, link, ...notice }) => ({
      cursor: cursor.seal(seq),
      node: under(
        {
          ...notice,
          source: sourceId,
          review: glass?.id ?? null,
          role: glass?.role ?? null,
          agency: glass?.agency ?? null,
          until: glass?.until ?? null,
          reason: glass?.reason ?? null,
          change: link && { id: link.id, source: link.source, kind: link.change },
          child: nameOf(childId),
        },
        reader,
      ),
    }))
    return { edges, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
  }
}
