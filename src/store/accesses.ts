import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.js'

/** One audit row of a child that was shown, with what the intent of the same operation says. */
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
    async of(publicIds, most, [from, until] = ALWAYS) {
      const { rows } = await sql<Omit<StoredAccess, 'at'> & { child: string; at: Date }>`
        select shown.child, shown.at, shown.body -> 'kinds' as kinds, shown.body -> 'clauses' as clauses,
          shown.body -> 'relationships' as relationships, asked.body -> 'caller' as caller,
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
      const found = new Map<string, StoredAccess[]>(publicIds.map(id => [id, []]))
      for (const { child, at, ...access } of rows) found.get(child)?.push({ ...access, at: at.toISOString() })
      return found
    },
  }
}
