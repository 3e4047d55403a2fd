// The whole: checkpoints first, since every row they speak of must be in what is read after them; then every row, once, in the
// order it lies there. It holds a place for each chain and each checkpoint, and never more rows than one batch.
import { readChains } from './chains.js'
import type { Finding, Ledger, Report } from './format.js'
import { readWitnessed, type CheckpointFile } from './witnessed.js'

export interface Checkpoints {
  readonly files: readonly CheckpointFile[]
  /** PEM. */
  readonly publicKeys: readonly string[]
}

export interface Verified {
  readonly rows: number
  readonly chains: number
  readonly checkpoints: number
  /** How many there are; `findings` holds the first of them. */
  readonly found: number
  readonly findings: readonly Finding[]
}

const MOST_LISTED = 1_000

/** `checkpoints` null: against the chains alone, which somebody who may write every row can forge. */
export async function verifyLedger(
  open: (report: Report) => Promise<Ledger>,
  checkpoints: Checkpoints | null,
): Promise<Verified> {
  const findings: Finding[] = []
  let found = 0
  const report: Report = finding => {
    found += 1
    if (findings.length < MOST_LISTED) findings.push(finding)
  }
  const witnessed = checkpoints && (await readWitnessed(checkpoints.files, checkpoints.publicKeys, report))
  const { heads, rows } = await open(report)
  for (const [epoch, chains] of groupedByEpoch(heads))
    if (chains.length > 1)
      report({
        kind: 'FORKED',
        chain: chains[1] ?? '',
        from: 1,
        to: 1,
        says: `${chains.length} chains have the number ${epoch}`,
      })
  const reader = readChains(heads, witnessed?.chains ?? null, report)
  let count = 0
  for await (const batch of rows) {
    for (const row of batch) reader.take(row)
    count += batch.length
  }
  reader.finish()
  return { rows: count, chains: heads.length, checkpoints: witnessed?.checkpoints ?? 0, found, findings }
}

function groupedByEpoch(heads: Ledger['heads']): ReadonlyMap<number, readonly string[]> {
  const grouped = new Map<number, string[]>()
  for (const { epoch, chain } of heads) grouped.set(epoch, [...(grouped.get(epoch) ?? []), chain])
  return grouped
}
