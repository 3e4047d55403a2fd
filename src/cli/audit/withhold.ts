// `hafan audit withhold`: writes down that accesses are to be left out of a family's statement, on which ground, by whom, and
// until when. Nothing is taken out of the audit, and what was decided stays written down.
import { parseArgs } from 'node:util'
import pg from 'pg'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { GROUNDS, isGround } from './grounds.js'
import { PLACE_HELP, withDatabase } from './place.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const YEAR_MS = 365 * 24 * 3_600_000

export const auditWithhold: Command = {
  name: 'audit withhold',
  summary: "record a lawful ground for leaving accesses out of a family's statement",
  help: `hafan audit withhold --child ID --from DAY --until DAY --ground GROUND --by WHO --lapses DAY [--agency AGENCY]

Accesses of that child from the first day up to and including the last, by that agency or by all, are left out of
"hafan audit subject" until the ground lapses, at most a year on. The statement still says how many are left out, and why.

  --child ID       Child.id, as the gateway gives it
  --agency AGENCY  POLICE, SOCIAL_CARE, EDUCATION, HEALTH, THIRD_SECTOR or HUB
  --ground GROUND  ${Object.keys(GROUNDS).join(', ')}
  --by WHO         who decided: a post, such as "Data protection officer, Gwent Police"
  --lapses DAY     the last day on which telling would still do harm
${PLACE_HELP}
Exit code 0: written down. 2: it was not.
`,
  async run(words, deps) {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args: [...words],
      options: {
        child: text,
        from: text,
        until: text,
        ground: text,
        by: text,
        lapses: text,
        agency: text,
        'database-url': text,
      },
    })
    const { child, from, until, ground, by, lapses, agency } = values
    if (child === undefined || !UUID.test(child)) throw new WrongWords('--child is a Child.id as the gateway gives it.')
    if (!isDay(from) || !isDay(until) || from > until)
      throw new WrongWords('--from and --until are days, as 2026-11-30, in order.')
    if (ground === undefined || !isGround(ground))
      throw new WrongWords(`--ground is one of ${Object.keys(GROUNDS).join(', ')}.`)
    if (by === undefined || by.trim().length < 2) throw new WrongWords('--by says who decided.')
    const today = deps.now().toISOString().slice(0, 10)
    if (!isDay(lapses) || lapses < today || Date.parse(lapses) > deps.now().getTime() + YEAR_MS)
      throw new WrongWords('--lapses is a day from today to a year from now: a ground is looked at again.')
    if (agency !== undefined && !AGENCIES.has(agency))
      throw new WrongWords(`--agency is one of ${[...AGENCIES].join(', ')}.`)
    const days = [from, until, lapses].join(', ')
    await withDatabase(values['database-url'], deps, url =>
      write(url, [child, agency ?? null, from, until, ground, by.trim(), deps.now().toISOString(), lapses]),
    )
    deps.write(`Written down: ${ground}, ${days}.\n`)
    return 0
  },
}

const AGENCIES: ReadonlySet<string> = new Set(['POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB'])
const isDay = (text: string | undefined): text is string =>
  text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(text))

async function write(url: string, values: readonly (string | null)[]): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'hafan-audit',
  })
  await client.connect()
  try {
    await client.query(
      `insert into hafan.audit_withholding
        (child, agency, accessed_from, accessed_until, ground, decided_by, decided_at, lapses_on)
       values ($1, $2, $3::date::timestamp at time zone 'Europe/London',
        ($4::date + 1)::timestamp at time zone 'Europe/London', $5, $6, $7, $8)`,
      [...values],
    )
  } finally {
    await client.end()
  }
}
