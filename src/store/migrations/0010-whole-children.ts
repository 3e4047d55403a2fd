// A search of the identity index gives each child with every record or not at all, and the same children each time. Linking
// searches by what numbers and persons have linked alone.
export const sql = `
drop function identity_candidates(bigint[], real[], integer, integer, integer);

-- The records of those children who share most of what is asked, the best first. Each token leads to a bounded number of
-- records, however common it is: to the same ones, whatever the order on disk. "offset 0" keeps the planner from reading the
-- table in that order, for a token that it knows nothing of; and a function, that it does not read it through.
create function identity_candidates(
  asked bigint[], weights real[], most_children integer, most_each integer, most_rows integer, vouched boolean
)
returns table (source_id text, record_id text, child_id uuid, sealed bytea, seen_at timestamptz, shared real)
language sql stable set enable_seqscan = off as $$
  with hit as (
    select entry.child_id, entry.source_id, entry.record_id, sum(t.weight) as shared
    from unnest(asked, weights) as t (token, weight)
    cross join lateral (
      select had.child_id, had.source_id, had.record_id from (
        select i.child_id, i.source_id, i.record_id from identity_index i
        where i.tokens @> array[t.token] and (not vouched or exists (
          select from link where link.source_id = i.source_id and link.record_id = i.record_id and link.how <> 'MODEL'
        ))
        offset 0
      ) had
      order by 1, 2, 3 limit most_each
    ) entry
    group by 1, 2, 3
  ), best as (
    select hit.child_id, max(hit.shared) as shared from hit group by 1 order by 2 desc, 1 limit most_children
  ), entry as (
    select i.source_id, i.record_id, i.child_id, i.sealed, i.seen_at, best.shared
    from best
    join identity_index i on i.child_id = best.child_id
    join link on link.source_id = i.source_id and link.record_id = i.record_id and link.child_id = i.child_id
  ), counted as (
    -- up to and with the last record of each child
    select entry.*, count(*) over children as so_far, dense_rank() over children as nth
    from entry window children as (order by entry.shared desc, entry.child_id)
  )
  select counted.source_id, counted.record_id, counted.child_id, counted.sealed, counted.seen_at, counted.shared
  from counted
  where so_far <= most_rows or nth = 1
  order by counted.shared desc, counted.child_id, counted.source_id, counted.record_id
$$;
`
