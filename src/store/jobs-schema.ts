// The tables of durable jobs: graphile-worker's own, beside ours, made by the owner of the database. The gateway's role gets what
// adding a job and working it off need, and no more.
import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { StoreError } from './errors.js'
import { APP_ROLE } from './migrate.js'

const JOBS_SCHEMA = 'graphile_worker'

/** What is written of jobs is written by those who do them. */
export const silentJobs = new Logger(() => () => undefined)

/** Any number, the same in every replica, other than that of our own migrations. */
const TURN = 4_041_977

/** Rows of these tables are hidden from everybody but their owner, so each needs a policy beside the grant. */
const GRANTS: Readonly<Record<string, string>> = {
  migrations: 'SELECT',
  _private_jobs: 'DELETE, INSERT, SELECT, UPDATE',
  _private_job_queues: 'INSERT, SELECT, UPDATE',
  _private_tasks: 'INSERT, SELECT',
  _private_known_crontabs: 'SELECT',
}

/** Makes them if the login may, else checks that they are there: STORE_MIGRATION_NEEDED. */
export async function prepareJobs(client: pg.ClientBase, databaseUrl: string): Promise<void> {
  const may = `select has_database_privilege(current_database(), 'CREATE') as may`
  const owner = (await client.query<{ may: boolean }>(may)).rows[0]?.may === true
  if (!owner) return check(client)
  await client.query('select pg_advisory_lock($1)', [TURN])
  try {
    await runMigrations({ connectionString: databaseUrl, maxPoolSize: 1, logger: silentJobs })
    await grant(client)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [TURN])
  }
}

async function check(client: pg.ClientBase): Promise<void> {
  const there = `select to_regclass('${JOBS_SCHEMA}._private_jobs') is not null as there`
  if ((await client.query<{ there: boolean }>(there)).rows[0]?.there === true) return
  throw new StoreError(
    'STORE_MIGRATION_NEEDED',
    'The tables of jobs are not there: start once with a login that owns the database',
  )
}

/** Unchanged rights are left alone, so that replicas starting do not touch the catalogue under running ones. */
async function grant(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; held: string }>(
    `select table_name as name, string_agg(privilege_type, ', ' order by privilege_type) as held
     from information_schema.role_table_grants where table_schema = $1 and grantee = $2 group by table_name`,
    [JOBS_SCHEMA, APP_ROLE],
  )
  const held = new Map(rows.map(row => [row.name, row.held]))
  if (held.size === 0) await client.query(`grant usage on schema ${JOBS_SCHEMA} to ${APP_ROLE}`)
  for (const [table, rights] of Object.entries(GRANTS)) {
    if (held.get(table) === rights) continue
    const name = `${JOBS_SCHEMA}.${table}`
    await client.query(`revoke all on ${name} from ${APP_ROLE}`)
    await client.query(`grant ${rights} on ${name} to ${APP_ROLE}`)
    await client.query(`drop policy if exists hafan on ${name}`)
    await client.query(`create policy hafan on ${name} to ${APP_ROLE} using (true) with check (true)`)
  }
}
