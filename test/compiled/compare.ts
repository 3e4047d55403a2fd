// Random operations of every caller, each run by graphql-js on the guarded schema and by a compiled plan: what is answered must be
// the same, to the order of its keys.
import { execute, parse } from 'graphql'
import type { DocumentNode, ExecutionResult } from 'graphql'
import { formatted } from '../../src/server/format-error.js'
import { createExecute } from '../../src/server/operation/compiled/execute.js'
import type { Execute } from '../../src/server/operation/compiled/execute.js'
import { responseErrors } from '../../src/server/operation/withheld.js'
import { CALLERS } from '../canary/callers.js'
import type { Canary } from '../canary/callers.js'
import { draw } from '../canary/operations.js'
import type { CanaryOperation, Cursors } from '../canary/operations.js'
import { createRandom, mixed } from '../canary/random.js'
import { createWorld } from '../canary/world.js'
import { openStage, settled } from './stage.js'
import type { Admitted, Stage } from './stage.js'

export interface CompareOptions {
  readonly ops: number
  readonly seed: number
  readonly progress?: (done: number) => void
  /** In place of the one that is looked at, to see that a mistake in it is found. */
  readonly execute?: (stage: Stage) => Execute
}

export interface Compared {
  /** Operations that gate 1 let pass and that were run both ways. */
  readonly run: number
  readonly refused: number
  /** Of those run: in how many errors came beside what was withheld, and in how many a value was given. */
  readonly withErrors: number
  readonly withData: number
  /** Roles whose operations were run. */
  readonly roles: ReadonlySet<string>
  readonly differences: readonly string[]
}

export async function compareCompiled({ ops, seed, progress, execute: make }: CompareOptions): Promise<Compared> {
  const world = createWorld()
  const stage = await openStage(world, new Date())
  const compiled = (make ?? compiledOf)(stage)
  const cursors: Cursors = new Map()
  const roles = new Set<string>()
  const differences: string[] = []
  const count = { run: 0, refused: 0, withErrors: 0, withData: 0, done: 0 }

  async function compare(operation: CanaryOperation): Promise<void> {
    const { canary } = operation
    stage.systems.suffer(canary.caller.person?.staffRef ?? canary.caller.subject, operation.faults)
    const document = parse(operation.text)
    const asked = (how: Execute): Promise<string | null> => answerOf(stage, document, operation, how)
    const theirs = await asked(reference(stage))
    if (theirs === null) {
      count.refused += 1
      return
    }
    const ours = await asked(compiled)
    count.run += 1
    roles.add(canary.caller.person?.role ?? 'APPLICATION')
    if (/"code":"(?!FIELD_WITHHELD)/.test(theirs)) count.withErrors += 1
    if (!theirs.includes('"data":null')) count.withData += 1
    if (ours === theirs) return
    // Once more: the first asking leaves something in the hub's store, and a busy machine's store may not have answered.
    const [again, oursAgain] = [await asked(reference(stage)), await asked(compiled)]
    if (again !== oursAgain)
      differences.push(`${canary.name}, operation ${operation.index}: ${apart(again ?? '', oursAgain ?? '')}`)
  }

  async function stream(canary: Canary, nth: number): Promise<void> {
    const asked = new Map<string, number>()
    for (let index = nth; index < ops; index += CALLERS.length) {
      await compare(draw(index, canary, { world, random: createRandom(mixed(seed, index)), asked, cursors }))
      count.done += 1
      progress?.(count.done)
    }
  }

  try {
    await Promise.all(CALLERS.map(stream))
    return { ...count, roles, differences }
  } finally {
    await stage.close()
  }
}

const compiledOf = ({ plain, classification }: Stage): Execute => createExecute({ schema: plain, classification })

const reference =
  ({ guarded }: Stage): Execute =>
  ({ document, variables, context }) =>
    Promise.resolve(execute({ schema: guarded, document, variableValues: variables, contextValue: context }))

/** What would be sent; null where gate 1 refuses it. */
async function answerOf(
  stage: Stage,
  document: DocumentNode,
  { variables, canary }: CanaryOperation,
  how: Execute,
): Promise<string | null> {
  const admitted = admittedOf(stage, document, variables, canary)
  if (admitted === null) return null
  const { context, operation } = admitted
  const { passed } = context.operation
  if (!passed) throw new Error('nothing runs that did not pass')
  const result = await how({ document, operation, variables: passed.variables, context })
  await settled(context)
  return sent(result, admitted, stage)
}

function admittedOf(stage: Stage, document: DocumentNode, variables: object, { caller }: Canary): Admitted | null {
  try {
    return stage.admit(document, { ...variables }, caller)
  } catch (error) {
    if (error instanceof TypeError) throw error
    return null
  }
}

/** Errors in no order: which of two agencies failed first is chance. */
function sent({ data, errors = [] }: ExecutionResult, { context }: Admitted, { protocol }: Stage): string {
  const told = responseErrors(errors.map(formatted), context.operation, protocol).map(error => JSON.stringify(error))
  return JSON.stringify({ data: data ?? null, errors: told.sort() })
}

/** Where two texts part, with what stands around. */
function apart(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const around = (text: string): string => text.slice(Math.max(0, at - 120), at + 160)
  return `graphql-js …${around(one)}… compiled …${around(other)}…`
}
