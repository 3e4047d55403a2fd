import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

it('says that the sources are no longer ours once the session that held them is gone', async () => {
  const { linkingProgress } = database.store
  const work = linkingProgress.alone(['schools', 'health'], async held => {
    await Promise.all([held(), held()])
    await asOwner(database.url, client =>
      client.query(
        `select pg_terminate_backend(pid) from pg_locks
         where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      ),
    )
    expect(await linkingProgress.alone(['schools'], () => Promise.resolve('theirs'))).toBe('theirs')
    await held()
  })
  await expect(work).rejects.toMatchObject({ code: 'STORE_LOCK_LOST' })
  expect(await linkingProgress.alone(['schools', 'health'], () => Promise.resolve('again'))).toBe('again')
})
