// Two gateways on one database, teams that are told as the house tells them, and callers who wait for it.
import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { WebSocket } from 'ws'
import { tellTeams } from '../../../src/store/alert-telling.js'
import type { AlertKind } from '../../../src/store/tables-alerts.js'
import type { Tables } from '../../../src/store/tables.js'
import type { Purpose } from '../../../src/types/index.js'
import { testKeys } from '../../support/database.js'
import { gatewayBefore, testGateway } from '../../support/gateway.js'
import type { GatewayBefore, TestGateway, TestGatewayOptions } from '../../support/gateway.js'
import { connected } from '../../server/subscriptions/fake.js'
import type { Client } from '../../server/subscriptions/fake.js'

export const FFION = { nhsNumber: '9990000018' }

const ALERTS = `subscription ($after: String, $purpose: Purpose!) { alerts(purpose: $purpose, after: $after) { cursor node {
  id kind title { en } team { id } escalatedFrom { id } reference
  child { __typename ... on Child { id calledBy { givenName { value } } } ... on ChildNotShown { reason } } } } }`

interface Told {
  readonly cursor: string
  readonly node: {
    readonly id: string
    readonly kind: AlertKind
    readonly team: { readonly id: string }
    readonly reference: string | null
    readonly child: { readonly __typename: string; readonly id?: string } | null
  }
}

export interface Live extends Client {
  /** What came, once there is as much. */
  told(count: number): Promise<readonly Told[]>
}

export interface Kit {
  readonly first: TestGateway
  readonly second: GatewayBefore
  readonly db: Kysely<Tables>
  /** The hub's own id of a child whom the persona may be shown. */
  childOf(persona: string, by: object): Promise<string>
  /** Tells the teams of something about the child, and gives the ids of their alerts. */
  tell(teams: readonly string[], childId: string, kind?: AlertKind): Promise<void>
  connect(gateway: GatewayBefore, persona: string): Promise<Live>
  /** Connected and subscribed; resolves when what is told from now on will come. */
  subscribed(gateway: GatewayBefore, persona: string, after?: string | null, purpose?: Purpose): Promise<Live>
  rows<T extends object>(query: string): Promise<readonly T[]>
  close(): Promise<void>
}

export async function openKit(options: TestGatewayOptions = {}): Promise<Kit> {
  const first = await testGateway({ size: 200, ...options })
  const { region, database } = first
  const behind = { ...region, now: () => region.clock.now(), close: () => Promise.resolve() }
  const second = await gatewayBefore(behind, { ...options, on: database.url, seedOnly: true })
  const pool = new pg.Pool({ connectionString: database.url, options: '-c search_path=hafan', max: 8 })
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const clients: Client[] = []

  async function connect({ url }: GatewayBefore, persona: string): Promise<Live> {
    const token = await region.tokenFor(persona)
    const client = await connected(new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws'), token)
    clients.push(client)
    const told = async (count: number): Promise<readonly Told[]> =>
      (await client.until('next', count)).map(({ payload }) => (payload as { data: { alerts: Told } }).data.alerts)
    return { ...client, told }
  }

  return {
    ...{ first, second, db, connect },
    async childOf(persona, by) {
      const query = 'query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child { id } } }'
      const { data } = await first.ask(persona, query, { by })
      const { child } = data as { child: { id?: string } }
      const id = testKeys.childId.decode(child.id ?? '')
      if (id === null) throw new Error(`${persona} is not shown the child`)
      return id
    },
    tell: (teams, childId, kind = 'RETURN') =>
      db.transaction().execute(async trx => {
        const [id, at] = [randomUUID(), new Date()]
        const alert = { id, kind, child_id: childId, reference: 'E-1', cause_key: id, created_at: at, resolve_at: null }
        await trx.insertInto('alert').values(alert).execute()
        for (const team of teams) {
          const telling = {
            team,
            standsAs: 'HUB' as const,
            confirmed: true,
            standsInFor: [],
            escalateAt: null,
            ways: [],
          }
          await tellTeams(trx, id, [telling], null, at)
        }
      }),
    async subscribed(gateway, persona, after = null, purpose = 'ASSESS_RISK') {
      const live = await connect(gateway, persona)
      // From a place that is known: when the server would read it, a test cannot know.
      const claims = (await region.tokenFor(persona)).split('.')[1] ?? ''
      const { iss, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iss: string; sub: string }
      const { rows } = await pool.query<{ last: string }>(
        'select coalesce(max(seq), 0)::text as last from alert_recipient',
      )
      const from = after ?? testKeys.cursor.seal(rows[0]?.last ?? '0', `alerts:${iss}\n${sub}`)
      live.say({ id: '1', type: 'subscribe', payload: { query: ALERTS, variables: { after: from, purpose } } })
      // Answered after what was asked before it: then the subscription has its place.
      live.say({ id: 'probe', type: 'subscribe', payload: { query: 'subscription { nothing }' } })
      await live.until('error')
      return live
    },
    async rows<T extends object>(query: string) {
      return (await pool.query<T>(query)).rows
    },
    async close() {
      for (const { socket } of clients) socket.terminate()
      await db.destroy()
      await second.close()
      await first.close()
    },
  }
}
