// A gateway before a region that a test has changed, and everything it answers about one child.
import { generateRegion } from '../../../simulators/region/generate.js'
import type { Region } from '../../../simulators/region/model.js'
import { personasOf } from '../../../simulators/region/personas.js'
import type { Persona } from '../../../simulators/region/personas.js'
import { startRegion } from '../../../simulators/start.js'
import type { RunningRegion } from '../../../simulators/start.js'
import { gatewayBefore } from '../../support/gateway.js'
import type { Answer, GatewayBefore, TestGatewayOptions } from '../../support/gateway.js'
import { COLUMNS } from '../matrix/columns.js'
import type { Circumstance, Column } from '../matrix/columns.js'
import { CHUNKS, queryOf } from '../matrix/selection.js'
import type { Chunk } from '../matrix/selection.js'

export interface World {
  readonly region: RunningRegion
  readonly gateway: GatewayBefore
  /** Every coordinate under the child, asked for chunk by chunk; by chunk, its answer. */
  picture(column: Column, nhsNumber: string, circumstance?: Circumstance): Promise<ReadonlyMap<Chunk, Answer>>
  /** Calls since the last reset, by source; sign-in apart. */
  calls(): Readonly<Record<string, number>>
  resetCalls(): void
}

export const plainRegion = (now = new Date().toISOString()): Region => generateRegion({ seed: 1, size: 200, now })

export interface WorldOptions extends TestGatewayOptions {
  /** Somebody beside the usual personas. */
  readonly personas?: (usual: readonly Persona[]) => readonly Persona[]
}

export async function startWorld(region: Region, { personas, ...options }: WorldOptions = {}): Promise<World> {
  const running = await startRegion({
    region,
    ...(personas === undefined ? {} : { personas: [...personasOf(region), ...personas(personasOf(region))] }),
  })
  const gateway = await gatewayBefore(
    { ...running, now: () => running.clock.now() },
    { halfOpenAfterMs: 20, ...options },
  )
  return {
    region: running,
    gateway,
    async picture(column, nhsNumber, circumstance = 'OPEN') {
      const purpose = column.purpose[circumstance]
      const answers = CHUNKS.map(
        async chunk =>
          [chunk, await gateway.ask(column.persona, queryOf(chunk), { by: { nhsNumber }, purpose })] as const,
      )
      return new Map(await Promise.all(answers))
    },
    calls: () =>
      Object.fromEntries(
        [...running.systems.values()]
          .map(system => [system.id, system.calls().filter(({ path }) => path !== '/oauth2/token').length] as const)
          .filter(([, count]) => count > 0),
      ),
    resetCalls() {
      for (const system of running.systems.values()) system.resetCalls()
    },
  }
}

/** Columns of people who sign in to be shown children, one a persona and purpose. */
export const READERS = COLUMNS.filter(({ role }) => role !== 'ANALYST' && role !== 'AUDITOR')

/** Everything of a picture as one text. */
export const textOf = (picture: ReadonlyMap<Chunk, Answer>): string =>
  [...picture.values()].map(({ text }) => text).join('\n')
