// The canary run: everybody asks at once, each one operation after another; every answer is judged, every sink is looked into.
import { CALLERS } from './callers.js'
import type { Canary } from './callers.js'
import type { Memory } from './entitled.js'
import type { Entitlement } from './entitled.js'
import type { SourceId } from './children.js'
import { hubParts } from './facts.js'
import { asksOf, parts } from './schema.js'
import { openHouse, prime } from './house.js'
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
  function note(operation: CanaryOperation | null, problems: readonly Problem[], answer = ''): void {
    if (problems.length === 0) return
    const failure = { operation, after: count.done, problems, answer }
    failures.push(failure)
    if (until(failure)) stopped = true
  }

  async function stream(canary: Canary, nth: number): Promise<void> {
    const counts = new Map<string, number>()
    const role = canary.caller.person?.role ?? 'APPLICATION'
    const name = canary.caller.person?.staffRef ?? canary.caller.subject
    for (let index = nth; index < ops && !stopped; index += callers.length) {
      const random = createRandom(mixed(seed, index))
      const operation = draw(index, canary, { world, random, asked: counts, cursors })
      house.systems.suffer(name, operation.faults)
      const answered = await house.ask(canary, operation.text, operation.variables)
      const judged = judge(operation, answered, { world, memory, cursors, hub })
      count.done += 1
      count.expected += judged.expected
      count.shown += judged.shown
      for (const one of judged.exercised) exercised.add(`${role} ${one}`)
      note(operation, [...judged.problems, ...outbound(house, world, name, judged.entitlements), ...streams(house, world)], answered.text)
      if (count.done % databaseEvery === 0) note(null, await rowsIn(house, world))
      options.progress?.(count.done)
    }
    for (const one of counts.keys()) asked.add(`${role} ${one}`)
  }

  await Promise.all(callers.map(stream))
  if (!stopped) note(null, await rowsIn(house, world))
  return { operations: count.done, expected: count.expected, shown: count.shown, failures, exercised, asked }
}

/** What went out to agencies on the caller's behalf: nothing of another agency's, and nothing for what may not be given. */
function outbound({ systems }: House, world: World, name: string, entitlements: ReadonlyMap<number, Entitlement>): Problem[] {
  const problems: Problem[] = []
  for (const { source, asked, call } of systems.takeOutbound(name)) {
    const { signal: _signal, ...plain } = call
    for (const token of canariesIn(JSON.stringify({ asked, call: plain }), world.mint)) {
      const origin = world.mint.known.get(token)
      // A system may be asked for its own record, and for whomever the caller named.
      const own = origin?.never === 'RECORD_ID' && origin.source === source
      if (origin && !own && !(origin.never === 'IDENTIFIER' && mayBeNamed(source, asked, token)))
        problems.push({ kind: 'LEAK', says: `asked of ${source}: ${describe(token, origin)}` })
    }
    const { recordId, parts: wanted = [] } = asked as { recordId?: string; parts?: readonly string[] }
    const of = recordId === undefined ? undefined : childOf(world, source, recordId, entitlements)
    if (call.purpose === 'RELATIONSHIP' || of === undefined) continue
    for (const part of wanted)
      if (!mayBeAskedFor(part, of)) problems.push({ kind: 'OUTBOUND', says: `${source} was asked for ${part}` })
  }
  return problems
}

function childOf(world: World, source: SourceId, recordId: string, entitlements: ReadonlyMap<number, Entitlement>): Entitlement | undefined {
  const [index] = [...(world.held.get(source) ?? [])].find(([, held]) => held.recordId === recordId) ?? []
  return index === undefined ? undefined : entitlements.get(index)
} // prettier-ignore

const EXISTS = 1

function mayBeAskedFor(part: string, of: Entitlement): boolean {
  if (part === 'professionals') return of.level('PROFESSIONALS') > EXISTS
  const place = parts.get(part)
  if (!place) return false
  return place.fields.some(field => of.level(asksOf(`${place.record}.${field}`).category) >= EXISTS)
}

function streams({ written }: House, world: World): Problem[] {
  const text = written()
  return text === '' ? [] : [...canariesIn(text, world.mint)].map(token => ({ kind: 'LEAK', says: `written: ${token}` }))
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
