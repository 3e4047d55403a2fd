// Who works with a child, as each source said when the gateway last asked it: a keyed mark that tells whether it is the same, and
// nothing of who they are.
export const sql = `
create table works_with (
  child_id uuid primary key references child (id) on delete cascade,
  -- by source, the mark
  marks jsonb not null,
  -- when they were asked; an answer that is older than the last changes nothing
  asked_at timestamptz not null,
  -- when they are asked again; null once the hub has nothing open of the child
  look_at timestamptz
);
create index works_with_due on works_with (look_at, child_id) where look_at is not null;
`
