// The checkpoints: read, their signatures checked, and what they say of each chain put together.
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { Report } from './format.js'
import { NOTHING } from './format.js'

/** What was signed of one chain. */
export interface Witnessed {
  /** Number of a row → its hash when it was signed. */
  readonly points: ReadonlyMap<number, string>
  /** The highest number signed, and when that was, in ms. */
  readonly last: number
  readonly lastAt: number
  /** The number of the last row, where its own process signed that this was all. */
  readonly final: number | null
  /** Its own process signed at least once. */
  readonly own: boolean
}

interface Line {
  readonly v: number
  readonly chain: string
  readonly epoch: number
  readonly sequence: number
  readonly previous: string
  readonly at: string
  readonly final: boolean
  readonly key: string
  readonly heads: readonly { readonly chain: string; readonly seq: number; readonly hash: string }[]
}

/** One file of checkpoints, line by line. */
export interface CheckpointFile {
  readonly name: string
  readonly lines: AsyncIterable<string>
}

type Draft = { -readonly [Name in keyof Witnessed]: Witnessed[Name] } & { readonly points: Map<number, string> }

/** A key's name: the first 16 hex digits of the SHA-256 of its DER form. */
function keyName(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
}

export async function readWitnessed(
  files: readonly CheckpointFile[],
  publicKeys: readonly string[],
  report: Report,
): Promise<{ readonly chains: ReadonlyMap<string, Witnessed>; readonly checkpoints: number }> {
  const keys = new Map(publicKeys.map(pem => createPublicKey(pem)).map(key => [keyName(key), key]))
  const chains = new Map<string, Draft>()
  const epochs = new Map<number, string>()
  let checkpoints = 0
  const draftOf = (chain: string): Draft => {
    const draft = chains.get(chain) ?? {
      points: new Map(),
      last: 0,
      lastAt: Number.NEGATIVE_INFINITY,
      final: null,
      own: false,
    }
    chains.set(chain, draft)
    return draft
  }

  for (const { name, lines } of files) {
    let sequence = 0
    let previous = NOTHING
    let length = 0
    for await (const text of lines) {
      const read = readLine(text, keys)
      // A line that was cut off while it was written says nothing. If it was whole once, the next number is missing.
      if (read === null) continue
      const number = sequence + 1
      const found = (says: string): void => report({ kind: 'CHECKPOINT', chain: name, from: number, to: number, says })
      if (typeof read === 'string') {
        found(read)
        continue
      }
      const { line, signed } = read
      checkpoints += 1
      if (line.sequence !== number || line.previous !== previous)
        found('a checkpoint before this one is missing, or was put in')
      sequence = line.sequence
      previous = createHash('sha256').update(signed).digest('hex')
      const other = epochs.get(line.epoch)
      if (other !== undefined && other !== line.chain)
        report({
          kind: 'FORKED',
          chain: line.chain,
          from: 1,
          to: 1,
          says: `chain ${other} has the same number, ${line.epoch}: the database was put back to before one of them`,
        })
      epochs.set(line.epoch, line.chain)
      const own = line.heads.find(({ chain }) => chain === line.chain)?.seq ?? 0
      if (own < length) found('its chain was longer when it was signed before')
      length = own
      add(line, draftOf, found)
    }
  }
  return { chains, checkpoints }
}

function add(
  { chain, at, final, heads }: Line,
  draftOf: (chain: string) => Draft,
  found: (says: string) => void,
): void {
  const own = draftOf(chain)
  own.own = true
  if (final) own.final = heads.find(head => head.chain === chain)?.seq ?? 0
  for (const head of heads) {
    const draft = draftOf(head.chain)
    const before = draft.points.get(head.seq)
    if (before !== undefined && before !== head.hash)
      found(`row ${head.seq} of ${head.chain} was signed with another hash before`)
    if (head.seq > 0) draft.points.set(head.seq, before ?? head.hash)
    draft.last = Math.max(draft.last, head.seq)
    draft.lastAt = Math.max(draft.lastAt, Date.parse(at))
  }
}

/** Null for a line that was cut off; a sentence for one that is not to be believed. */
function readLine(
  text: string,
  keys: ReadonlyMap<string, KeyObject>,
): string | null | { readonly line: Line; readonly signed: string } {
  try {
    const { checkpoint, signature } = JSON.parse(text) as { checkpoint: string; signature: string }
    const line = JSON.parse(checkpoint) as Line
    const key = keys.get(line.key)
    if (!key) return 'signed with a key that was not given'
    if (!verify(null, Buffer.from(checkpoint), key, Buffer.from(signature, 'base64')))
      return 'the signature does not fit'
    return line.v === 1 ? { line, signed: checkpoint } : 'of a form this verifier does not know'
  } catch {
    return null
  }
}
