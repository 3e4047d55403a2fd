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

export interface StorePlace {
  readonly store: Store
  readonly keys: Keys
}

export interface Place extends StorePlace {
  readonly sources: readonly OpenedSource[]
}

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined }

interface Given {
  readonly config?: string | undefined
  readonly 'database-url'?: string | undefined
}

/** Hands both to the work, and closes the store after it. */
export async function withPlace<T>(given: Given, deps: CommandDeps, work: (place: Place) => Promise<T>): Promise<T> {
  const settings = await settingsOf(given.config, dataFolder(deps), deps)
  const { folder, secret } = settings
  const sources = openSources(readSettings(folder).sources, { secret, now: deps.now })
  return opened(given, settings, deps, place => work({ ...place, sources }))
}

/** The store alone, for what asks no system. */
export async function withStore<T>(
  given: Given,
  deps: CommandDeps,
  work: (place: StorePlace) => Promise<T>,
): Promise<T> {
  return opened(given, await settingsOf(given.config, dataFolder(deps), deps), deps, work)
}

function opened<T>(
  given: Given,
  { keys }: SettingsPlace,
  deps: CommandDeps,
  work: (place: StorePlace) => Promise<T>,
): Promise<T> {
  return withDatabase(given['database-url'], deps, async databaseUrl => {
    const dataDir = dataFolder(deps)
    const store = await openStore({ databaseUrl, dataDir, keys, log: QUIET, blockingTokens, isOneName })
    try {
      return await work({ store, keys })
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
