// A database whose tables are made, to copy from: making them anew for each test file is most of what opening a store takes.
// One a checkout stays on the server between runs; another takes its place when a migration changes.
import { createHash } from 'node:crypto'
import { projectRoot } from '../../src/paths.js'
import { migrations } from '../../src/store/migrations/index.js'
import type { Store } from '../../src/store/open.js'
import { asOwner } from './as-owner.js'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)
const ofThisCheckout = `hafan_template_${hash(projectRoot)}_`
const template = ofThisCheckout + hash(JSON.stringify(migrations))

/** Any number, the same in every test process: those that begin together take turns. */
const TURN = 4_041_978

/** Makes the database `name`, with every table. Its sessions do not wait for the disk: no test takes this server's power away. */
export async function copyOfTemplate(
  on: { url(database: string): string },
  name: string,
  open: (url: string) => Promise<Store>,
): Promise<void> {
  await asOwner(on.url('postgres'), async client => {
    const names = async (like: string): Promise<readonly string[]> =>
      (
        await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [
          like,
        ])
      ).rows.map(({ datname }) => datname)
    if (!(await names(template)).includes(template)) {
      await client.query('select pg_advisory_lock($1)', [TURN])
      const there = await names(ofThisCheckout)
      if (!there.includes(template)) {
        for (const old of there) await client.query(`drop database if exists ${old} with (force)`)
        const draft = `${name}_tables`
        await client.query(`create database ${draft}`)
        await (await open(on.url(draft))).stop()
        await client.query(`alter database ${draft} rename to ${template}`)
      }
      await client.query('select pg_advisory_unlock($1)', [TURN])
    }
    await client.query(`create database ${name} template ${template}`)
    await client.query(`alter database ${name} set synchronous_commit = off`)
  })
}
