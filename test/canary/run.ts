// The canary run: everybody asks at once, each one operation after another; every answer is judged, every sink is looked into.
import { CALLERS } from './callers.js'
import type { Canary } from './callers.js'
import type { Memory } from './entitled.js'
import { hubParts } from './facts.js'
import { shrink } from './shrink.js'
import { openHouse, prime } from './house.js'
import type { House } from './house.js'
import { judge } from './judge.js'
import type { Judgement, Problem } from './judge.js'
import { draw } from './operations.js'
import type { CanaryOperation, Cursors } from './operations.js'
import { createRandom, mixed } from './random.js'
import { outbound, rowsIn, streams } from './outside.js'
import { toldIn } from './told.js'
import { createWorld } from './world.js'
import type { World } from './world.js'

export interface CanaryRun {
  readonly operations: number
  readonly expected: number
  readonly shown: number
  readonly failures: readonly Failure[]
  /** `role coordinate` of everything asked for of a child who was shown, and of everything asked for. */
  readonly exercised: ReadonlySet<string>
  readonly asked: ReadonlySet<string>
  /** The first operation that went wrong, with nothing in it that makes no difference. */
  readonly shrunk: CanaryOperation | null
}

interface Attempt extends Judgement {
  readonly answer: string
}

export interface Failure {
  readonly operation: CanaryOperation | null
  readonly after: number
  readonly problems: readonly Problem[]
  readonly answer: string
}

export interface CanaryOptions {
  readonly ops: number
  readonly seed: number
  readonly callers?: readonly Canary[]
  /** Stops at the first failure of which this says yes. */
  readonly until?: (failure: Failure) => boolean
  /** Looks into the database every so many operations, and at the end. */
  readonly databaseEvery?: number
  readonly progress?: (done: number) => void
  /** Told of each failure as it is found: a long run says what it knows before its end. */
  readonly failed?: (failure: Failure) => void
  /** Only this operation of the run. */
  readonly only?: number
  /** Makes the first operation that went wrong smaller. */
  readonly shrink?: boolean
}

/** How often one is asked again that was told that the store is busy. */
const MOST_AGAIN = 3

export async function runCanary(options: CanaryOptions): Promise<CanaryRun> {
  const world = createWorld()
  const now = new Date()
  const house = await openHouse({ world, now, waysOut: true })
  try {
    await prime(house, world)
    return await runIn(house, world, now, options)
  } finally {
    await house.close()
  }
}

async function runIn(house: House, world: World, now: Date, options: CanaryOptions): Promise<CanaryRun> {
  const { ops, seed, callers = CALLERS, until = () => false, databaseEvery = Number.POSITIVE_INFINITY, only } = options
  const memory: Memory = new Map()
  const cursors: Cursors = new Map()
  const failures: Failure[] = []
  const exercised = new Set<string>()
  const asked = new Set<string>()
  const count = { expected: 0, shown: 0, done: 0 }
  let stopped = false
  const hub = (index: number): Readonly<Record<string, unknown>> => {
    const child = world.children.find(one => one.index === index)
    const held = world.hub.get(index)
    if (!child || !held) throw new Error('nobody of this world')
    return hubParts(child, held, now)
  }
  function note(operation: CanaryOperation | null, problems: readonly Problem[], answer = ''): void {
    if (problems.length === 0) return
    const failure = { operation, after: count.done, problems, answer }
    failures.push(failure)
    options.failed?.(failure)
    if (until(failure)) stopped = true
  }

  /** Asks, and says what was wrong with the answer and beside it. */
  async function attempt(operation: CanaryOperation): Promise<Attempt> {
    const { canary } = operation
    const name = canary.caller.person?.staffRef ?? canary.caller.subject
    house.systems.suffer(name, operation.faults)
    const ask = () => house.ask(canary, operation.text, operation.variables)
    let answered = await ask()
    // On a machine at its limit the store says that it is busy, and to try again.
    for (let again = 0; again < MOST_AGAIN && answered.text.includes('"STORE_BUSY"'); again += 1) answered = await ask()
    const judged = judge(operation, answered, { world, memory, cursors, hub })
    const beside = [...outbound(house, world, name, judged.entitlements), ...streams(house, world)]
    return { ...judged, problems: [...judged.problems, ...beside], answer: answered.text }
  }

  async function stream(canary: Canary, nth: number): Promise<void> {
    const counts = new Map<string, number>()
    const role = canary.caller.person?.role ?? 'APPLICATION'
    for (let index = nth; index < ops && !stopped; index += callers.length) {
      const operation = draw(index, canary, { world, random: createRandom(mixed(seed, index)), asked: counts, cursors })
      // To have one again, the others of its caller are drawn and not asked.
      if (only !== undefined && index !== only) continue
      const tried = await attempt(operation)
      count.done += 1
      count.expected += tried.expected
      count.shown += tried.shown
      for (const one of tried.exercised) exercised.add(`${role} ${one}`)
      note(operation, tried.problems, tried.answer)
      if (count.done % databaseEvery === 0) note(null, await rowsIn(house, world))
      options.progress?.(count.done)
    }
    for (const one of counts.keys()) asked.add(`${role} ${one}`)
  }

  await Promise.all(callers.map(stream))
  if (!stopped && only === undefined) note(null, await toldIn(house, world))
  if (!stopped) note(null, await rowsIn(house, world))
  const [first] = failures.filter(({ operation }) => operation !== null)
  const shrunk = options.shrink === true && first?.operation ? await smaller(first.operation, first.problems) : null
  return { operations: count.done, expected: count.expected, shown: count.shown, failures, exercised, asked, shrunk }

  function smaller(operation: CanaryOperation, [problem]: readonly Problem[]): Promise<CanaryOperation> {
    return shrink(operation, async one => (await attempt(one)).problems.some(({ kind }) => kind === problem?.kind))
  }
}
