// A store of its own for one test: on the PostgreSQL that answers on 127.0.0.1:5432 if one does (quick), else on the one
// from npm, started once a test file.
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blockingTokens } from '../../src/children/identity/blocking-tokens.js'
import { isOneName } from '../../src/children/identity/names.js'
import { isAlive } from '../../src/store/embedded/lock.js'
import { startEmbedded } from '../../src/store/embedded/server.js'
import { createKeys, type Keys } from '../../src/store/keys.js'
import type { Log } from '../../src/store/log.js'
import { openStore, type Store } from '../../src/store/open.js'
import { asOwner } from './as-owner.js'
import { copyOfTemplate } from './template.js'

export { asOwner } from './as-owner.js'

export interface TestDatabase {
  readonly store: Store
  /** As the owner: sees and may do everything. */
  readonly url: string
  readonly keys: Keys
  /** Closes the store and drops the database. */
  stop(): Promise<void>
}

/** A server that test databases can be made on. */
export interface TestServer {
  readonly name: string
  readonly url: (database: string) => string
  /** Whether it outlives the test file, so that a database with its tables made is worth keeping on it. */
  readonly keepsTemplate?: boolean
  stop(): Promise<void>
}

export const testKeys: Keys = createKeys(Buffer.alloc(32, 'test'))
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

let shared: Promise<TestServer> | null = null
let users = 0

/** Give `server` to test on that one, from an empty database; it is then the caller's to stop. */
export async function testDatabase(server?: TestServer): Promise<TestDatabase> {
  const on = server ?? (await (shared ??= externalServer().then(found => found ?? embeddedServer())))
  if (server === undefined) users += 1
  const name = `hafan_test_${process.pid}_${randomBytes(6).toString('hex')}`
  const url = on.url(name)
  if (server === undefined && on.keepsTemplate === true) await copyOfTemplate(on, name, openTestStore)
  else await asOwner(on.url('postgres'), client => client.query(`create database ${name}`))
  const store = await openTestStore(url)
  return {
    ...{ store, url, keys: testKeys },
    async stop() {
      await store.stop()
      await asOwner(on.url('postgres'), client => client.query(`drop database if exists ${name} with (force)`))
      if (server !== undefined) return
      users -= 1
      if (users > 0) return
      shared = null
      await on.stop()
    },
  }
}

/** A database that another made and will drop. */
export async function keptDatabase(url: string): Promise<TestDatabase> {
  const store = await openTestStore(url)
  return { store, url, keys: testKeys, stop: () => store.stop() }
}

const openTestStore = (databaseUrl: string): Promise<Store> =>
  openStore({ databaseUrl, dataDir: tmpdir(), keys: testKeys, log: silent, blockingTokens, isOneName })

/** The server of this machine, if one answers and lets us make databases. */
export async function externalServer(
  port = 5432,
  required = process.env['HAFAN_TEST_POSTGRES'] === 'required',
): Promise<TestServer | null> {
  for (const user of ['postgres', 'root']) {
    const url = (database: string): string => `postgresql://${user}@127.0.0.1:${port}/${database}`
    const may = `select rolcreatedb and rolcreaterole or rolsuper as may from pg_roles where rolname = current_user`
    try {
      const { rows } = await asOwner(url('postgres'), client => client.query<{ may: boolean }>(may))
      if (rows[0]?.may === true) await dropForsaken(url)
      if (rows[0]?.may === true)
        return { name: 'PostgreSQL of this machine', url, keepsTemplate: true, stop: () => Promise.resolve() }
    } catch {
      continue
    }
  }
  // Where one should be there, tests that quietly did without it would be tests not run.
  if (required)
    throw new Error(`HAFAN_TEST_POSTGRES says that a PostgreSQL answers on 127.0.0.1:${port}; none lets us in`)
  return null
}

/** Databases of test processes that were stopped before they could clear up. */
async function dropForsaken(url: TestServer['url']): Promise<void> {
  await asOwner(url('postgres'), async client => {
    const ours = `select datname as name from pg_database where datname like 'hafan\\_test\\_%'`
    for (const { name } of (await client.query<{ name: string }>(ours)).rows) {
      const [, , pid] = name.split('_')
      if (!isAlive(Number(pid))) await client.query(`drop database if exists ${name} with (force)`)
    }
  })
}

/** The server from npm, in a folder that is gone afterwards. */
export async function embeddedServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'hafan-test-'))
  // Passable: as root, the server's own account must reach its data, or it would be put elsewhere.
  await chmod(folder, 0o711)
  const server = await startEmbedded(folder, silent)
  return {
    name: 'PostgreSQL from npm',
    url: database => server.url.replace('/hafan?', `/${database}?`),
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Every server there is: what must hold on both is tested on both. */
export async function everyServer(): Promise<readonly TestServer[]> {
  const external = await externalServer()
  const embedded = await embeddedServer()
  return external === null ? [embedded] : [embedded, external]
}
