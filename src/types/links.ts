// A link: this record of that source is this child's. Nothing is merged; a link can be undone.
import type { Demographics } from '../adapters/agency.js'

export type LinkedHow = 'NHS_NUMBER' | 'UPN' | 'LOCAL_ID' | 'CONFIRMED_BY_PERSON' | 'SUPERSEDED' | 'OWN_RECORD'

export interface Link {
  readonly sourceId: string
  readonly recordId: string
  readonly how: LinkedHow
  /** A protection flag was seen on the record: it limits everything that tells where the child is. */
  readonly protectedRecord: boolean
  /** What the source said of the child when the link was made; the same-child check compares with it. */
  readonly anchor: Demographics | null
}
