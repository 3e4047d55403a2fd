// Brings the tables up to date, and gives the gateway's role exactly what it needs of them.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { StoreError } from './errors.js'
import { migrations as all, type Migration } from './migrations/index.js'

/** The role the gateway works as. It owns nothing. */
export const APP_ROLE = 'hafan_app'
/** The schema that holds every table. */
export const SCHEMA = 'hafan'

/** Any number, the same in every replica: those that start together take turns. */
const TURN = 4_041_976

/** What the role may do with each table. What is not here it may not touch. */
const GRANTS: Readonly<Record<string, string>> = {
  migration: 'select',
  key_ring: 'select',
  child: 'select, insert',
  child_identifier: 'select, insert, update, delete',
  link: 'select, insert, update, delete',
  linking_progress: 'select, insert, update',
  link_review: 'select, insert, update',
  link_rejection: 'select, insert, update, delete',
  // A number that leads nowhere does so for good.
  severed_number: 'select, insert',
  moved: 'select, update',
  // What was done stays written down.
  link_change: 'select, insert',
  identity_index: 'select, insert, update, delete',
  hub_case: 'select, insert, update',
  debrief_assignment: 'select, insert, update',
  episode: 'select, insert, update',
  episode_event: 'select, insert',
  // What was sent stays as it was; of each person in it only what became of it is added.
  incident: 'select, insert',
  incident_person: 'select, insert, update',
  miraf_summary: 'select, insert, update',
  miraf: 'select, insert',
  miraf_request: 'select, insert',
  miraf_summary_draft: 'select, insert',
  miraf_summary_approval: 'select, insert',
  miraf_mark: 'select, insert',
  casework: 'select, insert, update',
  casework_event: 'select, insert',
  // What follows from the rest, and can be worked out again.
  due_work: 'select, insert, update, delete',
  due_changed: 'select, insert, update, delete',
  due_rules: 'select, insert, update',
  // A key is destroyed by end_records alone, which looks for holds.
  record_key: 'select, insert',
  miraf_ended: 'select',
  legal_hold: 'select, insert, update',
  retention_run: 'select, insert, update',
  training_session: 'select, insert',
  cost_case: 'select, insert',
  // What was given stays given.
  figure_period: 'select, insert',
  relationship_confirmed: 'select, insert, update, delete',
  episode_state: 'select, insert, update',
  act_done: 'select, insert, update, delete',
  conflict: 'select, insert, update',
  budget_taken: 'select, insert, update, delete',
  budget_alert: 'select, insert, update, delete',
  break_glass: 'select, insert, update',
  notice: 'select, insert, update',
  alert: 'select, insert, update',
  alert_digest_child: 'select, insert',
  alert_recipient: 'select, insert, update',
  alert_step: 'select, insert',
  alert_delivery: 'select, insert, update',
  works_with: 'select, insert, update',
  audit_chain: 'select, insert, update',
  audit_row: 'select, insert',
}

/**
 * Makes the changes not yet made, all or none, and refuses a database that has others: STORE_MIGRATION_CHANGED,
 * STORE_MIGRATION_UNKNOWN. A login that may not make changes only checks: STORE_MIGRATION_NEEDED. A database that
 * another master secret wrote to is refused: STORE_KEYS_CHANGED. `client` is connected as the owner.
 */
export async function migrate(client: pg.ClientBase, fingerprint: Buffer, migrations = all): Promise<void> {
  const owner = await mayCreate(client)
  if (owner) await ensureRole(client)
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [TURN])
    if (owner) await prepare(client)
    await client.query(`set local search_path = ${SCHEMA}`)
    const missing = notYetMade(await made(client), migrations)
    if (missing.length > 0 && !owner) {
      throw new StoreError(
        'STORE_MIGRATION_NEEDED',
        'The tables are out of date: start once with a login that owns the database',
      )
    }
    for (const migration of missing) {
      await client.query(migration.sql)
      await client.query('insert into migration (id, checksum) values ($1, $2)', [migration.id, checksum(migration)])
    }
    if (owner) await grant(client)
    await checkKeys(client, fingerprint, owner)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function mayCreate(client: pg.ClientBase): Promise<boolean> {
  const asked = `select has_database_privilege(current_database(), 'CREATE') as may`
  const { rows } = await client.query<{ may: boolean }>(asked)
  return rows[0]?.may === true
}

/** Roles belong to the whole server: other databases of it may be making the same one at this moment. */
async function ensureRole(client: pg.ClientBase): Promise<void> {
  if (await canBecome(client)) return
  for (const statement of [`create role ${APP_ROLE} nologin`, `grant ${APP_ROLE} to current_user`]) {
    await client.query(statement).catch(() => undefined)
  }
  if (await canBecome(client)) return
  const advice = `have an administrator run: create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <the login of DATABASE_URL>`
  throw new StoreError('STORE_ROLE', `The login may not work as ${APP_ROLE}; ${advice}`)
}

async function canBecome(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query(`set role ${APP_ROLE}`)
    await client.query('reset role')
    return true
  } catch {
    return false
  }
}

async function prepare(client: pg.ClientBase): Promise<void> {
  await client.query(`create schema if not exists ${SCHEMA}`)
  await client.query(`
    create table if not exists ${SCHEMA}.migration (
      id text primary key,
      checksum text not null,
      made_at timestamptz not null default now()
    )`)
}

async function made(client: pg.ClientBase): Promise<ReadonlyMap<string, string>> {
  const there = await client.query<{ there: boolean }>(`select to_regclass('migration') is not null as there`)
  if (there.rows[0]?.there !== true) return new Map()
  const { rows } = await client.query<{ id: string; checksum: string }>('select id, checksum from migration')
  return new Map(rows.map(row => [row.id, row.checksum]))
}

function notYetMade(done: ReadonlyMap<string, string>, migrations: readonly Migration[]): readonly Migration[] {
  const known = new Map(migrations.map(migration => [migration.id, checksum(migration)]))
  for (const [id, sum] of done) {
    const expected = known.get(id)
    if (expected === undefined)
      throw new StoreError('STORE_MIGRATION_UNKNOWN', `The database is newer than this gateway: ${id}`)
    if (expected !== sum) throw new StoreError('STORE_MIGRATION_CHANGED', `${id} was edited after it had been made`)
  }
  return migrations.filter(migration => !done.has(migration.id))
}

/** Unchanged rights are left alone, so that replicas starting do not touch the catalogue under running ones. */
async function grant(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; held: string }>(
    `select table_name as name, string_agg(lower(privilege_type), ', ') as held
     from information_schema.role_table_grants where table_schema = $1 and grantee = $2 group by table_name`,
    [SCHEMA, APP_ROLE],
  )
  const held = new Map(rows.map(row => [row.name, inOrder(row.held)]))
  if (held.size === 0) await client.query(`grant usage on schema ${SCHEMA} to ${APP_ROLE}`)
  for (const [table, rights] of Object.entries(GRANTS)) {
    if (held.get(table) === inOrder(rights)) continue
    await client.query(`revoke all on ${table} from ${APP_ROLE}`)
    await client.query(`grant ${rights} on ${table} to ${APP_ROLE}`)
  }
}

function inOrder(rights: string): string {
  return rights.split(', ').sort().join(', ')
}

async function checkKeys(client: pg.ClientBase, fingerprint: Buffer, owner: boolean): Promise<void> {
  if (owner) await client.query('insert into key_ring (fingerprint) values ($1) on conflict do nothing', [fingerprint])
  const { rows } = await client.query<{ fingerprint: Buffer }>('select fingerprint from key_ring')
  if (rows[0]?.fingerprint.equals(fingerprint) === true) return
  const harm = 'every known child would seem unknown'
  throw new StoreError(
    'STORE_KEYS_CHANGED',
    `The database was written with another master secret; with this one ${harm}`,
  )
}

function checksum(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex')
}
