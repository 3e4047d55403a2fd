// How many calls a caseload costs each agency, for 25, 100 and 200 children: identity, episodes and status of each.
import { gatewayBefore } from '../../test/support/gateway.js'
import type { Measured } from '../figures.js'
import { startRemoteRegion } from '../latency/region-process.js'
import type { RemoteRegion } from '../latency/region-process.js'
import { CHILDREN, CHILDREN_A_CALL, VIEWER, beyondBatches, costOf } from './cost.js'
import type { Cost } from './cost.js'

const LATENCY_MS = 20
/** Holds 200 current cases of the hub. */
const REGION_SIZE = 2_500
const SIZES = [25, 100, 200] as const
const DEFAULT_CONCURRENCY = 8

interface Child {
  readonly identity?: readonly { readonly source: { readonly id: string } | null }[]
  readonly missingEpisodes?: Child['identity']
  readonly socialCare?: Child['identity']
}

interface Asked {
  readonly costs: ReadonlyMap<string, Cost>
  /** Children who have a record there. */
  readonly known: ReadonlyMap<string, number>
  readonly ms: number
}

type Ask = (query: string, variables: object) => Promise<unknown>

async function asking(region: RemoteRegion, work: () => Promise<readonly Child[]>): Promise<Asked> {
  await region.resetCalls()
  const started = performance.now()
  const children = await work()
  const ms = performance.now() - started
  const costs = new Map([...(await region.calls())].map(([id, calls]) => [id, costOf(calls, LATENCY_MS)]))
  const known = new Map<string, number>()
  for (const child of children) {
    const envelopes = [child.identity, child.missingEpisodes, child.socialCare].flatMap(each => each ?? [])
    for (const id of new Set(envelopes.flatMap(({ source }) => source?.id ?? [])))
      known.set(id, (known.get(id) ?? 0) + 1)
  }
  return { costs, known, ms }
}

/** Value: agencies called more than one round for each list of as many children as they take, or more at once than they can. */
export async function measureCaseload(): Promise<Measured> {
  const region = await startRemoteRegion(REGION_SIZE, { fixedLatencyMs: LATENCY_MS })
  const gateway = await gatewayBefore({ ...region, now: () => new Date() })
  try {
    const as = async (persona: string): Promise<Ask> => {
      const token = await region.tokenFor(persona)
      return async (query, variables) => (await gateway.ask(null, query, variables, { token })).data
    }
    const hub = await as('hub-police')
    const cases = region.seed.children.flatMap(({ hub: held, identifiers }) => (held?.caseFrom && identifiers.nhsNumber ? [{ nhsNumber: identifiers.nhsNumber }] : [])) // prettier-ignore
    if (cases.length < Math.max(...SIZES))
      throw new Error(`this region has only ${String(cases.length)} cases of the hub`)
    const children = (size: number) => async (): Promise<readonly Child[]> =>
      ((await hub(CHILDREN, { by: cases.slice(0, size) })) as { children: readonly Child[] }).children
    // Tokens and directories are had before anything is counted.
    await children(25)()
    const runs: Asked[] = []
    for (const size of SIZES) runs.push(await asking(region, children(size)))
    const manager = await as('team-manager')
    const own = await asking(region, async () => {
      const { viewer } = (await manager(VIEWER, { first: 200 })) as { viewer: { caseload: { edges: readonly { node: Child }[] } } } // prettier-ignore
      return viewer.caseload.edges.map(({ node }) => node)
    })
    return report(region, runs, own)
  } finally {
    await gateway.close()
  }
}

function report(region: RemoteRegion, runs: readonly Asked[], own: Asked): Measured {
  const notes: string[] = []
  let value = 0
  for (const { id, kind, concurrency } of region.settings.sources) {
    const most = CHILDREN_A_CALL[String(kind)]
    const costs = runs.map(({ costs: of }) => of.get(id) ?? { calls: 0, pages: 0, atOnce: 0 })
    const counts = runs.map(({ known }) => known.get(id) ?? 0)
    const round = Math.max(0, ...costs.map(({ calls }, index) => calls / Math.max(1, Math.ceil((counts[index] ?? 0) / (most ?? 1))))) // prettier-ignore
    const first = costs.find((_cost, index) => (counts[index] ?? 0) <= (most ?? 0))
    const beyond = costs.map((cost, index) =>
      beyondBatches(String(kind), counts[index] ?? 0, cost, first?.calls ?? round),
    )
    const atOnce = Math.max(...costs.map(cost => cost.atOnce), own.costs.get(id)?.atOnce ?? 0)
    const limit = typeof concurrency === 'number' ? concurrency : DEFAULT_CONCURRENCY
    if (beyond.some(each => each > 0) || atOnce > limit) value += 1
    const numbers = costs.map(({ calls, pages }, index) => `${String(counts[index] ?? 0)} children ${String(calls)} calls${pages > 0 ? ` + ${String(pages)} further pages` : ''}`) // prettier-ignore
    const rule = most === undefined ? 'one child a call' : `${String(most)} children a call`
    notes.push(`${id} (${rule}): ${numbers.join(' · ')} · at most ${String(atOnce)} of ${String(limit)} at once`)
  }
  const total = ({ costs }: Asked): number =>
    [...costs.values()].reduce((sum, { calls, pages }) => sum + calls + pages, 0)
  const totals = runs.map(
    (run, index) => `${String(SIZES[index])} children: ${String(total(run))} calls, ${run.ms.toFixed(0)} ms`,
  )
  return {
    value,
    notes: [
      'counted: agencies called more than one round for each list of as many children as they take, or more at once than they can; sign-in and further pages left out',
      `agencies answer after ${String(LATENCY_MS)} ms; children(by:) as a hub practitioner: ${totals.join(' · ')}`,
      `viewer.caseload as a team manager: ${String(total(own))} calls, ${own.ms.toFixed(0)} ms`,
      ...notes,
    ],
  }
}
