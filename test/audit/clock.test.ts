// The clock of a machine may be set back or forward while rows are written. The order of rows is that of the chain, not of time.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { createAudit } from '../../src/audit/index.js'
import { openDatabase } from '../../src/verify/read-database.js'
import { verifyLedger } from '../../src/verify/verify.js'
import { asOwner, testDatabase, testKeys, type TestDatabase } from '../support/database.js'

jest.setTimeout(60_000)

const row = { operationId: 'op', caller: null, application: null, purpose: null, documentHash: null, edition: null }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

it('rows stand in the order they were written in though the clock jumps five minutes, either way, and the chain verifies', async () => {
  const chainId = randomUUID()
  const start = Date.parse('2026-11-22T07:00:00Z')
  const minutes = [0, -5, 5, 0, 10, -10]
  let now = new Date(start)
  const audit = createAudit({ pool: database.store.auditPool, chainId, keys: testKeys, clock: () => now })
  await audit.begin()
  for (const [nth, jump] of minutes.entries()) {
    now = new Date(start + jump * 60_000)
    await audit.refusal({ ...row, code: `ROW_${nth}` })
  }
  await audit.stop()

  const text = `select record from hafan.audit_row where chain_id = $1 order by seq`
  const { rows } = await asOwner(database.url, client => client.query<{ record: string }>(text, [chainId]))
  const written = rows.map(({ record }) => JSON.parse(record) as { at: string; body: { code?: string } })
  const refused = written.filter(({ body }) => body.code !== undefined)
  expect(refused.map(({ body }) => body.code)).toEqual(minutes.map((_, nth) => `ROW_${nth}`))
  expect(refused.map(({ at }) => (Date.parse(at) - start) / 60_000)).toEqual(minutes)

  const opened = await openDatabase(database.url)
  const { findings } = await verifyLedger(() => Promise.resolve(opened), null)
  await opened.close()
  expect(findings).toEqual([])
})
