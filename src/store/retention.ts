// What may have been kept for long enough, and how it ends: by one function of the database, which alone may do it.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { addJob } from './alert-queue.js'
import type { RecordKind } from './tables-retention.js'
import type { Tables } from './tables.js'

export interface KeptRecords {
  readonly childId: string
  readonly kind: RecordKind
  /** When anything of it was last recorded. ISO time. */
  readonly lastAt: string
  /** The latest moment at which the child can have been born. ISO time. */
  readonly bornBy: string
  /** A hold stands. */
  readonly held: boolean
  /** An episode is not closed. */
  readonly open: boolean
}

export interface KeptPage {
  readonly kept: readonly KeptRecords[]
  /** The last child looked at; null where there are no more. */
  readonly last: string | null
  readonly children: number
}

export type Ending = 'ENDED' | 'HELD' | 'OPEN' | 'CHANGED'

export interface RunCounts {
  readonly lookedAt: number
  readonly ended: number
  readonly held: number
  readonly open: number
}

export interface Retention {
  /** Children in a lasting order, with each kind of which something is held. */
  page(after: string | null, first: number): Promise<KeptPage>
  /** Destroys the key and empties the rows, or does nothing and says why. Done again, nothing more is done: CHANGED. */
  end(kept: KeptRecords, clauses: readonly string[], at: Date): Promise<Ending>
  begin(edition: string, at: Date): Promise<string>
  /** How far a run has come; `done` where it has come to the end. */
  note(run: string, counts: RunCounts, done: Date | null): Promise<void>
  /** When the last run that came to the end began. */
  lastWhole(): Promise<Date | null>
  /** Has what is due looked for, soon and by one gateway. */
  queue(): Promise<void>
}

export const RETENTION_JOB = 'retention'

export function createRetention(db: Kysely<Tables>): Retention {
  return {
    async page(after, first) {
      const { rows } = await sql<KeptRow>`
        select page.id as child_id, held.kind, held.last_at,
          least(page.created_at, (select min(reported_at - case age_band when 'FROM_10_TO_12' then interval '10 years'
            when 'FROM_13_TO_15' then interval '13 years' when 'FROM_16_TO_17' then interval '16 years'
            else interval '0' end) from episode where child_id = page.id)) as born_by,
          exists (select from legal_hold where child_id = page.id and released_at is null) as held,
          exists (select from episode where child_id = page.id and status <> 'CLOSED' and merged_into is null) as open
        from (select id, created_at from child where ${after}::uuid is null or id > ${after}::uuid order by id limit ${first}) page
        left join lateral (
          select kind, last_recorded(page.id, kind) as last_at from unnest(array['EPISODES', 'MIRAF', 'CASEWORK']) as kind
        ) held on held.last_at is not null
        order by page.id, held.kind`.execute(db)
      const children = new Set(rows.map(row => row.child_id)).size
      const kept = rows.flatMap(({ child_id: childId, kind, last_at, born_by, held, open }) =>
        kind === null || last_at === null
          ? []
          : [{ childId, kind, lastAt: last_at.toISOString(), bornBy: born_by.toISOString(), held, open }],
      )
      return { kept, children, last: children < first ? null : (rows.at(-1)?.child_id ?? null) }
    },

    async end({ childId, kind, lastAt }, clauses, at) {
      // A time of the database is finer than one of the gateway's.
      const { rows } = await sql<{ ending: Ending }>`
        select end_records(${childId}::uuid, ${kind}, ${lastAt}::timestamptz + interval '1 millisecond',
          ${clauses.join(' ')}, ${at}::timestamptz) as ending`.execute(db)
      return rows[0]?.ending ?? 'CHANGED'
    },

    async begin(edition, at) {
      const id = randomUUID()
      await db.insertInto('retention_run').values({ id, edition, began_at: at, done_at: null }).execute()
      return id
    },

    async note(run, { lookedAt, ended, held, open }, done) {
      const counts = { looked_at: lookedAt, ended, held, open }
      await db
        .updateTable('retention_run')
        .set({ ...counts, done_at: done })
        .where('id', '=', run)
        .execute()
    },

    async lastWhole() {
      const runs = db.selectFrom('retention_run').select(({ fn }) => fn.max('began_at').as('at'))
      const { at } = await runs.where('done_at', 'is not', null).executeTakeFirstOrThrow()
      return at
    },

    queue: () => db.transaction().execute(trx => addJob(trx, RETENTION_JOB, 'all')),
  }
}

interface KeptRow {
  readonly child_id: string
  readonly kind: RecordKind | null
  readonly last_at: Date | null
  readonly born_by: Date
  readonly held: boolean
  readonly open: boolean
}
