// What the hub records of an episode, step by step: added and never changed. The episode's row says where it stands now; what
// people wrote, and the places they named, are sealed in both.
export const sql = `
-- UNRECOGNISED: it waits for triage; and a risk in words that nobody here knows
alter table episode drop constraint episode_category_check;
alter table episode add constraint episode_category_check check (category in
  ('MISSING', 'ABSENT', 'AWAY_UNAUTHORISED', 'NO_FURTHER_ACTION', 'UNRECOGNISED'));
alter table episode drop constraint episode_risk_check;
alter table episode add constraint episode_risk_check check (risk in
  ('VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'NOT_GRADED', 'UNRECOGNISED'));
alter table episode
  -- how many steps are recorded: whoever records the next says how many they saw. 0: from before steps were
  add column version integer not null default 0 check (version >= 0),
  -- when an absent child is looked at again
  add column review_at timestamptz,
  -- the return interview was held, or declined
  add column interview_settled boolean not null default false,
  add column merged_into text,
  -- a keyed name of the one person whose word it rests on so far; null once a second has recorded something of it
  add column sole_word text,
  -- all that is so now; null for version 0
  add column sealed bytea,
  -- the order of the board: who is away before who is back, what waits for triage first
  add column rank smallint not null generated always as (
    case when ended_at is null then 0 else 10 end
    + case when category = 'UNRECOGNISED' or risk = 'UNRECOGNISED' then 0
        when risk = 'HIGH' then 1 when risk = 'MEDIUM' then 2 when risk = 'LOW' then 3 when risk = 'VERY_LOW' then 4
        else 5 end) stored,
  add constraint episode_sealed check ((version = 0) = (sealed is null));
create index episode_board on episode (rank, reported_at, child_id, reference)
  where status <> 'CLOSED' and not (ended_at is not null and safe_and_well_settled and interview_settled);

create table episode_event (
  child_id uuid not null,
  reference text not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('TAKEN_OVER', 'REPORT', 'REPORT_AGAIN', 'TRIAGE', 'GRADE_RISK', 'RETURN', 'CHECK',
    'OFFER_INTERVIEW', 'ANSWER_INTERVIEW', 'HOLD_INTERVIEW', 'CLOSE', 'ABSORB', 'MERGED')),
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  -- a keyed name of the person, and their post; null for what was taken over from before steps were recorded
  by_key text,
  by_role text,
  by_organisation text,
  -- the step as it was recorded, and the staff reference
  sealed bytea not null,
  primary key (child_id, reference, seq),
  foreign key (child_id, reference) references episode (child_id, reference) on delete cascade,
  check ((by_key is null) = (kind = 'TAKEN_OVER') and (by_key is null) = (by_role is null))
);
`
