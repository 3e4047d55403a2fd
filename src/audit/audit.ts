// The writer. Nothing may leave the gateway before its row is durable, so a row's promise resolves only when it is; rows
// that arrive while one commit is under way share the next (group commit). A row that cannot be written soon is refused
// rather than kept waiting, and so is one too many: the answer is then not given.
import type pg from 'pg'
import { intentBody, outcomeBody, refusalBody, type AuditKeys } from './bodies.js'
import type { Canonical } from './canonical.js'
import { chainRow, type AuditKind, type Head } from './chain.js'
import { AuditUnavailable, type AuditFault } from './errors.js'
import { append, readHead, type LedgerRow } from './ledger.js'
import type { IntentRow, OutcomeRow, RefusalRow } from './rows.js'

/** The audit of one gateway process. Every method rejects with AuditUnavailable when the row is not known to be durable. */
export interface Audit {
  intent(row: IntentRow): Promise<void>
  /** One a child; all or none. */
  outcome(rows: readonly OutcomeRow[]): Promise<void>
  refusal(row: RefusalRow): Promise<void>
  /** Refuses what comes from now on and waits for what is under way. The pool is its owner's to close. */
  stop(): Promise<void>
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
}

interface Group {
  readonly entries: readonly { readonly kind: AuditKind; readonly at: string; readonly body: Canonical }[]
  /** Settles the caller's promise; later calls do nothing. */
  readonly settle: (fault: AuditFault | null, cause?: unknown) => void
  readonly settled: () => boolean
}

/** Most rows in one commit: bounds its time, and so the wait of those behind it. */
const MOST_IN_ONE = 1_000

/** Starts the writer; the chain begins with its first row. */
export function createAudit(options: AuditOptions): Audit {
  const { pool, chainId, keys, clock, withinMs = 2_000, mostWaiting = 10_000 } = options
  const startedAt = clock().toISOString()
  let waiting: Group[] = []
  let rowsHeld = 0
  let head: Head | null = null
  let writing: { readonly groups: readonly Group[]; readonly giveUp: () => void } | null = null
  let busy = false
  let flushing: Promise<void> = Promise.resolve()
  let stopped = false

  function add(bodies: readonly { kind: AuditKind; body: Canonical }[]): Promise<void> {
    if (stopped) return Promise.reject(new AuditUnavailable('STOPPED'))
    if (rowsHeld + bodies.length > mostWaiting) return Promise.reject(new AuditUnavailable('QUEUE_FULL'))
    const at = clock().toISOString()
    rowsHeld += bodies.length
    return new Promise((resolve, reject) => {
      let open = true
      const group: Group = {
        entries: bodies.map(({ kind, body }) => ({ kind, at, body })),
        settled: () => !open,
        settle(fault, cause) {
          if (!open) return
          open = false
          clearTimeout(timer)
          rowsHeld -= bodies.length
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
    let last = head ?? (await readHead(client, chainId, startedAt))
    const from = last
    const rows = groups.flatMap(group =>
      group.entries.map((entry): LedgerRow => {
        const row = chainRow(chainId, last, entry)
        last = row
        return { ...row, kind: entry.kind, at: entry.at }
      }),
    )
    return append(client, chainId, from, rows)
  }

  return {
    intent: row => add([{ kind: 'INTENT', body: intentBody(keys, row) }]),
    outcome: rows =>
      rows.length === 0 ? Promise.resolve() : add(rows.map(row => ({ kind: 'OUTCOME', body: outcomeBody(row) }))),
    refusal: row => add([{ kind: 'REFUSAL', body: refusalBody(keys, row) }]),
    async stop() {
      stopped = true
      await flushing
    },
  }
}
