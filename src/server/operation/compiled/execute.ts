// Runs operations by compiled plans. What a plan may depend on beside the document is part of its name: which fields `@skip` and
// `@include` leave in. What a caller may have is chosen within it, by the rights that each object carries (selection.ts).
import { Kind, visit } from 'graphql'
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql'
import { createStandings } from '../../../policies/allowed.js'
import type { OperationContext } from '../../context.js'
import { createKept } from '../kept.js'
import type { Kept } from '../kept.js'
import type { Variables } from './collect.js'
import { createErrors } from './errors.js'
import { compile } from './plan.js'
import type { Compiling } from './plan.js'
import type { ObjectOf } from './selection.js'

export interface Executing {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** As gate 1 coerced them. */
  readonly variables: Variables
  readonly context: OperationContext
}

export type Execute = (executing: Executing) => Promise<ExecutionResult>

interface PlansOf {
  /** Variables that decide what is selected. */
  readonly deciding: readonly string[]
  readonly plans: Kept<ObjectOf>
}

/** Of one document; a document that varies in more ways than this is compiled anew. */
const MOST_PLANS = 16

export function createExecute(deps: Omit<Compiling, 'standingOf'>): Execute {
  const compiling = { ...deps, standingOf: createStandings(deps.classification) }
  // Plans go with their document, and of documents a bounded number is kept.
  const known = new WeakMap<OperationDefinitionNode, PlansOf>()

  function planFor({ document, operation, variables }: Executing): ObjectOf {
    const of = known.get(operation) ?? { deciding: decidingIn(document), plans: createKept<ObjectOf>(MOST_PLANS) }
    known.set(operation, of)
    const name = of.deciding.map(one => (variables[one] === true ? '1' : '0')).join('')
    const before = of.plans.get(name)
    if (before) return before
    const made = compile(document, operation, variables, compiling)
    of.plans.set(name, made)
    return made
  }

  return async executing => {
    const plan = planFor(executing)
    const { context, variables } = executing
    const errors = createErrors()
    try {
      const data = (await plan(undefined, { context, variables, errors }, undefined)) as ExecutionResult['data']
      return { ...(errors.all.length > 0 && { errors: errors.all }), data: data ?? null }
    } catch (error) {
      errors.add(error as (typeof errors.all)[number], undefined)
      return { errors: errors.all, data: null }
    }
  }
}

/** The variables that stand in `@skip` and `@include`. Those are never null: gate 1 has seen to it. */
function decidingIn(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive: ({ arguments: given = [] }) => {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}
