// `npm start -- --gateway`: the gateway alone, on settings written by people, keeping what it has kept.
import { readCheckpointKey } from '../../audit/index.js'
import { refuseDevelopmentStore, storeFolder } from './folder.js'
import { blockingTokens } from '../../children/identity/blocking-tokens.js'
import { isOneName } from '../../children/identity/names.js'
import { createKeys } from '../../store/keys.js'
import type { Keys } from '../../store/keys.js'
import { openStore } from '../../store/open.js'
import { readRevoked, readSettings, secretReader } from '../settings.js'
import { createRevoked } from '../sign-in/revoked.js'
import { checkPort, openCore } from './core.js'
import type { StartDeps } from './development.js'
import { openEditions } from './editions.js'
import { startLinking } from './linking.js'
import { jsonLog } from './log.js'
import type { Environment, GatewayCommand } from './options.js'
import { readWays } from './ways.js'

/** Starts it. Rejects with a sentence for the operator; what has been started by then is the caller's to close. */
export async function startReal(
  command: GatewayCommand,
  environment: Environment,
  { now, belongings }: Pick<StartDeps, 'now' | 'belongings'>,
): Promise<void> {
  const { host, port, dataDir, configDir, protocolPlace, secretsDir, checkpointsDir, databaseUrl } = command
  const log = jsonLog()
  const secret = secretReader(environment, secretsDir)
  const keys = keysOf(secret)
  const checkpoints = { folder: checkpointsDir, key: readCheckpointKey(secret('HAFAN_CHECKPOINT_KEY')) }
  if (checkpointsDir.startsWith(dataDir)) {
    log.warn(
      { folder: checkpointsDir },
      'Checkpoints of the audit lie beside what they witness; --checkpoints names another folder',
    )
  }
  const settings = readSettings(configDir)
  const revoked = createRevoked({
    read: () => readRevoked(configDir),
    monotonic: () => performance.now(),
    onFault: () => log.error({}, 'revoked.yaml cannot be used: what it said before stays in force'),
  })
  const editions = await belongings.own(openEditions(protocolPlace, { now, log }), opened => opened.stop())
  await checkPort(host, port)
  if (databaseUrl === null) await refuseDevelopmentStore(dataDir)
  const store = await belongings.own(
    openStore({ databaseUrl, dataDir: storeFolder(dataDir), keys, log, blockingTokens, isOneName }),
    opened => opened.stop(),
  )
  const { url, sources } = await openCore(
    {
      ways: readWays(environment, secret),
      ...{ settings, revoked, secret, editions, keys, store, checkpoints, host, port, now, log },
      metrics: command.metrics,
      gateThree: command.gateThree,
    },
    belongings,
  )
  log.info({ url, sources: sources.length, edition: editions.current(now()).id }, 'The gateway answers')
  const linking = startLinking({ sources, store, progress: said => log.info({ ...said }, 'Linking'), now })
  await belongings.own(linking, started => started.stop())
  linking.done.then(
    end => log.info({ end }, 'The linking pass is over'),
    (error: unknown) => {
      log.error({ error: error instanceof Error ? error.name : typeof error }, 'The linking pass broke off')
    },
  )
}

/** Throws where HAFAN_SECRET is too short. */
export function keysOf(secret: (name: string) => string): Keys {
  const master = Buffer.from(secret('HAFAN_SECRET'))
  if (master.length >= 32) return createKeys(master)
  throw new Error('HAFAN_SECRET is too short: it takes 32 bytes or more. "openssl rand -hex 32" makes one.')
}
