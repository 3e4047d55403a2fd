// A PostgreSQL of its own, as durable as the gateway's: killed outright with every process of it, and begun again on the same files.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startEmbedded } from '../../../../src/store/embedded/server.js'
import { silent, type TestServer } from '../../../support/database.js'

export interface KilledServer extends TestServer {
  /** Kills it with SIGKILL, leaves it dead for so long, and begins it again. */
  kill(deadMs: number): Promise<void>
  /** How often it found, beginning, that it had been cut off. By its own log. */
  recoveries(): Promise<number>
}

export async function openKilledServer(): Promise<KilledServer> {
  const folder = await mkdtemp(join(tmpdir(), 'hafan-crash-'))
  // Passable: as root, the server's own account must reach its data, or it would be put elsewhere.
  await chmod(folder, 0o711)
  const home = join(folder, 'postgres')
  let server = await startEmbedded(folder, silent)
  const { url } = server
  return {
    name: 'PostgreSQL from npm, to be killed',
    url: database => url.replace('/hafan?', `/${database}?`),
    async kill(deadMs) {
      const pid = Number.parseInt(await readFile(join(home, 'data', 'postmaster.pid'), 'utf8'), 10)
      const sessions = await childrenOf(pid)
      for (const one of [pid, ...sessions]) killed(one)
      await wait(deadMs)
      await server.stop()
      server = await startEmbedded(folder, silent)
      if (server.url !== url) throw new Error('the database came back at another address')
    },
    async recoveries() {
      const log = await readFile(join(home, 'server.log'), 'utf8')
      return log.split('database system was not properly shut down').length - 1
    },
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Linux says which they are. Elsewhere they end by themselves once they see that their parent is gone. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const said = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return said.split(' ').filter(Boolean).map(Number)
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile: a session that was over.
  }
}
