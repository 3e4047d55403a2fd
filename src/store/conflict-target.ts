// By what the child or the household of a conflict is known, and the member of staff, sealed. Numbers and properties are kept
// by keyed name even within the seal: whoever opens it reads no number and no address.
import { z } from 'zod'
import { StoreError } from './errors.js'
import type { Keys } from './keys.js'

const target = z.discriminatedUnion('kind', [
  /** Known by the hub's own id alone. */
  z.strictObject({ kind: z.literal('ID') }),
  z.strictObject({ kind: z.literal('NUMBER'), scheme: z.enum(['NHS_NUMBER', 'UPN']), hash: z.string() }),
  z.strictObject({ kind: z.literal('RECORD'), sourceId: z.string(), recordId: z.string() }),
  z.strictObject({ kind: z.literal('HOUSEHOLD'), key: z.string() }),
])
export type ConflictTarget = z.output<typeof target>

const sealedConflict = z.strictObject({ staffRef: z.string(), target })
export type SealedConflict = z.output<typeof sealedConflict>

/** Tied to its row: moved to another it does not open. */
export const sealConflict = (keys: Keys, id: string, conflict: SealedConflict): Buffer =>
  keys.conflicts.seal(JSON.stringify(conflict), id)

/** Throws STORE_CORRUPT if the row was tampered with or moved. */
export function openConflict(
  keys: Keys,
  { id, sealed }: { readonly id: string; readonly sealed: Buffer },
): SealedConflict {
  const text = keys.conflicts.open(sealed, id)
  if (text === null) throw new StoreError('STORE_CORRUPT', `The conflict of interest ${id} does not open with its key`)
  return sealedConflict.parse(JSON.parse(text))
}
