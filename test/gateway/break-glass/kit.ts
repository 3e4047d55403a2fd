// A gateway whose clock a test moves, and how the glass is broken before it.
import { randomUUID } from 'node:crypto'
import { asOwner } from '../../support/database.js'
import type { Answer } from '../../support/gateway.js'
import { plainRegion, startWorld } from '../disclosure/worlds.js'
import type { World, WorldOptions } from '../disclosure/worlds.js'

/** Known to a school and a surgery, and to nobody who signs in here. */
export const UNRELATED = '9990000034'
/** A valid number that nobody in the region has. */
export const UNKNOWN = '9999999999'
/** Every record of each is protected. */
export const CONCEALED = ['9990000077', '9990000174']
export const REASON = 'Found on her own at the bus station, and nobody here can say who she is.'

export const BREAK = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { __typename
  ... on BreakGlassReceipt { id until } ... on ChildNotShown { reason whomToRing { name phone hours { en cy } } } } }`

export interface GlassKit extends World {
  /** Moves the gateway's clock; sign-in keeps the region's. */
  pass(ms: number): void
  at(): Date
  breakGlass(persona: string, nhsNumber: string, more?: object): Promise<Answer>
  rows<T>(query: string): Promise<T[]>
  /** How many rows the tables that acts write have, by table. */
  counts(): Promise<Record<string, string>>
}

export async function openGlassKit(options: WorldOptions = {}): Promise<GlassKit> {
  let passed = 0
  const region = plainRegion()
  const started = process.hrtime.bigint()
  const base = Date.parse(region.now)
  const at = (): Date => new Date(base + passed + Number((process.hrtime.bigint() - started) / 1_000_000n))
  const world = await startWorld(region, { clock: at, ...options })
  const rows = <T>(query: string): Promise<T[]> =>
    asOwner(world.gateway.database.url, async client => (await client.query(query)).rows as T[])
  return {
    ...world,
    at,
    rows,
    pass: ms => void (passed += ms),
    breakGlass: (persona, nhsNumber, more = {}) =>
      world.gateway.ask(persona, BREAK, {
        input: { key: randomUUID(), child: { nhsNumber }, reason: REASON, ...more },
      }),
    async counts() {
      const tables = ['act_done', 'break_glass', 'notice', 'child', 'link', 'relationship_confirmed']
      const [found] = await rows<Record<string, string>>(
        `select ${tables.map(name => `(select count(*) from hafan.${name}) as ${name}`).join(', ')}`,
      )
      return found ?? {}
    },
  }
}
