// The chain: each row carries the hash of the one before, so that none can be changed, taken out or put in unseen.
import { createHash } from 'node:crypto'
import { canonicalJson, type Canonical } from './canonical.js'

/** The kinds of row. */
export type AuditKind = 'INTENT' | 'OUTCOME' | 'REFUSAL'

/** Where a chain ends. */
export interface Head {
  readonly seq: number
  readonly hash: Buffer
}

/** A row in its place. `record` is the text whose UTF-8 bytes are hashed. */
export interface ChainedRow extends Head {
  readonly prev: Buffer
  readonly record: string
}

/** The head of a chain that has no rows. */
export const EMPTY: Head = { seq: 0, hash: Buffer.alloc(32) }

/** Puts a row after the head. `at` is ISO time. */
export function chainRow(
  chainId: string,
  head: Head,
  entry: { readonly kind: AuditKind; readonly at: string; readonly body: Canonical },
): ChainedRow {
  const seq = head.seq + 1
  const { kind, at, body } = entry
  const record = canonicalJson({ v: 1, chain: chainId, seq, prev: head.hash.toString('hex'), kind, at, body })
  return { seq, prev: head.hash, record, hash: createHash('sha256').update(record, 'utf8').digest() }
}
