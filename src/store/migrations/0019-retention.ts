// How long records are kept. What people wrote of a child is sealed by a key of that child and kind of record, so that destroying
// the key ends it everywhere its rows were copied to; holds that forbid it; and the one way in which it may be done.
export const sql = `
create table record_key (
  child_id uuid not null references child (id) on delete cascade,
  kind text not null check (kind in ('EPISODES', 'MIRAF', 'CASEWORK')),
  generation integer not null check (generation > 0),
  -- the key, sealed by the gateway's own; null once it is destroyed
  sealed bytea,
  ended_at timestamptz,
  -- the clauses of the protocol by which it ended
  ended_by text,
  primary key (child_id, kind, generation),
  check ((sealed is null) = (ended_at is not null) and (ended_at is null) = (ended_by is null))
);
create unique index record_key_in_use on record_key (child_id, kind) where sealed is not null;

-- that a version was made, of those that ended
create table miraf_ended (
  child_id uuid not null references child (id) on delete cascade,
  version integer not null,
  made_at timestamptz not null
);
create index miraf_ended_made on miraf_ended (made_at);

create table legal_hold (
  id uuid primary key,
  child_id uuid not null references child (id) on delete cascade,
  placed_at timestamptz not null,
  -- keyed names of the persons, and their posts
  by_key text not null,
  by_role text not null,
  by_organisation text not null,
  review_on date not null,
  -- why, and the staff reference
  sealed bytea not null,
  released_at timestamptz,
  released_by text,
  released_role text,
  sealed_release bytea,
  check ((released_at is null) = (released_by is null) and (released_at is null) = (sealed_release is null))
);
create index legal_hold_standing on legal_hold (child_id) where released_at is null;

-- who holds the return interview: of which episode, and who said so; null for what came with the seed
alter table debrief_assignment
  add column episode text,
  add column by_key text,
  add column by_role text,
  add column ended_by text,
  add column ended_role text;

-- what a run did: how much, and never of whom
create table retention_run (
  id uuid primary key,
  edition text not null,
  began_at timestamptz not null,
  done_at timestamptz,
  looked_at integer not null default 0,
  ended integer not null default 0,
  held integer not null default 0,
  open integer not null default 0
);

-- Ends what is held of one kind, in the turn of whoever records of the child. The gateway may change these rows in no other way,
-- and in this way only where no hold stands, no absence is open and nothing newer was recorded than was looked at.
create function end_records(of_child uuid, of_kind text, looked_until timestamptz, by_clauses text, at timestamptz)
returns text language plpgsql security definer set search_path = hafan, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('episodes ' || of_child, 0));
  if exists (select from legal_hold where child_id = of_child and released_at is null) then return 'HELD'; end if;
  if exists (select from episode where child_id = of_child and status <> 'CLOSED' and merged_into is null) then
    return 'OPEN';
  end if;
  if coalesce(last_recorded(of_child, of_kind) > looked_until, true) then return 'CHANGED'; end if;
  update record_key set sealed = null, ended_at = at, ended_by = by_clauses
    where child_id = of_child and kind = of_kind and sealed is not null;
  if not found then
    insert into record_key (child_id, kind, generation, ended_at, ended_by)
      select of_child, of_kind, coalesce(max(generation), 0) + 1, at, by_clauses
      from record_key where child_id = of_child and kind = of_kind;
  end if;
  if of_kind = 'EPISODES' then
    update episode set sealed = '', version = greatest(version, 1), sole_word = null, assigned_person = null,
      assigned_team = null where child_id = of_child;
    update episode_event set sealed = '' where child_id = of_child;
    update incident set sealed = '' where id in (select incident from incident_person where child_id = of_child);
    update incident_person set sealed = '' where child_id = of_child;
  elsif of_kind = 'MIRAF' then
    -- versions are counted from 1 again: only what figures are counted from is left
    insert into miraf_ended (child_id, version, made_at) select child_id, version, made_at from miraf where child_id = of_child;
    delete from miraf where child_id = of_child;
    delete from miraf_request where child_id = of_child;
    delete from miraf_summary_draft where child_id = of_child;
    delete from miraf_summary where child_id = of_child;
  else
    update casework set sealed = '' where child_id = of_child;
    update casework_event set sealed = '' where child_id = of_child;
  end if;
  return 'ENDED';
end $$;

-- what is counted by when it happened
create index casework_happened on casework (kind, happened_at);
create index alert_routed on alert (routed_at) where routed_at is not null;

-- when anything of this kind was last recorded of a child and is not ended; null where nothing is held
create function last_recorded(of_child uuid, of_kind text) returns timestamptz language sql stable
set search_path = hafan, pg_temp as $$
  select case of_kind
    when 'EPISODES' then greatest(
      (select max(greatest(reported_at, ended_at)) from episode where child_id = of_child and sealed is distinct from ''),
      (select max(recorded_at) from episode_event where child_id = of_child and sealed <> ''))
    when 'MIRAF' then greatest(
      (select max(made_at) from miraf where child_id = of_child),
      (select max(marked_at) from miraf_mark where child_id = of_child),
      (select max(requested_at) from miraf_request where child_id = of_child),
      (select max(drafted_at) from miraf_summary_draft where child_id = of_child),
      (select max(approved_at) from miraf_summary where child_id = of_child))
    else (select max(recorded_at) from casework_event where child_id = of_child and sealed <> '')
  end
$$;
revoke all on function end_records(uuid, text, timestamptz, text, timestamptz) from public;
grant execute on function end_records(uuid, text, timestamptz, text, timestamptz) to hafan_app;
`
