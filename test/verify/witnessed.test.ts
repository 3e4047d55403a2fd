// What checkpoints come to for each chain, and which are not believed.
import { describe, expect, it } from '@jest/globals'
import { hashOf, signCheckpoint } from '../../src/audit/checkpoint.js'
import type { Checkpoint } from '../../src/audit/checkpoint.js'
import type { Finding } from '../../src/verify/format.js'
import { readWitnessed } from '../../src/verify/witnessed.js'
import { newKey } from './ledger.js'

const key = newKey()
const [MINE, OTHER] = ['cccccccc-0000-4000-8000-000000000001', 'cccccccc-0000-4000-8000-000000000002']
const AT = '2026-11-22T07:00:00.000Z'
const NOTHING = '0'.repeat(64)

/** Lines that follow one another, each with what it says differently. */
function signed(...changes: readonly Partial<Checkpoint>[]): string[] {
  let previous = NOTHING
  return changes.map((change, place) => {
    const plain = { chain: MINE, epoch: 1, sequence: place + 1, previous, at: AT, final: false, heads: [] }
    const { text, line } = signCheckpoint({ ...plain, ...change }, key)
    previous = hashOf(text)
    return line.trimEnd()
  })
}
const head = (seq: number, hash = `hash ${seq}`, chain = MINE) => ({ chain, seq, hash })

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}
async function read(...files: readonly (readonly string[])[]) {
  const findings: Finding[] = []
  const given = files.map((lines, place) => ({ name: `file ${place + 1}`, lines: each(lines) }))
  const { chains, checkpoints } = await readWitnessed(given, [key.publicPem], finding => void findings.push(finding))
  return { chains, checkpoints, found: findings.map(({ kind, chain, from, says }) => `${kind} ${chain} ${from}: ${says}`) }
} // prettier-ignore

describe('of a chain', () => {
  it('every signed row is known with its hash, the last of them, and when that was', async () => {
    const later = '2026-11-22T08:00:00.000Z'
    const { chains, checkpoints, found } = await read(signed({}, { heads: [head(2)] }, { heads: [head(5)], at: later }))
    expect(found).toEqual([])
    expect(checkpoints).toBe(3)
    expect(chains.get(MINE)).toEqual({
      ...{ last: 5, lastAt: Date.parse(later), final: null, own: true },
      points: new Map([[2, 'hash 2'], [5, 'hash 5']]),
    }) // prettier-ignore
  })

  it('the last time is the latest, whatever the order of the files', async () => {
    const [early, late] = ['2026-11-22T06:00:00.000Z', '2026-11-22T09:00:00.000Z']
    const other = signed({ chain: OTHER, epoch: 2, at: early, heads: [head(1, 'own', OTHER), head(3)] })
    const { chains } = await read(signed({ at: late, heads: [head(4)] }), other)
    expect(chains.get(MINE)).toMatchObject({ last: 4, lastAt: Date.parse(late) })
    expect([...(chains.get(MINE)?.points.keys() ?? [])].sort()).toEqual([3, 4])
  })

  it('that others alone signed it is known', async () => {
    const { chains } = await read(signed({ heads: [head(1), head(7, 'theirs', OTHER)] }))
    expect(chains.get(OTHER)).toMatchObject({ own: false, last: 7, final: null })
    expect(chains.get(MINE)?.own).toBe(true)
  })

  it('the end is where its own process said that it was done; with no row, there is none', async () => {
    expect((await read(signed({ heads: [head(3)], final: true }))).chains.get(MINE)?.final).toBe(3)
    expect((await read(signed({ final: true }))).chains.get(MINE)?.final).toBe(0)
    expect((await read(signed({ heads: [head(0)], final: true }))).chains.get(MINE)).toMatchObject({ final: 0, last: 0, points: new Map() }) // prettier-ignore
  })
})

describe('a checkpoint', () => {
  it('of a shorter chain than before is found, down to no row at all', async () => {
    const says = 'CHECKPOINT file 1 2: its chain was longer when it was signed before'
    expect((await read(signed({ heads: [head(1)] }, {}))).found).toEqual([says])
    expect((await read(signed({ heads: [head(2)] }, { heads: [head(1)] }))).found).toEqual([says])
    expect((await read(signed({ heads: [head(2)] }, { heads: [head(2)] }))).found).toEqual([])
  })

  it('with another hash of a row than before is found, and the first is kept', async () => {
    const { found, chains } = await read(signed({ heads: [head(2)] }, { heads: [head(2, 'other')] }))
    expect(found).toEqual([`CHECKPOINT file 1 2: row 2 of ${MINE} was signed with another hash before`])
    expect(chains.get(MINE)?.points.get(2)).toBe('hash 2')
  })

  it('that does not follow the one before is found', async () => {
    const says = 'a checkpoint before this one is missing, or was put in'
    expect((await read(signed({}, { sequence: 3 }))).found).toEqual([`CHECKPOINT file 1 2: ${says}`])
    expect((await read(signed({}, { previous: NOTHING }))).found).toEqual([`CHECKPOINT file 1 2: ${says}`])
    expect((await read(signed({ sequence: 2 }))).found).toEqual([`CHECKPOINT file 1 1: ${says}`])
    expect((await read(signed({}), signed({ chain: OTHER, epoch: 2 }))).found).toEqual([])
  })

  it('of another chain with the number of one is found', async () => {
    const { found } = await read(signed({}), signed({ chain: OTHER }))
    expect(found).toEqual([`FORKED ${OTHER} 1: chain ${MINE} has the same number, 1: the database was put back to before one of them`]) // prettier-ignore
    expect((await read(signed({}, {}), signed({ chain: OTHER, epoch: 2 }))).found).toEqual([])
  })

  it('is not believed with a key that was not given, another signature, or of another form', async () => {
    const [line = ''] = signed({ heads: [head(1)] })
    const [theirs = ''] = [signCheckpoint({ chain: MINE, epoch: 1, sequence: 1, previous: NOTHING, at: AT, final: false, heads: [] }, newKey()).line]
    const { checkpoint } = JSON.parse(line) as { checkpoint: string }
    const forged = JSON.stringify({ checkpoint, signature: Buffer.alloc(64).toString('base64') })
    for (const [text, says] of [[theirs, 'signed with a key that was not given'], [forged, 'the signature does not fit']] as const)
      expect(await read([text])).toEqual({ chains: new Map(), checkpoints: 0, found: [`CHECKPOINT file 1 1: ${says}`] })
  }) // prettier-ignore

  it('that was cut off says nothing', async () => {
    expect(await read(['{"checkpoint":"{', ''])).toEqual({ chains: new Map(), checkpoints: 0, found: [] })
  })
})
