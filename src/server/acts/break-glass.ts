// Breaking the glass: whether it may be for this child is found out as it would be for reading; then the reason, its end and
// the notices to the owners are written together, or nothing is.
import { parseIdentifier } from '../../children/identity/identifiers.js'
import { contactNotShown, mayAct, plainPurpose } from '../../policies/decide/index.js'
import { HafanError } from '../../errors.js'
import type { BreakGlassAnswer, BreakGlassWords } from '../../resolvers/context.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import { ownersOf, personOf } from '../operation/glass.js'
import type { Operation } from '../operation/state.js'
import { reasonOf } from './inputs.js'

const MINUTE_MS = 60_000

export function createBreakGlassAct(
  operation: Operation,
  { asThoughBroken }: Pick<Admitting, 'asThoughBroken'>,
  deps: AdmissionDeps,
): (input: BreakGlassWords) => Promise<BreakGlassAnswer> {
  const { protocol, sources, store, keys, now } = deps
  const isSource = (id: string): boolean => sources.some(({ description }) => description.id === id)

  return async input => {
    const { caller } = operation
    const { person } = caller
    const verdict = person && mayAct(protocol, 'breakGlass', person.role)
    const purpose = person && plainPurpose(protocol, person.role)
    if (!person || !purpose || verdict?.outcome !== 'YES')
      throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
    const admission = await asThoughBroken(parseIdentifier(input.child, isSource), purpose)
    if (admission.kind !== 'SHOWN') {
      const reason = admission.kind === 'COULD_NOT_CHECK' ? admission.kind : 'NOT_SHOWN'
      return { reason, whomToRing: contactNotShown(protocol) }
    }
    const { child } = admission
    const at = now()
    const minutes = input.minutes ?? protocol.edition.breakGlass.atMost / MINUTE_MS
    const { id, until } = await store.breakGlass.open(
      {
        person: personOf(caller),
        ...{ role: person.role, agency: person.agency, organisation: person.organisation, staffRef: person.staffRef },
        childId: child.id,
        reason: reasonOf(input.reason),
        endsAt: new Date(at.getTime() + minutes * MINUTE_MS),
        edition: protocol.id,
        owners: ownersOf(child.links, sources),
      },
      { caller: personOf(caller), act: 'breakGlass', key: input.key, input, at },
    )
    operation.ledger.push({
      ...{ handle: null, requested: new Set(operation.passed?.requested.coordinates.keys()), picture: null },
      acted: {
        child: keys.childId.encode(child.id),
        clauses: [verdict.clause, protocol.edition.breakGlass.clause],
        withheld: [],
      },
    })
    return { id, until }
  }
}
