// The gateway as one more server of the harness: the door, the gates, the audit and the store that run in real use, before the
// harness's systems. Started by the harness, which says where the systems are; the rest is in the file that HAFAN_BENCH names.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { openSources } from '../../src/adapters/registry.js'
import { openWitnessedAudit, readCheckpointKey } from '../../src/audit/index.js'
import { blockingTokens } from '../../src/children/identity/blocking-tokens.js'
import { isOneName } from '../../src/children/identity/names.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { projectRoot } from '../../src/paths.js'
import { always, readProtocol } from '../../src/policies/protocol/index.js'
import { openGateway } from '../../src/server/gateway.js'
import { openSignIn } from '../../src/server/sign-in/open.js'
import { jsonLog } from '../../src/server/start/log.js'
import { TRAFFIC } from '../../src/server/traffic.js'
import { createKeys } from '../../src/store/keys.js'
import { openStore } from '../../src/store/open.js'
import { CONTROL_OFFSET, type BenchFile } from './bench-file.js'
import { startControl } from './control.js'
import { withoutAudit, withoutProtocol } from './unenforced.js'
import { configsOf, KINDS } from './systems/index.js'

const UNLIMITED = { burst: 1e9, perSecond: 1e9 }

function environment(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: this is started by npm run bench`)
  return value
}

/** What the database is asked, counted where everything that asks it comes by. */
function countStatements(): () => number {
  let count = 0
  const ask: (...words: unknown[]) => unknown = pg.Client.prototype.query
  pg.Client.prototype.query = function counted(this: pg.Client, ...words: unknown[]): never {
    count += 1
    return ask.apply(this, words) as never
  }
  return () => count
}

/** Whether enforcement is taken away, to see what it costs. */
const unenforced = process.env['HAFAN_BENCH_UNENFORCED'] === 'yes'

/** One caller asks for every child, far oftener than a person could: the numbers that stop that are out of the way. */
function protocolText(): string {
  const text = readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8')
  const raised = text.replace(/^ {4}HP: 400$/m, '    HP: 100000')
  if (raised === text) throw new Error('the protocol no longer says how many children a hub practitioner may be shown')
  return unenforced ? withoutProtocol(raised) : raised
}

const file = JSON.parse(readFileSync(environment('HAFAN_BENCH'), 'utf8')) as BenchFile
const port = Number(environment('PORT'))
const statements = countStatements()
const log = jsonLog()
const now = (): Date => new Date()
const keys = createKeys(Buffer.from(file.master, 'hex'))
const read = readProtocol(protocolText())
if (!read.ok) throw new Error(read.problems.join('\n'))
/** A data folder: the gateway has a database of its own in it, in place of the one outside. */
const embedded = process.env['HAFAN_BENCH_EMBEDDED']
const store = await openStore({
  databaseUrl: embedded === undefined ? file.databaseUrl : null,
  dataDir: embedded ?? tmpdir(),
  keys,
  log,
  blockingTokens,
  isOneName,
})
const audit = await openWitnessedAudit({
  ...{ pool: store.auditPool, chainId: randomUUID(), keys, clock: now, log },
  ...{ folder: file.checkpoints, key: readCheckpointKey(file.checkpointKey), monotonic: () => performance.now() },
})
const gateway = await openGateway({
  editions: always(read.protocol),
  sources: openSources(configsOf(environment), { secret: environment, now }, KINDS),
  // The harness sends one token for as long as it runs: to sign-in it is always the moment it was issued at.
  signIn: openSignIn({ ...file.signIn, now: () => new Date(file.issuedAt) }),
  ...{ store, keys, now, log, host: '127.0.0.1', port },
  audit: unenforced ? withoutAudit(audit) : audit,
  witness: () => audit.witness(),
  traffic: { ...TRAFFIC, caller: UNLIMITED, address: UNLIMITED, strangers: UNLIMITED, mostLagMs: 1e9 },
  policy: HUB_POLICY,
  gateThree: 'MUTATIONS_AND_BREAK_GLASS',
  deadlineMs: 10_000,
  notShownMs: 1_000,
})
startControl(port + CONTROL_OFFSET, statements)

process.on('SIGTERM', () => {
  void gateway
    .close()
    .then(() => audit.stop())
    .then(() => store.stop())
    .finally(() => process.exit())
})
