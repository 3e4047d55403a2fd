// The audit: one chain a gateway process. The gateway's role may add rows and move its chain's head forward, nothing else.
export const sql = `
create table audit_chain (
  chain_id uuid primary key,
  started_at timestamptz not null,
  head_seq bigint not null check (head_seq >= 0),
  head_hash bytea not null check (length(head_hash) = 32)
);

create table audit_row (
  chain_id uuid not null references audit_chain (chain_id),
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  kind text not null check (kind in ('INTENT', 'OUTCOME', 'REFUSAL')),
  prev_hash bytea not null check (length(prev_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  -- the canonical JSON whose bytes are hashed, kept as it is: nothing may be left to how it is written out again
  record text not null,
  primary key (chain_id, seq)
);

create function audit_head_moves_forward() returns trigger language plpgsql as $$
begin
  if new.chain_id <> old.chain_id or new.started_at <> old.started_at or new.head_seq <= old.head_seq then
    raise exception 'an audit chain only grows' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger audit_head_moves_forward before update on audit_chain
  for each row execute function audit_head_moves_forward();
`
