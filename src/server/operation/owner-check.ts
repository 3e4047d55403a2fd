// Whose verified identifiers a record states. A record that carries another child's number is another child's record,
// however alike the two are: twins differ by little else.
import DataLoader from 'dataloader'
import type { Reading } from '../../adapters/agency.js'
import type { Children } from '../../store/children.js'
import type { IdentifierScheme } from '../../types/child.js'

/** True: this child's. False: another's. Null: nobody's yet, or the record states none. */
export function ownerCheck(
  children: Pick<Children, 'byIdentifier'>,
): (childId: string, reading: Reading) => Promise<boolean | null> {
  const loader = (scheme: IdentifierScheme): DataLoader<string, string | null> =>
    new DataLoader(async values => {
      const owners = await children.byIdentifier(scheme, values)
      return values.map(value => owners.get(value) ?? null)
    })
  const nhsNumbers = loader('NHS_NUMBER')
  const upns = loader('UPN')
  return async (childId, reading) => {
    if (reading.kind !== 'read' || !reading.subject) return null
    const { nhsNumber, nhsNumberVerified, upn } = reading.subject
    const owners = await Promise.all([
      nhsNumber !== null && nhsNumberVerified ? nhsNumbers.load(nhsNumber) : null,
      upn !== null ? upns.load(upn) : null,
    ])
    const stated = owners.filter(owner => owner !== null)
    if (stated.length === 0) return null
    return stated.every(owner => owner === childId)
  }
}
