// What the hub itself holds and decisions rest on, and the last confirmed state of what only agencies know.
export const sql = `
create table hub_case (
  child_id uuid primary key references child (id) on delete cascade,
  opened_at timestamptz not null,
  closed_at timestamptz
);

create table debrief_assignment (
  child_id uuid not null references child (id) on delete cascade,
  staff_ref text not null,
  assigned_at timestamptz not null,
  ended_at timestamptz,
  primary key (child_id, staff_ref, assigned_at)
);

create table episode (
  child_id uuid not null references child (id) on delete cascade,
  reference text not null,
  reported_at timestamptz not null,
  last_seen_at timestamptz,
  ended_at timestamptz,
  status text not null check (status in ('OPEN', 'FOUND', 'CLOSED')),
  category text not null check (category in ('MISSING', 'ABSENT', 'AWAY_UNAUTHORISED', 'NO_FURTHER_ACTION')),
  risk text not null check (risk in ('VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'NOT_GRADED')),
  missing_from text check (missing_from in ('HOME', 'CARE_HOME', 'FOSTER', 'SCHOOL', 'HOSPITAL', 'OTHER')),
  area text,
  -- the safe and well check is recorded, or refused with its reason
  safe_and_well_settled boolean not null,
  primary key (child_id, reference)
);
create index episode_open on episode (reported_at) where ended_at is null;

create table miraf_summary (
  child_id uuid primary key references child (id) on delete cascade,
  risk text not null check (risk in ('VERY_LOW', 'LOW', 'MEDIUM', 'HIGH')),
  text_en text not null,
  text_cy text not null,
  what_to_do_en text not null,
  what_to_do_cy text not null,
  approved_at timestamptz not null,
  review_due date not null
);

create table relationship_confirmed (
  caller_key text not null,
  child_id uuid not null references child (id) on delete cascade,
  relationship text not null,
  confirmed_at timestamptz not null,
  primary key (caller_key, child_id, relationship)
);

create table episode_state (
  child_id uuid not null references child (id) on delete cascade,
  source_id text not null,
  open boolean not null,
  confirmed_at timestamptz not null,
  primary key (child_id, source_id)
);
`
