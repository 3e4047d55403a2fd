// What callers have done, once each; broken glass, with its reason sealed; and the notices that tell the owners of records.
export const sql = `
create table act_done (
  caller_key text not null,
  key_hash text not null,
  act text not null,
  -- a keyed hash of the act and its words: the words themselves are not kept here
  arguments_hash text not null,
  -- ids and times; null only within the transaction that does the act
  receipt jsonb,
  done_at timestamptz not null,
  primary key (caller_key, key_hash)
);

create table break_glass (
  id uuid primary key,
  -- a keyed name of the person, and the post in which the glass was broken
  person_key text not null,
  role text not null,
  agency text not null,
  organisation text not null,
  child_id uuid not null references child (id) on delete cascade,
  edition text not null,
  -- the reason and the person's staff reference, for those who review it
  sealed bytea not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > opened_at),
  -- the sources whose owners have been told
  notified text[] not null,
  outcome text check (outcome in ('JUSTIFIED', 'NOT_JUSTIFIED', 'PASSED_ON')),
  reconciled_at timestamptz,
  reconciled_by text,
  sealed_note bytea,
  check ((outcome is null) = (reconciled_at is null) and (outcome is null) = (reconciled_by is null))
);
create index break_glass_in_force on break_glass (person_key, child_id, ends_at);
create index break_glass_by_day on break_glass (person_key, opened_at);
create index break_glass_unreviewed on break_glass (opened_at, id) where outcome is null;

create table notice (
  id uuid primary key,
  -- the order in which they were queued; what carries them on goes by it
  seq bigint generated always as identity unique,
  kind text not null check (kind in ('BREAK_GLASS_OPENED', 'BREAK_GLASS_RECONCILED')),
  -- to whom: the owner of one system
  agency text not null,
  organisation text not null,
  source_id text not null,
  child_id uuid references child (id) on delete cascade,
  break_glass_id uuid references break_glass (id) on delete cascade,
  created_at timestamptz not null,
  -- when it left by e-mail or webhook, and when somebody of the agency first had it in an answer
  delivered_at timestamptz,
  read_at timestamptz
);
create index notice_inbox on notice (source_id, seq desc);
create index notice_undelivered on notice (seq) where delivered_at is null;
`
