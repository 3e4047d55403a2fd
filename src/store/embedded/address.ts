// Where a gateway's own database can be reached while that gateway runs: what it wrote down, read by another program.
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { ownAddress } from './server.js'

/** The address as the owner of the database; null where no server runs in this store's folder. */
export async function runningAddress(storeDir: string): Promise<string | null> {
  const folder = await realpath(storeDir).catch(() => null)
  if (folder === null) return null
  const noted = (await readOr(join(folder, 'postgres.place'))).trim()
  const home = noted === '' ? join(folder, 'postgres') : noted
  // Line five of PostgreSQL's own note is the folder of its socket.
  const sockets = (await readOr(join(home, 'data', 'postmaster.pid'))).split('\n')[4]?.trim() ?? ''
  const password = (await readOr(join(home, 'password'))).trim()
  if (sockets === '' || password === '') return null
  const url = ownAddress(password, sockets)
  return (await answers(url)) ? url : null
}

const readOr = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')

/** The note outlives a server that was killed. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
