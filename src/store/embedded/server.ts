// Starts and stops the real PostgreSQL that ships with the gateway: durable (fsync on), reachable only through a socket in
// a private folder and only with a generated password.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { StoreError } from '../errors.js'
import type { Log } from '../log.js'
import { serverAccount, type Account } from './account.js'
import { installBinaries } from './binaries.js'
import { takeLock } from './lock.js'
import { stopOrphan } from './orphan.js'
import { preparePlace, privateFolder, type Place } from './place.js'

/** A running server of our own. */
export interface EmbeddedServer {
  /** As the owner of the database: for migrations, and for the gateway to step down from. */
  readonly url: string
  stop(): Promise<void>
}

const OWNER = 'hafan_owner'
const DATABASE = 'hafan'
const START_LIMIT_MS = 60_000
const LOG_LIMIT_BYTES = 10_000_000
const run = promisify(execFile)

/** Starts the server of this data folder, making it at first. Throws STORE_IN_USE, STORE_NO_BINARIES, STORE_DID_NOT_START. */
export async function startEmbedded(dataDir: string, log: Log): Promise<EmbeddedServer> {
  await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const lock = await takeLock(join(dataDir, 'gateway.lock'))
  try {
    const account = await serverAccount(log)
    const place = await preparePlace(dataDir, account, log)
    const binaries = await installBinaries(place.home)
    const password = await initialise(place, binaries, account)
    await stopOrphan(place.data, log)
    const url = (database: string): string => ownAddress(password, place.sockets, database)
    const server = await launch(place, binaries, account, url('postgres'))
    let stopping = false
    server.on('exit', code => {
      if (!stopping) log.error({ code }, 'the embedded database stopped by itself')
    })
    const dieTogether = (): void => void server.kill('SIGINT')
    process.once('exit', dieTogether)
    return {
      url: url(DATABASE),
      async stop() {
        stopping = true
        process.off('exit', dieTogether)
        await shutDown(server)
        await place.clean()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Where the server answers: by its socket alone. */
export function ownAddress(password: string, sockets: string, database = DATABASE): string {
  return `postgresql://${OWNER}:${password}@localhost/${database}?host=${encodeURIComponent(sockets)}`
}

/** Makes the data folder if there is none: in a draft that is renamed when whole, so that a crash leaves nothing half. */
async function initialise(place: Place, binaries: string, account: Account | null): Promise<string> {
  if (await present(join(place.data, 'PG_VERSION'))) return (await readFile(place.password, 'utf8')).trim()
  const password = randomBytes(24).toString('hex')
  await writeFile(place.password, password, { mode: 0o600 })
  const draft = `${place.data}-new`
  const handover = join(place.sockets, 'password')
  await rm(draft, { recursive: true, force: true })
  await privateFolder(draft, account)
  await writeFile(handover, password, { mode: 0o600 })
  if (account !== null) await chown(handover, account.uid, account.gid)
  const secure = ['--auth=scram-sha-256', `--username=${OWNER}`, `--pwfile=${handover}`]
  const plain = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  try {
    await run(join(binaries, 'bin', 'initdb'), ['-D', draft, ...secure, ...plain], as(account, place.home))
  } catch (cause) {
    throw new StoreError('STORE_DID_NOT_START', `The database could not be made in ${place.home}`, { cause })
  } finally {
    await rm(handover, { force: true })
  }
  await rename(draft, place.data)
  return password
}

async function launch(place: Place, binaries: string, account: Account | null, url: string): Promise<ChildProcess> {
  const deadline = performance.now() + START_LIMIT_MS
  for (;;) {
    await openLog(place.log)
    const output = await open(place.log, 'a', 0o600)
    // Its own session: an interrupt typed at the gateway must not stop the database under requests still being answered.
    const options = { ...as(account, place.home), detached: true }
    const server = spawn(join(binaries, 'bin', 'postgres'), settings(place), {
      ...options,
      stdio: ['ignore', output.fd, output.fd],
    })
    let ended = false
    const gone = new Promise<void>(resolve => {
      const end = (): void => {
        ended = true
        resolve()
      }
      server.once('exit', end).once('error', end)
    })
    await output.close()
    if (await answers(url, () => ended || performance.now() > deadline)) {
      // It must not keep a gateway alive that has nothing else to do; until here nothing else might have.
      server.unref()
      return server
    }
    server.kill('SIGQUIT')
    await gone
    const said = (await readFile(place.log, 'utf8')).slice(-600)
    // Backends of a killed server may take a moment to notice; PostgreSQL rightly refuses until they are gone.
    if (!said.includes('pre-existing shared memory block') || performance.now() > deadline) {
      throw new StoreError('STORE_DID_NOT_START', `The embedded database did not start (see ${place.log}): ${said}`)
    }
    await pause(200)
  }
}

function settings(place: Place): string[] {
  const values = {
    listen_addresses: '',
    unix_socket_directories: place.sockets,
    unix_socket_permissions: '0700',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_connections: '60',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The server's log must never hold a value: no statements, no details of rows.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  }
  return ['-D', place.data, ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** Waits until the database answers and holds ours; false once it is over without. */
async function answers(url: string, over: () => boolean): Promise<boolean> {
  while (!over()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
      if (rowCount === 0) await client.query(`create database ${DATABASE}`)
      await client.end()
      return true
    } catch {
      // Not waited for: the end of a session the server refused may already be past, and would be waited for in vain.
      client.end().catch(() => undefined)
      await pause(20)
    }
  }
  return false
}

/** A fast shutdown: sessions end, everything is flushed. Harder only if it hangs. */
async function shutDown(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.ref()
  const ended = new Promise<void>(resolve => void server.once('exit', () => void resolve()))
  server.kill('SIGINT')
  const harder = setTimeout(() => void server.kill('SIGQUIT'), 15_000)
  await ended
  clearTimeout(harder)
}

function as(
  account: Account | null,
  cwd: string,
): { cwd: string; env: Record<string, string>; uid?: number; gid?: number } {
  const plain = { cwd, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
  return account === null ? plain : { ...plain, uid: account.uid, gid: account.gid }
}

async function openLog(path: string): Promise<void> {
  const size = await stat(path).then(
    found => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await truncate(path, 0)
}

async function present(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
