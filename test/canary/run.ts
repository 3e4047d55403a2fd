// The canary run: everybody asks at once, each one operation after another; every answer is judged, every sink is looked into.
import { CALLERS } from './callers.js'
import type { Canary } from './callers.js'
import type { Memory } from './entitled.js'
import { hubParts } from './facts.js'
import { openHouse } from './house.js'
import type { House } from './house.js'
import { describe, judge } from './judge.js'
import type { Problem } from './judge.js'
import { draw } from './operations.js'
import type { CanaryOperation, Cursors } from './operations.js'
import { createRandom, mixed } from './random.js'
import { canariesIn } from './sinks.js'
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
}

export interface Failure {
  readonly operation: CanaryOperation | null
  readonly after: number
  readonly problems: readonly Problem[]
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
}

export async function runCanary(options: CanaryOptions): Promise<CanaryRun> {
  const world = createWorld()
  const now = new Date()
  const house = await openHouse({ world, now })
  try {
    await prime(house, world)
    return await runIn(house, world, now, options)
  } finally {
    await house.close()
  }
}

/** Once about each child, so that of every source it is known whether it last had an open episode. */
async function prime({ ask }: House, world: World): Promise<void> {
  const coordinator = CALLERS.find(({ name }) => name === 'pm')
  if (!coordinator) throw new Error('nobody to ask first')
  for (const { nhsNumber } of world.children) {
    const query = `query ($n: String) { child(by: { nhsNumber: $n }, purpose: ASSESS_RISK) { ... on Child { education { record { attendance { presentPercent } } } } } }`
    await ask(coordinator, query, { n: nhsNumber })
  }
}

async function runIn(house: House, world: World, now: Date, options: CanaryOptions): Promise<CanaryRun> {
  const { ops, seed, callers = CALLERS, until = () => false, databaseEvery = ops } = options
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
  function note(operation: CanaryOperation | null, problems: readonly Problem[]): void {
    if (problems.length === 0) return
    const failure = { operation, after: count.done, problems }
    failures.push(failure)
    if (until(failure)) stopped = true
  }

  async function stream(canary: Canary, nth: number): Promise<void> {
    const counts = new Map<string, number>()
    const role = canary.caller.person?.role ?? 'APPLICATION'
    for (let index = nth; index < ops && !stopped; index += callers.length) {
      const random = createRandom(mixed(seed, index))
      const operation = draw(index, canary, { world, random, asked: counts, cursors })
      house.systems.suffer(canary.caller.person?.staffRef ?? canary.caller.subject, operation.faults)
      const answered = await house.ask(canary, operation.text, operation.variables)
      const judged = judge(operation, answered, { world, memory, cursors, hub })
      count.done += 1
      count.expected += judged.expected
      count.shown += judged.shown
      for (const one of judged.exercised) exercised.add(`${role} ${one}`)
      note(operation, [...judged.problems, ...sinks(house, world)])
      if (count.done % databaseEvery === 0) note(null, await rowsIn(house, world))
      options.progress?.(count.done)
    }
    for (const one of counts.keys()) asked.add(`${role} ${one}`)
  }

  await Promise.all(callers.map(stream))
  if (!stopped) note(null, await rowsIn(house, world))
  return { operations: count.done, expected: count.expected, shown: count.shown, failures, exercised, asked }
}

/** What went out to agencies, and what was written. */
function sinks({ systems, written }: House, world: World): Problem[] {
  const problems: Problem[] = []
  for (const { source, asked, call } of systems.outbound.splice(0)) {
    const { signal: _signal, ...plain } = call
    for (const token of canariesIn(JSON.stringify({ asked, call: plain }), world.mint)) {
      const origin = world.mint.known.get(token)
      // A system may be asked for its own record, and for whomever the caller named.
      const own = origin?.never === 'RECORD_ID' && origin.source === source
      if (origin && !own && !(origin.never === 'IDENTIFIER' && mayBeNamed(source, asked, token)))
        problems.push({ kind: 'LEAK', says: `asked of ${source}: ${describe(token, origin)}` })
    }
  }
  const text = written()
  if (text !== '') for (const token of canariesIn(text, world.mint)) problems.push({ kind: 'LEAK', says: `written: ${token}` }) // prettier-ignore
  return problems
}

/** An NHS number or pupil number goes to a system that is searched by it, or whose record it is. */
const mayBeNamed = (source: string, asked: unknown, token: string): boolean =>
  (JSON.stringify(asked) === JSON.stringify({ nhsNumber: token }) || JSON.stringify(asked) === JSON.stringify({ upn: token })) || source === 'pds' // prettier-ignore

/** Where in the store a canary may rest: the hub's own records, and the ids under which agencies keep theirs. */
const RESTS: Readonly<Record<string, (token: { source: string; never?: string | undefined }) => boolean>> = {
  'hafan.episode': ({ source }) => source === 'hub',
  'hafan.miraf_summary': ({ source }) => source === 'hub',
  'hafan.link': ({ never, source }) => never === 'RECORD_ID' || (never === 'IDENTIFIER' && source === 'store'),
}

async function rowsIn(house: House, world: World): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const [table, text] of await house.rows()) {
    const rests = RESTS[table.replace(/^public\./, 'hafan.')] ?? (() => false)
    for (const token of canariesIn(text, world.mint)) {
      const origin = world.mint.known.get(token)
      if (origin && !rests(origin)) problems.push({ kind: 'LEAK', says: `in ${table}: ${describe(token, origin)}` })
    }
  }
  return problems
}
