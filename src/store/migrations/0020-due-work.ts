// What is due of every child, so that one list has it: worked out by the hub's rules from what is partly sealed, so rows cannot follow
// from a statement. Whatever is recorded of a child says in its own transaction that the child is to be worked out again.
export const sql = `
-- Kind, place and time alone. No word of anybody: which action it is, and whose, stays sealed.
create table due_work (
  child_id uuid not null references child (id) on delete cascade,
  kind text collate "C" not null check (kind in ('TRIAGE', 'ABSENT_REVIEW', 'CHECK', 'INTERVIEW', 'MIRAF', 'MEETING', 'ACTION',
    'REFERRAL', 'SERAF')),
  -- of the episode, the referral or the meeting whose plan it is; '' where it is of the child
  reference text collate "C" not null,
  -- which of several under one reference
  nth smallint not null check (nth > 0),
  due_at timestamptz not null,
  -- codes
  because text[] not null,
  -- of that episode, or of the child's newest
  area text,
  home_authority text,
  assigned_person text,
  assigned_team text,
  -- how long the child stays a case of the hub's by what is recorded: afterwards the rows go, since nobody is shown the child
  case_until timestamptz not null,
  primary key (child_id, kind, reference, nth)
);
create index due_work_past on due_work (case_until);
-- Each way of asking goes along an index of its own, kind by kind, so that a page costs the same however much is due.
create index due_work_of_all on due_work (kind, due_at, child_id, reference, nth);
create index due_work_of_area on due_work (area, kind, due_at, child_id, reference, nth) where area is not null;
create index due_work_of_home on due_work (home_authority, kind, due_at, child_id, reference, nth) where home_authority is not null;
create index due_work_of_person on due_work (assigned_person, kind, due_at, child_id, reference, nth) where assigned_person is not null;
create index due_work_of_team on due_work (assigned_team, kind, due_at, child_id, reference, nth) where assigned_team is not null;
create index due_work_of_nobody on due_work (kind, due_at, child_id, reference, nth)
  where assigned_person is null and assigned_team is null;

-- Children whose rows above may not be what follows from their records any more.
create table due_changed (
  child_id uuid primary key references child (id) on delete cascade,
  times bigint not null default 1
);
insert into due_changed (child_id)
  select child_id from hub_case union select child_id from episode union select child_id from miraf
  union select child_id from miraf_request union select child_id from casework;

-- By which numbers of the rules the rows were worked out.
create table due_rules (
  one boolean primary key default true check (one),
  mark text not null
);

-- The row of the queue is kept by whoever changed the child until they are done: whoever works it out waits, or passes it by.
create function due_has_changed() returns trigger language plpgsql security definer set search_path = hafan, pg_temp as $$
begin
  insert into due_changed (child_id) select distinct child_id from changed order by child_id
    on conflict (child_id) do update set times = due_changed.times + 1;
  return null;
end $$;
-- As well: what ended takes its days with it at once.
create function due_has_changed_or_ended() returns trigger language plpgsql security definer set search_path = hafan, pg_temp as $$
begin
  insert into due_changed (child_id) select distinct child_id from changed order by child_id
    on conflict (child_id) do update set times = due_changed.times + 1;
  delete from due_work where child_id in (select child_id from changed where sealed = '');
  return null;
end $$;
create function due_has_gone() returns trigger language plpgsql security definer set search_path = hafan, pg_temp as $$
begin
  insert into due_changed (child_id) select distinct child_id from changed where exists (select from child where id = child_id)
    order by child_id on conflict (child_id) do update set times = due_changed.times + 1;
  delete from due_work where child_id in (select child_id from changed);
  return null;
end $$;

create trigger due_inserted after insert on hub_case referencing new table as changed for each statement execute function due_has_changed();
create trigger due_updated after update on hub_case referencing new table as changed for each statement execute function due_has_changed();
create trigger due_inserted after insert on episode referencing new table as changed for each statement execute function due_has_changed();
create trigger due_updated after update on episode referencing new table as changed for each statement execute function due_has_changed_or_ended();
create trigger due_deleted after delete on episode referencing old table as changed for each statement execute function due_has_gone();
create trigger due_inserted after insert on episode_event referencing new table as changed for each statement execute function due_has_changed();
create trigger due_inserted after insert on miraf referencing new table as changed for each statement execute function due_has_changed();
create trigger due_deleted after delete on miraf referencing old table as changed for each statement execute function due_has_gone();
create trigger due_inserted after insert on miraf_request referencing new table as changed for each statement execute function due_has_changed();
create trigger due_deleted after delete on miraf_request referencing old table as changed for each statement execute function due_has_gone();
create trigger due_inserted after insert on casework referencing new table as changed for each statement execute function due_has_changed();
create trigger due_updated after update on casework referencing new table as changed for each statement execute function due_has_changed_or_ended();
create trigger due_deleted after delete on casework referencing old table as changed for each statement execute function due_has_gone();
`
