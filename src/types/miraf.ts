// The risk assessment as it goes from the hub's own records into a picture.
import type { Records } from './index.js'

/** A version as the hub has it; what is carried in it is marked row by row. */
export type MirafValue = Omit<Records.Miraf, 'notGiven'>

/** Every version, newest first. Pages are cut from it. */
export interface MirafHistoryValue {
  readonly childId: string
  readonly versions: { readonly edges: readonly { readonly node: MirafValue }[] }
}
