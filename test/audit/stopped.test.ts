import { expect, it, jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { createAudit } from '../../src/audit/index.js'
import { asOwner, embeddedServer, testDatabase, testKeys } from '../support/database.js'

jest.setTimeout(60_000)

it('resolves nothing that is not in the database when the database stops under load', async () => {
  const server = await embeddedServer()
  const database = await testDatabase(server)
  const chainId = randomUUID()
  const audit = createAudit({ pool: database.store.auditPool, chainId, keys: testKeys, clock: () => new Date() })
  const durable: string[] = []
  let refused = 0
  const writers = Array.from({ length: 20 }, async (_, writer) => {
    for (let row = 0; refused < 40; row += 1) {
      const code = `${writer}/${row}`
      const plain = {
        operationId: code,
        caller: null,
        application: null,
        purpose: null,
        documentHash: null,
        edition: null,
      }
      await audit.refusal({ code, ...plain }).then(
        () => durable.push(code),
        () => (refused += 1),
      )
    }
  })
  // Every session is ended from outside, again and again: some die while waiting, some in the middle of their commit.
  await asOwner(server.url('postgres'), async killer => {
    while (refused < 40) {
      await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hafan_owner' and pid <> pg_backend_pid() and datname like 'hafan_test%'`,
      )
    }
  })
  await Promise.all(writers)
  const { rows } = await asOwner(database.url, client =>
    client.query<{ code: string }>(
      `select record::json -> 'body' ->> 'code' as code from hafan.audit_row where chain_id = $1`,
      [chainId],
    ),
  )
  const written = new Set(rows.map(row => row.code))
  expect(durable.filter(code => !written.has(code))).toEqual([])
  expect(durable.length).toBeGreaterThan(0)

  await server.stop()
  await expect(
    audit.refusal({
      operationId: '',
      caller: null,
      application: null,
      purpose: null,
      code: 'X',
      documentHash: null,
      edition: null,
    }),
  ).rejects.toMatchObject({
    code: 'AUDIT_UNAVAILABLE',
  })
  await expect(database.store.ping()).rejects.toThrow()
  await database.store.stop()
})
