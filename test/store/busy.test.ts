// Whoever waits for a session in vain is told so with a code, and neither waits for ever nor meets a fault.
import { expect, it, jest } from '@jest/globals'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { openPool, sessionsOf } from '../../src/store/pools.js'
import { createStatementNames } from '../../src/store/prepared.js'
import { asOwner, everyServer, silent, testDatabase } from '../support/database.js'

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

it('prepares what comes again, in every session, and no more than it may', async () => {
  const names = createStatementNames(2)
  expect(['a', 'a', 'b', 'b', 'c', 'c', 'a'].map(text => names.nameOf(text))).toEqual([
    ...[null, 'hafan-0', null, 'hafan-1'],
    ...[null, null, 'hafan-0'],
  ])
  names.withdraw('a')
  expect(names.nameOf('a')).toBeNull()
})

it('goes on reading a table that a later version has given a column', async () => {
  const database = await testDatabase()
  const pool = await openPool(database.url, { max: 1, connectWithin: 5_000, statementWithin: 5_000 }, silent)
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: sessionsOf(pool, silent) }) })
  const read = async (): Promise<unknown> => (await sql`select * from widened where ${1} = one`.execute(db)).rows
  try {
    await asOwner(database.url, client => client.query('create table hafan.widened (one int); grant select on hafan.widened to public; insert into hafan.widened values (1)')) // prettier-ignore
    for (let times = 0; times < 3; times += 1) expect(await read()).toEqual([{ one: 1 }])
    const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(db)
    expect(rows).toHaveLength(1)
    await asOwner(database.url, client => client.query('alter table hafan.widened add column two int'))
    for (let times = 0; times < 2; times += 1) expect(await read()).toEqual([{ one: 1, two: null }])
  } finally {
    await db.destroy()
    await database.stop()
  }
})
