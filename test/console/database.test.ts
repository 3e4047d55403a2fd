import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openDatabase } from '../../console/sessions/database.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.stop())

const migrations = (): Promise<readonly number[]> =>
  asOwner(database.url, async client => {
    const { rows } = await client.query<{ number: number }>('select number from console.migration order by number')
    return rows.map(({ number }) => number)
  })

describe('the console’s tables', () => {
  it('are made once, by however many start at once, and left alone afterwards', async () => {
    const first = await Promise.all([1, 2, 3].map(() => openDatabase(database.url)))
    const made = await migrations()
    expect(made).toEqual([1])
    await first[0]?.query(`insert into console.session values ('\\x01', '\\x02', now())`)
    const again = await openDatabase(database.url)
    expect((await again.query('select from console.session')).rowCount).toBe(1)
    expect(await migrations()).toEqual(made)
    await Promise.all([...first, again].map(pool => pool.end()))
  })

  it('that a newer program made are refused', async () => {
    await asOwner(database.url, client => client.query('insert into console.migration values (99)'))
    await expect(openDatabase(database.url)).rejects.toThrow('newer than this program')
    await asOwner(database.url, client => client.query('delete from console.migration where number = 99'))
    await (await openDatabase(database.url)).end()
  })

  it('that cannot be reached are said not to be, at once', async () => {
    await expect(openDatabase('postgresql://postgres@127.0.0.1:9/hafan')).rejects.toThrow('ECONNREFUSED')
  })
})
