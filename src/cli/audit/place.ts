// Where the audit lies, for commands that read it: a database by its address, or the gateway's own, whether it runs or not.
import { resolve } from 'node:path'
import { storeFolder } from '../../server/start/folder.js'
import { runningAddress } from '../../store/embedded/address.js'
import { startEmbedded } from '../../store/embedded/server.js'
import type { CommandDeps } from '../command.js'

export const PLACE_HELP = `  --database-url URL   the database, as its owner (default: DATABASE_URL, else the gateway's own in HAFAN_DATA)
`

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined }

type Given = Pick<CommandDeps, 'environment' | 'projectRoot'>

export const dataFolder = ({ environment, projectRoot }: Given): string =>
  resolve(projectRoot, environment['HAFAN_DATA']?.trim() || '.hafan')

/** Hands the address to the work. A database of the gateway's own that does not run is started for it, and stopped again. */
export async function withDatabase<T>(
  given: string | undefined,
  deps: Given,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const named = given ?? deps.environment['DATABASE_URL']?.trim()
  if (named) return work(named)
  const folder = storeFolder(dataFolder(deps))
  const running = await runningAddress(folder)
  if (running !== null) return work(running)
  const server = await startEmbedded(folder, QUIET)
  try {
    return await work(server.url)
  } finally {
    await server.stop()
  }
}
