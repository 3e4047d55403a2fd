// An invented region that `hafan link` is run against, from stores of several hubs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandDeps } from '../../../src/cli/command.js'
import { writeRegion } from '../../../simulators/files.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import { startRegion } from '../../../simulators/start.js'
import type { RunningRegion } from '../../../simulators/start.js'
import { asOwner, testDatabase } from '../../support/database.js'
import type { TestDatabase } from '../../support/database.js'
import { hafan } from '../support.js'
import type { Said } from '../support.js'

export interface Hub {
  readonly database: TestDatabase
  link(words: readonly string[], deps?: Partial<CommandDeps>): Promise<Said>
  /** Every row that linking writes: alike in two hubs that know the same. */
  rows(): Promise<readonly string[]>
  /** As `rows`, with what changes whenever a row is written. */
  versions(): Promise<readonly string[]>
}

export interface LinkRegion {
  readonly region: RunningRegion
  hub(): Promise<Hub>
  close(): Promise<void>
}

export async function linkRegion(): Promise<LinkRegion> {
  const region = await startRegion({ region: generateRegion({ seed: 1, size: 400, now: new Date().toISOString() }) })
  const folder = await mkdtemp(join(tmpdir(), 'hafan-link-'))
  const config = writeRegion(region, folder)
  const secrets = { HAFAN_SECRETS: join(config, 'secrets'), HAFAN_SECRET: 'test'.repeat(8) }
  const hubs: TestDatabase[] = []
  return {
    region,
    async hub() {
      const database = await testDatabase()
      hubs.push(database)
      await database.store.hub.seed(region.seed)
      const read = (sql: string): Promise<readonly string[]> =>
        asOwner(database.url, async client => (await client.query<{ row: string }>(sql)).rows.map(({ row }) => row))
      return {
        database,
        link: (words, deps) =>
          hafan(['link', '--config', config, '--database-url', database.url, ...words], {
            environment: { ...secrets, HAFAN_DATA: folder },
            now: () => region.clock.now(),
            ...deps,
          }),
        rows: () => read(ROWS),
        versions: () => read(VERSIONS),
      }
    },
    async close() {
      await Promise.all(hubs.map(database => database.stop()))
      await region.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A child goes by its lowest record: its own id is random. */
const ROWS = `
  with named as (select child_id, min(source_id || ' ' || record_id) as name from hafan.link group by 1)
  select concat_ws(' ', 'link', source_id, record_id, how, protected, score, model_version, name) as row
    from hafan.link join named using (child_id)
  union all select concat_ws(' ', 'indexed', source_id, record_id, name)
    from hafan.identity_index join named using (child_id)
  union all select concat_ws(' ', 'review', source_id, record_id, kind, status) from hafan.link_review
  union all select concat_ws(' ', 'change', source_id, record_id, kind, how) from hafan.link_change
  union all select concat_ws(' ', 'number', scheme, value_hmac, current, name)
    from hafan.child_identifier join named using (child_id)
  order by 1`
const VERSIONS = ['child', 'child_identifier', 'link', 'identity_index', 'link_review', 'link_change', 'notice']
  .map(table => `select concat_ws(' ', '${table}', xmin, md5(t::text)) as row from hafan.${table} t`)
  .join(' union all ')
  .concat(' order by 1')
