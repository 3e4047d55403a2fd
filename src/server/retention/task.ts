// The run as a durable job: once a day, by whichever gateway comes first.
import { runRetention, type RetentionDeps } from './run.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'

/** A little less than a day, so that the hour does not wander. */
const AGAIN_AFTER_MS = 23 * 3_600_000

export interface RetentionTask extends Omit<RetentionDeps, 'protocol' | 'progress'> {
  readonly inForce: () => CompiledProtocol
}

/** Does nothing where a run that came to the end began within the last day. */
export async function retentionTask({ inForce, ...deps }: RetentionTask): Promise<void> {
  const last = await deps.retention.lastWhole()
  if (last !== null && deps.now().getTime() - last.getTime() < AGAIN_AFTER_MS) return
  await runRetention({ ...deps, protocol: inForce() }, false)
}
