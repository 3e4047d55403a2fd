// One gateway to a data folder. PostgreSQL guards its own files as well; this lock refuses at once, and says who holds it.
import { randomUUID } from 'node:crypto'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { StoreError } from '../errors.js'

/** A held lock. Releasing twice does nothing. */
export interface Lock {
  release(): Promise<void>
}

interface Holder {
  readonly pid: number
  readonly birth: string | null
  readonly token: string
}

/** Takes the lock, also over from a process that is no more. Throws STORE_IN_USE at once while its holder lives. */
export async function takeLock(file: string): Promise<Lock> {
  const token = randomUUID()
  const mine = JSON.stringify({ pid: process.pid, birth: await birthOf(process.pid), token } satisfies Holder)
  const draft = `${file}.${token}`
  await writeFile(draft, mine, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      // A link appears whole or not at all: nobody ever reads half a lock.
      if (await succeeds(link(draft, file), 'EEXIST')) return { release: () => release(file, mine) }
      const held = await readFile(file, 'utf8').catch(() => null)
      if (held === null) continue
      const holder = parse(held)
      if (holder !== null && (await lives(holder))) {
        throw new StoreError(
          'STORE_IN_USE',
          `Another gateway (process ${holder.pid}) has this data folder open: ${file}`,
        )
      }
      await removeStale(file, held, `${file}.stale-${token}`)
    }
    throw new StoreError('STORE_IN_USE', `The lock could not be taken: ${file}`)
  } finally {
    await unlink(draft)
  }
}

/** Moves it aside first: if another start was quicker, what was moved is its new lock, and goes back. */
async function removeStale(file: string, judged: string, aside: string): Promise<void> {
  if (!(await succeeds(rename(file, aside), 'ENOENT'))) return
  if ((await readFile(aside, 'utf8')) !== judged) await succeeds(link(aside, file), 'EEXIST')
  await unlink(aside)
}

async function release(file: string, mine: string): Promise<void> {
  const held = await readFile(file, 'utf8').catch(() => null)
  if (held === mine) await unlink(file)
}

async function succeeds(doing: Promise<void>, unless: string): Promise<boolean> {
  try {
    await doing
    return true
  } catch (error) {
    if (codeOf(error) === unless) return false
    throw error
  }
}

function parse(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null
    const birth = 'birth' in value && typeof value.birth === 'string' ? value.birth : null
    return { pid: value.pid, birth, token: '' }
  } catch {
    return null
  }
}

async function lives(holder: Holder): Promise<boolean> {
  if (!isAlive(holder.pid)) return false
  return holder.birth === null || holder.birth === (await birthOf(holder.pid))
}

/** Whether a process of this number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Tells a process from a later one with its number: containers always start at the same ones. null where unknown. */
async function birthOf(pid: number): Promise<string | null> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    // The second field is the command in brackets and may hold spaces; the 20th after it is the start in clock ticks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, ticks] = [fields[0], fields[19]]
    // Z: it has ended, and nobody has collected it yet.
    return ticks === undefined || state === 'Z' ? null : `${boot.trim()}/${ticks}`
  } catch {
    return null
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null
}
