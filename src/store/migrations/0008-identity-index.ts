// Children can be searched for by what their records say. No name, date or place is readable here: what a record says is
// sealed, and what it may be found by are keyed hashes. A row lives as long as its link.
export const sql = `
create table identity_index (
  source_id text not null,
  record_id text not null,
  -- whose the record was when this was read; it counts only while the link says the same
  child_id uuid not null,
  sealed bytea not null,
  -- a keyed hash of what was read: reading the same again writes nothing
  digest text not null,
  tokens bigint[] not null,
  seen_at timestamptz not null,
  primary key (source_id, record_id),
  foreign key (source_id, record_id) references link (source_id, record_id) on update cascade on delete cascade
);
create index identity_index_child on identity_index (child_id);
-- no list of rows still to be sorted in: a search would have to read it through
create index identity_index_tokens on identity_index using gin (tokens) with (fastupdate = off);

-- The records of those children who share most of what is asked, the best first. Each token leads to a bounded number of
-- records, however common it is. A function, because only a function can keep the planner from reading the whole table for
-- a token that it knows nothing of.
create function identity_candidates(asked bigint[], weights real[], most_children integer, most_each integer, most_rows integer)
returns table (source_id text, record_id text, child_id uuid, sealed bytea, seen_at timestamptz, shared real)
language sql stable set enable_seqscan = off as $$
  with hit as (
    select entry.child_id, entry.source_id, entry.record_id, sum(t.weight) as shared
    from unnest(asked, weights) as t (token, weight)
    cross join lateral (
      select i.child_id, i.source_id, i.record_id from identity_index i where i.tokens @> array[t.token] limit most_each
    ) entry
    group by 1, 2, 3
  ), best as (
    select hit.child_id, max(hit.shared) as shared from hit group by 1 order by 2 desc, 1 limit most_children
  )
  select i.source_id, i.record_id, i.child_id, i.sealed, i.seen_at, best.shared
  from best
  join identity_index i on i.child_id = best.child_id
  join link on link.source_id = i.source_id and link.record_id = i.record_id and link.child_id = i.child_id
  order by best.shared desc, i.child_id, i.source_id, i.record_id
  limit most_rows
$$;
`
