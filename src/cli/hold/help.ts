// What `hafan hold --help` prints.
export const HELP = `hafan hold --place|--release|--list [options]

Keeps everything that the hub has of one child past the time that the protocol's rules of retention say, or lets it end again: what
placeLegalHold and releaseLegalHold do through the API, for a child who is no case of the hub's any more. Whoever may run this on the
database acts for the controller of the records. The reason and who decided are sealed; the audit records each, before and after.

  --place              nothing of the child ends until the hold is released
  --release            what is due ends with the next run of hafan retention
  --list               the holds that stand, the first to be looked at again first; no reasons
  --child ID           Child.id, as the gateway gives it; with --list, of this child alone
  --reason TEXT        why it is placed or released
  --by WHO             who decided: a post, such as "Hub manager, Gwent"
  --review-on DAY      with --place: the day on which somebody looks at it again, as 2027-11-30; it stands also after that
  --another            with --place: one more is meant where one stands
  --hold ID            with --release: which, where more than one stands
  --dry-run            look whether it could be done, and write nothing
  --protocol FILE      the edition the audit names (default: the one in force in protocol/)
  --config DIR         folder of hub.yaml, which has the time zone (default config)
  --database-url URL   the database, as its owner (default: DATABASE_URL, else the gateway's own in HAFAN_DATA)

  hafan hold --place --child 1b4e28ba-2fa1-41d2-883f-0016d3cca427 --reason "Asked for by the coroner" \\
    --by "Hub manager, Gwent" --review-on 2027-11-30

Exit code 0: done. 2: it was not, and a code and a sentence on standard error say why.
`
