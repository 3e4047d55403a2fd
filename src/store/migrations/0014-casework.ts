// What the hub does for a child besides episodes: meetings that were called and held, referrals, SERAF, legal measures. Of each
// its steps, added and never changed, and a row that says where it stands. What people wrote is sealed; what is counted is not.
export const sql = `
-- who is responsible for a child who went missing elsewhere: both sides are told
alter table episode add column home_authority text;

create table casework (
  child_id uuid not null references child (id) on delete cascade,
  reference text not null,
  kind text not null check (kind in ('CALL', 'MEETING', 'REFERRAL', 'SERAF', 'MEASURE')),
  -- what it is, by the list of its kind: the service, the kind of meeting or measure
  code text not null,
  state text not null,
  -- how it ended, by the list of its kind
  outcome text,
  -- called, held, sent, assessed or served
  happened_at timestamptz not null,
  -- of a referral: when anything was last heard or asked
  last_at timestamptz not null,
  sessions integer not null default 0 check (sessions >= 0),
  -- how many steps are recorded: whoever records the next says how many they saw
  version integer not null check (version > 0),
  sealed bytea not null,
  primary key (child_id, reference)
);
-- who is to be chased, the longest silent first
create index casework_silent on casework (last_at, child_id, reference) where kind = 'REFERRAL' and state = 'SENT';

create table casework_event (
  child_id uuid not null,
  reference text not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('CALL', 'HOLD', 'ADD', 'DONE', 'NOT_DONE', 'SEND', 'CHASE', 'ACCEPT', 'REFUSE',
    'SESSION', 'END', 'ASSESS', 'SERVE')),
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  -- a keyed name of the person, and their post
  by_key text not null,
  by_role text not null,
  by_organisation text not null,
  -- the step as it was recorded, and the staff reference
  sealed bytea not null,
  primary key (child_id, reference, seq),
  foreign key (child_id, reference) references casework (child_id, reference) on delete cascade
);
`
