// Who looked at a child is found without reading the audit through: the child's public id and the operation's number stand
// beside the row they are part of. Each chain has a number of its own, so that a database put back from a backup shows. What is
// left out of a family's statement is written down with its ground; the gateway has no part in that.
export const sql = `
alter table audit_row add column child uuid, add column operation text;
update audit_row set
  child = case kind when 'OUTCOME' then (record::json -> 'body' ->> 'child')::uuid end,
  operation = record::json -> 'body' ->> 'operation';
create index audit_row_of_child on audit_row (child, at desc) where child is not null;
create index audit_row_intent on audit_row (operation) where kind = 'INTENT';

alter table audit_chain add column epoch bigint generated always as identity unique;
create or replace function audit_head_moves_forward() returns trigger language plpgsql as $$
begin
  if new.chain_id <> old.chain_id or new.started_at <> old.started_at or new.epoch <> old.epoch or new.head_seq <= old.head_seq then
    raise exception 'an audit chain only grows' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

create table audit_withholding (
  id bigint generated always as identity primary key,
  child uuid not null,
  -- null: of every agency
  agency text,
  accessed_from timestamptz not null,
  accessed_until timestamptz not null check (accessed_until > accessed_from),
  ground text not null check (ground in
    ('CRIME', 'LAW_ENFORCEMENT', 'SERIOUS_HARM', 'CHILD_ABUSE', 'OTHER_PERSON', 'COURT')),
  decided_by text not null check (length(decided_by) between 2 and 200),
  decided_at timestamptz not null default now(),
  -- a ground holds only as long as telling would do harm: after this day the accesses are told again
  lapses_on date not null,
  check (lapses_on <= decided_at::date + 366)
);
create index audit_withholding_of_child on audit_withholding (child);
create function audit_withholding_stays() returns trigger language plpgsql as $$
begin
  raise exception 'what was decided stays written down; record another decision' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_withholding_stays before update or delete on audit_withholding
  for each row execute function audit_withholding_stays();
`
