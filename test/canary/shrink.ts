// A smaller operation that still goes wrong in the same way: selections are taken away one at a time, as long as it does.
import { Kind, parse, print, visit } from 'graphql'
import type { ASTNode, DocumentNode, SelectionNode } from 'graphql'
import type { CanaryOperation } from './operations.js'

const MOST_TRIES = 400

/** `fails` says whether an operation still goes wrong. */
export async function shrink(
  operation: CanaryOperation,
  fails: (smaller: CanaryOperation) => Promise<boolean>,
): Promise<CanaryOperation> {
  let best = operation
  let at = 0
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const text = without(parse(best.text), at)
    if (text === null) break
    const smaller = { ...best, text, variables: declaredIn(text, best.variables) }
    // The last selection of all leaves no operation to ask.
    if (text.trim() !== '' && (await fails(smaller))) best = smaller
    else at += 1
  }
  return best
}

const isSelection = (node: ASTNode): node is SelectionNode =>
  node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_SPREAD || node.kind === Kind.INLINE_FRAGMENT

/** The document without its nth selection, and without what that leaves empty or unused; null past the last. */
function without(document: DocumentNode, nth: number): string | null {
  let count = -1
  let found = false
  let rest = visit(document, {
    enter(node) {
      if (!isSelection(node)) return undefined
      count += 1
      if (count !== nth) return undefined
      found = true
      return null
    },
  })
  if (!found) return null
  for (let before = ''; before !== print(rest);) {
    before = print(rest)
    rest = tidied(rest)
  }
  return print(rest)
}

/** Selections of nothing go, fragments that are not spread, spreads of fragments that are not there, variables nobody names. */
function tidied(document: DocumentNode): DocumentNode {
  const spread = new Set<string>()
  const named = new Set<string>()
  const defined = new Set<string>()
  visit(document, {
    FragmentSpread: ({ name }) => void spread.add(name.value),
    FragmentDefinition: ({ name, selectionSet }) => {
      if (selectionSet.selections.length > 0) defined.add(name.value)
    },
    Variable: ({ name }, _key, parent) => {
      if (!(parent && 'kind' in parent && parent.kind === Kind.VARIABLE_DEFINITION)) named.add(name.value)
    },
  })
  return visit(document, {
    FragmentDefinition: ({ name }) => (spread.has(name.value) && defined.has(name.value) ? undefined : null),
    FragmentSpread: ({ name }) => (defined.has(name.value) ? undefined : null),
    VariableDefinition: ({ variable }) => (named.has(variable.name.value) ? undefined : null),
    Field: ({ selectionSet }) => (selectionSet?.selections.length === 0 ? null : undefined),
    InlineFragment: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined),
  })
}

function declaredIn(text: string, variables: CanaryOperation['variables']): CanaryOperation['variables'] {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text)))
}
