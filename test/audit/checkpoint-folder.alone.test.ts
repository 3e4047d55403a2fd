// The folder of checkpoints by itself: what is written where, that it is on the disk, and how far a start looks back.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { generateKeyPairSync } from 'node:crypto'
import { appendFile, mkdtemp, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { openCheckpointFolder } from '../../src/audit/checkpoint-folder.js'
import { readCheckpointKey, signCheckpoint } from '../../src/audit/checkpoint.js'

const key = readCheckpointKey(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
)
const AT = '2026-11-22T07:00:00.000Z'
let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'hafan-folder-')), 'of', 'checkpoints')
})
afterEach(() => rm(join(folder, '..', '..'), { recursive: true, force: true }))

const chainOf = (epoch: number): string => `cccccccc-0000-4000-8000-${String(epoch).padStart(12, '0')}`
const lineOf = (epoch: number, seq: number, others: readonly { chain: string; seq: number; hash: string }[] = []) =>
  signCheckpoint(
    {
      ...{ chain: chainOf(epoch), epoch, sequence: 1, previous: '', at: AT, final: false },
      heads: [{ chain: chainOf(epoch), seq, hash: 'aa' }, ...others],
    },
    key,
  ).line

/** A database that has these chains, up to these rows. */
function database(heads: Readonly<Record<string, number>>): { pool: pg.Pool; asked: string[] } {
  const asked: string[] = []
  const query = (_: string, [chains]: [string[]]) => {
    asked.push(...chains)
    const rows = Object.entries(heads).map(([chain_id, head]) => ({ chain_id, head_seq: String(head) }))
    return Promise.resolve({ rows })
  }
  return { pool: { query } as unknown as pg.Pool, asked }
}

describe('a checkpoint', () => {
  it('is added to the file of its process, which nobody else may read, beside the public key', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    await checkpoints.write(7, chainOf(7), lineOf(7, 1))
    await checkpoints.write(7, chainOf(7), lineOf(7, 2))
    const name = `000000000007-${chainOf(7)}.checkpoints`
    expect((await readdir(folder)).sort()).toEqual([name, `${key.id}.pem`].sort())
    expect(await readFile(join(folder, `${key.id}.pem`), 'utf8')).toBe(key.publicPem)
    expect(await readFile(join(folder, name), 'utf8')).toBe(lineOf(7, 1) + lineOf(7, 2))
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  it('is on the disk, not only handed over, when it is said to be written', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    const handle = await open(join(folder, 'any'), 'w')
    const sync = jest.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'sync')
    await handle.close()
    try {
      await checkpoints.write(1, chainOf(1), lineOf(1, 1))
      expect(sync).toHaveBeenCalledTimes(1)
    } finally {
      sync.mockRestore()
    }
  })

  it('stands on a line of its own after one that was cut off', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    const file = join(folder, `000000000001-${chainOf(1)}.checkpoints`)
    await writeFile(file, '{"cut')
    await checkpoints.write(1, chainOf(1), lineOf(1, 1))
    expect(await readFile(file, 'utf8')).toBe(`{"cut\n${lineOf(1, 1)}`)
  })
})

describe('a database', () => {
  it('that has every row signed, or more, is carried on', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    await checkpoints.write(1, chainOf(1), lineOf(1, 5))
    await checkpoints.refuseOlderDatabase(database({ [chainOf(1)]: 5 }).pool)
    await checkpoints.refuseOlderDatabase(database({ [chainOf(1)]: 6 }).pool)
  })

  it.each([
    ['a row less', { [chainOf(1)]: 4 }],
    ['no such chain', {}],
  ])('with %s than was signed is refused', async (_, heads) => {
    const checkpoints = await openCheckpointFolder(folder, key)
    await checkpoints.write(1, chainOf(1), lineOf(1, 5))
    await expect(checkpoints.refuseOlderDatabase(database(heads).pool)).rejects.toThrow('in 1 of its chains')
  })

  it('is held against the last line that can be read, and against a chain’s own process alone', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    await checkpoints.write(1, chainOf(1), lineOf(1, 5))
    await checkpoints.write(1, chainOf(1), lineOf(1, 8, [{ chain: chainOf(9), seq: 100, hash: 'bb' }]))
    await appendFile(join(folder, `000000000001-${chainOf(1)}.checkpoints`), '{"cut')
    const { pool, asked } = database({ [chainOf(1)]: 8 })
    await checkpoints.refuseOlderDatabase(pool)
    expect(asked).toEqual([chainOf(1)])
    await expect(checkpoints.refuseOlderDatabase(database({ [chainOf(1)]: 7 }).pool)).rejects.toThrow()
  })

  it('is held against a line longer than what is read of a file at first', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    const many = Array.from({ length: 1_000 }, (_, place) => ({ chain: chainOf(100 + place), seq: 1, hash: 'a'.repeat(64) }))
    await checkpoints.write(1, chainOf(1), lineOf(1, 5, many))
    await expect(checkpoints.refuseOlderDatabase(database({}).pool)).rejects.toThrow('in 1 of its chains')
  }) // prettier-ignore

  it('owes nothing to a process that wrote no row, or to a file that says nothing', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    await checkpoints.write(1, chainOf(1), lineOf(1, 0))
    await writeFile(join(folder, '000000000002-empty.checkpoints'), '')
    await writeFile(join(folder, '000000000003-note.txt'), lineOf(3, 5))
    const { pool, asked } = database({})
    await checkpoints.refuseOlderDatabase(pool)
    expect(asked).toEqual([])
  })

  it('is held against the fifty processes that started last', async () => {
    const checkpoints = await openCheckpointFolder(folder, key)
    for (let epoch = 1; epoch <= 51; epoch += 1) await checkpoints.write(epoch, chainOf(epoch), lineOf(epoch, 1))
    const { pool, asked } = database({})
    await expect(checkpoints.refuseOlderDatabase(pool)).rejects.toThrow('in 50 of its chains')
    expect(asked).toHaveLength(50)
    expect(asked).not.toContain(chainOf(1))
  })
})
