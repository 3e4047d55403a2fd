// A plugin of codegen: each operation as text, with the shape its answer must have. A client checks an answer against the shape
// before it hands it out, so that the types it is given under are true.
import {
  Kind,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  print,
  typeFromAST,
} from 'graphql'

const LEAVES = { String: 'text', ID: 'text', Int: 'whole', Float: 'number', Boolean: 'yesNo' }

export const plugin = (schema, documents) => {
  const definitions = documents.flatMap(({ document }) => document.definitions)
  const fragments = new Map(definitions.flatMap(d => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])))
  const operations = definitions.filter(d => d.kind === Kind.OPERATION_DEFINITION)
  return operations.map(operation => constOf(operation, { schema, fragments })).join('\n\n')
}

function constOf(operation, deps) {
  const name = operation.name.value
  const kind = operation.operation
  const suffix = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[kind]
  const root = deps.schema.getRootType(kind)
  const text = [operation, ...usedBy(operation.selectionSet, deps)].map(print).join('\n\n')
  const shape = JSON.stringify({ fields: fieldsOf([operation.selectionSet], root, deps) })
  return (
    `export const ${name}: Operation<Handled<${name}${suffix}>, ${name}${suffix}Variables, '${kind}'> = {\n` +
    `  name: '${name}',\n  kind: '${kind}',\n  text: ${JSON.stringify(text)},\n  shape: ${shape},\n}`
  )
}

/** The fragments an operation uses, each once. */
function usedBy(selectionSet, deps, used = new Set()) {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = deps.fragments.get(selection.name.value)
      if (used.has(fragment)) continue
      used.add(fragment)
      usedBy(fragment.selectionSet, deps, used)
    } else if (selection.selectionSet) usedBy(selection.selectionSet, deps, used)
  }
  return used.size === 0 ? [] : [...used]
}

/** Response key → shape, of selection sets on an object type. */
function fieldsOf(selectionSets, type, deps) {
  const found = new Map()
  for (const [key, node] of selectionSets.flatMap(set => selected(set, type, deps)))
    found.set(key, [...(found.get(key) ?? []), node])
  return Object.fromEntries([...found].map(([key, nodes]) => [key, shapeOfField(nodes, type, deps)]))
}

/** The fields that are selected of the type, with those of fragments that apply to it. */
function selected(selectionSet, type, deps) {
  return selectionSet.selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return [[selection.alias?.value ?? selection.name.value, selection]]
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? deps.fragments.get(selection.name.value) : selection
    const on = fragment.typeCondition ? typeFromAST(deps.schema, fragment.typeCondition) : type
    const applies = on === type || (isAbstractType(on) && deps.schema.isSubType(on, type))
    return applies ? selected(fragment.selectionSet, type, deps) : []
  })
}

function shapeOfField(nodes, type, deps) {
  const [{ name }] = nodes
  if (name.value === '__typename') return { leaf: 'text' }
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  return orNull(type.getFields()[name.value].type, sets, deps)
}

const orNull = (type, sets, deps) =>
  isNonNullType(type) ? shapeOf(type.ofType, sets, deps) : { orNull: shapeOf(type, sets, deps) }

function shapeOf(type, sets, deps) {
  if (isListType(type)) return { listOf: orNull(type.ofType, sets, deps) }
  const named = getNamedType(type)
  if (isObjectType(named)) return { fields: fieldsOf(sets, named, deps) }
  if (!isAbstractType(named)) return { leaf: isEnumType(named) ? 'text' : (LEAVES[named.name] ?? 'text') }
  const possible = deps.schema.getPossibleTypes(named).map(one => [one.name, fieldsOf(sets, one, deps)])
  if (possible.some(([, fields]) => !fields.__typename))
    throw new Error(`Select __typename of ${named.name}: without it nobody can tell which of its types came`)
  return { oneOf: Object.fromEntries(possible) }
}
