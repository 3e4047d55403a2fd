import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { createHash, createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createAudit, openWitnessedAudit, readCheckpointKey, type WitnessedAudit } from '../../src/audit/index.js'
import { createLateness, startWitness } from '../../src/audit/witness.js'
import type { Checkpoint } from '../../src/audit/checkpoint.js'
import { asOwner, silent, testDatabase, testKeys, type TestDatabase } from '../support/database.js'

jest.setTimeout(60_000)

const pemOf = (kind: 'ed25519' | 'ed448'): string =>
  (kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
const key = readCheckpointKey(pemOf('ed25519'))
const row = {
  operationId: 'op',
  caller: null,
  application: null,
  purpose: null,
  code: 'X',
  documentHash: null,
  edition: null,
}

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hafan-checkpoints-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (chainId = randomUUID(), everyMs = 3_600_000): Promise<WitnessedAudit> =>
  openWitnessedAudit({
    ...{ pool: database.store.auditPool, chainId, keys: testKeys, clock: () => new Date(), log: silent },
    ...{ folder, key, everyMs, monotonic: () => performance.now() },
  })

interface Signed {
  readonly checkpoint: string
  readonly signature: string
}

async function lines(): Promise<{ readonly file: string; readonly signed: Signed; readonly said: Checkpoint }[]> {
  const files = (await readdir(folder)).filter(name => name.endsWith('.checkpoints')).sort()
  const all = await Promise.all(
    files.map(async file =>
      (await readFile(join(folder, file), 'utf8'))
        .trimEnd()
        .split('\n')
        .map(line => {
          const signed = JSON.parse(line) as Signed
          return { file, signed, said: JSON.parse(signed.checkpoint) as Checkpoint }
        }),
    ),
  )
  return all.flat()
}

describe('checkpoints', () => {
  it('are signed at start and at stop, each on the one before, and verify with the key that lies beside them', async () => {
    const chainId = randomUUID()
    const audit = await open(chainId)
    await audit.refusal(row)
    await audit.refusal(row)
    await audit.stop()
    const [first, last, ...more] = await lines()
    expect(more).toEqual([])
    expect(first?.said).toMatchObject({ chain: chainId, sequence: 1, previous: '0'.repeat(64), final: false })
    expect(last?.said).toMatchObject({ chain: chainId, sequence: 2, final: true })
    expect(first?.said.heads[0]).toEqual({ chain: chainId, seq: 0, hash: '0'.repeat(64) })
    expect(last?.said.heads[0]).toMatchObject({ chain: chainId, seq: 2 })
    expect(last?.said.previous).toBe(
      createHash('sha256')
        .update(first?.signed.checkpoint ?? '')
        .digest('hex'),
    )
    const publicKey = createPublicKey(await readFile(join(folder, `${key.id}.pem`), 'utf8'))
    for (const { signed } of await lines())
      expect(verify(null, Buffer.from(signed.checkpoint), publicKey, Buffer.from(signed.signature, 'base64'))).toBe(
        true,
      )
  })

  it('are signed in between, and tell what has moved of the chains of others', async () => {
    const [mine, other] = [randomUUID(), randomUUID()]
    const audit = await open(mine, 20)
    const second = createAudit({
      pool: database.store.auditPool,
      chainId: other,
      keys: testKeys,
      clock: () => new Date(),
    })
    await second.refusal(row)
    while (!(await lines()).some(({ said }) => said.heads.some(({ chain }) => chain === other))) await wait(20)
    await audit.stop()
    const about = (await lines()).flatMap(({ said }) => said.heads.filter(({ chain }) => chain === other))
    expect(about).toEqual([{ chain: other, seq: 1, hash: second.head()?.hash.toString('hex') }])
    expect(audit.witness()).toMatchObject({ failed: 0, overdue: false })
    expect(audit.witness().written).toBeGreaterThan(2)
  })

  it('number each process higher than those before', async () => {
    for (let start = 0; start < 3; start += 1) await (await open()).stop()
    const epochs = [...new Set((await lines()).map(({ said }) => said.epoch))]
    expect(epochs).toEqual([...epochs].sort((one, other) => one - other))
    expect(epochs).toHaveLength(3)
  })

  it('go on after a line that was cut off', async () => {
    const audit = await open()
    const [{ file } = { file: '' }] = await lines()
    await appendFile(join(folder, file), '{"checkpoint":"{\\"at')
    await audit.stop()
    const text = await readFile(join(folder, file), 'utf8')
    expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')).toHaveProperty('signature')
  })
})

describe('a place that cannot be written to', () => {
  it('keeps a gateway from starting: nobody would notice later', async () => {
    const taken = join(folder, 'file')
    await writeFile(taken, '')
    folder = taken
    await expect(open()).rejects.toThrow()
    folder = join(taken, '..')
  })

  it('is counted, lets answers go on for hours, and then stops them until it can be written to again', async () => {
    let now = 0
    let away = false
    const lateness = createLateness(() => now, 4 * 3_600_000)
    const chainId = randomUUID()
    const audit = createAudit({
      ...{ pool: database.store.auditPool, chainId, keys: testKeys, clock: () => new Date() },
      unwitnessed: () => lateness.state().overdue,
    })
    const warned: string[] = []
    const log = {
      warn: (_: object, text: string) => void warned.push(text),
      info: (_: object, text: string) => void warned.push(text),
    }
    const witness = await startWitness({
      ...{
        key,
        chainId,
        epoch: await audit.begin(),
        audit,
        pool: database.store.auditPool,
        clock: () => new Date(),
        lateness,
        log,
      },
      write: () => (away ? Promise.reject(new Error('the share is gone')) : Promise.resolve()),
      everyMs: 5,
    })
    away = true
    while (witness.state().failed < 3) await wait(5)
    now = 3 * 3_600_000
    await audit.refusal(row)
    now = 5 * 3_600_000
    await expect(audit.refusal(row)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE', fault: 'UNWITNESSED' })
    expect(witness.state().overdue).toBe(true)
    away = false
    while (witness.state().overdue) await wait(5)
    await audit.refusal(row)
    expect(warned).toEqual([expect.stringContaining('could not be written'), expect.stringContaining('written again')])
    await witness.stop()
    await audit.stop()
  })
})

describe('a database that has gone back in time', () => {
  const cutBack = (chainId: string): Promise<unknown> =>
    asOwner(database.url, async client => {
      await client.query('alter table hafan.audit_chain disable trigger all')
      await client.query('delete from hafan.audit_row where chain_id = $1 and seq > 1', [chainId])
      await client.query(
        'update hafan.audit_chain set head_seq = 1, head_hash = (select hash from hafan.audit_row where chain_id = $1 and seq = 1) where chain_id = $1',
        [chainId],
      )
      await client.query('alter table hafan.audit_chain enable trigger all')
    })

  it('is not carried on by a gateway that starts', async () => {
    const chainId = randomUUID()
    const audit = await open(chainId)
    for (const _ of [1, 2, 3]) await audit.refusal(row)
    await audit.stop()
    await (await open()).stop()
    await cutBack(chainId)
    await expect(open()).rejects.toThrow('The database lacks audit rows that were signed')
  })

  it('is not carried on by one that runs: the chain would cover up what was taken', async () => {
    const chainId = randomUUID()
    const audit = createAudit({ pool: database.store.auditPool, chainId, keys: testKeys, clock: () => new Date() })
    for (const _ of [1, 2, 3]) await audit.refusal(row)
    await cutBack(chainId)
    await expect(audit.refusal(row)).rejects.toMatchObject({ fault: 'DATABASE' })
    await expect(audit.refusal(row)).rejects.toMatchObject({ fault: 'DATABASE' })
  })
})

describe('the key', () => {
  it.each([
    ['no key', 'hello'],
    ['a key of another kind', pemOf('ed448')],
  ])('that is %s is refused, with how to make one', (_, pem) => {
    expect(() => readCheckpointKey(pem)).toThrow('openssl genpkey -algorithm ed25519')
  })
})
