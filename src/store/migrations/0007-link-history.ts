// How each link came to be and what became of it: changes are written down and stay, pairs that a person rejected are never
// linked by a machine again, and what a machine was in doubt of waits for a person. No name, date or number is readable here.
export const sql = `
alter table link drop constraint link_how_check;
alter table link add constraint link_how_check check (how in ('NHS_NUMBER', 'UPN', 'LOCAL_ID', 'MODEL', 'PERSON'));
alter table link
  -- the log2 odds and the model that gave them, where one was asked
  add column score double precision,
  add column model_version text,
  -- the identifiers the record bears, by their keyed hashes: what only this record gave goes when the link goes
  add column bears bytea[] not null default '{}';

-- Nobody wrote down which record gave an identifier before this: those stay, whichever record goes.
alter table child_identifier add column stays boolean not null default true;
alter table child_identifier alter column stays set default false;
-- the newest of a child's numbers of a scheme is the current one, also after one has been taken away
alter table child_identifier add column given_at timestamptz not null default '-infinity';
update child_identifier set given_at = now() where current;
alter table child_identifier alter column given_at set default now();

create table link_review (
  id uuid primary key,
  source_id text not null,
  record_id text not null,
  kind text not null check (kind in ('POSSIBLE', 'MANY')),
  made_at timestamptz not null default now(),
  model_version text not null,
  -- what the record said of itself, for the link that a person may make of it
  anchor bytea not null,
  protected boolean not null,
  -- child, bits, probability, rule, and what each comparison added: names of levels, no values
  candidates jsonb not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'CONFIRMED', 'REJECTED')),
  decided_at timestamptz,
  decided_by text,
  check ((status = 'OPEN') = (decided_at is null) and (status = 'OPEN') = (decided_by is null))
);
create unique index link_review_one_open on link_review (source_id, record_id) where status = 'OPEN';
create index link_review_waiting on link_review (made_at, id) where status = 'OPEN';

create table link_rejection (
  source_id text not null,
  record_id text not null,
  child_id uuid not null references child (id) on delete cascade,
  rejected_at timestamptz not null,
  primary key (source_id, record_id, child_id)
);

create table link_change (
  id uuid primary key,
  seq bigint generated always as identity unique,
  at timestamptz not null,
  kind text not null check (kind in ('LINKED', 'CONFIRMED', 'REJECTED', 'UNLINKED', 'RELINKED')),
  source_id text not null,
  record_id text not null,
  child_id uuid not null references child (id) on delete cascade,
  how text,
  score double precision,
  model_version text,
  -- a keyed name of the person, and their post; null where the gateway did it by itself
  by_key text,
  by_role text,
  by_organisation text,
  sealed_rationale bytea,
  -- the rows touched, as they were and as they became
  sealed_before bytea not null,
  sealed_after bytea not null,
  -- of RELINKED: the change that it takes back
  undoes uuid references link_change (id),
  check (kind not in ('REJECTED', 'UNLINKED') or sealed_rationale is not null)
);
create index link_change_record on link_change (source_id, record_id, seq desc);
create index link_change_child on link_change (child_id, seq desc);

alter table notice add column link_change_id uuid references link_change (id) on delete cascade;
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in
  ('BREAK_GLASS_OPENED', 'BREAK_GLASS_RECONCILED', 'CONFLICT_TRIED', 'GUESSING', 'GUESSES_SPENT', 'SHOWN_SPENT',
   'LINK_CHANGED'));
`
