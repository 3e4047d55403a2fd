// What has to be told, to whom it was told, what became of it, and how it left the house. Ids and times alone: what may be told
// of a child is decided when somebody reads it.
export const sql = `
create table alert (
  id uuid primary key,
  seq bigint generated always as identity unique,
  kind text not null check (kind in ('NEW_EPISODE', 'RISK_RAISED', 'MIRAF_VERSION', 'RETURN', 'INTERVIEW_OVERDUE', 'THRESHOLD',
    'REFERRAL_SILENT', 'RELATIONSHIP_CHANGED', 'SCHOOL_DIGEST')),
  -- null for a digest, which is of several
  child_id uuid references child (id) on delete cascade,
  -- the episode, version or referral it is about
  reference text,
  -- one cause, one alert: whoever queues it again queues nothing
  cause_key text not null unique,
  created_at timestamptz not null,
  -- when those entitled were first told, and how often they were looked for
  routed_at timestamptz,
  attempts integer not null default 0 check (attempts >= 0),
  -- when they are looked for again; null once all of them are confirmed, or the tries are used up
  resolve_at timestamptz,
  check ((kind = 'SCHOOL_DIGEST') = (child_id is null))
);
create index alert_unresolved on alert (resolve_at, id) where resolve_at is not null;
create index alert_of_child on alert (child_id);

create table alert_digest_child (
  alert_id uuid not null references alert (id) on delete cascade,
  child_id uuid not null references child (id) on delete cascade,
  reference text not null,
  primary key (alert_id, child_id, reference)
);
create index alert_digest_by_child on alert_digest_child (child_id);

create table alert_recipient (
  id uuid primary key,
  -- the order in which teams were told; an inbox and a subscription go by it
  seq bigint generated always as identity unique,
  alert_id uuid not null references alert (id) on delete cascade,
  -- by its id in teams.yaml
  team text not null,
  -- as what it was told
  stands_as text not null check (stands_as in ('ALLOCATED_WORKER', 'LEAVING_CARE_TEAM', 'REVIEWING_OFFICER', 'CP_CHAIR',
    'SCHOOL_LEAD', 'SAFEGUARDING_NURSE', 'HOST_AUTHORITY', 'HOME_AUTHORITY', 'DEBRIEF_WORKER', 'HUB', 'DUTY_INBOX', 'DEPUTY',
    'MANAGER')),
  -- false where it stands in for a team that nobody could name: no source answered, or no team stands for whom it named
  confirmed boolean not null,
  -- the sources it stands in for until they answer
  stands_in_for text[] not null default '{}',
  escalated_from text,
  -- the recipient with which this line of escalation began, and how far along it this one is
  chain uuid not null,
  step smallint not null default 0 check (step between 0 and 2),
  created_at timestamptz not null,
  -- when the next of the line is told; null where there is none, or somebody acknowledged
  escalate_at timestamptz,
  acknowledged_at timestamptz,
  -- a keyed name of the person, and their role
  acknowledged_by text,
  acknowledged_role text,
  -- each entitled team once, however often the work is done again
  unique (alert_id, team),
  check ((escalated_from is null) = (step = 0)),
  check ((acknowledged_at is null) = (acknowledged_by is null) and (acknowledged_at is null) = (acknowledged_role is null))
);
create index alert_inbox on alert_recipient (team, seq desc);
create index alert_inbox_unacknowledged on alert_recipient (team, seq desc) where acknowledged_at is null;
create index alert_escalation_due on alert_recipient (escalate_at, id) where escalate_at is not null;
create index alert_chain on alert_recipient (chain);
create index alert_reported on alert_recipient (created_at);
create index alert_for_schools on alert_recipient (created_at, id) where stands_as = 'SCHOOL_LEAD';

-- What became of it, step by step: added and never changed.
create table alert_step (
  alert_id uuid not null references alert (id) on delete cascade,
  seq bigint generated always as identity,
  kind text not null check (kind in ('TOLD', 'CONFIRMED', 'ESCALATED', 'ACKNOWLEDGED', 'TRIES_USED_UP')),
  team text,
  to_team text,
  at timestamptz not null,
  primary key (alert_id, seq)
);

create table alert_delivery (
  -- stays the same over all tries: whoever receives it twice can tell
  id uuid primary key,
  alert_id uuid not null references alert (id) on delete cascade,
  recipient_id uuid not null references alert_recipient (id) on delete cascade,
  team text not null,
  channel text not null check (channel in ('EMAIL', 'WEBHOOK')),
  state text not null check (state in ('QUEUED', 'SENT', 'REFUSED', 'GIVEN_UP', 'NOT_CONFIGURED')),
  attempts integer not null default 0 check (attempts >= 0),
  -- when it is tried again; null once there is nothing more to do
  next_at timestamptz,
  last_error_code text,
  created_at timestamptz not null,
  sent_at timestamptz,
  unique (recipient_id, channel),
  check ((state = 'QUEUED') = (next_at is not null)),
  check ((state = 'SENT') = (sent_at is not null))
);
create index alert_delivery_due on alert_delivery (next_at, id) where next_at is not null;
create index alert_delivery_of_alert on alert_delivery (alert_id);

-- Returned, and nobody has held or been declined the interview: looked through by time of return.
create index episode_interview_owed on episode (ended_at, child_id, reference)
  where ended_at is not null and not interview_settled and status <> 'CLOSED';
`
