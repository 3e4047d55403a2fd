// What `hafan link --help` prints.
export const HELP = `hafan link --source ID [--source ID …] [options]

Goes through everything a system has, a page at a time, and links each record to its child: by verified numbers first; where a
record has none, by what it says of the child against what the hub's linked records say. One child that matches beyond doubt is
linked, with the score and the model's version; one that may match, or several that do, wait for a person in linkReviews; a
protected record is matched by number alone. Done again it changes nothing. Stopped (Ctrl-C ends after the page under way) or
broken off, it goes on from there. It may run while the gateway does, and once at a time for a system; a gateway waits
with its own first pass until this has ended, and this refuses to begin while that is under way.

  --source ID          a system of sources.yaml that can list its records
  --rate N             pages a second at most; never more than the system's own linkingRate (default: that)
  --dry-run            count, and write nothing: each page as if those before it had not been linked
  --again              look too at links that a score made before; what it would not link now waits for a person, and stays linked
  --from-start         begin again, where the place that was kept is no longer good
  --config DIR         folder of sources.yaml, issuers.yaml and applications.yaml (default config)
  --database-url URL   the database, as its owner (default: DATABASE_URL, else the gateway's own in HAFAN_DATA)

Secrets and the data folder come from the environment as the gateway's do: HAFAN_SECRET, HAFAN_SECRETS, HAFAN_DATA. Beside
"npm start" the invented region's own settings are used.

  hafan link --source eclipse-newport --source wonde-newport --rate 5

Progress goes to standard error, the counts at the end to standard output.
Exit code 0: gone through to the end. 1: stopped or broken off; the same command goes on. 2: it could not begin.
`
