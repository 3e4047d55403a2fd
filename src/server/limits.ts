// Limits on documents, as validation rules: what is too deep or too large is refused before anything of it runs.
import { Kind } from 'graphql'
import type { ASTVisitor, FragmentDefinitionNode, SelectionSetNode, ValidationContext } from 'graphql'
import { HafanError } from '../errors.js'
import { asGraphQLError } from './format-error.js'

export const MOST_TOKENS = 2_000
const MOST_DEPTH = 12
const MOST_FIELDS = 1_000
export const MOST_ROOTS = 20

/** Depth and number of fields, fragments spread out; root fields; one operation a document; no introspection. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of context.getDocument().definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const operations = context.getDocument().definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  const refuse = (code: 'DOCUMENT_TOO_DEEP' | 'DOCUMENT_TOO_LARGE' | 'ONE_OPERATION', text: string): void =>
    context.reportError(asGraphQLError(new HafanError(code, text)))
  return {
    Document() {
      if (operations.length > 1) refuse('ONE_OPERATION', 'Send one operation in a document.')
    },
    OperationDefinition(node) {
      const size = measure(node.selectionSet, fragments)
      if (size.depth > MOST_DEPTH) refuse('DOCUMENT_TOO_DEEP', `A document may be ${MOST_DEPTH} fields deep.`)
      if (size.fields > MOST_FIELDS)
        refuse('DOCUMENT_TOO_LARGE', `A document may select ${MOST_FIELDS} fields, fragments spread out.`)
      if (size.roots > MOST_ROOTS) refuse('DOCUMENT_TOO_LARGE', `A document may have ${MOST_ROOTS} root fields.`)
      return false
    },
  }
}

interface Size {
  readonly depth: number
  readonly fields: number
  /** Fields on the top level of the set, those of its fragments included. */
  readonly roots: number
}

const NOTHING: Size = { depth: 0, fields: 0, roots: 0 }

/** Each fragment is measured once, so that fragments within fragments cannot make measuring itself the attack. */
function measure(root: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): Size {
  const known = new Map<string, Size>()
  const underWay = new Set<string>()

  function ofSet(set: SelectionSetNode, depth: number): Size {
    if (depth > MOST_DEPTH * 4) return { depth, fields: MOST_FIELDS + 1, roots: 0 }
    const total = { depth: 0, fields: 0, roots: 0 }
    for (const node of set.selections) {
      const inner =
        node.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(node.name.value, depth)
          : node.selectionSet
            ? ofSet(node.selectionSet, depth + 1)
            : NOTHING
      const own = node.kind === Kind.FIELD ? 1 : 0
      total.fields += inner.fields + own
      total.roots += own === 1 ? 1 : inner.roots
      total.depth = Math.max(total.depth, inner.depth + own)
    }
    return total
  }

  function ofFragment(name: string, depth: number): Size {
    const measured = known.get(name)
    if (measured) return measured
    const fragment = fragments.get(name)
    // A cycle is refused by another rule; here it only must not go on for ever.
    if (!fragment || underWay.has(name)) return NOTHING
    underWay.add(name)
    const size = ofSet(fragment.selectionSet, depth + 1)
    underWay.delete(name)
    known.set(name, size)
    return size
  }

  return ofSet(root, 0)
}
