// What is due of all children, kept beside their records because its days are partly sealed and its rules stand above the store.
// Whatever is recorded of a child puts the child among those to be worked out again, in the same transaction (migration 0020).
import { sql, type Kysely } from 'kysely'
import { createCasework, type Casework } from './casework.js'
import { pageOf, type DuePage, type DueRow } from './due-page.js'
import { createEpisodes, type Episodes } from './episodes.js'
import { createHub, type Hub } from './hub.js'
import type { Keys } from './keys.js'
import { createMirafs, type Mirafs } from './mirafs.js'
import type { Tables } from './tables.js'

/** One thing that is due, as the rules give it. */
export interface DueFound {
  readonly childId: string
  readonly kind: string
  /** null where it is of the child. */
  readonly reference: string | null
  readonly dueAt: string
  readonly because: readonly string[]
  /** Until when the child is a case of the hub's; null while that has no end. ISO time. */
  readonly caseUntil: string | null
}

/** What the rules work it out from, all of one moment. */
export interface DueFacts {
  readonly hub: Pick<Hub, 'factsOf'>
  readonly episodes: Pick<Episodes, 'grades'>
  readonly mirafs: Pick<Mirafs, 'reviewing'>
  readonly casework: Pick<Casework, 'owedOf'>
}

export interface DueWork {
  /** The soonest first, of what was worked out. */
  page(asked: DuePage): Promise<readonly DueRow[]>
  /** By which rules it is worked out: where they are others than before, all of it is to be worked out again. */
  ruledBy(mark: string): Promise<void>
  /** Whether it was worked out by other rules, a child is to be worked out again, or one is no case of the hub's any more. */
  isBehind(mark: string, at: Date): Promise<boolean>
  /**
   * Works out at most so many of those children, and lets go as many rows of those who are no case; answers with how many were left
   * to it. One at a time, in all gateways together.
   */
  workOut(
    atMost: number,
    at: Date,
    find: (childIds: readonly string[], facts: DueFacts) => Promise<readonly DueFound[]>,
  ): Promise<number>
}

/** Any number, the same in every replica: those who work it out take turns. */
const TURN = 4_041_978

export function createDueWork(db: Kysely<Tables>, keys: Keys): DueWork {
  return {
    page: asked => pageOf(db, asked),

    ruledBy: mark =>
      db.transaction().execute(async trx => {
        await sql`select pg_advisory_xact_lock(${TURN})`.execute(trx)
        const before = await trx.selectFrom('due_rules').select('mark').executeTakeFirst()
        if (before?.mark === mark) return
        // Without a mark nothing was worked out yet, and everybody is among them already.
        if (before !== undefined)
          await sql`insert into due_changed (child_id)
            select child_id from hub_case union select child_id from episode union select child_id from miraf
            union select child_id from miraf_request union select child_id from casework
            order by 1 on conflict (child_id) do nothing`.execute(trx)
        await trx
          .insertInto('due_rules')
          .values({ mark })
          .onConflict(on => on.column('one').doUpdateSet({ mark }))
          .execute()
      }),

    async isBehind(mark, at) {
      // The first to end is found at once along its index. Asked whether there is one that has ended, a prepared statement reads all.
      const { rows } = await sql<{ behind: boolean }>`
        select not exists (select from due_rules where mark = ${mark}) or exists (select from due_changed)
          or coalesce((select min(case_until) from due_work) < ${at}::timestamptz, false) as behind`.execute(db)
      return rows[0]?.behind === true
    },

    workOut: (atMost, at, find) =>
      db.transaction().execute(async trx => {
        await sql`select pg_advisory_xact_lock(${TURN})`.execute(trx)
        const past = await sql`delete from due_work where ctid = any(array(
          select ctid from due_work where case_until < ${at}::timestamptz order by case_until limit ${atMost} for update skip locked))`.execute(
          trx,
        )
        // First they are taken out, then read: what is recorded after that puts the child there again. Who is being written of just
        // now is passed by, and stays.
        const { rows } = await sql<{ child_id: string }>`delete from due_changed where child_id in (
          select child_id from due_changed limit ${atMost} for update skip locked) returning child_id`.execute(trx)
        const childIds = rows.map(row => row.child_id)
        if (childIds.length > 0) {
          const due = await find(childIds, factsIn(trx, keys))
          await trx
            .deleteFrom('due_work')
            .where(sql<boolean>`child_id = any(${childIds}::uuid[])`)
            .execute()
          await insert(trx, due)
        }
        return childIds.length + Number(past.numAffectedRows ?? 0)
      }),
  }
}

const factsIn = (trx: Kysely<Tables>, keys: Keys): DueFacts => ({
  hub: createHub(trx, keys),
  episodes: createEpisodes(trx, keys),
  mirafs: createMirafs(trx, keys),
  casework: createCasework(trx, keys),
})

/** With where and whose it is: of the episode itself, or of the child's newest. How far an interview is, its episode's row says. */
async function insert(trx: Kysely<Tables>, due: readonly DueFound[]): Promise<void> {
  if (due.length === 0) return
  const items = due.map(({ childId, kind, reference, dueAt, because, caseUntil }) => ({
    ...{
      child_id: childId,
      kind,
      reference: reference ?? '',
      due_at: dueAt,
      because,
      case_until: caseUntil ?? 'infinity',
    },
  }))
  await sql`
    insert into due_work (child_id, kind, reference, nth, due_at, because, area, home_authority, assigned_person, assigned_team,
      case_until)
    select one.child_id, one.kind, one.reference, one.nth, one.due_at,
      case when one.kind = 'INTERVIEW' then array[coalesce(place.interview_answer, 'NOT_OFFERED')] else one.because end,
      place.area, place.home_authority, place.assigned_person, place.assigned_team, one.case_until
    from (
      select item.*, row_number() over (partition by child_id, kind, reference order by due_at) as nth
      from json_to_recordset(${JSON.stringify(items)}::json)
        as item (child_id uuid, kind text, reference text, due_at timestamptz, because text[], case_until timestamptz)
    ) one
    left join lateral (
      select interview_answer, area, home_authority, assigned_person, assigned_team from episode
      where episode.child_id = one.child_id and episode.sealed is distinct from '' and episode.merged_into is null
      order by episode.reference = one.reference desc, episode.reported_at desc, episode.reference
      limit 1
    ) place on true`.execute(trx)
}
