// PostgreSQL refuses to run as root, rightly. When the gateway runs as root, its database runs as an account of its own.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { StoreError } from '../errors.js'
import type { Log } from '../log.js'

const run = promisify(execFile)

/** The system account the database server runs as. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const OWN = 'hafan-pg'

/** The account to run the server as; null when the gateway is not root and the server runs as the gateway itself. */
export async function serverAccount(log: Log): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const own = (await lookUp(OWN)) ?? (await create(log))
  if (own !== null) return own
  const nobody = await lookUp('nobody')
  if (nobody === null || nobody.uid === 0) {
    throw new StoreError(
      'STORE_NO_ACCOUNT',
      `Running as root, and there is no account for the database: create "${OWN}"`,
    )
  }
  log.warn({ account: nobody.name }, 'the database runs as an account other services may share')
  return nobody
}

async function lookUp(name: string): Promise<Account | null> {
  try {
    const [user, group] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number(user.stdout), gid: Number(group.stdout) }
  } catch {
    return null
  }
}

/** Tries the two tools Linux systems have for it. Another start may be creating it too: the look-up decides. */
async function create(log: Log): Promise<Account | null> {
  const tools: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', OWN]],
    ['adduser', ['-S', '-D', '-H', '-h', '/nonexistent', '-s', '/bin/false', OWN]],
  ]
  for (const [tool, args] of tools) {
    await run(tool, args).catch(() => undefined)
    const made = await lookUp(OWN)
    if (made !== null) {
      log.info({ account: OWN, uid: made.uid, tool }, 'created a system account for the database')
      return made
    }
  }
  return null
}
