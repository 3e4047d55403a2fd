// What a record of the hub carries of another's: read only by who may read both (note 2 of the matrix).
import type { Handling } from '../adapters/agency.js'
import { OPEN_CATEGORIES } from '../schema/classification.js'
import type { Rights } from '../types/decision.js'
import type { Category } from '../types/index.js'

/** Where a row carries it. A symbol, so that no query can select it and no JSON can forge it. */
export const CARRIED: unique symbol = Symbol('carried')

export interface CarriedRow {
  readonly category: Category
  /** What of the category was needed to read it at its source. */
  readonly strength: number
  readonly handling: Handling | null
  /** Whether it tells where the child is. */
  readonly locates: boolean
  /** The fields that are carried; null where the whole row is. */
  readonly fields: readonly string[] | null
}

type Reader = Pick<Rights, 'grants' | 'mayReceive'>

export const readsCarried = (
  { grants, mayReceive }: Reader,
  { category, strength, handling }: Pick<CarriedRow, 'category' | 'strength' | 'handling'>,
): boolean =>
  (OPEN_CATEGORIES.has(category) || grants[category].strength >= strength) &&
  (handling === null || mayReceive(handling))

export const carrying = <T extends object>(row: T, carried: CarriedRow): T => ({ ...row, [CARRIED]: carried })

/** What of the row the reader may not have: the whole of it, some of its fields, or nothing. */
export function keptBack(row: object, rights: Reader, hideLocation: boolean): 'ALL' | readonly string[] {
  const carried = (row as { [CARRIED]?: CarriedRow })[CARRIED]
  if (!carried || (readsCarried(rights, carried) && !(carried.locates && hideLocation))) return []
  return carried.fields ?? 'ALL'
}
