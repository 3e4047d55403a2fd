// Has the chains witnessed: signs where they stand, at start, at stop and in between, and writes it to a place of the
// operator's choosing. While that place cannot be written to, answers go on for some hours, counted; then they stop.
import type pg from 'pg'
import type { AuditWriter } from './audit.js'
import { EMPTY } from './chain.js'
import { hashOf, signCheckpoint, type CheckpointKey, type Standing } from './checkpoint.js'

/** For operators: what became of writing checkpoints. */
export interface WitnessState {
  readonly written: number
  readonly failed: number
  /** Milliseconds since the last one that was written, or since the start. */
  readonly sinceMs: number
  /** So long that nothing is answered any more. */
  readonly overdue: boolean
}

export interface Witness {
  state(): WitnessState
  /** Signs the last one: no row follows it. Resolves also if it cannot be written. */
  stop(): Promise<void>
}

/** How long ago the last checkpoint was written. Made before the audit, which asks it, and before the witness, which tells it. */
export interface Lateness {
  written(): void
  failed(): void
  state(): WitnessState
}

export interface WitnessOptions {
  /** Adds a line to this process's checkpoints, and resolves when it is durable there. */
  readonly write: (line: string) => Promise<void>
  readonly key: CheckpointKey
  readonly chainId: string
  readonly epoch: number
  readonly audit: Pick<AuditWriter, 'head'>
  readonly pool: pg.Pool
  readonly clock: () => Date
  readonly lateness: Lateness
  /** Hears of the first of several failures, and of the end of them. */
  readonly log: { warn(fields: object, text: string): void; info(fields: object, text: string): void }
  readonly everyMs?: number
}

/** Less than the 60 s that a lost tail may be long at most, so that a slow write keeps within them. */
const EVERY_MS = 30_000
/** As X-Road's time stamps: a notary that is away must not stop a hub at once, nor for ever be done without. */
const OVERDUE_MS = 4 * 3_600_000
const MOST_OTHERS = 1_000

export function createLateness(monotonic: () => number, overdueMs = OVERDUE_MS): Lateness {
  let [written, failed, last] = [0, 0, monotonic()]
  return {
    written: () => {
      written += 1
      last = monotonic()
    },
    failed: () => void (failed += 1),
    state: () => {
      const sinceMs = monotonic() - last
      return { written, failed, sinceMs, overdue: sinceMs > overdueMs }
    },
  }
}

/** Writes the first checkpoint, and then one after another. Rejects where the first cannot be written: nobody would notice later. */
export async function startWitness(options: WitnessOptions): Promise<Witness> {
  const { write, key, chainId, epoch, audit, pool, clock, lateness, log, everyMs = EVERY_MS } = options
  let sequence = 0
  let previous = EMPTY.hash.toString('hex')
  let failing = false
  let others = new Map<string, number>()

  async function next(final: boolean): Promise<void> {
    const moved = await movedSince(pool, chainId, others)
    const { seq, hash } = audit.head() ?? EMPTY
    const heads = [{ chain: chainId, seq, hash: hash.toString('hex') }, ...moved.heads]
    const at = clock().toISOString()
    const { text, line } = signCheckpoint(
      { chain: chainId, epoch, sequence: sequence + 1, previous, at, final, heads },
      key,
    )
    await write(line)
    others = moved.known
    sequence += 1
    previous = hashOf(text)
    lateness.written()
  }

  async function nextOrCount(final: boolean): Promise<void> {
    try {
      await next(final)
      if (failing) log.info({}, 'Checkpoints of the audit are written again')
      failing = false
    } catch (error) {
      lateness.failed()
      const name = error instanceof Error ? error.name : typeof error
      if (!failing)
        log.warn(
          { error: name },
          'A checkpoint of the audit could not be written; without any, answers stop after 4 hours',
        )
      failing = true
    }
  }

  await next(false)
  let writing = Promise.resolve()
  const timer = setInterval(() => void (writing = writing.then(() => nextOrCount(false))), everyMs)
  timer.unref()
  return {
    state: () => lateness.state(),
    async stop() {
      clearInterval(timer)
      await writing
      await nextOrCount(true)
    },
  }
}

/** The newest chains of other processes whose head is not where it was. Where the database does not say, nothing is claimed. */
async function movedSince(
  pool: pg.Pool,
  own: string,
  known: Map<string, number>,
): Promise<{ readonly heads: readonly Standing[]; readonly known: Map<string, number> }> {
  const asked = `select chain_id, head_seq, encode(head_hash, 'hex') as hash from audit_chain
    where chain_id <> $1 and head_seq > 0 order by epoch desc limit ${MOST_OTHERS}`
  try {
    const { rows } = await pool.query<{ chain_id: string; head_seq: string; hash: string }>(asked, [own])
    const heads = rows.map(row => ({ chain: row.chain_id, seq: Number(row.head_seq), hash: row.hash }))
    return {
      heads: heads.filter(({ chain, seq }) => known.get(chain) !== seq),
      known: new Map(heads.map(({ chain, seq }) => [chain, seq])),
    }
  } catch {
    return { heads: [], known }
  }
}
