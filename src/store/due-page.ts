// A page of what is due. Kind by kind, and value by value of what it is narrowed to, the soonest are read along an index and then
// merged: so a page costs the same however much is due beyond it, and however rare a kind is.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { BoardOf } from './episode-board.js'
import type { Tables } from './tables.js'

/** Where one stands among all that is due. */
export interface DuePlace {
  readonly dueAt: string
  readonly kind: string
  readonly childId: string
  /** '' where it is of the child. */
  readonly reference: string
  readonly nth: number
}

export interface DueRow extends DuePlace {
  readonly because: readonly string[]
  readonly assignedPerson: string | null
  readonly assignedTeam: string | null
}

export interface DuePage {
  readonly kinds: readonly string[]
  /** Only what these authorities have, as where the child went missing or as responsible for the child; null for all. */
  readonly areas: readonly string[] | null
  /** Only what these have; null for all. */
  readonly of: BoardOf | null
  /** Only what was due by then, or is; null for all. ISO time. */
  readonly before: string | null
  readonly first: number
  /** The last that was seen before. */
  readonly after: DuePlace | null
}

/** Values of one column that has an index of its own. */
interface Along {
  readonly values: readonly string[]
  readonly is: RawBuilder<boolean>
}

const [LEAST, MOST] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

export async function pageOf(db: Kysely<Tables>, asked: DuePage): Promise<readonly DueRow[]> {
  const { kinds, after, before, first } = asked
  if (kinds.length === 0) return []
  const from = kinds.map(kind => fromOf(kind, after))
  const merged = sql.join(
    alongOf(asked).map(
      ({ values, is }) => sql`select due.*
        from unnest(${[...kinds]}::text[], ${from.map(one => one.childId)}::uuid[], ${from.map(one => one.reference)}::text[],
          ${from.map(one => one.nth)}::smallint[]) as beyond (kind, child_id, reference, nth)
        cross join unnest(${[...values]}::text[]) as wanted (value)
        cross join lateral (
          select * from due_work
          where due_work.kind = beyond.kind and ${is} and ${within(asked)}
            and (due_at, due_work.child_id, due_work.reference, due_work.nth) >
              (${after?.dueAt ?? '-infinity'}::timestamptz, beyond.child_id, beyond.reference, beyond.nth)
            and due_at <= ${before ?? 'infinity'}::timestamptz
          order by due_at, due_work.child_id, due_work.reference, due_work.nth limit ${first}
        ) due`,
    ),
    sql` union all `,
  )
  const { rows } = await sql<Row>`
    select distinct due_at, kind, child_id, reference, nth, because, assigned_person, assigned_team
    from (${merged}) as merged order by due_at, kind, child_id, reference, nth limit ${first}`.execute(db)
  return rows.map(row => ({
    ...{ dueAt: row.due_at.toISOString(), kind: row.kind, childId: row.child_id, reference: row.reference },
    ...{ nth: row.nth, because: row.because, assignedPerson: row.assigned_person, assignedTeam: row.assigned_team },
  }))
}

interface Row {
  readonly due_at: Date
  readonly kind: string
  readonly child_id: string
  readonly reference: string
  readonly nth: number
  readonly because: readonly string[]
  readonly assigned_person: string | null
  readonly assigned_team: string | null
}

/** Among all that is due at the moment of the cursor, a kind before its own is behind it, and one after its own is still to come. */
function fromOf(kind: string, after: DuePlace | null): Pick<DuePlace, 'childId' | 'reference' | 'nth'> {
  if (after !== null && kind === after.kind) return after
  return { childId: after !== null && kind < after.kind ? MOST : LEAST, reference: '', nth: 0 }
}

function alongOf({ areas, of }: DuePage): readonly Along[] {
  if (of === 'NOBODY') return [{ values: [''], is: sql`assigned_person is null and assigned_team is null` }]
  if (of !== null)
    return [
      { values: [...new Set(of.persons)], is: sql`assigned_person = wanted.value` },
      { values: [...new Set(of.teams)], is: sql`assigned_team = wanted.value` },
    ]
  if (areas === null) return [{ values: [''], is: sql`true` }]
  const values = [...new Set(areas)]
  return [
    { values, is: sql`area = wanted.value` },
    { values, is: sql`home_authority = wanted.value` },
  ]
}

/** What one has is little: there the areas are looked at row by row. */
function within({ areas, of }: DuePage): RawBuilder<boolean> {
  if (areas === null || of === null) return sql`true`
  return sql`(area = any(${[...areas]}::text[]) or home_authority = any(${[...areas]}::text[]))`
}
