// What a record said of its child when it was linked, sealed, and tied to the child and source it belongs to: moved to
// another row it does not open.
import { z } from 'zod'
import type { Demographics } from '../types/child.js'
import { StoreError } from './errors.js'
import type { Keys } from './keys.js'

/** Whose anchor it is. The record id is left out: it may change when the source merges records. */
export interface AnchorOwner {
  readonly childId: string
  readonly sourceId: string
}

/** Demographics as stored JSON. */
export const demographics: z.ZodType<Demographics> = z.object({
  givenNames: z.array(z.string()),
  familyNames: z.array(z.string()),
  dateOfBirth: z.string().nullable(),
  sex: z.enum(['FEMALE', 'MALE', 'OTHER', 'UNKNOWN']).nullable(),
  postcodeSector: z.string().nullable(),
})

/** Seals it for its owner. */
export function sealAnchor(keys: Keys, anchor: Demographics, owner: AnchorOwner): Buffer {
  return keys.anchors.seal(canonical(anchor), `${owner.sourceId}\n${owner.childId}`)
}

/** Opens it. Throws STORE_CORRUPT if the row was tampered with or moved. */
export function openAnchor(keys: Keys, sealed: Buffer, owner: AnchorOwner): Demographics {
  const text = keys.anchors.open(sealed, `${owner.sourceId}\n${owner.childId}`)
  if (text === null)
    throw new StoreError('STORE_CORRUPT', `A link of source ${owner.sourceId} does not open with its key`)
  return demographics.parse(JSON.parse(text))
}

/** Whether both say the same, letter for letter. */
export function sameAnchor(one: Demographics, other: Demographics): boolean {
  return canonical(one) === canonical(other)
}

function canonical({ givenNames, familyNames, dateOfBirth, sex, postcodeSector }: Demographics): string {
  return JSON.stringify({ givenNames, familyNames, dateOfBirth, sex, postcodeSector })
}
