// The hands of the jobs, when the database goes away just as one of them would write down what became of a job.
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startAlertWorker, type AlertWorker, type AlertWorkerOptions } from '../../../src/server/alerts/worker.js'
import { RETENTION_JOB } from '../../../src/store/retention.js'
import { asOwner, testDatabase, type TestDatabase } from '../../support/database.js'

jest.setTimeout(60_000)

let database: TestDatabase
let worker: AlertWorker | null = null
beforeAll(async () => {
  database = await testDatabase()
})
afterEach(() => worker?.stop())
afterAll(() => database.stop())

const owner = (query: string): Promise<unknown> => asOwner(database.url, client => client.query(query))
const takeAway = (): Promise<unknown> => owner('alter table graphile_worker._private_jobs rename to away')
const giveBack = (): Promise<unknown> => owner('alter table graphile_worker.away rename to _private_jobs')

it('works jobs off as before when more of them than it has hands could not be written down', async () => {
  const { store } = database
  let [done, lost] = [0, 0]
  const said = jest.spyOn(console, 'trace').mockImplementation(() => void (lost += 1))
  worker = startAlertWorker({
    ...({ now: () => new Date() } as AlertWorkerOptions),
    ...{ store: { ...store, queueSweep: () => Promise.resolve() }, onFault: () => undefined, againAfterMs: 50 },
    beside: {
      job: RETENTION_JOB,
      queue: store.retention.queue,
      async work() {
        done += 1
        // The first four end while there is no table to say so in.
        if (done <= 4) await takeAway()
      },
    },
  })
  for (let nth = 1; nth <= 5; nth += 1) {
    while (done < nth) await wait(20)
    if (nth === 5) break
    while (lost < nth) await wait(20)
    await giveBack()
    await store.retention.queue()
  }
  said.mockRestore()
  expect([done, lost]).toEqual([5, 4])
})

it('goes on where the database goes away as it begins, and ends nothing else', async () => {
  // What nobody hears of there fails the test, as it would end the gateway.
  const jobsPool = new pg.Pool({ connectionString: database.url, max: 5 })
  jest.spyOn(jobsPool, 'query').mockImplementation(() => {
    throw new Error('no database')
  })
  let done = 0
  worker = startAlertWorker({
    ...({} as AlertWorkerOptions),
    ...{ store: { ...database.store, jobsPool, queueSweep: () => Promise.resolve() }, onFault: () => undefined },
    beside: {
      job: RETENTION_JOB,
      queue: database.store.retention.queue,
      work: () => Promise.resolve(void (done += 1)),
    },
  })
  while (done === 0) await wait(20)
  await worker.stop()
  // Its sessions may still be there when the database is dropped, a moment after the pool says that it has ended.
  jobsPool.on('error', () => undefined)
  await jobsPool.end()
  expect(done).toBe(1)
})
