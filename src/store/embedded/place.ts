// Where the database's files lie. Inside the data folder whenever its server can reach that; as root under a private folder
// it cannot, and then they lie under /var/lib/hafan. The choice is written down, so that a change of permissions between
// two starts never opens a second, empty database.
import { createHash } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Log } from '../log.js'
import type { Account } from './account.js'

/** The folders of one embedded server. */
export interface Place {
  /** Holds everything below; passable to the server, not listable by others. */
  readonly home: string
  /** PostgreSQL's own data folder. */
  readonly data: string
  /** The generated password of the database's owner, readable by the gateway alone. */
  readonly password: string
  readonly log: string
  /** Holds the Unix socket; nobody else may enter it. */
  readonly sockets: string
  /** Removes what does not outlive the server. */
  clean(): Promise<void>
}

/** A socket's path has 107 bytes; its name takes 20. */
const LONGEST_SOCKET_FOLDER = 85
const SHARED_ROOT = '/var/lib/hafan'

/** Chooses, makes and names the folders. `dataDir` is made if it is missing. */
export async function preparePlace(dataDir: string, account: Account | null, log: Log): Promise<Place> {
  await mkdir(dataDir, { recursive: true, mode: account === null ? 0o700 : 0o711 })
  const folder = await realpath(dataDir)
  const home = account === null ? join(folder, 'postgres') : await homeFor(folder)
  await mkdir(home, { recursive: true, mode: account === null ? 0o700 : 0o711 })
  if (account !== null) await chmod(home, 0o711)
  log.info({ home, account: account?.name ?? null }, 'the embedded database lies here')
  const sockets = await socketFolder(home, account)
  return {
    home,
    data: join(home, 'data'),
    password: join(home, 'password'),
    log: join(home, 'server.log'),
    sockets,
    clean: async () => {
      if (!sockets.startsWith(home)) await rm(sockets, { recursive: true, force: true })
    },
  }
}

/** Makes a folder that only the server's account may enter. */
export async function privateFolder(path: string, account: Account | null): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (account !== null) await chown(path, account.uid, account.gid)
  await chmod(path, 0o700)
  return path
}

async function homeFor(folder: string): Promise<string> {
  const note = join(folder, 'postgres.place')
  const noted = await readFile(note, 'utf8').catch(() => null)
  if (noted !== null) return noted.trim()
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const home = (await openToAll(folder)) ? join(folder, 'postgres') : join(SHARED_ROOT, hash)
  if (home.startsWith(SHARED_ROOT)) await mkdir(SHARED_ROOT, { recursive: true, mode: 0o711 })
  await writeFile(note, `${home}\n`, { mode: 0o600 })
  return home
}

/** Whether any account may pass through this folder and everything above it. */
async function openToAll(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}

async function socketFolder(home: string, account: Account | null): Promise<string> {
  const inside = join(home, 'run')
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_FOLDER) return privateFolder(inside, account)
  return privateFolder(await mkdtemp(join(tmpdir(), 'hafan-')), account)
}
