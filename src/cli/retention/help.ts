// What `hafan retention --help` prints.
export const HELP = `hafan retention --dry-run|--run [options]

Goes through every child and ends each kind of the hub's records that has been kept for as long as the protocol's rules of retention
say: the key that what people wrote was sealed by is destroyed, the rows are emptied, and the audit records each. Nothing ends of a
child whose episode is not closed, or whom a legal hold is placed on. What ended cannot be had back. Done again it changes nothing;
stopped (Ctrl-C ends after the record under way) or broken off, the same command goes on. The gateway does the same once a day where
hub.yaml says retention: { endDaily: true }.

  --dry-run            count what would end, and write nothing
  --run                end it
  --protocol FILE      the edition whose rules count (default: the one in force in protocol/)
  --config DIR         folder of sources.yaml, issuers.yaml, applications.yaml and hub.yaml (default config)
  --database-url URL   the database, as its owner (default: DATABASE_URL, else the gateway's own in HAFAN_DATA)

  hafan retention --dry-run

Progress goes to standard error; the counts, and the holds that stand with the day each is to be looked at again, to standard output.
Exit code 0: gone through to the end. 1: stopped before it. 2: it could not begin.
`
