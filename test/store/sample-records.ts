// Records of one invented girl, as any source might list them.
import type { LinkableRecord } from '../../src/store/linking-records.js'
import type { Demographics } from '../../src/types/child.js'

export const ffion: Demographics = {
  givenNames: ['Ffion'],
  familyNames: ['Prys'],
  dateOfBirth: '2010-04-07',
  sex: 'FEMALE',
  postcodeSector: 'NP20 9',
}
let next = 0
/** A number no other record of the file has. */
export const number = (): string => `test-${(next += 1)}`

export function record(given: Partial<LinkableRecord> & { nhsNumber?: string; upn?: string } = {}): LinkableRecord {
  const { nhsNumber = null, upn = null, ...rest } = given
  const plain = {
    sourceId: 'health-abuhb',
    recordId: number(),
    how: 'NHS_NUMBER' as const,
    anchor: ffion,
    protectedRecord: false,
  }
  return { ...plain, identifiers: { nhsNumber, upn }, ...rest }
}
