// Who may not see which child because they are too near, and how many children each caller has asked for. No person and no
// address is readable here.
export const sql = `
-- where the record says the child lives: keyed names of properties, each tied to its child, so that no two children can be
-- seen to live together
alter table link add column address_keys text[] not null default '{}';

create table conflict (
  id uuid primary key,
  -- a keyed name of the member of staff: agency, organisation and staff reference
  subject_key text not null,
  -- whose auditors oversee it
  agency text not null,
  organisation text not null,
  -- null for a household, and for a child whom nobody knew when it was declared
  child_id uuid references child (id) on delete cascade,
  -- the staff reference, and by what the child or the household is known
  sealed bytea not null,
  basis text not null check (basis in ('CHILD', 'HOUSEHOLD')),
  declared_as text not null check (declared_as in ('SELF', 'AGENCY')),
  declared_by text not null,
  declared_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  withdrawn_at timestamptz,
  withdrawn_by text,
  tries integer not null default 0,
  tried_at timestamptz,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index conflict_subject on conflict (subject_key);
create index conflict_overseen on conflict (agency, organisation, declared_at desc, id);

-- the outbox carries what those who oversee an agency are told, too: to the agency, and to no system's owner
alter table notice alter column source_id drop not null;
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in
  ('BREAK_GLASS_OPENED', 'BREAK_GLASS_RECONCILED', 'CONFLICT_TRIED', 'GUESSING', 'GUESSES_SPENT', 'SHOWN_SPENT'));
alter table notice add column conflict_id uuid references conflict (id) on delete cascade;
-- whom it is about, for those who oversee them
alter table notice add column about bytea;
create index notice_overseen on notice (agency, organisation, seq desc) where about is not null;
create index notice_conflict on notice (conflict_id, created_at) where conflict_id is not null;

create table budget_taken (
  caller_key text not null,
  kind text not null check (kind in ('GUESS', 'SHOWN')),
  -- a keyed name of the identifier guessed or the child shown, tied to the caller
  what_key text not null,
  taken_at timestamptz not null,
  primary key (caller_key, kind, what_key)
);
create index budget_taken_old on budget_taken (taken_at);

create table budget_alert (
  caller_key text not null,
  kind text not null,
  alerted_at timestamptz not null,
  primary key (caller_key, kind)
);

-- Takes what an operation is about to answer from its caller's budgets, or takes nothing and says which does not suffice.
-- A function, because two operations of one caller must take turns before they count, and a single statement counts what it
-- saw before it waited.
create function take_budget(
  caller text, guesses text[], shown text[], moment timestamptz, since timestamptz, slow_since timestamptz,
  most_guesses integer, most_shown integer
) returns table (refused text, guessed bigint, guessed_slowly bigint) language plpgsql as $$
declare
  fresh_guesses text[];
  fresh_shown text[];
  room bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('budget ' || caller, 0));
  select coalesce(array_agg(distinct key), '{}') into fresh_guesses from unnest(guesses) as asked (key)
    where not exists (select from budget_taken t
      where t.caller_key = caller and t.kind = 'GUESS' and t.what_key = key and t.taken_at > since);
  select coalesce(array_agg(distinct key), '{}') into fresh_shown from unnest(shown) as asked (key)
    where not exists (select from budget_taken t
      where t.caller_key = caller and t.kind = 'SHOWN' and t.what_key = key and t.taken_at > since);
  select most_guesses - count(*) into room from budget_taken t
    where t.caller_key = caller and t.kind = 'GUESS' and t.taken_at > since;
  if cardinality(fresh_guesses) > room then
    -- What was tried is taken as far as it goes: else a list that is too long could be tried for ever.
    refused := 'GUESSES';
    fresh_guesses := fresh_guesses[1:greatest(room, 0)::integer];
    fresh_shown := '{}';
  else
    select most_shown - count(*) into room from budget_taken t
      where t.caller_key = caller and t.kind = 'SHOWN' and t.taken_at > since;
    if cardinality(fresh_shown) > room then
      refused := 'SHOWN';
      fresh_guesses := '{}';
      fresh_shown := '{}';
    end if;
  end if;
  if cardinality(fresh_guesses) + cardinality(fresh_shown) > 0 then
    insert into budget_taken (caller_key, kind, what_key, taken_at)
      select caller, 'GUESS', key, moment from unnest(fresh_guesses) as taken (key)
      union all select caller, 'SHOWN', key, moment from unnest(fresh_shown) as taken (key)
      on conflict (caller_key, kind, what_key) do update set taken_at = excluded.taken_at;
    -- Old rows go as new ones come, whoever's they are.
    delete from budget_taken where ctid = any (array(
      select t.ctid from budget_taken t where t.taken_at <= slow_since order by t.taken_at limit 1000 for update skip locked));
  end if;
  select count(*) filter (where t.taken_at > since), count(*) filter (where t.taken_at > slow_since)
    into guessed, guessed_slowly from budget_taken t where t.caller_key = caller and t.kind = 'GUESS';
  return next;
end
$$;
`
