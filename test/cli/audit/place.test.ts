// hafan audit on a gateway's own database, while it runs and when it does not.
import { expect, it, jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blockingTokens } from '../../../src/children/identity/blocking-tokens.js'
import { createAudit } from '../../../src/audit/index.js'
import { storeFolder } from '../../../src/server/start/folder.js'
import { openStore } from '../../../src/store/open.js'
import { silent, testKeys } from '../../support/database.js'
import { hafan } from '../support.js'

jest.setTimeout(120_000)

it('finds the database in the data folder: the one that runs, and one that has to be started for it', async () => {
  const data = await mkdtemp(join(tmpdir(), 'hafan-place-'))
  await chmod(data, 0o711)
  const verify = (): ReturnType<typeof hafan> =>
    hafan(['audit', 'verify', '--without-checkpoints'], { environment: { HAFAN_DATA: data } })
  try {
    const store = await openStore({
      databaseUrl: null,
      dataDir: storeFolder(data),
      keys: testKeys,
      log: silent,
      blockingTokens,
    })
    const audit = createAudit({ pool: store.auditPool, chainId: randomUUID(), keys: testKeys, clock: () => new Date() })
    const none = { caller: null, application: null, purpose: null, documentHash: null, edition: null }
    await audit.refusal({ operationId: randomUUID(), code: 'UNAUTHENTICATED', ...none })
    const running = await verify()
    await audit.stop()
    await store.stop()
    expect(running).toMatchObject({ code: 0, err: '', out: expect.stringContaining('1 row in 1 chain read') })
    expect(await verify()).toEqual(running)
    // And it was stopped again.
    expect(await verify()).toEqual(running)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})
