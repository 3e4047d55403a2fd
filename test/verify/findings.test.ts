// What the verifier says of each kind of tampering: its kind, its chain, and the rows or checkpoints that it names.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { hashOf, signCheckpoint } from '../../src/audit/checkpoint.js'
import { openFile } from '../../src/verify/read-file.js'
import { verifyLedger } from '../../src/verify/verify.js'
import type { Finding, Row } from '../../src/verify/format.js'
import { newKey, verifyWorld, writeWorld } from './ledger.js'
import type { World } from './ledger.js'

const key = newKey()
const CHAIN = 'cccccccc-0000-4000-8000-000000000001'
const OTHER = 'cccccccc-0000-4000-8000-000000000002'
const FILE = `000000000001-${CHAIN}.checkpoints`
type Short = readonly [Finding['kind'], string, number, number]
const short = (findings: readonly Finding[]): Short[] =>
  findings.map(({ kind, chain, from, to }) => [kind, chain, from, to])

/** Two chains of ten rows, signed at the start, at rows 4 and 8, and at the end; `change` lays hand on them. */
async function found(change: (world: World) => void): Promise<Short[]> {
  const world = writeWorld(2, 10, 4, key)
  change(world)
  return short((await verifyWorld(world, key)).findings)
}
const linesOf = (world: World): string[] => world.files[0]?.lines ?? []
const without = (world: World, ...seqs: readonly number[]): void => {
  world.rows = world.rows.filter(({ chain, seq }) => chain !== CHAIN || !seqs.includes(seq))
}
const withHead = (world: World, change: Partial<World['heads'][number]>): void => {
  world.heads = world.heads.map(head => (head.chain === CHAIN ? { ...head, ...change } : head))
}

describe('what nobody touched', () => {
  it('is counted, and nothing is found', async () => {
    expect(await verifyWorld(writeWorld(2, 10, 4, key), key)).toEqual({ rows: 20, chains: 2, checkpoints: 8, found: 0, findings: [] })
  }) // prettier-ignore

  it('may be a chain without a row', async () => {
    expect((await verifyWorld(writeWorld(1, 0, 4, key), key)).found).toBe(0)
  })
})

describe('rows', () => {
  it.each<[string, (world: World) => void, Short[]]>([
    ['one taken out', world => without(world, 6), [['MISSING', CHAIN, 6, 6]]],
    ['the first taken out', world => without(world, 1), [['MISSING', CHAIN, 1, 1]]],
    ['a signed one taken out', world => without(world, 4), [['MISSING', CHAIN, 4, 4]]],
    ['the last cut off', world => without(world, 9, 10), [['TRUNCATED', CHAIN, 9, 10], ['TRUNCATED', CHAIN, 9, 10]]],
    ['the last cut off, and the head moved back', world => {
      without(world, 9, 10)
      withHead(world, { seq: 8, hash: world.rows.find(({ chain, seq }) => chain === CHAIN && seq === 8)?.hash ?? '' })
    }, [['TRUNCATED', CHAIN, 9, 10]]],
    ['one twice', world => world.rows.splice(3, 0, world.rows[2] as Row), [['OUT_OF_PLACE', CHAIN, 3, 3]]],
    ['a chain without its head', world => { world.heads = world.heads.slice(1) }, [['HEAD', CHAIN, 1, 10]]],
    ['a head with another hash', world => withHead(world, { hash: 'f'.repeat(64) }), [['HEAD', CHAIN, 10, 10]]],
    ['a head that is too low', world => withHead(world, { seq: 7 }), [['HEAD', CHAIN, 8, 10]]],
    ['two chains of one number', world => withHead(world, { epoch: 2 }), [['FORKED', OTHER, 1, 1]]],
    ['a column changed', world => { world.rows[4] = { ...(world.rows[4] as Row), at: '2026-01-01T00:00:00.000Z' } }, [['EDITED', CHAIN, 5, 5]]],
    ['a child changed', world => { world.rows[5] = { ...(world.rows[5] as Row), child: null } }, [['EDITED', CHAIN, 6, 6]]],
    ['a child put to an intent', world => { world.rows[4] = { ...(world.rows[4] as Row), child: OTHER } }, [['EDITED', CHAIN, 5, 5]]],
    ['an operation taken away', world => { world.rows[4] = { ...(world.rows[4] as Row), operation: null } }, [['EDITED', CHAIN, 5, 5]]],
    ['a number of its text changed', world => {
      const row = world.rows[4] as Row
      world.rows[4] = { ...row, record: row.record.replace('ASSESS_RISK', 'LOCATE_CHILD') }
    }, [['EDITED', CHAIN, 5, 5]]],
    ['a text and its hash changed', world => {
      const row = world.rows[4] as Row
      const record = row.record.replace('ASSESS_RISK', 'LOCATE_CHILD')
      world.rows[4] = { ...row, record, hash: createHash('sha256').update(record).digest('hex') }
    }, [['BROKEN', CHAIN, 5, 6]]],
  ])('%s', async (_, change, wanted) => {
    expect(await found(change)).toEqual(wanted)
  }) // prettier-ignore
})

describe('checkpoints', () => {
  const resigned = (world: World, at: number, change: (line: Signed) => Signed): void => {
    const { checkpoint } = JSON.parse(linesOf(world)[at] ?? '') as { checkpoint: string }
    const { key: _key, v: _v, ...line } = JSON.parse(checkpoint) as Signed & { key: string; v: number }
    linesOf(world)[at] = signCheckpoint(change(line), key).line.trimEnd()
  }
  type Signed = Parameters<typeof signCheckpoint>[0]

  it.each<[string, (world: World) => void, Short[]]>([
    ['one taken out', world => void linesOf(world).splice(1, 1), [['CHECKPOINT', FILE, 2, 2]]],
    ['one put in again', world => void linesOf(world).splice(1, 0, linesOf(world)[0] ?? ''), [['CHECKPOINT', FILE, 2, 2]]],
    ['a signature changed', world => { linesOf(world)[3] = (linesOf(world)[3] ?? '').replace('"signature":"', '"signature":"AAAA') }, [['CHECKPOINT', FILE, 4, 4]]],
    ['one that follows another', world => resigned(world, 3, line => ({ ...line, previous: 'f'.repeat(64) })), [['CHECKPOINT', FILE, 4, 4]]],
    ['one with another number', world => resigned(world, 3, line => ({ ...line, sequence: 9 })), [['CHECKPOINT', FILE, 4, 4]]],
    ['one of a shorter chain', world => resigned(world, 3, line => ({ ...line, final: false, heads: [] })), [['CHECKPOINT', FILE, 4, 4]]],
    ['one that ends too early', world => resigned(world, 2, line => ({ ...line, final: true })), [['CHECKPOINT', FILE, 4, 4]]],
  ])('%s', async (_, change, wanted) => {
    expect(await found(change)).toEqual(expect.arrayContaining(wanted))
  }) // prettier-ignore

  it('signed with another key say nothing', async () => {
    const { findings } = await verifyWorld(writeWorld(1, 4, 4, newKey()), key)
    expect(short(findings).slice(0, 3)).toEqual([['CHECKPOINT', FILE, 1, 1], ['CHECKPOINT', FILE, 1, 1], ['CHECKPOINT', FILE, 1, 1]]) // prettier-ignore
    expect(short(findings).at(-1)).toEqual(['UNWITNESSED', CHAIN, 1, 4])
  })

  it('of two chains of one number say that the database was put back', async () => {
    const world = writeWorld(2, 4, 4, key)
    const [line] = world.files[1]?.lines ?? []
    const { checkpoint } = JSON.parse(line ?? '') as { checkpoint: string }
    const { key: _key, v: _v, ...signed } = JSON.parse(checkpoint) as Signed & { key: string; v: number }
    const made = signCheckpoint({ ...signed, epoch: 1 }, key)
    world.files = [...world.files.slice(0, 1), { name: 'b', lines: [made.line.trimEnd()] }]
    expect(hashOf(made.text)).toHaveLength(64)
    expect(short((await verifyWorld(world, key)).findings)[0]).toEqual(['FORKED', OTHER, 1, 1])
  })
})

describe('an exported file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hafan-findings-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const read = async (lines: readonly string[]) => {
    const file = join(folder, 'audit.jsonl')
    writeFileSync(file, lines.join('\n'))
    return verifyLedger(report => openFile(file, report), null)
  }
  const world = writeWorld(1, 3, 4, key)
  const heads = world.heads.map(head => JSON.stringify({ type: 'chain', ...head }))
  const rows = world.rows.map(
    ({ record, ...row }) => `${JSON.stringify({ type: 'row', ...row }).slice(0, -1)},"record":${record}}`,
  )

  it('is read whole', async () => {
    expect(await read([...heads, ...rows])).toMatchObject({ rows: 3, chains: 1, found: 0, checkpoints: 0 })
    expect(await read([...heads, ...rows, ''])).toMatchObject({ rows: 3, found: 0 })
  })

  it.each<[string, readonly string[], number]>([
    ['a chain that is cut', ['{"type":"chain",', ...heads, ...rows], 1],
    ['a row that is cut', [...heads, rows[0] ?? '', rows[1]?.slice(0, -2) ?? '', rows[2] ?? ''], 3],
    ['a row without a text', [...heads, rows[0] ?? '', '{"type":"row","chain":"x"}', ...rows.slice(1)], 3],
    ['a line of another kind', [...heads, ...rows, '{"type":"note","record":{}}'], 5],
    ['a row that is no JSON', [...heads, ...rows, '{"type":"row",!,"record":{}}'], 5],
  ])('names %s by its line', async (_, lines, number) => {
    expect(short((await read(lines)).findings)[0]).toEqual(['EDITED', `line ${number}`, number, number])
  })
})
