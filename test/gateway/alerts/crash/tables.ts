// What the tables say of how far the alerts are, asked of a database that may be dead just now.
import { setTimeout as wait } from 'node:timers/promises'
import { asOwner } from '../../../support/database.js'
import type { Caused } from './differences.js'
import type { Gateways } from './gateways.js'

const MINUTE = 60_000
const PATIENCE_MS = 60_000
const AGAIN_AFTER_MS = 100

/** Again until it answers, or has been away for too long. */
async function rowsOf<T extends object>(url: string, query: string): Promise<readonly T[]> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await asOwner(url, async client => (await client.query<T>(query)).rows)
    } catch (error) {
      if (performance.now() > until) throw error
      await wait(AGAIN_AFTER_MS)
    }
  }
}

/** What is due by the gateways' clock, or was never told at all. */
async function due(url: string, at: Date): Promise<number> {
  const moment = `'${at.toISOString()}'::timestamptz`
  const [found] = await rowsOf<{ due: number }>(
    url,
    `select (select count(*) from hafan.alert where routed_at is null or resolve_at <= ${moment})::int
      + (select count(*) from hafan.alert_recipient where escalate_at <= ${moment})::int
      + (select count(*) from hafan.alert_delivery where next_at <= ${moment})::int as due`,
  )
  return found?.due ?? 0
}

export async function idle(url: string, gateways: Gateways): Promise<void> {
  while ((await due(url, gateways.now())) > 0) await wait(50)
}

/** Time passes until nothing is left to be told, escalated or sent. */
export async function drained(url: string, gateways: Gateways): Promise<void> {
  for (;;) {
    // What a killed gateway was at is taken up after five minutes.
    gateways.pass(6 * MINUTE)
    while ((await due(url, new Date(gateways.now().getTime() - MINUTE))) > 0) await wait(50)
    const [left] = await rowsOf<{ left: number; next: string | null }>(
      url,
      `select count(*)::int as left, max(next) as next from (
         select resolve_at as next from hafan.alert union all select escalate_at from hafan.alert_recipient
         union all select next_at from hafan.alert_delivery) waiting where next is not null`,
    )
    if (left === undefined || left.left === 0 || left.next === null) return
    const until = new Date(left.next).getTime() - gateways.now().getTime()
    if (until > 0) gateways.pass(until)
  }
}

export async function toldOf(url: string, calm: readonly Caused[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await rowsOf<{ child: string; team: string }>(
    url,
    `select child_id as child, team from hafan.alert_recipient told join hafan.alert on alert.id = told.alert_id
     where kind = 'THRESHOLD' and step = 0`,
  )
  return new Map(
    calm.map(({ childId }) => [childId, new Set(rows.filter(row => row.child === childId).map(({ team }) => team))]),
  )
}

export const allIds = async (url: string): Promise<readonly string[]> =>
  (await rowsOf<{ id: string }>(url, 'select id from hafan.child')).map(({ id }) => id)

export async function counts(url: string): Promise<{ readonly told: number; readonly sent: number }> {
  const [found] = await rowsOf<{ told: number; sent: number }>(
    url,
    `select (select count(*) from hafan.alert_recipient)::int as told,
      (select count(*) from hafan.alert_delivery)::int as sent`,
  )
  return found ?? { told: 0, sent: 0 }
}
