// The data folder. A development store is made anew at each start, because the invented region is; so nothing is ever
// removed that does not carry the mark of development, and no real gateway opens what does.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readCheckpointKey, type CheckpointKey } from '../../audit/index.js'
import { takeLock } from '../../store/embedded/lock.js'
import type { Lock } from '../../store/embedded/lock.js'
import { stopOrphan } from '../../store/embedded/orphan.js'
import type { Log } from '../../store/log.js'

const MARK = 'DEVELOPMENT'
const MARK_TEXT = 'Invented children only. Whatever lies in this folder is removed at the next start.\n'
const SECRET_BYTES = 32

/** The store's folder inside a data folder. */
export const storeFolder = (dataDir: string): string => join(dataDir, 'store')

/** Where a development store's checkpoints lie: they go with it. */
export const checkpointsFolder = (store: string): string => join(store, 'checkpoints')

/** Makes the data folder, and keeps every other development start out of it. Throws STORE_IN_USE. */
export async function takeFolder(dataDir: string): Promise<Lock> {
  // Passable, so that as root the database's own account reaches its files; nothing in it is readable to others.
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  return takeLock(join(dataDir, 'start.lock'))
}

/** Gives an empty, marked folder for a development store. Throws where a store lies that development did not make. */
export async function freshStore(dataDir: string, log: Log): Promise<string> {
  const folder = storeFolder(dataDir)
  const found = await readdir(folder).catch((): string[] => [])
  if (found.length > 0 && !found.includes(MARK)) {
    throw new Error(
      `${folder} holds a store that was not made for trying out, so it is left alone. Set HAFAN_DATA to another folder.`,
    )
  }
  if (found.includes(MARK)) await emptyStore(folder, log)
  await mkdir(folder, { recursive: true, mode: 0o711 })
  await writeFile(join(folder, MARK), MARK_TEXT)
  return folder
}

/** Whether the store of a data folder was made for trying out. */
export const isDevelopmentStore = async (dataDir: string): Promise<boolean> =>
  (await readdir(storeFolder(dataDir)).catch((): string[] => [])).includes(MARK)

/** Throws where the store was made for trying out: invented children must never lie beside real ones. */
export async function refuseDevelopmentStore(dataDir: string): Promise<void> {
  if (!(await isDevelopmentStore(dataDir))) return
  throw new Error(`${storeFolder(dataDir)} holds invented children. Set HAFAN_DATA to another folder for real use.`)
}

/** The database goes, its program files stay: they are the same next time. */
async function emptyStore(folder: string, log: Log): Promise<void> {
  await rm(checkpointsFolder(folder), { recursive: true, force: true })
  const home = await homeOf(folder)
  await stopOrphan(join(home, 'data'), log)
  for (const name of ['data', 'data-new', 'password']) await rm(join(home, name), { recursive: true, force: true })
}

/** As root the database may lie elsewhere, as the store has noted. Nowhere but under a folder of that kind is removed from. */
async function homeOf(folder: string): Promise<string> {
  const inside = join(folder, 'postgres')
  const noted = (await readFile(join(folder, 'postgres.place'), 'utf8').catch(() => inside)).trim()
  const ours = noted === inside || (dirname(noted) === '/var/lib/hafan' && /^[0-9a-f]{16}$/.test(basename(noted)))
  if (!ours) throw new Error(`${join(folder, 'postgres.place')} names ${noted}, which is not a place of ours.`)
  return noted
}

/** The master secret for trying out: made once, readable by its owner alone. */
export async function developmentSecret(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'secret')
  const kept = Buffer.from(await readFile(file, 'utf8').catch(() => ''), 'base64')
  if (kept.length >= SECRET_BYTES) return kept
  const made = randomBytes(SECRET_BYTES)
  await writeFile(file, `${made.toString('base64')}\n`, { mode: 0o600 })
  return made
}

/** Signs one start's checkpoints and is forgotten with it: its public half lies beside them. */
export function developmentCheckpointKey(): CheckpointKey {
  return readCheckpointKey(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
}
