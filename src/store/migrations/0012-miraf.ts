// The risk assessment: versions, drafts and approvals of its summary, requests for a review and marks of a second look. All are
// added and never changed; what people wrote is sealed. What lists are made from is not.
export const sql = `
create table miraf (
  child_id uuid not null references child (id) on delete cascade,
  version integer not null check (version > 0),
  made_at timestamptz not null,
  -- a keyed name of the person, and their post
  by_key text not null,
  by_role text not null,
  by_organisation text not null,
  level text not null check (level in ('VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'NOT_GRADED')),
  review_on date not null,
  sealed bytea not null,
  primary key (child_id, version)
);
create index miraf_made on miraf (made_at);

-- somebody asked for the assessment to be looked at again
create table miraf_request (
  id uuid primary key,
  child_id uuid not null references child (id) on delete cascade,
  requested_at timestamptz not null,
  by_key text not null,
  by_role text not null,
  by_organisation text not null,
  sealed_reason bytea not null
);
create index miraf_request_child on miraf_request (child_id, requested_at);

create table miraf_summary_draft (
  child_id uuid not null references child (id) on delete cascade,
  version integer not null check (version > 0),
  drafted_at timestamptz not null,
  by_key text not null,
  by_role text not null,
  by_organisation text not null,
  -- the level of the assessment when it was drafted
  risk text not null check (risk in ('VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'NOT_GRADED')),
  review_due date not null,
  sealed bytea not null,
  primary key (child_id, version)
);

-- what was approved by a second person is shown: the newest of it
create table miraf_summary_approval (
  child_id uuid not null,
  version integer not null,
  approved_at timestamptz not null,
  by_key text not null,
  by_role text not null,
  by_organisation text not null,
  primary key (child_id, version),
  foreign key (child_id, version) references miraf_summary_draft (child_id, version) on delete cascade
);

-- what a second person said of a version they looked at again; each person once
create table miraf_mark (
  child_id uuid not null,
  version integer not null,
  by_key text not null,
  by_role text not null,
  by_organisation text not null,
  marked_at timestamptz not null,
  sealed bytea not null,
  primary key (child_id, version, by_key),
  foreign key (child_id, version) references miraf (child_id, version) on delete cascade
);
`
