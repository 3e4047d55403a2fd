// Audit rows of one view are one look: a page sends a query for each of its sections, and whoever reads who looked is told of the
// page. The name of a view is its application's to choose, so it joins only rows of one caller that lie close together: nobody makes
// the looks of a week one by always sending the same.
import type { StoredAccess } from './accesses.js'

export interface AccessRow extends StoredAccess {
  readonly view: string | null
}

/** As long as a view shares what it asked; a page is there sooner. */
const ONE_LOOK_MS = 30_000

/** Rows newest first; looks newest first, by their first row, which is the time of the look. */
export function looksOf(rows: readonly AccessRow[]): StoredAccess[] {
  const looks: AccessRow[][] = []
  const open = new Map<string, { readonly rows: AccessRow[]; readonly last: number }>()
  for (const row of rows) {
    const at = Date.parse(row.at)
    const name = nameOf(row)
    const look = name === null ? undefined : open.get(name)
    if (look !== undefined && look.last - at <= ONE_LOOK_MS) {
      look.rows.push(row)
      continue
    }
    const begun = [row]
    looks.push(begun)
    if (name !== null) open.set(name, { rows: begun, last: at })
  }
  return looks.flatMap(asOne).sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
}

/** Who, through what, for what, under which edition, in which view. Null of a row of no view, which is a look by itself. */
function nameOf({ view, caller, application, purpose, edition }: AccessRow): string | null {
  if (view === null || caller === null) return null
  const { person, role, agency, organisation } = caller
  return JSON.stringify([view, person, role, agency, organisation, application, purpose, edition])
}

function asOne(rows: readonly AccessRow[]): StoredAccess[] {
  const first = rows.at(-1)
  if (first === undefined) return []
  const { view: _view, ...access } = first
  if (rows.length === 1) return [access]
  const all = (of: (row: AccessRow) => readonly string[]): string[] => [...new Set(rows.flatMap(of))].sort()
  return [
    {
      ...access,
      kinds: all(({ kinds }) => kinds ?? []),
      clauses: all(({ clauses }) => clauses),
      relationships: all(({ relationships }) => relationships),
    },
  ]
}
