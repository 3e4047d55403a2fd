// Connections that work as the gateway's role from their first statement: the login that owns the tables is left behind.
import type { PostgresPool } from 'kysely'
import pg from 'pg'
import { HafanError } from '../errors.js'
import { StoreError } from './errors.js'
import type { Log } from './log.js'
import { APP_ROLE, SCHEMA } from './migrate.js'
import { createStatementNames, preparing } from './prepared.js'

/** A pool's measure. Times in ms. */
export interface PoolOptions {
  readonly max: number
  readonly connectWithin: number
  readonly statementWithin: number
}

const DATE = 1082

/** A pool of sessions of the gateway's role. Throws STORE_ROLE if the server gives another. */
export async function openPool(databaseUrl: string, options: PoolOptions, log: Log): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: withSettings(databaseUrl, options.statementWithin),
    max: options.max,
    connectionTimeoutMillis: options.connectWithin,
    application_name: 'hafan',
    types: {
      getTypeParser: (oid, format) =>
        oid === DATE ? String : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  })
  // Without listeners, a session the server ends would end the process: idle ones tell the pool, those at work their
  // holder, whose statement fails; the event itself must still be heard on every one.
  // While the pool is being closed, that is no news.
  pool.on('error', () => {
    if (!pool.ending) log.warn({}, 'an idle database connection was lost')
  })
  pool.on('connect', client => client.on('error', () => undefined))
  try {
    const { rows } = await pool.query<{ role: string }>('select current_user as role')
    if (rows[0]?.role !== APP_ROLE)
      throw new StoreError('STORE_ROLE', `The database does not let sessions work as ${APP_ROLE}`)
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** The pool for those who read and write records: whoever waits for a session in vain is told so, with a code. Throws STORE_BUSY. */
export function sessionsOf(pool: Pick<pg.Pool, 'connect' | 'end'>, log: Pick<Log, 'warn'>): PostgresPool {
  const names = createStatementNames()
  return {
    async connect() {
      try {
        return preparing(await pool.connect(), names)
      } catch (cause) {
        log.warn({}, 'no session of the store came free in time')
        throw new HafanError('STORE_BUSY', 'The hub’s own records are not to be reached just now. Try again shortly.', {
          cause,
        })
      }
    },
    end: () => pool.end(),
  }
}

/** Settings travel with the connection request, before any statement. Those of the address itself come first, ours win. */
export function withSettings(databaseUrl: string, statementWithin: number): string {
  const url = new URL(databaseUrl)
  const settings = {
    role: APP_ROLE,
    search_path: SCHEMA,
    synchronous_commit: 'on',
    statement_timeout: String(statementWithin),
    idle_in_transaction_session_timeout: '15000',
    // Pages of a few hundred keys: by PostgreSQL's figures for spinning disks it would read whole tables for them.
    random_page_cost: '1.1',
  }
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  url.searchParams.set('options', [url.searchParams.get('options') ?? '', ...ours].join(' ').trim())
  return url.href
}
