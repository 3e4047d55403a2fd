// A gateway killed outright leaves its database running. The next start stops it cleanly, so that nothing it had promised
// is lost and the new one starts on settings of its own.
import { readFile, readlink, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../log.js'
import { isAlive } from './lock.js'

/** Stops the server that still runs on this data folder, if any: fast, then at once, then by force. */
export async function stopOrphan(data: string, log: Log): Promise<void> {
  const pid = await postmasterOf(data)
  if (pid === null) return
  log.warn({ pid }, 'stopping the database an earlier gateway left running')
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (isAlive(pid)) process.kill(pid, signal)
    if (await ends(data, patience)) return
  }
}

/** The running server that holds the folder. A number left in the file may meanwhile be somebody else's: looked at, not trusted. */
async function postmasterOf(data: string): Promise<number | null> {
  const noted = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(noted, 10)
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isAlive(pid)) return null
  if (process.platform !== 'linux') return pid
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  return folder === (await realpath(data)) ? pid : null
}

/** Asks for the server, not for the number: a process that ended but was never collected still has one. */
async function ends(data: string, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience
  while (performance.now() < deadline) {
    if ((await postmasterOf(data)) === null) return true
    await pause(20)
  }
  return false
}
