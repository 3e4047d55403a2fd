// Whoever waits for a session in vain is told so with a code, and neither waits for ever nor meets a fault.
import { expect, it, jest } from '@jest/globals'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { openPool, sessionsOf } from '../../src/store/pools.js'
import { everyServer, silent, testDatabase } from '../support/database.js'

jest.setTimeout(60_000)

it('says STORE_BUSY where no session comes free in time, and goes on when one does', async () => {
  const [server, ...others] = await everyServer()
  if (!server) throw new Error('no server to test on')
  const database = await testDatabase(server)
  const pool = await openPool(database.url, { max: 1, connectWithin: 100, statementWithin: 5_000 }, silent)
  const warned: string[] = []
  const log = { warn: (_fields: object, text: string): void => void warned.push(text) }
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: sessionsOf(pool, log) }) })
  try {
    const held = await pool.connect()
    await expect(sql`select 1`.execute(db)).rejects.toMatchObject({ code: 'STORE_BUSY' })
    expect(warned).toEqual(['no session of the store came free in time'])
    held.release()
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  } finally {
    await db.destroy()
    await database.stop()
    await Promise.all([server, ...others].map(one => one.stop()))
  }
})
