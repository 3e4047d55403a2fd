// Whose work an episode is; and reports that systems send, kept whole before they are answered.
export const sql = `
alter table episode_event drop constraint episode_event_kind_check;
alter table episode_event add constraint episode_event_kind_check check (kind in ('TAKEN_OVER', 'REPORT', 'REPORT_AGAIN',
  'TRIAGE', 'GRADE_RISK', 'RETURN', 'CHECK', 'OFFER_INTERVIEW', 'ANSWER_INTERVIEW', 'HOLD_INTERVIEW', 'ASSIGN', 'CLOSE',
  'ABSORB', 'MERGED'));
alter table episode
  -- of one of these, for whom the board can be narrowed: a staff reference, or a team's name
  add column assigned_person text,
  add column assigned_team text,
  add constraint episode_assigned check (num_nonnulls(assigned_person, assigned_team) <= 1);

create table incident (
  id uuid primary key,
  -- the application that sent it
  source text not null,
  -- keyed: the force's own reference, and all that was sent under it
  reference_key text not null,
  content_key text not null,
  received_at timestamptz not null,
  -- as it was sent
  sealed bytea not null,
  unique (source, reference_key)
);

-- Who is missing by it. WAITING: nobody has said, and no number says, which child it is.
create table incident_person (
  incident uuid not null references incident (id) on delete cascade,
  seq integer not null check (seq > 0),
  state text not null check (state in ('WAITING', 'REPORTED')),
  child_id uuid references child (id) on delete cascade,
  episode text,
  settled_at timestamptz,
  -- what was said of the person
  sealed bytea not null,
  primary key (incident, seq),
  check ((state = 'REPORTED') = (child_id is not null) and (state = 'REPORTED') = (episode is not null)
    and (state = 'REPORTED') = (settled_at is not null))
);
create index incident_person_waiting on incident_person (incident, seq) where state = 'WAITING';
`
