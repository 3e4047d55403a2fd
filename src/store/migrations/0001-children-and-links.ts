// Children, the identifiers that find them, and where they are recorded. No name, date or number of a child is readable
// here: identifiers are keyed hashes, and what a record says of the child is sealed.
export const sql = `
create table key_ring (
  only_row boolean primary key default true check (only_row),
  fingerprint bytea not null
);

create table child (
  id uuid primary key,
  created_at timestamptz not null default now()
);

create table child_identifier (
  scheme text not null check (scheme in ('NHS_NUMBER', 'UPN')),
  value_hmac bytea not null check (length(value_hmac) = 32),
  child_id uuid not null references child (id) on delete cascade,
  -- false once the child has been given a newer number of the scheme; an older number keeps finding the child
  current boolean not null default true,
  primary key (scheme, value_hmac)
);
create index child_identifier_child on child_identifier (child_id);

create table link (
  source_id text not null,
  record_id text not null,
  child_id uuid not null references child (id) on delete cascade,
  how text not null check (how in ('NHS_NUMBER', 'UPN', 'PERSON')),
  confirmed_at timestamptz not null,
  confirmed_by text,
  protected boolean not null,
  anchor bytea,
  primary key (source_id, record_id)
);
create index link_child on link (child_id);

create table linking_progress (
  source_id text primary key,
  cursor text,
  done_at timestamptz
);
`
