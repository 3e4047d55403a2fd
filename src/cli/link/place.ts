// The sources and the store of the gateway, opened as the gateway opens them: whether it runs at the time or not.
import { join, resolve } from 'node:path'
import { openSources } from '../../adapters/registry.js'
import type { OpenedSource } from '../../adapters/registry.js'
import { blockingTokens } from '../../children/identity/blocking-tokens.js'
import { isOneName } from '../../children/identity/names.js'
import { developmentSecret, isDevelopmentStore } from '../../server/start/folder.js'
import { keysOf } from '../../server/start/real.js'
import { readSettings, secretReader } from '../../server/settings.js'
import { createKeys } from '../../store/keys.js'
import type { Keys } from '../../store/keys.js'
import { openStore } from '../../store/open.js'
import type { Store } from '../../store/open.js'
import { dataFolder, withDatabase } from '../audit/place.js'
import type { CommandDeps } from '../command.js'

export interface Place {
  readonly keys: Keys
  readonly sources: readonly OpenedSource[]
  readonly store: Store
}

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Hands both to the work, and closes the store after it. */
export async function withPlace<T>(
  given: { readonly config?: string | undefined; readonly 'database-url'?: string | undefined },
  deps: CommandDeps,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const dataDir = dataFolder(deps)
  const { folder, secret, keys } = await settingsOf(given.config, dataDir, deps)
  const sources = openSources(readSettings(folder).sources, { secret, now: deps.now })
  return withDatabase(given['database-url'], deps, async databaseUrl => {
    const store = await openStore({ databaseUrl, dataDir, keys, log: QUIET, blockingTokens, isOneName })
    try {
      return await work({ sources, store, keys })
    } finally {
      await store.stop()
    }
  })
}

interface SettingsPlace {
  readonly folder: string
  readonly secret: (name: string) => string
  readonly keys: Keys
}

/** Beside an invented region its own settings and secrets are meant: no others fit its store. */
async function settingsOf(
  config: string | undefined,
  dataDir: string,
  { environment, projectRoot, workingDirectory }: CommandDeps,
): Promise<SettingsPlace> {
  if (await isDevelopmentStore(dataDir)) {
    const folder = join(dataDir, 'simulated')
    const keys = createKeys(await developmentSecret(dataDir))
    return { folder, secret: secretReader({}, join(folder, 'secrets')), keys }
  }
  const secrets = resolve(projectRoot, environment['HAFAN_SECRETS']?.trim() || join(dataDir, 'secrets'))
  const secret = secretReader(environment, secrets)
  const folder = config === undefined ? join(projectRoot, 'config') : resolve(workingDirectory, config)
  return { folder, secret, keys: keysOf(secret) }
}
