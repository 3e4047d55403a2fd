// The mistakes a mutant may hold: small edits of a source text, found on its syntax tree. Types, imports and sentences stay as
// they are: nobody's rights hang on them, and a test that pins a sentence word for word is a nuisance.
import ts from 'typescript'
import { bodyEdits } from './bodies.js'

/** One edit of a source text: what stands from `start` up to, and without, `end` becomes `text`. */
export interface Edit {
  readonly operator: string
  readonly start: number
  readonly end: number
  readonly text: string
}

type At = Pick<Edit, 'operator' | 'text'> & { readonly node: ts.Node }

/** Every edit of a source text, in the order of the text. */
export function editsOf(source: ts.SourceFile): readonly Edit[] {
  const found: Edit[] = []
  const visit = (node: ts.Node): void => {
    if (isOfTypes(node)) return
    for (const { node: at, operator, text } of ofNode(node, source))
      found.push({ operator, start: at.getStart(source), end: at.getEnd(), text })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.sort((one, other) => one.start - other.start || one.end - other.end)
}

function isOfTypes(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    isToldToPeople(node)
  )
}

/** What an error says is put together for people. */
const isToldToPeople = (node: ts.Node): boolean =>
  ts.isTemplateExpression(node) &&
  ts.isNewExpression(node.parent) &&
  ts.isIdentifier(node.parent.expression) &&
  node.parent.expression.text.endsWith('Error')

function ofNode(node: ts.Node, source: ts.SourceFile): readonly At[] {
  return [
    ...conditions(node, source),
    ...binaries(node, source),
    ...literals(node),
    ...calls(node, source),
    ...removals(node),
    ...bodyEdits(node),
  ]
}

/** The condition is turned round where no operator of its own, when turned, says the same. */
function conditions(node: ts.Node, source: ts.SourceFile): readonly At[] {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [{ node, operator: 'drop !', text: `(${node.operand.getText(source)})` }]
  const condition = conditionOf(node)
  if (!condition || ts.isPrefixUnaryExpression(condition) || isEquality(condition)) return []
  return [{ node: condition, operator: 'negate', text: `!(${condition.getText(source)})` }]
}

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return node.expression
  return ts.isConditionalExpression(node) || ts.isForStatement(node) ? node.condition : undefined
}

const TURNED = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.EqualsEqualsToken, '!='],
  [ts.SyntaxKind.ExclamationEqualsToken, '=='],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
])

const isEquality = (node: ts.Expression): boolean =>
  ts.isBinaryExpression(node) && ['!==', '===', '!=', '=='].includes(TURNED.get(node.operatorToken.kind) ?? '')

function binaries(node: ts.Node, source: ts.SourceFile): readonly At[] {
  if (!ts.isBinaryExpression(node)) return []
  const { left, operatorToken, right } = node
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [{ node, operator: '?? → left', text: `(${left.getText(source)})` }]
  const turned = TURNED.get(operatorToken.kind)
  if (turned === undefined) return []
  const operator = `${operatorToken.getText(source)} → ${turned}`
  // In brackets: beside another of the two, or a `??`, the text would mean something else or nothing.
  return [{ node, operator, text: `((${left.getText(source)}) ${turned} (${right.getText(source)}))` }]
}

/** Two words or more: a sentence, or a statement of SQL, which fails whole. */
const isSentence = (text: string): boolean => /\w\s+\w/.test(text)

function literals(node: ts.Node): readonly At[] {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ node, operator: 'true → false', text: 'false' }]
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ node, operator: 'false → true', text: 'true' }]
  if (ts.isNumericLiteral(node) && !isName(node)) {
    const value = Number(node.text)
    return [1, -1].map(step => ({ node, operator: step > 0 ? '+ 1' : '− 1', text: `(${value + step})` }))
  }
  if (ts.isStringLiteral(node) && !isName(node) && !isSentence(node.text) && node.text !== '')
    return [{ node, operator: "text → ''", text: `''` }]
  if (!ts.isTemplateExpression(node)) return []
  const fixed = [node.head.text, ...node.templateSpans.map(span => span.literal.text)].join('\0')
  return isSentence(fixed.replaceAll('\0', ' x ')) ? [] : [{ node, operator: "text → ''", text: `''` }]
}

const isName = (node: ts.Node): boolean => ts.isPropertyAssignment(node.parent) && node.parent.name === node

function calls(node: ts.Node, source: ts.SourceFile): readonly At[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return []
  const { name, expression } = node.expression
  if (name.text === 'some') return [{ node: name, operator: 'some → every', text: 'every' }]
  if (name.text === 'every') return [{ node: name, operator: 'every → some', text: 'some' }]
  if (name.text !== 'filter') return []
  return [{ node, operator: 'drop filter', text: expression.getText(source) }]
}

/** What is done for its effect alone: calls, assignments, and what is thrown. */
function removals(node: ts.Node): readonly At[] {
  if (ts.isThrowStatement(node)) return [{ node, operator: 'remove throw', text: ';' }]
  return ts.isExpressionStatement(node) ? [{ node, operator: 'remove statement', text: ';' }] : []
}
