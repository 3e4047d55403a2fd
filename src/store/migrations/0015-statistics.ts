// What is counted of episodes, as codes; training and what cases cost, as they are recorded; and the months whose figures have
// been given, as they were counted then.
export const sql = `
-- null where it was not recorded, or the episode is from before it was kept: counted as not known
alter table episode
  add column placement text check (placement ~ '^[A-Z0-9_]{1,40}$'),
  add column nfa_reason text check (nfa_reason ~ '^[A-Z0-9_]{1,40}$'),
  add column check_outcome text check (check_outcome in ('DONE', 'NOT_DONE')),
  add column check_reason text check (check_reason ~ '^[A-Z0-9_]{1,40}$'),
  add column interview_answer text check (interview_answer in ('NONE_YET', 'ACCEPTED', 'DECLINED')),
  add column interview_declined text check (interview_declined ~ '^[A-Z0-9_]{1,40}$'),
  add column interview_held_at timestamptz,
  -- at the report, as far as the identity index knew
  add column age_band text check (age_band in ('UNDER_10', 'FROM_10_TO_12', 'FROM_13_TO_15', 'FROM_16_TO_17')),
  add column sex text check (sex in ('FEMALE', 'MALE'));
create index episode_reported on episode (reported_at) where merged_into is null;
create index episode_interviewed on episode (interview_held_at) where merged_into is null and interview_held_at is not null;
-- whether an interview is a child's first
create index episode_interviewed_child on episode (child_id, interview_held_at) where interview_held_at is not null;

create table training_session (
  id uuid primary key,
  held_on date not null,
  -- agency → how many came; rating → how many forms gave it
  attendees jsonb not null,
  ratings jsonb not null,
  recorded_at timestamptz not null,
  by_key text not null
);
create index training_session_held on training_session (held_on);

create table cost_case (
  id uuid primary key,
  closed_on date not null,
  -- lines of side, unit, number and pounds: no child is named, and none can be found from it
  lines jsonb not null,
  -- the benefit as it was printed somewhere, where that is to be compared
  printed_benefit integer,
  recorded_at timestamptz not null,
  by_key text not null
);
create index cost_case_closed on cost_case (closed_on);

-- the counts that what is given of a period was decided from; they never change, so that no difference of two answers tells
create table figure_period (
  family text not null,
  period text not null check (period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$'),
  counts jsonb not null,
  counted_at timestamptz not null,
  primary key (family, period)
);
`
