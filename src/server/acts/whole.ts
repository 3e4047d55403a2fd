// Whether the schema's mutations are acts at all: each has the name of one, takes an input with a key, and answers with
// something that is no record. A gateway of which that is not so does not start.
import { getNamedType, isCompositeType, isInputObjectType, isNonNullType } from 'graphql'
import type { GraphQLField, GraphQLSchema } from 'graphql'
import { mayEverAct } from '../../policies/decide/index.js'
import { ACTS } from '../../policies/protocol/index.js'
import type { Act, CompiledProtocol } from '../../policies/protocol/index.js'
import type { Classification } from '../../schema/classification.js'
import type { Caller } from '../../types/caller.js'

export const isAct = (name: string): name is Act => ACTS.some(act => act === name)

/** Whether the caller could ever do the act, before anything of its words is known: the explorer offers no other. */
export function mayEverDo({ person, application }: Caller, act: Act, protocol: CompiledProtocol): boolean {
  // An application that is registered for some kinds of reading is not thereby registered to do anything.
  return person !== null && application.ceiling === 'ALL' && mayEverAct(protocol, act, person.role)
}

/** Registers that only those may read who may do something about what is in them. */
export const READ_BY: ReadonlyMap<string, Act> = new Map([
  ['Query.breakGlassReviews', 'reconcileBreakGlass'],
  ['Query.agencyInbox', 'readInbox'],
  ['Query.board', 'readBoard'],
  ['Query.dipSample', 'readDipSample'],
  ['Query.incidents', 'readIncidents'],
  ['Query.referralsToChase', 'readReferrals'],
  ['Query.dueWork', 'readDueWork'],
  ['Query.alerts', 'acknowledgeAlert'],
  ['Subscription.alerts', 'acknowledgeAlert'],
  ['Query.alertReport', 'readAlertReport'],
  ['Query.linkReviews', 'confirmLink'],
  ['Query.conflictsOfInterest', 'withdrawConflict'],
  ['Query.oversightNotices', 'withdrawConflict'],
])

/** Throws with every gap named, one a line. */
export function assertActs(schema: GraphQLSchema, { coordinates }: Classification): void {
  const faults = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(field => {
    const below = typesBelow(schema, getNamedType(field.type).name, coordinates)
    return [
      ...(isAct(field.name) ? [] : ['is no act of the protocol']),
      ...(takesKey(field) ? [] : ['does not take one non-null "input" with a non-null "key"']),
      ...(isCompositeType(getNamedType(field.type)) ? [] : ['answers with a bare value, which no rule could guard']),
      ...(below.has('Child') ? ['answers with a record: a receipt names a child and no more'] : []),
    ].map(fault => `Mutation.${field.name} ${fault}`)
  })
  if (faults.length > 0) throw new Error(`the schema's mutations are not whole:\n${faults.join('\n')}`)
}

function takesKey({ args }: GraphQLField<unknown, unknown>): boolean {
  const [input, ...others] = args
  const type = input && isNonNullType(input.type) ? getNamedType(input.type) : null
  if (!input || others.length > 0 || input.name !== 'input' || !isInputObjectType(type)) return false
  const key = type.getFields()['key']
  return key !== undefined && isNonNullType(key.type)
}

function typesBelow(
  schema: GraphQLSchema,
  from: string,
  coordinates: Classification['coordinates'],
): ReadonlySet<string> {
  const below = new Set([from])
  for (const name of below) {
    const type = schema.getType(name)
    const possible = type && 'getTypes' in type ? type.getTypes().map(one => one.name) : []
    const led = [...coordinates.values()].filter(one => one.type === name).flatMap(({ leadsTo }) => leadsTo ?? [])
    for (const next of [...possible, ...led]) below.add(next)
  }
  return below
}
