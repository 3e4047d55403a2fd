// A week of honest work: a hub practitioner who looks at two hundred cases every hour and has thirty new ones a day, a team
// manager whose caseload is opened every hour. Nothing of it may be refused.
import { randomUUID } from 'node:crypto'
import { asOwner, testKeys } from '../../test/support/database.js'
import { testGateway } from '../../test/support/gateway.js'
import type { Measured } from '../figures.js'

const CASES = 200
const NEW_A_DAY = 30
const HOUR_MS = 3_600_000

export interface Week {
  readonly refused: number
  readonly operations: number
  readonly most: number
}

/** Hours of the gateway's clock, read every so many of them; the whole week, every hour, by default. */
export async function week(hours = 7 * 24, everyHours = 1): Promise<Week> {
  const started = Date.now()
  let hour = 0
  const gateway = await testGateway({ size: 200, clock: () => new Date(started + hour * HOUR_MS) })
  const total = { refused: 0, operations: 0, most: 0 }
  const count = (nodes: readonly { readonly __typename: string }[] | null, expected: number | null): void => {
    total.operations += 1
    total.most = Math.max(total.most, nodes?.length ?? 0)
    const whole = nodes?.every(({ __typename }) => __typename === 'Child') === true
    if (!whole || (expected !== null && nodes.length !== expected)) total.refused += 1
  }
  try {
    const ids: string[] = []
    const open = async (some: number): Promise<void> => {
      const made = Array.from({ length: some }, () => randomUUID())
      await asOwner(gateway.database.url, async client => {
        await client.query('insert into hafan.child (id) select unnest($1::uuid[])', [made])
        await client.query('insert into hafan.hub_case (child_id, opened_at) select unnest($1::uuid[]), $2', [
          made,
          new Date(started),
        ])
      })
      ids.push(...made)
    }
    await open(CASES)
    for (; hour < hours; hour += everyHours) {
      // Thirty a day, as they come.
      await open(Math.floor(((hour + everyHours) * NEW_A_DAY) / 24) - Math.floor((hour * NEW_A_DAY) / 24))
      const by = ids.slice(-CASES - NEW_A_DAY).map(id => ({ id: testKeys.childId.encode(id) }))
      const hub = await gateway.ask('hub-police', CHILDREN, { by })
      count((hub.data as { children: [] } | null | undefined)?.children ?? null, by.length)
      const own = await gateway.ask('team-manager', CASELOAD)
      const viewer = (own.data as { viewer: { caseload: { edges: { node: { __typename: string } }[] } } } | null)
        ?.viewer
      count(viewer?.caseload.edges.map(({ node }) => node) ?? null, null)
    }
    return total
  } finally {
    await gateway.close()
  }
}

const CHILDREN = `query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { __typename ... on Child { id } } }`
const CASELOAD = `{ viewer { caseload(purpose: ASSESS_RISK, first: 400) { edges { node { __typename ... on Child { id } } } } } }`

/** Value: operations refused, or answered without one of the children. */
export async function measureWeek(): Promise<Measured> {
  const { refused, operations, most } = await week()
  return {
    value: refused,
    notes: [
      `${operations} operations of a simulated week, of up to ${most} children: every hour the last ${CASES + NEW_A_DAY} cases of a hub with ${NEW_A_DAY} new ones a day, and a team manager's caseload`,
    ],
  }
}
