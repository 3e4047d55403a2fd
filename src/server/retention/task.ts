// The run as a durable job: once a day, by whichever gateway comes first.
import { runRetention, type RetentionDeps } from './run.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Store } from '../../store/open.js'
import type { Log } from '../../store/log.js'
import { RETENTION_JOB } from '../../store/retention.js'

/** A little less than a day, so that the hour does not wander. */
const AGAIN_AFTER_MS = 23 * 3_600_000

export interface RetentionTask extends Omit<RetentionDeps, 'protocol' | 'progress'> {
  readonly inForce: () => CompiledProtocol
}

export interface DailyRetention {
  readonly job: string
  readonly queue: () => Promise<void>
  readonly work: (signal: AbortSignal) => Promise<void>
}

/** The job, where the controller of the records has switched it on; undefined where not. What it ends cannot be had back. */
export function dailyRetention(
  { endDaily }: HubPolicy['retention'],
  deps: Omit<RetentionTask, 'signal' | 'retention'> & { readonly retention: Store['retention'] },
): DailyRetention | undefined {
  if (!endDaily) return undefined
  return { job: RETENTION_JOB, queue: deps.retention.queue, work: signal => retentionTask({ ...deps, signal }) }
}

/** Said at each start: whoever runs the gateway has to know whether it destroys anything. */
export function sayRetention({ endDaily }: HubPolicy['retention'], log: Pick<Log, 'info'>): void {
  if (endDaily)
    log.info(
      {},
      'Records that were kept as long as the protocol says end each day: retention.endDaily of hub.yaml is on',
    )
  else log.info({}, 'No record ends by itself: retention.endDaily of hub.yaml is off')
}

/** Does nothing where a run that came to the end began within the last day. */
export async function retentionTask({ inForce, ...deps }: RetentionTask): Promise<void> {
  const last = await deps.retention.lastWhole()
  if (last !== null && deps.now().getTime() - last.getTime() < AGAIN_AFTER_MS) return
  await runRetention({ ...deps, protocol: inForce() }, false)
}
