// Functions that do nothing but answer: at once, with the emptiest values that their declared type allows.
import ts from 'typescript'

interface BodyEdit {
  readonly node: ts.Node
  readonly operator: string
  readonly text: string
}

/** One edit for every empty value of a function's declared type; none where the type is left to be inferred. */
export function bodyEdits(node: ts.Node): readonly BodyEdit[] {
  if (!isFunction(node) || !node.body || !node.type || node.asteriskToken) return []
  const { body, type } = node
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true
  return emptyValues(type).map(({ value, promised }) => {
    const given = promised && !isAsync ? `Promise.resolve(${value})` : value
    const text = ts.isBlock(body) ? (value === 'undefined' && !promised ? '{}' : `{ return ${given} }`) : given
    return { node: body, operator: `return ${value === 'undefined' ? 'at once' : value}`, text }
  })
}

const isFunction = (
  node: ts.Node,
): node is ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node)

interface Empty {
  readonly value: string
  readonly promised: boolean
}

const plain = (...values: readonly string[]): readonly Empty[] => values.map(value => ({ value, promised: false }))

function emptyValues(type: ts.TypeNode): readonly Empty[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(emptyValues)
  if (ts.isParenthesizedTypeNode(type)) return emptyValues(type.type)
  if (ts.isTypeOperatorNode(type)) return emptyValues(type.type)
  if (ts.isArrayTypeNode(type)) return plain('[]')
  if (ts.isTypePredicateNode(type)) return type.assertsModifier ? plain('undefined') : plain('true', 'false')
  if (ts.isLiteralTypeNode(type)) return type.literal.kind === ts.SyntaxKind.NullKeyword ? plain('null') : []
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return plain('true', 'false')
  if (type.kind === ts.SyntaxKind.VoidKeyword || type.kind === ts.SyntaxKind.UndefinedKeyword) return plain('undefined')
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? ofNamed(type.typeName.text, type) : []
}

function ofNamed(name: string, { typeArguments }: ts.TypeReferenceNode): readonly Empty[] {
  const [inner] = typeArguments ?? []
  if (name === 'Promise' && inner) return emptyValues(inner).map(({ value }) => ({ value, promised: true }))
  if (name === 'ReadonlyArray' || name === 'Array') return plain('[]')
  if (name === 'ReadonlySet' || name === 'Set') return plain('new Set()')
  return name === 'ReadonlyMap' || name === 'Map' ? plain('new Map()') : []
}
