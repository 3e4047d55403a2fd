// Which argument a variable that does not fit was for, in names of the schema alone: what the caller calls the variable, and what it
// holds, is the caller's and may be personal.
import { coerceInputValue, isInputType, isNonNullType, typeFromAST } from 'graphql'
import type {
  ArgumentNode,
  DirectiveNode,
  DocumentNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
  VariableDefinitionNode,
} from 'graphql'

type Place = readonly (string | number)[]

/** As `extensions.field` has it; null where it is for no argument. */
export function placeOfWrong(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  raw: Readonly<Record<string, unknown>>,
): string | null {
  for (const definition of operation.variableDefinitions ?? []) {
    const wrong = wrongIn(schema, definition, raw)
    const argument = wrong && argumentOf(document, definition.variable.name.value)
    if (argument) return written([...argument, ...wrong])
  }
  return null
}

/** An act and a search have one argument, `input`: a place in it is named as a rule of the hub's names it. */
const written = ([first, ...rest]: Place): string =>
  (first === 'input' && rest.length > 0 ? rest : [first, ...rest]).join('.')

/** The place in the variable; null where it fits. */
function wrongIn(
  schema: GraphQLSchema,
  { variable, type: node, defaultValue }: VariableDefinitionNode,
  raw: Readonly<Record<string, unknown>>,
): Place | null {
  const type = typeFromAST(schema, node)
  if (!isInputType(type)) return null
  const { value: name } = variable.name
  if (!Object.hasOwn(raw, name)) return defaultValue === undefined && isNonNullType(type) ? [] : null
  let place: Place | null = null
  coerceInputValue(raw[name], type, (path, _value, { message }) => {
    place ??= [...path, ...missingIn(message)]
  })
  return place
}

/** The library places a field that is missing at its parent. Whole: a name that the caller made up stands in another sentence. */
const missingIn = (message: string): Place =>
  /^Field "(\w+)" of required type "[\w[\]!]+" was not provided\.$/.exec(message)?.slice(1) ?? []

/** The first argument that holds it. Only what may hold an argument is gone through, and no further than that one. */
function argumentOf({ definitions }: DocumentNode, variable: string): Place | null {
  for (const one of definitions) {
    const found = 'selectionSet' in one ? argumentIn(one, variable) : null
    if (found) return found
  }
  return null
}

interface Holder {
  readonly arguments?: readonly ArgumentNode[] | undefined
  readonly directives?: readonly DirectiveNode[] | undefined
  readonly selectionSet?: SelectionSetNode | undefined
}

/** A document has passed its limits: it is only so deep. */
function argumentIn(holder: Holder, variable: string): Place | null {
  for (const { name, value } of holder.arguments ?? []) {
    const inside = placeIn(value, variable)
    if (inside) return [name.value, ...inside]
  }
  for (const below of [...(holder.directives ?? []), ...(holder.selectionSet?.selections ?? [])]) {
    const found = argumentIn(below, variable)
    if (found) return found
  }
  return null
}

function placeIn(value: ValueNode, variable: string): Place | null {
  const named: readonly (readonly [string | number, ValueNode])[] =
    value.kind === 'ListValue'
      ? value.values.map((one, nth) => [nth, one])
      : value.kind === 'ObjectValue'
        ? value.fields.map(one => [one.name.value, one.value])
        : []
  if (value.kind === 'Variable') return value.name.value === variable ? [] : null
  for (const [name, one] of named) {
    const inside = placeIn(one, variable)
    if (inside) return [name, ...inside]
  }
  return null
}
