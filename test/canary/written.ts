// Puts the hub's own work of the world into the store, as if it had been recorded, and an alert of each child into its inbox.
import { randomUUID } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { queueAlert } from '../../src/store/alert-queue.js'
import type { Tables } from '../../src/store/tables.js'
import { asOwner, testKeys, type TestDatabase } from '../support/database.js'
import type { Canary } from './callers.js'
import { DAY } from './facts.js'
import type { World } from './world.js'

const BY = { person: 'issuer-HUB\nsomebody', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'somebody' }

export async function writeWork({ store, url }: TestDatabase, world: World, now: Date): Promise<void> {
  const { children, mirafs, casework } = store
  const numbers = world.children.map(({ nhsNumber }) => nhsNumber)
  const ids = await children.byIdentifier('NHS_NUMBER', numbers)
  for (const { index, nhsNumber } of world.children) {
    const [childId, work] = [ids.get(nhsNumber), world.hub.get(index)?.work]
    if (childId === undefined || work === undefined) throw new Error('a child of the world is not in the hub')
    await asOwner(url, client => client.query(ALERT, [randomUUID(), childId, world.hub.get(index)?.reference, now]))
    const of = { childId, by: BY }
    const at = new Date(now.getTime() - DAY)
    const sent = (act: string, nth: number) => ({ caller: BY.person, act, key: `${index} ${nth}`, input: {}, at })
    const next = { version: 1, level: 'HIGH', reviewOn: '2999-01-01', body: { ...work.miraf, at: at.toISOString() } } as const // prettier-ignore
    await mirafs.write({ ...of, decide: () => ({ next, receipt: {} }) }, sent('writeMiraf', 0))
    let nth = 0
    for (const { steps, standing, ...piece } of work.casework(now)) {
      const [kind, body] = steps[0] ?? [STEPS[piece.kind], {}]
      const change = { ...piece, sessions: 0, standing: { ...standing }, step: { kind, happenedAt: piece.happenedAt, body } } // prettier-ignore
      await casework.record(
        { ...of, decide: () => ({ change, alerts: [], receipt: {} }) },
        sent('recordWork', (nth += 1)),
      )
    }
  }
  // Of the versions nobody is told: one alert a child is what is judged.
  await asOwner(url, client => client.query(`delete from hafan.alert where kind = 'MIRAF_VERSION'`))
}

const ALERT = `with told as (
    insert into hafan.alert (id, kind, child_id, reference, cause_key, created_at, routed_at)
    values ($1, 'NEW_EPISODE', $2, $3, $1::uuid::text, $4, $4) returning id, created_at)
  insert into hafan.alert_recipient (id, alert_id, team, stands_as, confirmed, chain, created_at)
  select id, id, 'hub', 'HUB', true, id, created_at from told`

/** Has an alert told of each child of the world, by the gateway's own jobs. */
export function tellingIn({ url }: TestDatabase, now: Date) {
  const last = `select coalesce(max(seq), 0)::text as last from hafan.alert_recipient`
  return {
    lastTold: () => asOwner(url, async client => (await client.query<{ last: string }>(last)).rows[0]?.last ?? '0'),
    cursorAt: ({ caller }: Canary, place: string) =>
      testKeys.cursor.seal(place, `alerts:${caller.issuer}\n${caller.subject}`),
    outstanding: () =>
      asOwner(url, async client => (await client.query<{ left: number }>(OUTSTANDING)).rows[0]?.left ?? 0),
    async tellAll() {
      const pool = new pg.Pool({ connectionString: url, options: '-c search_path=hafan', max: 1 })
      const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
      const { rows } = await pool.query<{ child: string; reference: string }>(`select child_id as child, reference from alert`)
      for (const { child, reference } of rows)
        await db.transaction().execute(trx => queueAlert(trx, { kind: 'RETURN', childId: child, reference, cause: [], at: now }))
      await db.destroy()
      return rows.length
    },
  } // prettier-ignore
}

/** Alerts that nobody has been told of, and messages that have not left. */
const OUTSTANDING = `select ((select count(*) from hafan.alert where kind = 'RETURN' and routed_at is null)
  + (select count(*) from hafan.alert_delivery where state = 'QUEUED'))::int as left`

const STEPS = { CALL: 'CALL', MEETING: 'HOLD', REFERRAL: 'SEND', SERAF: 'ASSESS', MEASURE: 'SERVE' } as const
