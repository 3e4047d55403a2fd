import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { OpenedSource } from '../../../src/adapters/registry.js'
import { startLinking } from '../../../src/server/start/linking.js'
import { source } from '../../children/support.js'
import { testDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

it('pages a system once where two replicas start at once', async () => {
  const asked: (string | null)[] = []
  const schools = {
    ...source({ id: 'schools', agency: 'EDUCATION' }),
    list: (page: string | null) => {
      asked.push(page)
      return Promise.resolve({ records: [], next: page === null ? 'two' : null })
    },
  }
  const config = { id: 'schools', linkingRate: 20 } as OpenedSource['config']
  const start = () =>
    startLinking({
      sources: [{ source: schools, config, state: () => 'UP' }],
      ...{ store: database.store, progress: () => undefined, now: () => new Date() },
    })
  const replicas = [start(), start()]
  expect(await Promise.all(replicas.map(({ done }) => done))).toEqual(['COMPLETE', 'COMPLETE'])
  expect(asked).toEqual([null, 'two'])
})
