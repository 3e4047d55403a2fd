// A gateway whose clock stands still before a whole region, and the tools to take agencies away from it and give them back.
import type { ScopedFault } from '../../../simulators/kit/faults.js'
import { testGateway } from '../../support/gateway.js'
import type { TestGateway, TestGatewayOptions } from '../../support/gateway.js'
import type { Known, TimelineEdge, WholeChild } from './recompute.js'
import { WHOLE_PICTURE } from './whole-picture.js'

export const AGENCIES = ['police', 'social-care', 'education', 'health', 'third-sector'] as const
export type Agency = (typeof AGENCIES)[number]

export interface Told {
  readonly child: WholeChild
  /** The errors as they came, in bytes. */
  readonly errors: string
  readonly text: string
  readonly ms: number
}

export interface Stage extends TestGateway {
  readonly now: Date
  /** The source ids of these agencies. */
  sourcesOf(agencies: readonly Agency[]): readonly string[]
  /** Sets the fault on these sources, and no fault on all others. */
  fail(sources: readonly string[], fault: ScopedFault): void
  /** The whole picture as somebody who may see all there is to see. */
  picture(nhsNumber?: string): Promise<Told>
}

/** Ffion Prys, known to every agency and to two authorities. */
const FFION = '9990000018'

export async function openStage(options: TestGatewayOptions = {}): Promise<Stage> {
  const now = options.now === undefined ? new Date() : new Date(options.now)
  const gateway = await testGateway({ now: now.toISOString(), clock: () => now, halfOpenAfterMs: 1, ...options })
  const { region } = gateway
  const token = await region.tokenFor('hub-police', {})
  return {
    ...gateway,
    now,
    sourcesOf: agencies => [...region.systems.keys()].filter(id => agencies.some(agency => id.startsWith(agency))),
    fail(sources, fault) {
      for (const [id, system] of region.systems) system.setFault(sources.includes(id) ? fault : null)
    },
    async picture(nhsNumber = FFION) {
      const started = performance.now()
      const variables = { by: { nhsNumber }, purpose: 'ASSESS_RISK' }
      const { text } = await gateway.ask(null, WHOLE_PICTURE, variables, { token })
      const ms = performance.now() - started
      const body = JSON.parse(text) as { data: { child: WholeChild }; errors?: unknown }
      return { child: body.data.child, errors: JSON.stringify(body.errors ?? []), text, ms }
    },
  }
}

const TIMELINE = `query Timeline($by: ChildIdentifier!, $after: String) {
  child(by: $by, purpose: ASSESS_RISK) { ... on Child { timeline(first: 50, after: $after) {
    edges { node { at dayOnly kind title { en } detail category source { id } } } pageInfo { hasNextPage endCursor } } } }
}`

interface TimelinePage {
  readonly child: {
    readonly timeline: {
      readonly edges: readonly TimelineEdge[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    }
  }
}

async function wholeTimeline(stage: Stage, nhsNumber: string): Promise<readonly TimelineEdge[]> {
  const edges: TimelineEdge[] = []
  for (let after: string | null = null, more = true; more;) {
    const { data } = await stage.ask('hub-police', TIMELINE, { by: { nhsNumber }, after })
    const { timeline } = (data as TimelinePage).child
    edges.push(...timeline.edges)
    more = timeline.pageInfo.hasNextPage
    after = timeline.pageInfo.endCursor
  }
  return edges
}

/** Asked again where something did not come: a machine just started, or busy, may be too slow for the deadline of a test. */
async function healthyPicture(stage: Stage, nhsNumber: string): Promise<WholeChild> {
  for (let tries = 0; tries < 5; tries += 1) {
    const { child } = await stage.picture(nhsNumber)
    if (child.sources.every(({ status }) => status !== 'UNAVAILABLE') && !JSON.stringify(child).includes('TIMED_OUT'))
      return child
  }
  throw new Error('no picture was whole although every agency was up')
}

/** Everything that is said with all agencies up, and by each source alone. */
export async function whatIsKnown(stage: Stage, nhsNumber = FFION): Promise<Known> {
  stage.fail([], { kind: 'refuse' })
  const all = await healthyPicture(stage, nhsNumber)
  const timeline = await wholeTimeline(stage, nhsNumber)
  const { data } = await stage.ask('hub-police', '{ sources { id parts } }')
  const sources = (data as { sources: readonly { id: string; parts: readonly string[] }[] }).sources
  const alone = new Map<string, WholeChild>()
  for (const { source } of all.sources) {
    stage.fail(
      [...stage.region.systems.keys()].filter(id => id !== source.id),
      { kind: 'refuse' },
    )
    alone.set(source.id, (await stage.picture(nhsNumber)).child)
  }
  stage.fail([], { kind: 'refuse' })
  const namePeople = new Set(sources.filter(({ parts }) => parts.includes('professionals')).map(({ id }) => id))
  return { all, timeline, alone, namePeople, now: stage.now }
}
