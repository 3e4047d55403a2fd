// The schema as one caller could ever use it. Introspection stays off at the door; the explorer is handed this instead, so
// that a school lead's page neither offers nor completes what the protocol never gives a school lead.
import { buildASTSchema, introspectionFromSchema, parse } from 'graphql'
import type { IntrospectionQuery, IntrospectionType, IntrospectionTypeRef } from 'graphql'
import { couldEver, purposesOf } from '../../policies/decide/index.js'
import { conditionsOf } from '../../policies/admission/rights.js'
import type { Act, CompiledProtocol } from '../../policies/protocol/index.js'
import { READ_BY, isAct, mayEverDo } from '../acts/whole.js'
import { classify } from '../../schema/classification.js'
import type { Coordinate } from '../../schema/classification.js'
import { loadTypeDefs } from '../../schema/load.js'
import type { Caller } from '../../types/caller.js'
import { LEVELS } from '../../types/index.js'
import type { Category } from '../../types/index.js'

const EXISTS = LEVELS.indexOf('EXISTS')
const SUMMARY = LEVELS.indexOf('SUMMARY')
/** What a document may use; the others classify the SDL and are nobody's to query by. */
const EXECUTABLE = new Set(['include', 'skip'])
/** Empty for whoever may not do something with it: what agencies' own searches gave (docs/adr/0033-find.md), and a draft. */
const FOR_DOERS = new Map<string, Act>([
  ...['records', 'couldNotAsk', 'tooManyAt'].map(field => [`FindChildrenResult.${field}`, 'confirmLink'] as const),
  ['Child.mirafDraft', 'writeMiraf'],
])

/** Gives, for a caller, the introspection result of what their role could see in some circumstance. */
export function createSchemaFor(protocol: () => CompiledProtocol): (caller: Caller) => IntrospectionQuery {
  const schema = buildASTSchema(parse(loadTypeDefs()))
  const { coordinates } = classify(schema)
  const whole = introspectionFromSchema(schema, { descriptions: true, inputValueDeprecation: true, oneOf: true })
  return caller => {
    const edition = protocol()
    const most = strengths(caller, edition)
    return pruned(whole, (type, field) => {
      const name = `${type}.${field}`
      const act = type === 'Mutation' ? field : (FOR_DOERS.get(name) ?? READ_BY.get(name))
      if (act !== undefined && !(isAct(act) && mayEverDo(caller, act, edition))) return false
      const coordinate = coordinates.get(name)
      return coordinate === undefined || within(coordinate, most(coordinate.category))
    })
  }
}

/** The most of a category this caller could hold, under any of the purposes open to them. */
function strengths(caller: Caller, protocol: CompiledProtocol): (category: Category) => number {
  const { person, application } = caller
  const levels = (person === null ? [] : purposesOf(protocol, person.role)).map(purpose =>
    couldEver(
      protocol,
      person?.role ?? '',
      person === null ? NOBODY : conditionsOf(person),
      purpose,
      application.ceiling,
    ),
  )
  return category =>
    category === 'OPERATIONAL' || category === 'DERIVED'
      ? LEVELS.length
      : Math.max(0, ...levels.map(level => LEVELS.indexOf(level[category])))
}

/** Of what may only be known to exist, the main fields stay: asking for them is how one learns that something is recorded. */
const within = ({ strength }: Coordinate, most: number): boolean =>
  strength <= most || (most >= EXISTS && strength <= SUMMARY)

type Shows = (type: string, field: string) => boolean

/** Fields that are not shown go; then types left without fields of their own and what leads to them, until nothing more goes. */
function pruned({ __schema }: IntrospectionQuery, shows: Shows): IntrospectionQuery {
  const interfaces = new Map(__schema.types.flatMap(type => (type.kind === 'INTERFACE' ? [[type.name, type]] : [])))
  let types = new Map(__schema.types.map(type => [type.name, type]))
  for (let before = -1; before !== sizeOf(types);) {
    before = sizeOf(types)
    types = new Map(
      [...types].flatMap(([name, type]) => {
        const kept = keep(type)
        return kept === null ? [] : [[name, kept]]
      }),
    )
  }

  function keep(type: IntrospectionType): IntrospectionType | null {
    if (type.kind === 'UNION' || type.kind === 'INTERFACE') {
      const possibleTypes = type.possibleTypes.filter(({ name }) => types.has(name))
      return possibleTypes.length === 0 ? null : { ...type, possibleTypes }
    }
    if (type.kind !== 'OBJECT') return type
    const fields = type.fields.filter(field => shows(type.name, field.name) && types.has(namedIn(field.type)))
    const common = new Set(type.interfaces.flatMap(({ name }) => interfaces.get(name)?.fields.map(f => f.name) ?? []))
    // An answer that could never hold a record says nothing that a caller could use.
    return fields.every(({ name }) => common.has(name)) ? null : { ...type, fields }
  }

  const { queryType, mutationType } = __schema
  const acts = mutationType && types.has(mutationType.name) ? mutationType : null
  const reached = new Set([queryType, ...(acts ? [acts] : [])].flatMap(({ name }) => [...reachableFrom(name, types)]))
  return {
    __schema: {
      ...__schema,
      mutationType: acts,
      // The page sends by POST.
      subscriptionType: null,
      types: [...types.values()].filter(({ name }) => reached.has(name) || name.startsWith('__')),
      directives: __schema.directives.filter(({ name }) => EXECUTABLE.has(name)),
    },
  }
}

const sizeOf = (types: ReadonlyMap<string, IntrospectionType>): number =>
  [...types.values()].reduce((sum, type) => sum + 1 + (type.kind === 'OBJECT' ? type.fields.length : 0), 0)

/** Types no field leads to any more are not listed: their names alone would tell what there is. */
function reachableFrom(root: string, types: ReadonlyMap<string, IntrospectionType>): ReadonlySet<string> {
  const reached = new Set<string>(BUILT_IN)
  const visit = (name: string): void => {
    const type = types.get(name)
    if (reached.has(name) || type === undefined) return
    reached.add(name)
    const fields = type.kind === 'OBJECT' || type.kind === 'INTERFACE' ? type.fields : []
    for (const field of fields) [field.type, ...field.args.map(arg => arg.type)].forEach(ref => visit(namedIn(ref)))
    if (type.kind === 'INPUT_OBJECT') for (const field of type.inputFields) visit(namedIn(field.type))
    if (type.kind === 'OBJECT') for (const { name: its } of type.interfaces) visit(its)
    if (type.kind === 'UNION') for (const { name: its } of type.possibleTypes) visit(its)
  }
  visit(root)
  return reached
}

const BUILT_IN = ['String', 'Boolean']

function namedIn(reference: IntrospectionTypeRef): string {
  return reference.kind === 'LIST' || reference.kind === 'NON_NULL' ? namedIn(reference.ofType) : reference.name
}

const NOBODY = { secondedFrom: null, vetting: null, clearance: [] }
