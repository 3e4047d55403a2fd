// An audit as it would be exported, with its checkpoints: written by the gateway's own code, for a verifier that shares none of it.
import { generateKeyPairSync } from 'node:crypto'
import { canonicalJson } from '../../src/audit/canonical.js'
import { EMPTY, chainRow, type Head } from '../../src/audit/chain.js'
import { hashOf, readCheckpointKey, signCheckpoint, type CheckpointKey } from '../../src/audit/checkpoint.js'
import type { ChainHead, Row } from '../../src/verify/format.js'
import { verifyLedger, type Verified } from '../../src/verify/verify.js'

/** Everything that somebody could lay a hand on. */
export interface World {
  heads: ChainHead[]
  rows: Row[]
  files: { name: string; lines: string[] }[]
}

export const newKey = (): CheckpointKey =>
  readCheckpointKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())

const uuid = (kind: string, number: number): string =>
  `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`
const BEGAN = Date.parse('2026-11-22T07:00:00Z')

/** Chains of intents and outcomes, each signed every `every` rows and at its end. */
export function writeWorld(
  chains: number,
  rowsEach: number,
  every: number,
  key: CheckpointKey,
  coordinates = 1,
): World {
  const asked = Array.from({ length: coordinates }, (_, index) =>
    index === 0 ? 'Child.identity' : `PoliceRecord.field${index}`,
  )
  const world: World = { heads: [], rows: [], files: [] }
  for (let epoch = 1; epoch <= chains; epoch += 1) {
    const chain = uuid('c', epoch)
    let head: Head = EMPTY
    const lines: string[] = []
    let previous = EMPTY.hash.toString('hex')
    const sign = (at: string, final: boolean): void => {
      const heads = [{ chain, seq: head.seq, hash: head.hash.toString('hex') }]
      const sequence = lines.length + 1
      const { text, line } = signCheckpoint({ chain, epoch, sequence, previous, at, final, heads }, key)
      lines.push(line.trimEnd())
      previous = hashOf(text)
    }
    sign(new Date(BEGAN).toISOString(), false)
    for (let number = 1; number <= rowsEach; number += 1) {
      const at = new Date(BEGAN + number * 1_000).toISOString()
      const row = entryOf(epoch, number, asked)
      const { body, ...columns } = row
      const made = chainRow(chain, head, { kind: row.kind, at, body: canonicalJson(body) })
      const hashes = { prev: made.prev.toString('hex'), hash: made.hash.toString('hex') }
      world.rows.push({ chain, seq: made.seq, at, ...columns, ...hashes, record: made.record })
      head = made
      if (number % every === 0) sign(at, false)
    }
    sign(new Date(BEGAN + rowsEach * 1_000).toISOString(), true)
    world.heads.push({ chain, epoch, seq: head.seq, hash: head.hash.toString('hex') })
    world.files.push({ name: `${String(epoch).padStart(12, '0')}-${chain}.checkpoints`, lines })
  }
  return world
}

/** An intent, then its outcome. */
function entryOf(epoch: number, number: number, asked: readonly string[]) {
  const operation = uuid('a', epoch * 100_000 + Math.ceil(number / 2))
  const child = uuid('d', number % 7)
  return number % 2 === 1
    ? {
        ...{ kind: 'INTENT' as const, operation, child: null },
        body: { operation, purpose: 'ASSESS_RISK', coordinates: [...asked, 'Query.child'], edition: 'gwent-1' },
      }
    : {
        ...{ kind: 'OUTCOME' as const, operation, child },
        body: {
          operation,
          child,
          given: asked,
          withheld: ['PoliceRecord.intelligence'],
          clauses: ['3.IDENTITY'],
        },
      }
}

async function* inPieces(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

/** What the verifier says of it. */
export function verifyWorld(world: World, key: CheckpointKey): Promise<Verified> {
  const files = world.files.map(({ name, lines }) => ({ name, lines: each(lines) }))
  return verifyLedger(() => Promise.resolve({ heads: world.heads, rows: inPieces(world.rows) }), {
    files,
    publicKeys: [key.publicPem],
  })
}
