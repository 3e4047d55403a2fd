// Gate 1 of a search: what it asks is read and held to what is enough before anything is looked at, and who may search is checked.
import { getArgumentValues } from 'graphql'
import type { FieldNode, GraphQLSchema } from 'graphql'
import type { AskedIdentifier } from '../../audit/index.js'
import { readSearch } from '../../children/find/search.js'
import type { Search } from '../../children/find/search.js'
import { HafanError } from '../../errors.js'
import { conditionsOf } from '../../policies/admission/rights.js'
import { maySearch } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Caller } from '../../types/caller.js'
import type { Purpose, Records } from '../../types/index.js'

/** Throws the codes of a search. */
export function searchesIn(
  roots: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): readonly Search[] {
  const field = schema.getQueryType()?.getFields()['findChildren']
  return roots.flatMap(node => {
    if (!field || node.name.value !== field.name) return []
    // Coerced by the schema: it is what the schema says.
    return [readSearch(getArgumentValues(field, node, variables)['input'] as Records.FindChildrenInput)]
  })
}

export function checkSearcher(caller: Caller, purpose: Purpose | null, protocol: CompiledProtocol): void {
  const { person, application } = caller
  if (
    person &&
    purpose !== null &&
    maySearch(protocol, person.role, conditionsOf(person), purpose, application.ceiling)
  )
    return
  throw new HafanError(
    'OPERATION_REFUSED',
    'Children are looked for by those whom children are shown to, and for a purpose that needs to know who a child is.',
  )
}

/** Each number apart, so that a family that asks who looked for their child's number is told of this too; and the whole. */
export function searchAsAudited(search: Search): readonly AskedIdentifier[] {
  const { nhsNumber, upn, localId } = search
  return [
    ...(nhsNumber === null ? [] : [{ scheme: 'NHS_NUMBER', value: nhsNumber }]),
    ...(upn === null ? [] : [{ scheme: 'UPN', value: upn }]),
    ...(localId === null ? [] : [{ scheme: 'LOCAL_ID', value: localId }]),
    { scheme: 'SEARCH', value: nameOfSearch(search) },
  ]
}

/** The same for the same search in capitals or small letters, on a line or in parts; another spelling is another guess. */
export const nameOfSearch = (search: Search): string => JSON.stringify(search).toLowerCase()
