// The chain: each row carries the hash of the one before, so that none can be changed, taken out or put in unseen.
import { createHash } from 'node:crypto'

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

/** A row before it has its place. `body` is canonical JSON. */
export interface Entry {
  readonly kind: AuditKind
  /** ISO time. */
  readonly at: string
  readonly body: string
}

/** Puts a row after the head. The names of the record stand in code-unit order: it is canonical JSON as it is written. */
export function chainRow(chainId: string, head: Head, { kind, at, body }: Entry): ChainedRow {
  const seq = head.seq + 1
  const prev = head.hash.toString('hex')
  const record = `{"at":"${at}","body":${body},"chain":"${chainId}","kind":"${kind}","prev":"${prev}","seq":${seq},"v":1}`
  return { seq, prev: head.hash, record, hash: createHash('sha256').update(record, 'utf8').digest() }
}
