// What those who oversee an agency may read of its staff: conflicts of interest, and notices. Never anything about themselves.
import { HafanError } from '../../errors.js'
import { mayAct } from '../../policies/decide/index.js'
import type { Oversight } from '../../resolvers/context.js'
import type { Conflict } from '../../store/conflicts.js'
import { cursorOf } from '../acts/register.js'
import type { AdmissionDeps } from './admission.js'
import { overseenBy } from './overseer.js'
import type { Operation } from './state.js'

export function createOversight(
  operation: Operation,
  { protocol, sources, store, keys, now }: AdmissionDeps,
): Oversight {
  const { person } = operation.caller
  const overseen = () => {
    const overseer = person && overseenBy(person, sources)
    if (!overseer || mayAct(protocol, 'withdrawConflict', person.role, { ofAnother: true }).outcome !== 'YES')
      throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
    return { overseer, auditor: person }
  }
  const readBy = (ids: readonly string[]): Promise<void> => {
    const read = store.oversight.read(ids, now())
    read.catch(() => undefined)
    return read
  }
  const publicId = (id: string | null): string | null => (id === null ? null : keys.childId.encode(id))
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null

  const asRead = ({ childId, declaredAt, from, until, withdrawnAt, triedAt, ...rest }: Conflict) => ({
    ...rest,
    child: publicId(childId),
    declaredAt: declaredAt.toISOString(),
    from: from.toISOString(),
    until: iso(until),
    withdrawnAt: iso(withdrawnAt),
    triedAt: iso(triedAt),
  })

  return {
    async conflicts({ first, after }) {
      const { overseer, auditor } = overseen()
      const cursor = cursorOf('conflicts', operation.caller, { keys })
      const [declaredAt = '', id = ''] = cursor.open(after)?.split(' ') ?? []
      const place = id === '' ? null : { declaredAt: new Date(declaredAt), id }
      const found = await store.conflicts.overseenBy(overseer, auditor, first + 1, place)
      const edges = found.slice(0, first).map(row => ({
        cursor: cursor.seal(`${row.declaredAt.toISOString()} ${row.id}`),
        node: asRead(row),
      }))
      return { edges, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
    },

    async notices(first) {
      const { overseer, auditor } = overseen()
      const all = await store.oversight.noticesTo(overseer, auditor, first)
      operation.writes.push(readBy(all.map(({ id }) => id)))
      return all.map(({ childId, conflictId, at, ...rest }) => ({
        ...rest,
        at: at.toISOString(),
        child: publicId(childId),
        conflict: conflictId,
      }))
    },
  }
}
