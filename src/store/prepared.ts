// Statements that come again are prepared: each session of the database reads and plans one once, and is then sent its values
// alone. To be read and planned anew costs the database most of what a small statement costs it.
import type { PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** Names for the texts of statements, the same in every session. */
export interface StatementNames {
  /** Null for a text that is sent whole: it has not come before, or there are names enough. */
  nameOf(text: string): string | null
  /** Its result has changed its shape: from now on it is sent whole. */
  withdraw(text: string): void
}

/** So many each session keeps; a text with as many values as there happen to be rows is another each time. */
const MOST_NAMED = 250
const MOST_SEEN = 1_000

export function createStatementNames(mostNamed = MOST_NAMED): StatementNames {
  const names = new Map<string, string | null>()
  const seen = new Set<string>()
  return {
    nameOf(text) {
      const name = names.get(text)
      if (name !== undefined) return name
      if (!seen.has(text)) {
        if (seen.size < MOST_SEEN) seen.add(text)
        return null
      }
      if (names.size >= mostNamed) return null
      const given = `hafan-${String(names.size)}`
      names.set(text, given)
      return given
    },
    withdraw: text => void names.set(text, null),
  }
}

/** PostgreSQL: "cached plan must not change result type". A later version has migrated a table that this one reads. */
const RESULT_CHANGED = '0A000'

const prepared = new WeakMap<pg.PoolClient, PostgresPoolClient>()

/** The session, asking by name what it has been asked before. */
export function preparing(client: pg.PoolClient, names: StatementNames): PostgresPoolClient {
  const known = prepared.get(client)
  if (known !== undefined) return known

  async function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // Without values it is of a transaction, or several statements in one.
    const name = values.length === 0 ? null : names.nameOf(text)
    if (name === null) return (await client.query(text, [...values])) as unknown as PostgresQueryResult<R>
    try {
      return (await client.query({ name, text, values: [...values] })) as unknown as PostgresQueryResult<R>
    } catch (error) {
      if ((error as { code?: unknown }).code !== RESULT_CHANGED) throw error
      names.withdraw(text)
      // Within a transaction this fails too, and the transaction with it; the next one goes through.
      return (await client.query(text, [...values])) as unknown as PostgresQueryResult<R>
    }
  }

  const session = { query, release: () => client.release() } as PostgresPoolClient
  prepared.set(client, session)
  return session
}
