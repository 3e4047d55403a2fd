// The canary world without a door: operations are let in as the gateway lets them in and then run in this process, so that two
// ways of running one can be held side by side, and what running costs can be told from what HTTP does.
import { getOperationAST } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { ruleTree, guardSchema } from '../../src/policies/shield.js'
import type { CompiledProtocol } from '../../src/policies/protocol/index.js'
import { resolvers } from '../../src/resolvers/index.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { createHubSource } from '../../src/hub/source.js'
import { contactOfAgency } from '../../src/policies/decide/index.js'
import { buildExecutable, enumLabels } from '../../src/schema/build.js'
import { classify } from '../../src/schema/classification.js'
import type { Classification } from '../../src/schema/classification.js'
import type { OperationContext } from '../../src/server/context.js'
import { createContextFactory } from '../../src/server/create-context.js'
import { gateOne } from '../../src/server/operation/gate.js'
import { createSharedFacts } from '../../src/server/operation/shared-facts.js'
import type { Caller } from '../../src/types/caller.js'
import { rememberLongAgo, seedOf, withSameCursors } from '../canary/house.js'
import { createSources } from '../canary/sources.js'
import type { CanarySources } from '../canary/sources.js'
import type { World } from '../canary/world.js'
import { testDatabase, testKeys } from '../support/database.js'
import { withoutBudgets } from '../support/gateway.js'

/** An operation that gate 1 let pass, with a context of its own. */
export interface Admitted {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: OperationContext
}

export interface Stage {
  /** As resolvers and types make it, without guards. */
  readonly plain: GraphQLSchema
  /** With every rule of gate 2 on it, as the library puts them. */
  readonly guarded: GraphQLSchema
  readonly classification: Classification
  readonly protocol: CompiledProtocol
  readonly systems: CanarySources
  /** Throws what gate 1 throws. */
  admit(document: DocumentNode, variables: Readonly<Record<string, unknown>>, caller: Caller): Admitted
  close(): Promise<void>
}

export async function openStage(world: World, now: Date): Promise<Stage> {
  const database = await testDatabase()
  const { store } = database
  await store.hub.seed({ children: seedOf(world, now) })
  await rememberLongAgo(store, world, now)
  const systems = createSources(world, now)
  const plain = buildExecutable(resolvers)
  const classification = classify(plain)
  const guarded = guardSchema(plain, ruleTree(classification), () => undefined)
  const protocol = withoutBudgets().current(now)
  const clock = (): Date => now
  const views = [...systems.sources, createHubSource(store, contactOfAgency(protocol, 'HUB'), { now: clock, policy: HUB_POLICY })].map(
    source => ({ source, state: () => 'UP' as const }),
  ) // prettier-ignore
  const ids = new Set(views.map(({ source }) => source.description.id))
  const createContext = createContextFactory({
    ...{ classification, store, keys: withSameCursors(testKeys), now: clock, policy: HUB_POLICY, teams: [] },
    viewsUnder: () => views,
    refreshIndex: { note: () => undefined },
    labels: enumLabels(plain),
    sharedFacts: createSharedFacts({ monotonic: () => performance.now() }),
    onFault: () => undefined,
    ...{ notShownMs: 2, deadlineMs: 10_000, monotonic: () => performance.now() },
  })
  let nth = 0
  return {
    ...{ plain, guarded, classification, protocol, systems },
    admit(document, variables, caller) {
      const operation = getOperationAST(document)
      if (!operation) throw new Error('a document has one operation')
      const id = `00000000-0000-4000-8000-${String((nth += 1)).padStart(12, '0')}`
      const context = createContext({
        id,
        caller,
        protocol,
        signal: new AbortController().signal,
        event: null,
        view: null,
      })
      const deps = { schema: guarded, classification, protocol, isSource: (one: string) => ids.has(one), live: false }
      context.operation.passed = gateOne(document, operation, variables, caller, deps)
      context.operation.intent = Promise.resolve()
      return { document, operation, variables, context }
    },
    close: () => database.stop(),
  }
}

/** Waits for everything that an operation still has under way. */
export async function settled({ operation }: OperationContext): Promise<void> {
  await Promise.allSettled([...operation.asking, ...operation.writes])
}
