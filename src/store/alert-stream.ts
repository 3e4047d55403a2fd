// What teams are told, in the order it is told: the source of subscriptions. The order is that of commits (alert-telling.ts).
import { sql, type Kysely } from 'kysely'
import { ALERT_CHANNEL } from './alert-telling.js'
import { listen, type Listening } from './listen.js'
import type { Log } from './log.js'
import type { Tables } from './tables.js'

export interface AlertStream {
  /** The place of the last that anybody was told. */
  latest(): Promise<string>
  /** The places after this one of what any of these teams was told, in order. */
  after(teams: readonly string[], place: string, most: number): Promise<readonly string[]>
  /** Calls back whenever there may be more, on a session of its own. */
  listen(heard: () => void): Promise<Listening>
}

export function createAlertStream(db: Kysely<Tables>, databaseUrl: string, log: Log): AlertStream {
  return {
    async latest() {
      const { rows } = await sql<{ last: string }>`
        select coalesce(max(seq), 0)::text as last from alert_recipient`.execute(db)
      return rows[0]?.last ?? '0'
    },

    async after(teams, place, most) {
      const { rows } = await sql<{ seq: string }>`
        select seq::text as seq from alert_recipient
        where team = any(${[...teams]}::text[]) and seq > ${place}::bigint order by alert_recipient.seq limit ${most}`.execute(
        db,
      )
      return rows.map(({ seq }) => seq)
    },

    listen: heard => listen({ databaseUrl, channel: ALERT_CHANNEL, heard, log }),
  }
}
