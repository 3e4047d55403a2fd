// The writer. Nothing may leave the gateway before its row is durable, so a row's promise resolves only when it is; rows
// that arrive while one commit is under way share the next (group commit). A row that cannot be written soon is refused
// rather than kept waiting, and so is one too many: the answer is then not given.
import type pg from 'pg'
import { intentBody, outcomeBody, refusalBody, type AuditKeys } from './bodies.js'
import { canonicalJson, type Canonical } from './canonical.js'
import { chainRow, type AuditKind, type Entry, type Head } from './chain.js'
import { AuditUnavailable, type AuditFault } from './errors.js'
import { append, readHead, type LedgerRow } from './ledger.js'
import type { IntentRow, OutcomeRow, RefusalRow } from './rows.js'

/** The audit of one gateway process. Every method rejects with AuditUnavailable when the row is not known to be durable. */
export interface Audit {
  /** Given as a function, like the others, it is made only if it may be written. */
  intent(row: IntentRow | (() => IntentRow)): Promise<void>
  /** One a child; all or none. */
  outcome(rows: readonly OutcomeRow[] | (() => readonly OutcomeRow[])): Promise<void>
  refusal(row: RefusalRow): Promise<void>
  /** Refuses what comes from now on and waits for what is under way. The pool is its owner's to close. */
  stop(): Promise<void>
}

/** The writer as whoever starts it holds it. */
export interface AuditWriter extends Audit {
  /** Begins the chain, and gives its number among all chains. */
  begin(): Promise<number>
  /** The last row known to be durable; null before the first. */
  head(): Head | null
}

export interface AuditOptions {
  /** Sessions of the gateway's role, kept for the audit: `store.auditPool`. */
  readonly pool: pg.Pool
  /** A random UUID of this process. */
  readonly chainId: string
  readonly keys: AuditKeys
  readonly clock: () => Date
  /** Most milliseconds from a row's arrival to its being durable. */
  readonly withinMs?: number
  /** Most rows waiting or being written. */
  readonly mostWaiting?: number
  /** Whether nobody outside has witnessed the chain for so long that nothing may be answered any more. */
  readonly unwitnessed?: () => boolean
}

type GroupEntry = Entry & { readonly child: string | null; readonly operation: string }
type Row = Pick<GroupEntry, 'kind' | 'child' | 'operation'> & { readonly body: Canonical }

interface Group {
  readonly entries: readonly GroupEntry[]
  /** Settles the caller's promise; later calls do nothing. */
  readonly settle: (fault: AuditFault | null, cause?: unknown) => void
  readonly settled: () => boolean
}

/** Most rows in one commit: bounds its time, and so the wait of those behind it. */
const MOST_IN_ONE = 1_000

/** Starts the writer; the chain begins with its first row. */
export function createAudit(options: AuditOptions): AuditWriter {
  const { pool, chainId, keys, clock, withinMs = 2_000, mostWaiting = 10_000, unwitnessed = () => false } = options
  const startedAt = clock().toISOString()
  let waiting: Group[] = []
  let rowsHeld = 0
  /** Null while it is not known where the chain stands; `durable` is what was known last, and no chain may be behind it. */
  let head: Head | null = null
  let durable: Head | null = null
  let writing: { readonly groups: readonly Group[]; readonly giveUp: () => void } | null = null
  let busy = false
  let flushing: Promise<void> = Promise.resolve()
  let stopped = false

  /** `async`, so that what fails while a row is made rejects, like a row that cannot be written. */
  async function add(make: () => readonly Row[]): Promise<void> {
    if (stopped) throw new AuditUnavailable('STOPPED')
    if (unwitnessed()) throw new AuditUnavailable('UNWITNESSED')
    const at = clock().toISOString()
    const entries = make().map((row): GroupEntry => ({ ...row, at, body: canonicalJson(row.body) }))
    if (rowsHeld + entries.length > mostWaiting) throw new AuditUnavailable('QUEUE_FULL')
    if (entries.length === 0) return
    rowsHeld += entries.length
    return new Promise((resolve, reject) => {
      let open = true
      const group: Group = {
        entries,
        settled: () => !open,
        settle(fault, cause) {
          if (!open) return
          open = false
          clearTimeout(timer)
          rowsHeld -= entries.length
          if (fault === null) resolve()
          else reject(new AuditUnavailable(fault, { cause }))
        },
      }
      const timer = setTimeout(() => tooLate(group), withinMs)
      waiting.push(group)
      if (!busy) flushing = flushAll()
    })
  }

  /** A commit that holds a late row is given up whole: its session ends, and with it whatever it was still doing. */
  function tooLate(group: Group): void {
    group.settle('TIMEOUT')
    if (writing?.groups.includes(group) === true) writing.giveUp()
  }

  /** `busy` ends in the same breath as the look that found nothing waiting: no row can slip in between and be left. */
  async function flushAll(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      const groups = takeNext()
      if (groups.length === 0) continue
      try {
        head = await flush(groups)
        durable = head
        for (const group of groups) group.settle(null)
      } catch (cause) {
        // Whether it was committed is not known: the next commit asks the database where the chain stands.
        head = null
        const fault = cause instanceof AuditUnavailable ? cause.fault : 'DATABASE'
        for (const group of groups) group.settle(fault, cause)
      }
    }
    busy = false
  }

  /** Groups stay whole; those already given up are left out. */
  function takeNext(): readonly Group[] {
    const open = waiting.filter(group => !group.settled())
    let rows = 0
    const cut = open.findIndex((group, index) => (rows += group.entries.length) > MOST_IN_ONE && index > 0)
    waiting = cut === -1 ? [] : open.slice(cut)
    return cut === -1 ? open : open.slice(0, cut)
  }

  async function flush(groups: readonly Group[]): Promise<Head> {
    let giveUp: (error: Error) => void = () => undefined
    const givenUp = new Promise<never>((_, reject) => (giveUp = reject))
    givenUp.catch(() => undefined)
    writing = { groups, giveUp: () => giveUp(new AuditUnavailable('TIMEOUT')) }
    const connecting = pool.connect()
    let client: pg.PoolClient | null = null
    try {
      client = await Promise.race([connecting, givenUp])
      const reached = await Promise.race([write(client, groups), givenUp])
      client.release()
      return reached
    } catch (error) {
      if (client === null) connecting.then(late => late.release()).catch(() => undefined)
      else client.release(true)
      throw error
    } finally {
      writing = null
    }
  }

  async function write(client: pg.PoolClient, groups: readonly Group[]): Promise<Head> {
    let last = head ?? (await standing(client))
    const from = last
    const rows = groups.flatMap(group =>
      group.entries.map((entry): LedgerRow => {
        const row = chainRow(chainId, last, entry)
        last = row
        return { ...row, kind: entry.kind, at: entry.at, child: entry.child, operation: entry.operation }
      }),
    )
    return append(client, chainId, from, rows)
  }

  /** A chain that has lost rows since must not be carried on: whoever took them would have this process cover it up. */
  async function standing(client: pg.PoolClient): Promise<Head> {
    const found = await readHead(client, chainId, startedAt)
    if (
      durable !== null &&
      (found.seq < durable.seq || (found.seq === durable.seq && !found.hash.equals(durable.hash)))
    )
      throw new Error('The audit chain is not what was written')
    return found
  }

  const one = (kind: AuditKind, operation: string, body: Canonical): readonly Row[] => [
    { kind, operation, body, child: null },
  ]

  return {
    intent: row =>
      add(() => {
        const made = typeof row === 'function' ? row() : row
        return one('INTENT', made.operationId, intentBody(keys, made))
      }),
    outcome: rows =>
      add(() =>
        (typeof rows === 'function' ? rows() : rows).map(row => ({
          kind: 'OUTCOME' as const,
          operation: row.operationId,
          child: row.handleId,
          body: outcomeBody(row),
        })),
      ),
    refusal: row => add(() => one('REFUSAL', row.operationId, refusalBody(keys, row))),
    async begin() {
      return (await readHead(pool, chainId, startedAt)).epoch
    },
    head: () => durable,
    async stop() {
      stopped = true
      await flushing
    },
  }
}
