// A process to kill: opens the store of the folder given, writes audit rows one after another, and says of each that it
// is durable only when it is.
import { blockingTokens } from '../../src/children/identity/blocking-tokens.js'
import { createAudit } from '../../src/audit/index.js'
import { createKeys } from '../../src/store/keys.js'
import { openStore } from '../../src/store/open.js'

const [dataDir = '', chainId = ''] = process.argv.slice(2)
const keys = createKeys(Buffer.alloc(32, 'test'))
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const store = await openStore({ databaseUrl: null, dataDir, keys, log: quiet, blockingTokens })
const audit = createAudit({ pool: store.auditPool, chainId, keys, clock: () => new Date() })
for (let row = 1; ; row += 1) {
  const plain = { caller: null, application: null, purpose: null, documentHash: null, edition: null }
  await audit.refusal({ operationId: String(row), code: 'TOKEN_REFUSED', ...plain })
  process.stdout.write(`${row}\n`)
}
