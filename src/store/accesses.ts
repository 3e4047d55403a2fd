import { sql, type Kysely } from 'kysely'
import { looksOf, type AccessRow } from './looks.js'
import type { Tables } from './tables.js'

/**
 * One look at a child who was shown: an audit row, with what the intent of the same operation says, or the rows of one view.
 */
export interface StoredAccess {
  /** ISO time. */
  readonly at: string
  /** Categories; null in rows older than their being written down. */
  readonly kinds: readonly string[] | null
  readonly clauses: readonly string[]
  /** `ALLOCATED HOLDS`, as the audit writes them. */
  readonly relationships: readonly string[]
  readonly caller: {
    readonly person: string
    readonly role: string
    readonly agency: string
    readonly organisation: string
  } | null
  readonly application: string | null
  readonly purpose: string | null
  readonly edition: string | null
}

/** Who was shown a child, out of the audit. It is read with the readers' sessions: those of the audit are for writing it. */
export interface Accesses {
  /** By public id, newest first, at most `most` each; `within` from the first moment to before the second. */
  of(
    publicIds: readonly string[],
    most: number,
    within?: readonly [string, string],
  ): Promise<ReadonlyMap<string, readonly StoredAccess[]>>
}

const ALWAYS = ['-infinity', 'infinity'] as const

export function createAccesses(db: Kysely<Tables>): Accesses {
  return {
    async of(publicIds, most, within = ALWAYS) {
      const found = new Map<string, readonly StoredAccess[]>(publicIds.map(id => [id, []]))
      let wanted: readonly string[] = publicIds
      // A look can be many rows, of which nobody knows before they are read.
      for (let limit = most + 1; wanted.length > 0; limit *= 4) {
        const rows = await rowsOf(wanted, limit, within)
        const looks = new Map(wanted.map(id => [id, looksOf(rows.get(id) ?? [])]))
        const isWhole = (id: string): boolean =>
          (rows.get(id)?.length ?? 0) < limit || (looks.get(id)?.length ?? 0) > most
        for (const id of wanted) if (isWhole(id)) found.set(id, looks.get(id)?.slice(0, most) ?? [])
        wanted = wanted.filter(id => !isWhole(id))
      }
      return found
    },
  }

  async function rowsOf(
    publicIds: readonly string[],
    most: number,
    [from, until]: readonly [string, string],
  ): Promise<ReadonlyMap<string, readonly AccessRow[]>> {
    const { rows } = await sql<Omit<AccessRow, 'at'> & { child: string; at: Date }>`
        select shown.child, shown.at, shown.body -> 'kinds' as kinds, shown.body -> 'clauses' as clauses,
          shown.body -> 'relationships' as relationships, shown.body ->> 'view' as view, asked.body -> 'caller' as caller,
          asked.body ->> 'application' as application, asked.body ->> 'purpose' as purpose, asked.body ->> 'edition' as edition
        from unnest(${[...publicIds]}::uuid[]) as wanted (child)
        cross join lateral (
          select child, at, operation, record::json -> 'body' as body from audit_row
          where child = wanted.child and at >= ${from}::timestamptz and at < ${until}::timestamptz
          order by at desc, chain_id, seq desc limit ${most}
        ) as shown
        left join lateral (
          select record::json -> 'body' as body from audit_row
          where operation = shown.operation and kind = 'INTENT' limit 1
        ) as asked on true
        order by shown.at desc`.execute(db)
    const found = new Map<string, AccessRow[]>(publicIds.map(id => [id, []]))
    for (const { child, at, ...access } of rows) found.get(child)?.push({ ...access, at: at.toISOString() })
    return found
  }
}
