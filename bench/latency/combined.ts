// The combined picture with every system at 20 ms: how much it takes beyond the calls that must follow one another. The
// region, the gateway and whoever asks run in processes of their own, so that one's work is not taken for another's.
import { WHOLE_PICTURE } from '../../test/gateway/faults/whole-picture.js'
import type { Measured } from '../figures.js'
import { startRemoteGateway } from './gateway-process.js'
import type { RemoteGateway } from './gateway-process.js'
import { startRemoteRegion } from './region-process.js'
import type { RemoteRegion } from './region-process.js'

const LATENCY_MS = 20
/** While chains are counted: so long that only waiting for an answer, not a busy machine, can put one call after another. */
const SLOW_MS = 100
const CHILDREN = 100
const WARM_UP = 300
/** Of these the median is taken: what else runs on the machine comes and goes. */
const REPEATS = 3
const REGION = 2_000

interface Run {
  readonly persona: string
  readonly p50: number
  readonly p50s: readonly number[]
  readonly p90: number
  readonly chain: number
  readonly longest: number
}

/** Milliseconds of the median picture beyond 20 ms × its chain; the worse of two callers. */
export async function measureCombined(): Promise<Measured> {
  const runs = await measureRuns()
  return { value: Math.round(Math.max(...runs.map(over)) * 10) / 10, notes: runs.map(told) }
}

/** Dependent calls of the median child: relationship, locate, read; pages and merges add. */
export async function measureChain(): Promise<Measured> {
  const runs = await measureRuns()
  return { value: Math.max(...runs.map(({ chain }) => chain)), notes: runs.map(told) }
}

const over = ({ p50, chain }: Run): number => p50 - LATENCY_MS * chain

const told = ({ persona, p50, p50s, p90, chain, longest }: Run): string =>
  `${persona}: p50 ${p50.toFixed(1)} ms (median of ${p50s.map(each => each.toFixed(1)).join(', ')}), p90 ${p90.toFixed(1)} ms, chain of the median child ${chain}, longest ${longest}, over ${CHILDREN} children`

async function measureRuns(): Promise<readonly Run[]> {
  const region = await startRemoteRegion(REGION, { fixedLatencyMs: LATENCY_MS })
  const gateway = await startRemoteGateway(region)
  try {
    const hub = region.seed.children.flatMap(({ identifiers, hub: facts }) =>
      facts && facts.episodes.length > 0 && identifiers.nhsNumber !== null
        ? [{ nhsNumber: identifiers.nhsNumber }]
        : [],
    )
    const allocated = await caseloadOf(gateway, region, 'social-worker')
    // One relationship to look up, and none: the hub knows its own cases.
    return [await run('hub-police', hub, gateway, region), await run('social-worker', allocated, gateway, region)]
  } finally {
    await gateway.close()
    await region.close()
  }
}

async function caseloadOf(gateway: RemoteGateway, region: RemoteRegion, persona: string): Promise<readonly object[]> {
  const token = await region.tokenFor(persona)
  const query = '{ viewer { caseload(purpose: ASSESS_RISK, first: 100) { edges { node { ... on Child { id } } } } } }'
  const { text } = await gateway.ask(token, query, {})
  const { edges } = (
    JSON.parse(text) as { data: { viewer: { caseload: { edges: readonly { node: { id?: string } }[] } } } }
  ).data.viewer.caseload
  return edges.flatMap(({ node }) => (node.id === undefined ? [] : [{ id: node.id }]))
}

async function run(
  persona: string,
  children: readonly object[],
  gateway: RemoteGateway,
  region: RemoteRegion,
): Promise<Run> {
  const token = await region.tokenFor(persona)
  const ask = async (index: number): Promise<number> => {
    const by = children[index % children.length]
    return (await gateway.ask(token, WHOLE_PICTURE, { by, purpose: 'ASSESS_RISK' })).ms
  }
  for (let index = 0; index < WARM_UP; index += 1) await ask(index)
  const repeats: number[][] = []
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const times: number[] = []
    for (let index = 0; index < CHILDREN; index += 1) times.push(await ask(index))
    repeats.push(times)
  }
  const p50s = repeats.map(times => quantile(times, 0.5))
  const chains: number[] = []
  await region.setFault({ kind: 'latency', ms: SLOW_MS - LATENCY_MS })
  for (let index = 0; index < Math.min(CHILDREN, children.length); index += 1) {
    await region.resetCalls()
    await ask(index)
    chains.push(roundsOf(await region.calls()))
  }
  await region.setFault(null)
  return {
    persona,
    p50: quantile(p50s, 0.5),
    p50s,
    p90: quantile(repeats.flat(), 0.9),
    chain: quantile(chains, 0.5),
    longest: Math.max(...chains),
  }
}

/** Calls that follow one another start at least a latency apart; those that go out together start together. */
function roundsOf(calls: Awaited<ReturnType<RemoteRegion['calls']>>): number {
  const starts = [...calls.values()]
    .flat()
    .filter(({ path }) => !path.endsWith('/token'))
    .map(({ at }) => new Date(at).getTime())
    .sort((left, right) => left - right)
  let rounds = 0
  let began = Number.NEGATIVE_INFINITY
  for (const start of starts) {
    if (start - began < SLOW_MS - 2) continue
    rounds += 1
    began = start
  }
  return rounds
}

function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN
}
