// What is remembered of an open episode ends when the episode itself would have, or when another source says that it is over.
export const sql = `
alter table episode_state
  -- when the absence was reported that the source last had as open
  add column since timestamptz,
  -- from when on this counts for nothing; null while nothing is known to end it
  add column lapses_at timestamptz;
`
