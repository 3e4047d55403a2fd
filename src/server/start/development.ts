// `npm start`: an invented region and a gateway on it, anew at each start, because a region's records lie before its now.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { projectRoot } from '../../paths.js'
import { blockingTokens } from '../../children/identity/blocking-tokens.js'
import { isOneName } from '../../children/identity/names.js'
import { createKeys } from '../../store/keys.js'
import { openStore } from '../../store/open.js'
import { addExplorer } from '../explorer/routes.js'
import type { PickerEntry } from '../explorer/routes.js'
import { examples } from '../explorer/examples.js'
import { readSettings, secretReader } from '../settings.js'
import type { Belongings } from './belongings.js'
import { startConsoleProcess } from './console.js'
import { checkPort, openCore } from './core.js'
import { openEditions } from './editions.js'
import { removeDevFile, showcaseChildren, writeDevFile } from './dev-file.js'
import { checkpointsFolder, developmentCheckpointKey, developmentSecret, freshStore, takeFolder } from './folder.js'
import { startLinking } from './linking.js'
import { terminalLog } from './log.js'
import type { DevelopmentCommand } from './options.js'
import { readPersonas } from './personas.js'
import type { Personas } from './personas.js'
import { createSay } from './say.js'
import { sayProgress } from './progress.js'
import { startSimulators } from './simulators.js'
import { whatToTry } from './what-to-try.js'

export interface StartDeps {
  readonly now: () => Date
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  readonly belongings: Belongings
  /** Called once if something ends that the gateway cannot do without; then everything is to be stopped. */
  readonly onEnd: (sentence: string) => void
}

const HOST = '127.0.0.1'
const REFRESH_MS = 5 * 60_000
const built = (program: string): string => join(projectRoot, 'dist', program, 'main.js')

/** Starts everything. Rejects with a sentence; what has been started by then is the caller's to close. */
export async function startDevelopment(command: DevelopmentCommand, deps: StartDeps): Promise<void> {
  const { now, write, writeError, belongings, onEnd } = deps
  const { size, seed, latency, port, consolePort, dataDir } = command
  const { own } = belongings
  const say = createSay(write, () => performance.now())
  const log = terminalLog(writeError)
  await checkPort(HOST, port)
  await checkPort(HOST, consolePort, 'CONSOLE_PORT')
  const opened = openEditions(join(projectRoot, 'protocol'), { now, log })
  const editions = await own(opened, each => each.stop())
  await own(takeFolder(dataDir), lock => lock.release())
  // Left by a gateway that was killed: whoever waits for the file must not find that one.
  await removeDevFile(dataDir)
  const keys = createKeys(await developmentSecret(dataDir))
  const storeDir = await freshStore(dataDir, log)

  const simulators = startSimulators({ entry: built('simulators'), size, seed, latency, dataDir, said: writeError })
  await own(simulators, started => started.stop())
  const opening = own(
    openStore({ databaseUrl: null, dataDir: storeDir, keys, log, blockingTokens, isOneName }),
    opened => opened.stop(),
  )
  const invented = `Inventing ${size.toLocaleString('en')} children and starting their agencies' systems`
  const [folder, store] = await Promise.all([
    say.step(invented, simulators.ready),
    say.step('Making an empty database', opening),
  ])
  void simulators.ended.then(() => onEnd('The simulated agencies have stopped, so the gateway stops too.'))
  const seeding = store.hub.seed(JSON.parse(readFileSync(join(folder, 'seed.json'), 'utf8')))
  await say.step("Loading the hub's own records and the links people have confirmed", seeding)

  const personas = readPersonas(folder, () => performance.now())
  const children = await showcaseChildren(folder, store.children, keys)
  const control = z.object({ url: z.url() }).parse(JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8')))
  const nhsNumber = children[0]?.nhsNumber ?? ''
  const tabs = examples({ nhsNumber, controlUrl: control.url })
  const { url, sources } = await openCore(
    {
      settings: readSettings(folder),
      secret: secretReader({}, join(folder, 'secrets')),
      ...{ editions, keys, store, port, now, log },
      host: HOST,
      metrics: command.metrics,
      gateThree: command.gateThree,
      checkpoints: { folder: checkpointsFolder(storeDir), key: developmentCheckpointKey() },
      extend: (server, signIn) =>
        addExplorer(server, {
          protocol: () => editions.current(now()),
          signIn,
          personas: () => pickerOf(personas),
          examples: tabs,
        }),
    },
    belongings,
  )

  const pages = startConsoleProcess({
    ...{ entry: built('console'), folder, port: consolePort, api: url },
    ...{ databaseUrl: store.url, said: writeError },
  })
  await own(pages, started => started.stop())
  const consoleUrl = await pages.ready
  void pages.ended.then(() => onEnd('The console has stopped, so the gateway stops too.'))

  const refresh = async (): Promise<void> => {
    await writeDevFile(dataDir, { url, personas: await personas.signedIn(), children })
  }
  await own(refresh(), () => removeDevFile(dataDir))
  const again = (): void =>
    void refresh().catch(() =>
      log.warn({}, 'The tokens in dev.json could not be renewed; trying again in five minutes'),
    )
  await own(setInterval(again, REFRESH_MS), clearInterval)
  say.line(
    whatToTry({
      url,
      controlUrl: control.url,
      dataDir,
      nhsNumber,
      explorerUrl: new URL('/explorer/', url).href,
      consoleUrl,
    }),
  )

  const linking = startLinking({ sources, store, progress: sayProgress(say.line, () => performance.now()), now })
  await own(linking, started => started.stop())
  say.line('\nThe children in dev.json are linked; linking everybody else goes on behind this.')
  linking.done.then(
    end => {
      if (end === 'COMPLETE') say.line('All records that can be linked are linked.')
    },
    () => log.error({}, 'Linking broke off: the database failed'),
  )
}

/** Everybody, and the school lead once more through the partner's software. */
async function pickerOf(personas: Personas): Promise<readonly PickerEntry[]> {
  const [all, partner] = await Promise.all([personas.signedIn(), personas.through('school-partner', 'school-lead')])
  return [...all.map(one => ({ ...one, through: null })), { ...partner, through: 'school-partner' }]
}
