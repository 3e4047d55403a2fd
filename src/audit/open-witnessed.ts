// The audit of a gateway as it is run: written to the database, witnessed in a folder of checkpoints.
import { createAudit, type AuditOptions, type AuditWriter } from './audit.js'
import { openCheckpointFolder } from './checkpoint-folder.js'
import { createLateness, startWitness, type WitnessOptions, type WitnessState } from './witness.js'

export interface WitnessedOptions
  extends Omit<AuditOptions, 'unwitnessed'>, Pick<WitnessOptions, 'key' | 'log' | 'everyMs'> {
  /** Where checkpoints are written. Best where those who run the database may only add. */
  readonly folder: string
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number
}

export interface WitnessedAudit extends AuditWriter {
  witness(): WitnessState
}

/** Throws where the folder cannot be written to, or was signed for a newer database than this one. */
export async function openWitnessedAudit(options: WitnessedOptions): Promise<WitnessedAudit> {
  const { folder, key, pool, chainId, clock, log, everyMs, monotonic } = options
  const checkpoints = await openCheckpointFolder(folder, key)
  await checkpoints.refuseOlderDatabase(pool)
  const lateness = createLateness(monotonic)
  const audit = createAudit({ ...options, unwitnessed: () => lateness.state().overdue })
  const epoch = await audit.begin()
  const witness = await startWitness({
    ...{ key, chainId, epoch, audit, pool, clock, lateness, log },
    ...(everyMs === undefined ? {} : { everyMs }),
    write: line => checkpoints.write(epoch, chainId, line),
  })
  return {
    ...audit,
    witness: () => witness.state(),
    async stop() {
      await audit.stop()
      await witness.stop()
    },
  }
}
