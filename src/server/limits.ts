// Limits on documents: what is too deep or too large is refused before anything is made of it. They come before the language's
// own validation, one rule of which compares every two fields of one name and is itself the attack (docs/limits.md).
import { Kind } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode, ValueNode } from 'graphql'
import { HafanError } from '../errors.js'

export const MOST_TOKENS = 1_200
const MOST_DEPTH = 12
const MOST_FIELDS = 800
export const MOST_ROOTS = 20
/** Children asked for in one operation. */
export const MOST_CHILDREN = 400
/** Children that a search answers with. */
export const MOST_FOUND = 10
/** Selections looked at, fragments spread out: what fields alone do not bound. */
const MOST_SELECTIONS = 2_000
/** Fragments within fragments, inline ones too. */
const MOST_NESTED = 50
/** Two fields of one answer name in one place; validation compares each such pair. */
const MOST_PAIRS = 1_000
const MOST_DIRECTIVES = 50
const MOST_VARIABLES = 50
const MOST_ARGUMENTS = 10
/** Lists and objects within one another, in an argument. */
const MOST_VALUE_DEPTH = 6

/** Where fields of the answer stand: how many selections give each, and what is below. */
interface Place {
  count: number
  readonly below: Map<string, Place>
}

const newPlace = (): Place => ({ count: 0, below: new Map() })

/** Throws for the first limit that the document does not keep. Walks no further than the limits go. */
export function checkLimits(document: DocumentNode): void {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  if (operations.length > 1) throw new HafanError('ONE_OPERATION', 'Send one operation in a document.')
  const fragments = fragmentsOf(document)
  const reached = new Set<string>()
  const underWay = new Set<string>()
  const count = { fields: 0, selections: 0, directives: 0, pairs: 0, roots: 0 }

  function visitSet(set: SelectionSetNode, depth: number, nested: number, place: Place): void {
    if (nested > MOST_NESTED) throw tooDeep()
    for (const node of set.selections) {
      count.selections += 1
      count.directives += node.directives?.length ?? 0
      if (count.selections > MOST_SELECTIONS) throw tooLarge(MOST_FIELDS, 'select', 'fields, fragments spread out')
      if (count.directives > MOST_DIRECTIVES) throw tooLarge(MOST_DIRECTIVES, 'have', 'directives')
      visitSelection(node, depth, nested, place)
    }
  }

  function visitSelection(node: SelectionNode, depth: number, nested: number, place: Place): void {
    if (node.kind === Kind.INLINE_FRAGMENT) return visitSet(node.selectionSet, depth, nested + 1, place)
    if (node.kind === Kind.FRAGMENT_SPREAD) return visitSpread(node.name.value, depth, nested, place)
    count.fields += 1
    if (depth === 0) count.roots += 1
    if (depth + 1 > MOST_DEPTH) throw tooDeep()
    if (count.fields > MOST_FIELDS) throw tooLarge(MOST_FIELDS, 'select', 'fields, fragments spread out')
    if (count.roots > MOST_ROOTS) throw tooLarge(MOST_ROOTS, 'have', 'root fields')
    if ((node.arguments?.length ?? 0) > MOST_ARGUMENTS) throw tooLarge(MOST_ARGUMENTS, 'give one field', 'arguments')
    for (const argument of node.arguments ?? []) checkDepth(argument.value)
    const key = node.alias?.value ?? node.name.value
    const own = place.below.get(key) ?? newPlace()
    place.below.set(key, own)
    count.pairs += own.count
    own.count += 1
    if (count.pairs > MOST_PAIRS) throw tooLarge(MOST_PAIRS, 'have', 'pairs of fields of one name in one place')
    if (node.selectionSet) visitSet(node.selectionSet, depth + 1, nested, own)
  }

  function visitSpread(name: string, depth: number, nested: number, place: Place): void {
    const fragment = fragments.get(name)
    if (!fragment) throw new HafanError('DOCUMENT_INVALID', 'A fragment is named that does not exist.')
    if (underWay.has(name)) throw new HafanError('DOCUMENT_INVALID', 'A fragment may not contain itself.')
    reached.add(name)
    underWay.add(name)
    visitSet(fragment.selectionSet, depth, nested + 1, place)
    underWay.delete(name)
  }

  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue
    for (const { defaultValue } of node.variableDefinitions ?? []) if (defaultValue) checkDepth(defaultValue)
    if ((node.variableDefinitions?.length ?? 0) > MOST_VARIABLES) throw tooLarge(MOST_VARIABLES, 'have', 'variables')
    for (const one of [node, ...(node.variableDefinitions ?? [])]) count.directives += one.directives?.length ?? 0
    if (count.directives > MOST_DIRECTIVES) throw tooLarge(MOST_DIRECTIVES, 'have', 'directives')
    visitSet(node.selectionSet, 0, 0, newPlace())
  }
  // What no operation reaches has not been measured, and validation would still look at it.
  if (reached.size < fragments.size) throw new HafanError('DOCUMENT_INVALID', 'A fragment is declared and not used.')
}

function checkDepth(value: ValueNode, depth = 0): void {
  if (depth > MOST_VALUE_DEPTH) throw new HafanError('DOCUMENT_TOO_DEEP', 'A value in a document may not be that deep.')
  if (value.kind === Kind.LIST) for (const one of value.values) checkDepth(one, depth + 1)
  if (value.kind === Kind.OBJECT) for (const one of value.fields) checkDepth(one.value, depth + 1)
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions) {
    if (node.kind !== Kind.FRAGMENT_DEFINITION) continue
    const name = node.name.value
    if (fragments.has(name)) throw new HafanError('DOCUMENT_INVALID', 'Two fragments of a document have one name.')
    if ((node.directives?.length ?? 0) > MOST_DIRECTIVES) throw tooLarge(MOST_DIRECTIVES, 'have', 'directives')
    fragments.set(name, node)
  }
  return fragments
}

const tooDeep = (): HafanError => new HafanError('DOCUMENT_TOO_DEEP', `A document may be ${MOST_DEPTH} fields deep.`)

const tooLarge = (most: number, verb: string, what: string): HafanError =>
  new HafanError('DOCUMENT_TOO_LARGE', `A document may ${verb} ${most.toLocaleString('en')} ${what}.`)
