// Everything that is read of the hub's own records before an agency may be asked, in one statement: who the identifiers lead to,
// what is kept of those children, whom the caller is too near to, and whether their budget is used up. Read one by one these are
// eight statements, and cost several times as much, here and in the database. That it is one for a child nobody knows as well
// leaves less to be told by the time it takes.
import { sql, type Kysely } from 'kysely'
import { recordKey, type IdentifierScheme, type Link, type RecordName } from '../types/child.js'
import type { GlassHolder, GlassInForce } from './break-glass.js'
import { budgetKey, isSpentWithin, type BudgetLimits } from './budgets.js'
import { linkOf, type LinkRow } from './children.js'
import { callerKey, type Confirmed } from './confirmations.js'
import { subjectKey, type Conflicts, type StaffMember } from './conflicts.js'
import type { EpisodeState } from './episode-states.js'
import { personKey } from './glass-reviews.js'
import { factsOfEach, toFacts, type FactsRow, type HubFacts } from './hub.js'
import type { Keys } from './keys.js'
import type { Near } from './near.js'
import type { Tables } from './tables.js'

export interface KnownAsked {
  readonly ids: readonly string[]
  readonly numbers: readonly { readonly scheme: IdentifierScheme; readonly value: string }[]
  readonly records: readonly RecordName[]
  /** Names the caller for remembered relationships, for their budget, for broken glass, and for conflicts of interest. */
  readonly caller: string
  readonly budget: { readonly caller: string; readonly limits: BudgetLimits }
  readonly holder: GlassHolder
  readonly staff: StaffMember
  readonly at: Date
}

/** What the hub keeps of one child. */
export interface Kept {
  readonly links: readonly Link[]
  readonly facts: HubFacts
  readonly confirmed: readonly Confirmed[]
  readonly episodeStates: readonly EpisodeState[]
  readonly breakGlass: GlassInForce | null
}

export interface KnownAnswer {
  byId(id: string): string | null
  byNumber(scheme: IdentifierScheme, value: string): string | null
  byRecord(record: RecordName): string | null
  /** By the hub's id; only children somebody asked for. */
  readonly children: ReadonlyMap<string, Kept>
  readonly near: Near
  readonly spent: boolean
}

export interface Known {
  of(asked: KnownAsked): Promise<KnownAnswer>
}

export function createKnown(db: Kysely<Tables>, keys: Keys, conflicts: Pick<Conflicts, 'nearAmong'>): Known {
  return {
    async of(asked) {
      const hashes = asked.numbers.map(({ scheme, value }) => keys.identifierHmac(scheme, value))
      const { rows } = await statement(asked, hashes, keys).execute(db)
      const [row] = rows
      if (row === undefined) throw new Error('one row says what is known')
      const names = new Map((row.named ?? []).map(({ kind, name, child_id }) => [`${kind}\n${name}`, child_id]))
      const held = (row.conflicts ?? []).map(one => ({ ...one, sealed: bytes(one.sealed) }))
      const hashOf = new Map(asked.numbers.map((one, index) => [`${one.scheme}\n${one.value}`, hashes[index]]))
      return {
        byId: id => names.get(`ID\n${id}`) ?? null,
        byNumber: (scheme, value) =>
          names.get(`${scheme}\n${hashOf.get(`${scheme}\n${value}`)?.toString('hex') ?? ''}`) ?? null,
        byRecord: record => names.get(`RECORD\n${recordKey(record)}`) ?? null,
        children: new Map((row.children ?? []).map(child => [child.child_id, keptOf(child, keys)])),
        near: await conflicts.nearAmong(held),
        spent: row.spent,
      }
    },
  }
}

interface ChildRow extends Omit<FactsRow, 'open_referral_at'> {
  readonly open_referral_at: string | null
  readonly links: readonly (Omit<LinkRow, 'confirmed_at' | 'anchor'> & { confirmed_at: string; anchor: string | null })[] | null // prettier-ignore
  readonly confirmed: readonly { relationship: Confirmed['relationship']; confirmed_at: string }[] | null
  readonly states:
    | readonly {
        source_id: string
        open: boolean
        since: string | null
        lapses_at: string | null
        confirmed_at: string
      }[]
    | null
  readonly glass: readonly { id: string; ends_at: string; notified: readonly string[] }[] | null
}

interface Row {
  readonly named: readonly { kind: string; name: string; child_id: string }[] | null
  readonly children: readonly ChildRow[] | null
  readonly conflicts: readonly { id: string; child_id: string | null; sealed: string }[] | null
  readonly spent: boolean
}

function statement(
  { ids, numbers, records, caller, budget, holder, staff, at }: KnownAsked,
  hashes: readonly Buffer[],
  keys: Keys,
): ReturnType<typeof sql<Row>> {
  // What is kept of a child is asked child by child, so that each is found by its index however many there are.
  return sql<Row>`
    with named as (
      select 'ID' as kind, id::text as name, id as child_id from child where id = any(${[...ids]}::uuid[])
      union all
      select held.scheme, encode(held.value_hmac, 'hex'), held.child_id from child_identifier held
      join unnest(${numbers.map(({ scheme }) => scheme)}::text[], ${hashes}::bytea[]) as asked (scheme, value_hmac)
        using (scheme, value_hmac)
      union all
      select 'RECORD', held.source_id || e'\\n' || held.record_id, held.child_id from link held
      join unnest(${records.map(({ sourceId }) => sourceId)}::text[], ${records.map(({ recordId }) => recordId)}::text[])
        as asked (source_id, record_id) using (source_id, record_id)
    ), found as materialized (select distinct child_id from named)
    select
      (select json_agg(named) from named) as named,
      (select json_agg(kept) from (
        select asked.child_id, ${factsOfEach},
          (select json_agg(held) from (
            select source_id, record_id, child_id, how, confirmed_at, confirmed_by, protected, encode(anchor, 'hex') as anchor,
              address_keys, score, model_version from link where link.child_id = asked.child_id) held) as links,
          (select json_agg(held) from (
            select relationship, confirmed_at from relationship_confirmed
            where caller_key = ${callerKey(keys, caller)} and relationship_confirmed.child_id = asked.child_id) held) as confirmed,
          (select json_agg(held order by held.source_id) from (
            select source_id, open, since, lapses_at, confirmed_at from episode_state
            where episode_state.child_id = asked.child_id) held) as states,
          (select json_agg(held order by held.ends_at) from (
            select id, ends_at, notified from break_glass
            where person_key = ${personKey(keys, holder.person)} and role = ${holder.role} and organisation = ${holder.organisation}
              and break_glass.child_id = asked.child_id and opened_at <= ${at}::timestamptz and ends_at > ${at}::timestamptz) held) as glass
        from found asked) kept) as children,
      (select json_agg(held order by held.declared_at) from (
        select id, child_id, encode(sealed, 'hex') as sealed, declared_at from conflict
        where subject_key = ${subjectKey(keys, staff)} and withdrawn_at is null and starts_at <= ${at}::timestamptz
          and (ends_at is null or ends_at > ${at}::timestamptz)) held) as conflicts,
      (${isSpentWithin(budgetKey(keys, budget.caller), budget.limits)}) as spent`
}

function keptOf(row: ChildRow, keys: Keys): Kept {
  const links = (row.links ?? []).map(link =>
    linkOf(keys, {
      ...link,
      confirmed_at: new Date(link.confirmed_at),
      anchor: link.anchor === null ? null : bytes(link.anchor),
    }),
  )
  const last = row.glass?.at(-1)
  return {
    links: links.sort((one, other) => (recordKey(one) < recordKey(other) ? -1 : 1)),
    facts: toFacts({ ...row, open_referral_at: row.open_referral_at === null ? null : new Date(row.open_referral_at) }),
    confirmed: (row.confirmed ?? []).map(one => ({
      relationship: one.relationship,
      confirmedAt: iso(one.confirmed_at),
    })),
    episodeStates: (row.states ?? []).map(one => ({
      sourceId: one.source_id,
      open: one.open,
      since: one.since === null ? null : iso(one.since),
      lapsesAt: one.lapses_at === null ? null : iso(one.lapses_at),
      confirmedAt: iso(one.confirmed_at),
    })),
    breakGlass: last === undefined ? null : { id: last.id, until: iso(last.ends_at), notified: last.notified },
  }
}

/** PostgreSQL's JSON has `+00:00`, and microseconds; ours has `Z`, and milliseconds. */
const iso = (time: string): string => new Date(time).toISOString()
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')
