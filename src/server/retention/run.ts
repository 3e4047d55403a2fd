// Ends what has been kept for as long as the protocol says: child by child, each kind in a transaction of its own, so that a run that
// breaks off has done what it has done and the next goes on. Each ending is on record before and after.
import { createHash, randomUUID } from 'node:crypto'
import type { Audit } from '../../audit/index.js'
import { keptUntil } from '../../hub/retention/due.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Keys } from '../../store/keys.js'
import type { KeptRecords, Retention, RunCounts } from '../../store/retention.js'

const ACTOR = 'RETENTION'
const PAGE = 500

export interface RetentionDeps {
  readonly retention: Retention
  readonly audit: Pick<Audit, 'intent' | 'outcome'>
  readonly keys: Pick<Keys, 'childId'>
  readonly protocol: CompiledProtocol
  readonly timeZone: string
  readonly now: () => Date
  /** Asked between two children: what is under way is finished. */
  readonly signal?: AbortSignal
  readonly progress?: (counts: RunCounts) => void
}

export interface RunResult extends RunCounts {
  /** Came to the end. */
  readonly whole: boolean
}

interface Due {
  readonly kept: KeptRecords
  readonly clauses: readonly string[]
}

/** `dryRun` counts what would end, and writes nothing. */
export async function runRetention(deps: RetentionDeps, dryRun: boolean): Promise<RunResult> {
  const { retention, protocol, now, signal, progress } = deps
  const run = dryRun ? null : await retention.begin(protocol.id, now())
  let counts: RunCounts = { lookedAt: 0, ended: 0, held: 0, open: 0 }
  let after: string | null = null
  do {
    const page = await retention.page(after, PAGE)
    const due = dueIn(page.kept, deps)
    // A hold or an absence is counted of what would end without it, and of nothing else.
    const stays = (why: 'held' | 'open') =>
      due.filter(({ kept }) => (why === 'held' ? kept.held : kept.open && !kept.held))
    const ends = due.filter(({ kept }) => !kept.held && !kept.open)
    const before = counts
    counts = {
      lookedAt: before.lookedAt + page.children,
      ended: before.ended + (run === null ? ends.length : 0),
      held: before.held + stays('held').length,
      open: before.open + stays('open').length,
    }
    for (const one of run === null ? [] : ends) {
      if (signal?.aborted === true) break
      if (await endOne(one, deps)) counts = { ...counts, ended: counts.ended + 1 }
    }
    if (run !== null) await retention.note(run, counts, null)
    progress?.(counts)
    after = page.last
  } while (after !== null && signal?.aborted !== true)
  const whole = signal?.aborted !== true
  if (run !== null && whole) await retention.note(run, counts, now())
  return { ...counts, whole }
}

function dueIn(all: readonly KeptRecords[], { protocol, timeZone, now }: RetentionDeps): readonly Due[] {
  const at = now().toISOString()
  return all.flatMap(kept => {
    const until = keptUntil(kept, protocol.edition.retention.rules, timeZone)
    return until !== null && until.at <= at ? [{ kept, clauses: until.clauses }] : []
  })
}

/** False where somebody placed a hold or recorded something meanwhile: then it is kept. */
async function endOne(
  { kept, clauses }: Due,
  { audit, keys, retention, protocol, now }: RetentionDeps,
): Promise<boolean> {
  const operationId = randomUUID()
  const handleId = keys.childId.encode(kept.childId)
  await audit.intent({
    ...{ operationId, application: 'hafan', purpose: null, coordinates: [], edition: protocol.id },
    caller: { issuer: 'hafan', subject: ACTOR, role: ACTOR, agency: 'HUB', organisation: 'hub' },
    identifiers: [{ scheme: 'ID', value: handleId }],
    documentHash: hashOf(ACTOR),
  })
  const ending = await retention.end(kept, clauses, now())
  await audit.outcome([
    {
      ...{ operationId, handleId, relationships: [], given: [], withheld: [], kinds: [], clauses },
      sources: [{ sourceId: 'hub', status: ending, reason: kept.kind, ms: 0 }],
      responseHash: hashOf(`${kept.kind} ${ending}`),
    },
  ])
  return ending === 'ENDED'
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
