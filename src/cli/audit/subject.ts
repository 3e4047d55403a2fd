// `hafan audit subject`: the statement for a child's family.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Kysely, PostgresDialect } from 'kysely'
import { DateTime } from 'luxon'
import pg from 'pg'
import { readSettings } from '../../server/settings.js'
import { resolvers } from '../../resolvers/index.js'
import { buildExecutable, enumLabels } from '../../schema/build.js'
import { createAccesses } from '../../store/accesses.js'
import type { StoredAccess } from '../../store/accesses.js'
import type { Tables } from '../../store/tables.js'
import { WrongWords } from '../command.js'
import type { Command, CommandDeps } from '../command.js'
import { PLACE_HELP, withDatabase } from './place.js'
import { buildStatement, type Withholding, type Words } from './statement/build.js'
import { asHtml } from './statement/html.js'
import { asText } from './statement/text.js'

/** More would be no statement to read. */
const MOST = 2_000
const ZONE = { zone: 'Europe/London' }

export const auditSubject: Command = {
  name: 'audit subject',
  summary: "print for a child's family who looked, when, why, and at what kinds of information",
  help: `hafan audit subject --child ID [--from DAY] [--until DAY] [--format text|html] [--config DIR]

A statement in English and Welsh, without jargon and without anything that was in the records. What is lawfully left out is counted,
with its ground and who decided it ("hafan audit withhold").

  --child ID      Child.id, as the gateway gives it
  --from DAY      the first day (default: a year ago)      --until DAY   the last day (default: today)
  --format WHAT   text (default) or html, to print
  --config DIR    folder of sources.yaml: organisations are then named. A school's or a home's name tells where a child is, so
                  never name them to anybody from whom a child is protected (default: no organisation is named)
${PLACE_HELP}
Exit code 0: printed. 2: it could not be.
`,
  async run(words, deps) {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args: [...words],
      options: { child: text, from: text, until: text, format: text, config: text, 'database-url': text },
    })
    const { child, format = 'text' } = values
    if (child === undefined) throw new WrongWords('Name the child with --child.')
    if (format !== 'text' && format !== 'html') throw new WrongWords('--format is text or html.')
    const until = dayOf(values.until) ?? DateTime.fromJSDate(deps.now(), ZONE)
    const from = dayOf(values.from) ?? until.minus({ years: 1 })
    const within = [
      from.startOf('day').toUTC().toISO() ?? '',
      until.plus({ days: 1 }).startOf('day').toUTC().toISO() ?? '',
    ] as const
    const found = await withDatabase(values['database-url'], deps, url => read(url, child, within))
    const today = DateTime.fromJSDate(deps.now(), ZONE).toISODate() ?? ''
    const statement = {
      ...buildStatement(found.accesses, found.withholdings, today, wordsOf(values.config, deps)),
      ...{ child, from: from.toISODate() ?? '', until: until.toISODate() ?? '', cut: found.accesses.length === MOST },
    }
    deps.write(format === 'html' ? asHtml(statement) : asText(statement))
    return 0
  },
}

function dayOf(text: string | undefined): DateTime | null {
  if (text === undefined) return null
  const day = DateTime.fromISO(text, ZONE)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && day.isValid) return day
  throw new WrongWords('A day is written as 2026-11-30.')
}

async function read(
  url: string,
  child: string,
  within: readonly [string, string],
): Promise<{ readonly accesses: readonly StoredAccess[]; readonly withholdings: readonly Withholding[] }> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: 10_000,
    application_name: 'hafan-audit',
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    await pool.query('set search_path = hafan')
    const accesses = (await createAccesses(db).of([child], MOST, within)).get(child) ?? []
    const { rows } = await pool.query<
      Omit<Withholding, 'from' | 'until' | 'decidedAt'> & Record<'from' | 'until' | 'decidedAt', Date>
    >(
      `select agency, accessed_from as "from", accessed_until as until, ground, decided_by as "decidedBy", decided_at as "decidedAt",
        lapses_on::text as "lapsesOn" from audit_withholding where child = $1 order by id`,
      [child],
    )
    const iso = (at: Date): string => at.toISOString()
    const withholdings = rows.map(row => ({
      ...row,
      from: iso(row.from),
      until: iso(row.until),
      decidedAt: iso(row.decidedAt),
    }))
    return { accesses, withholdings }
  } finally {
    await db.destroy()
  }
}

function wordsOf(config: string | undefined, deps: CommandDeps): Words {
  const schema = buildExecutable(resolvers)
  const labels = new Map(
    enumLabels(schema).map(({ enum: name, value, label }) => [
      `${name}.${value}`,
      { en: label.en ?? value, cy: label.cy ?? value },
    ]),
  )
  return { labels, organisations: organisationsOf(config, deps) }
}

/** Only where somebody has decided that they may be named. */
function organisationsOf(config: string | undefined, deps: CommandDeps): ReadonlyMap<string, string> {
  if (config === undefined) return new Map()
  const { sources } = readSettings(resolve(deps.workingDirectory, config))
  return new Map(sources.map(({ organisation, name }) => [organisation, name]))
}
