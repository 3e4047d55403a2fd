// The console's own schema of a PostgreSQL: sessions and unfinished forms, and nothing else.
import pg from 'pg'

const MIGRATIONS: readonly string[] = [
  `create table console.session (
     id bytea primary key,
     sealed bytea not null,
     expires_at timestamptz not null
   );
   create index session_expires on console.session (expires_at);
   create table console.draft (
     person bytea not null,
     form bytea not null,
     sealed bytea not null,
     expires_at timestamptz not null,
     primary key (person, form)
   );
   create index draft_expires on console.draft (expires_at);`,
]

/** Any number, the same in every replica: those that start together take turns. */
const TURN = 4_041_979

/** Opens a pool with the tables up to date. Rejects where the database cannot be reached or is newer than this program. */
export async function openDatabase(connectionString: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString,
    max: 6,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    application_name: 'hafan-console',
  })
  // An idle connection that the server ends would else end the process; the next statement opens another.
  pool.on('error', () => undefined)
  try {
    await migrate(pool)
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [TURN])
    await client.query('create schema if not exists console')
    await client.query('create table if not exists console.migration (number integer primary key)')
    const { rows } = await client.query<{ made: number }>('select count(*)::int as made from console.migration')
    const made = rows[0]?.made ?? 0
    if (made > MIGRATIONS.length)
      throw new Error('The console’s tables are newer than this program: start the newer one.')
    for (const [index, sql] of MIGRATIONS.entries()) {
      if (index < made) continue
      await client.query(sql)
      await client.query('insert into console.migration values ($1)', [index + 1])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
