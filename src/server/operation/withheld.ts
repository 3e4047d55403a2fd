// The errors of a response. What the protocol withholds is told once a coordinate, from the plan: so that the number and
// place of these errors is the same whatever the records hold.
import type { GraphQLFormattedError } from 'graphql'
import { contactFor } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { WithheldCoordinate } from '../../children/plan.js'
import type { Operation } from './state.js'

const MOST_ERRORS = 50

/** Replaces the field-by-field refusals of gate 2 by one entry a coordinate. */
export function responseErrors(
  raised: readonly GraphQLFormattedError[],
  operation: Operation,
  protocol: CompiledProtocol,
): readonly GraphQLFormattedError[] {
  const others = raised.filter(({ extensions }) => extensions?.['code'] !== 'FIELD_WITHHELD')
  const withheld = inOrder(withheldIn(operation), operation).map(entry =>
    asError('FIELD_WITHHELD', entry, operation, protocol),
  )
  const undecided = inOrder(undecidedIn(operation), operation).map(entry =>
    asError('FIELD_UNDECIDED', entry, operation, protocol),
  )
  const all = [...others, ...undecided, ...withheld]
  if (all.length <= MOST_ERRORS) return all
  const rest = all.length - MOST_ERRORS
  const message = `${rest} more errors are left out; the "withheld" of each envelope has them all.`
  return [...all.slice(0, MOST_ERRORS), { message, extensions: { code: 'FIELD_WITHHELD' } }]
}

/** Every coordinate that some child of the operation had withheld. */
function withheldIn({ ledger }: Operation): readonly WithheldCoordinate[] {
  return ledger.flatMap(({ handle, acted }) => {
    if (!handle) return acted?.withheld ?? []
    const { withheld, sections } = handle.plan
    return [...withheld, ...[...sections.values()].flatMap(section => section.withheld)]
  })
}

/** Fields of the child itself that could not be decided. Within a section, its envelopes say so in `missing`. */
function undecidedIn({ ledger }: Operation): readonly WithheldCoordinate[] {
  return ledger.flatMap(({ handle }) => handle?.plan.undecided ?? [])
}

/**
 * Each coordinate once, in the order of the document: which child of several was decided on first depends on how soon their
 * systems answered, and must not show.
 */
function inOrder(entries: readonly WithheldCoordinate[], { passed }: Operation): readonly WithheldCoordinate[] {
  const byCoordinate = new Map<string, WithheldCoordinate>()
  for (const entry of entries) {
    const known = byCoordinate.get(entry.coordinate)
    if (!known || entry.clause < known.clause) byCoordinate.set(entry.coordinate, entry)
  }
  const places = new Map([...(passed?.requested.coordinates.keys() ?? [])].map((coordinate, at) => [coordinate, at]))
  const placeOf = ({ coordinate }: WithheldCoordinate): number => places.get(coordinate) ?? places.size
  return [...byCoordinate.values()].sort((one, other) => placeOf(one) - placeOf(other))
}

const TEXTS = {
  FIELD_WITHHELD: 'The protocol does not give this to you. The contact can say more.',
  FIELD_UNDECIDED:
    'Whether the protocol gives this to you could not be checked, because what decides it did not answer. Try again, or ring the contact.',
}

function asError(
  code: keyof typeof TEXTS,
  { coordinate, category, clause }: WithheldCoordinate,
  { passed }: Operation,
  protocol: CompiledProtocol,
): GraphQLFormattedError {
  return {
    message: TEXTS[code],
    path: [...(passed?.requested.coordinates.get(coordinate) ?? [])],
    extensions: { code, coordinate, category, clause, contact: contactFor(protocol, category) },
  }
}
