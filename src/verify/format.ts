// What the verifier reads: rows, heads and checkpoints as they lie there, before anything is believed of them. This folder shares
// no code with src/audit, which writes them: one mistake in both would hide what it is there to find.

/** A row of the audit. Hashes in hex. */
export interface Row {
  readonly chain: string
  readonly seq: number
  /** ISO time. */
  readonly at: string
  readonly kind: string
  readonly prev: string
  readonly hash: string
  readonly child: string | null
  readonly operation: string | null
  /** The text whose UTF-8 bytes are hashed. */
  readonly record: string
}

/** Where a chain says that it ends. */
export interface ChainHead {
  readonly chain: string
  readonly epoch: number
  readonly seq: number
  readonly hash: string
}

/** Rows in the order they lie there; a chain's heads are all known before its rows. */
export interface Ledger {
  readonly heads: readonly ChainHead[]
  readonly rows: AsyncIterable<readonly Row[]>
}

/** What is wrong with the rows `from` to `to` of a chain, both included. */
export interface Finding {
  readonly kind:
    | 'EDITED'
    | 'MISSING'
    | 'OUT_OF_PLACE'
    | 'BROKEN'
    | 'REWRITTEN'
    | 'TRUNCATED'
    | 'HEAD'
    | 'UNWITNESSED'
    | 'FORKED'
    | 'CHECKPOINT'
  readonly chain: string
  readonly from: number
  readonly to: number
  readonly says: string
}

export type Report = (finding: Finding) => void

export const NOTHING = '0'.repeat(64)
