import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { blockingTokens } from '../../src/children/identity/blocking-tokens.js'
import { createKeys } from '../../src/store/keys.js'
import { migrate } from '../../src/store/migrate.js'
import { migrations } from '../../src/store/migrations/index.js'
import { openStore } from '../../src/store/open.js'
import { asOwner, everyServer, silent, testDatabase, testKeys, type TestDatabase } from '../support/database.js'

jest.setTimeout(60_000)

const servers = await everyServer()
afterAll(() => Promise.all(servers.map(server => server.stop())))

/** A session as the store opens them. */
function asGateway<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asOwner(
    `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c role=hafan_app -c search_path=hafan')}`,
    work,
  )
}

describe.each(servers.map(server => [server.name, server] as const))('on the %s', (_, server) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase(server)
  })
  afterAll(() => database.stop())

  it('works as a role that owns nothing', async () => {
    const { rows } = await database.store.auditPool.query<{ role: string; owned: number }>(
      `select current_user as role,
        (select count(*)::int from pg_class where relowner = (select oid from pg_roles where rolname = current_user)) as owned`,
    )
    expect(rows).toEqual([{ role: 'hafan_app', owned: 0 }])
  })

  it.each([
    ['change an audit row', 'update audit_row set record = $$x$$'],
    ['take out an audit row', 'delete from audit_row'],
    ['empty the audit', 'truncate audit_row'],
    ['take out a chain', 'delete from audit_chain'],
    ['drop the audit', 'drop table audit_row'],
    ['switch off the chain’s guard', 'alter table audit_chain disable trigger all'],
    ['rewrite the history of migrations', 'delete from migration'],
    ['change the mark of the keys', `update key_ring set fingerprint = '\\x00'`],
    ['take out a child', 'delete from child'],
    ['make a table', 'create table hafan.own ()'],
  ])('may not %s', async (_what, statement) => {
    await expect(asGateway(database.url, client => client.query(statement))).rejects.toMatchObject({ code: '42501' })
  })

  it('may not move a chain’s head back, though it may move it on', async () => {
    const chain = randomUUID()
    const hash = Buffer.alloc(32)
    const begin = 'insert into audit_chain (chain_id, started_at, head_seq, head_hash) values ($1, now(), 5, $2)'
    const move = 'update audit_chain set head_seq = $2 where chain_id = $1'
    await asGateway(database.url, async client => {
      await client.query(begin, [chain, hash])
      await client.query(move, [chain, 6])
      await expect(client.query(move, [chain, 4])).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('is that role whatever the address says', async () => {
    const url = new URL(database.url)
    url.searchParams.set('options', '-c role=none')
    const store = await openStore({ databaseUrl: url.href, dataDir: '', keys: testKeys, log: silent, blockingTokens })
    const { rows } = await store.auditPool.query<{ role: string }>('select current_user as role')
    await store.stop()
    expect(rows).toEqual([{ role: 'hafan_app' }])
  })

  it('opens again, and by several replicas at once, without a change', async () => {
    const made = 'select id, made_at from hafan.migration order by id'
    const before = await asOwner(database.url, client => client.query<{ id: string }>(made))
    const open = (): ReturnType<typeof openStore> =>
      openStore({ databaseUrl: database.url, dataDir: '', keys: testKeys, log: silent, blockingTokens })
    const replicas = await Promise.all([open(), open(), open()])
    await Promise.all(replicas.map(replica => replica.stop()))
    const after = await asOwner(database.url, client => client.query<{ id: string }>(made))
    expect(after.rows).toEqual(before.rows)
    expect(before.rows.map(row => row.id)).toEqual(migrations.map(migration => migration.id))
  })

  it('makes the tables once when several replicas start on an empty database together', async () => {
    const fresh = `hafan_test_${process.pid}_together`
    await asOwner(server.url('postgres'), client => client.query(`create database ${fresh}`))
    const open = (): ReturnType<typeof openStore> =>
      openStore({ databaseUrl: server.url(fresh), dataDir: '', keys: testKeys, log: silent, blockingTokens })
    const replicas = await Promise.all([open(), open(), open()])
    await Promise.all(replicas.map(replica => replica.stop()))
    await asOwner(server.url('postgres'), client => client.query(`drop database ${fresh} with (force)`))
    expect(replicas.length).toBe(3)
  })

  it('refuses another master secret: every child would seem unknown', async () => {
    const keys = createKeys(Buffer.alloc(32, 'another'))
    const opening = openStore({ databaseUrl: database.url, dataDir: '', keys, log: silent, blockingTokens })
    await expect(opening).rejects.toMatchObject({ code: 'STORE_KEYS_CHANGED' })
  })

  it('refuses a migration edited after it was made, and a database from a newer gateway', async () => {
    const edited = migrations.map(migration => ({ ...migration, sql: `${migration.sql} ` }))
    const older = migrations.slice(0, -1)
    await asOwner(database.url, async client => {
      await expect(migrate(client, testKeys.fingerprint, edited)).rejects.toMatchObject({
        code: 'STORE_MIGRATION_CHANGED',
      })
      await expect(migrate(client, testKeys.fingerprint, older)).rejects.toMatchObject({
        code: 'STORE_MIGRATION_UNKNOWN',
      })
    })
  })

  it('leaves nothing of a migration that fails half-way', async () => {
    const failing = [...migrations, { id: '9999-fails', sql: 'create table half (); select 1 / 0' }]
    await asOwner(database.url, async client => {
      await expect(migrate(client, testKeys.fingerprint, failing)).rejects.toMatchObject({ code: '22012' })
      const { rows } = await client.query(`select to_regclass('hafan.half') as half`)
      expect(rows).toEqual([{ half: null }])
    })
  })

  it('lets a login that owns nothing open what is up to date, and refuses it what is not', async () => {
    const login = `hafan_test_login_${process.pid}_${servers.indexOf(server)}`
    const url = new URL(database.url)
    ;[url.username, url.password] = [login, 'of-the-test']
    await asOwner(database.url, client =>
      client.query(`create role ${login} login password 'of-the-test' in role hafan_app`),
    )
    try {
      const store = await openStore({ databaseUrl: url.href, dataDir: '', keys: testKeys, log: silent, blockingTokens })
      await store.stop()
      const later = [...migrations, { id: '9999-later', sql: 'create table later ()' }]
      await asOwner(url.href, async client => {
        const asking = migrate(client, testKeys.fingerprint, later)
        await expect(asking).rejects.toMatchObject({ code: 'STORE_MIGRATION_NEEDED' })
      })
    } finally {
      await asOwner(database.url, client => client.query(`drop role ${login}`))
    }
  })
})
