// The counts of a database, for a command that reads nothing else of it: as the gateway's role, which may do no more.
import { Kysely, PostgresDialect } from 'kysely'
import { createFigurePeriods } from '../../store/figure-periods.js'
import { openPool } from '../../store/pools.js'
import { createStatistics } from '../../store/statistics.js'
import type { Tables } from '../../store/tables.js'

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined }
const SESSIONS = { max: 2, connectWithin: 10_000, statementWithin: 60_000 }

export async function openCounts(url: string) {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: await openPool(url, SESSIONS, QUIET) }) })
  return { statistics: createStatistics(db), figurePeriods: createFigurePeriods(db), close: () => db.destroy() }
}
