// `hafan retention --run` killed outright in the middle, again and again: nothing is half ended, and the next run goes on.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { recordCall } from '../../src/hub/casework/record.js'
import { projectRoot } from '../../src/paths.js'
import { openDatabase } from '../../src/verify/read-database.js'
import { verifyLedger } from '../../src/verify/verify.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { recordCasework, recordMiraf } from './recorded.js'

// Every run is a process of TypeScript: on a busy machine each takes its time.
jest.setTimeout(300_000)

const CHILDREN = 30
const KILLS = 2
const LONG_AGO = '1995-01-01T10:00:00.000Z'
const WORDS = 'Unmistakable words of a child'

let database: TestDatabase
let watching: pg.Client
const children = Array.from({ length: CHILDREN }, () => randomUUID())
beforeAll(async () => {
  database = await testDatabase()
  watching = new pg.Client({ connectionString: database.url })
  await watching.connect()
  for (const id of children) {
    await watching.query(`insert into hafan.child (id, created_at) values ($1, '1990-01-01')`, [id])
    await recordMiraf(database.store, id, LONG_AGO, WORDS)
    await recordCasework(database.store, id, LONG_AGO, (_seen, on) =>
      recordCall({ calledAt: LONG_AGO, reason: WORDS }, on),
    )
  }
})
afterAll(async () => {
  await watching.end()
  await database.stop()
})

function begin() {
  const main = ['--import', join(import.meta.dirname, 'typescript-hooks.mjs'), join(projectRoot, 'src/cli/main.ts')]
  const child = spawn(process.execPath, [...main, 'retention', '--run', '--database-url', database.url], {
    env: { ...process.env, HAFAN_SECRET: 'test'.repeat(8), HAFAN_DATA: tmpdir() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const over = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode, out, err }))
  return { kill: () => child.kill('SIGKILL'), over }
}

async function ended(): Promise<number> {
  const { rows } = await watching.query<{ ended: number }>(
    'select count(*)::int as ended from hafan.record_key where ended_at is not null',
  )
  return rows[0]?.ended ?? 0
}

interface Kept {
  readonly child: string
  readonly kind: 'MIRAF' | 'CASEWORK'
  /** The key is destroyed. */
  readonly keyless: boolean
  /** Nothing of it is left, and that it was there is noted. */
  readonly empty: boolean
}

/** One sentence for each that is neither whole and readable nor ended and on record. */
async function halves(): Promise<readonly string[]> {
  const { rows } = await watching.query<Kept>(
    `select child_id as child, kind, sealed is null and ended_at is not null and ended_by is not null as keyless,
       case kind when 'MIRAF' then not exists (select from hafan.miraf where child_id = record_key.child_id)
           and exists (select from hafan.miraf_ended where child_id = record_key.child_id)
         else not exists (select from hafan.casework where child_id = record_key.child_id and sealed <> '')
           and not exists (select from hafan.casework_event where child_id = record_key.child_id and sealed <> '') end as empty
     from hafan.record_key where kind in ('MIRAF', 'CASEWORK')`,
  )
  const mirafs = await database.store.mirafs.of(children, 'ALL')
  const casework = await database.store.casework.of(children)
  const intents = await intended()
  const found: string[] = rows.length === 2 * CHILDREN ? [] : [`${rows.length} keys`]
  for (const { child, kind, keyless, empty } of rows) {
    const readable = (kind === 'MIRAF' ? mirafs : casework).get(child) ?? []
    const whole = !keyless && !empty && readable.length === 1 && JSON.stringify(readable).includes(WORDS)
    const gone = keyless && empty && readable.length === 0
    if (!whole && !gone) found.push(`${kind} is half ended`)
    const ends = rows.filter(row => row.child === child && row.keyless).length
    if (gone && (intents.get(child) ?? 0) < ends) found.push(`${kind} ended and nothing says so`)
  }
  return found
}

/** How often it is on record that something of a child is to end. */
async function intended(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await watching.query<{ record: string }>(`select record from hafan.audit_row where kind = 'INTENT'`)
  const all = rows.map(({ record }) => record).join('\n')
  return new Map(
    children.map(id => {
      const name = database.keys.pseudonym('audit-identifier', `ID\n${database.keys.childId.encode(id)}`)
      return [id, all.split(name).length - 1]
    }),
  )
}

async function outcomes(): Promise<number> {
  const { rows } = await watching.query<{ times: number }>(
    `select count(*)::int as times from hafan.audit_row where kind = 'OUTCOME' and record like '%"ENDED"%'`,
  )
  return rows[0]?.times ?? 0
}

it('leaves every record whole and readable, or ended and on record, and the next run ends the rest', async () => {
  const seen: number[] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = await ended()
    const running = begin()
    while ((await ended()) === before) await wait(1)
    await wait(Math.random() * 40)
    running.kill()
    expect(await running.over).toMatchObject({ signal: 'SIGKILL', err: '' })
    // A session of a process that is gone finishes what it was given, and is gone too.
    await settled()
    seen.push(await ended())
    expect(await halves()).toEqual([])
    // Of each kill, one at most had ended and not said so yet.
    expect((await ended()) - (await outcomes())).toBeLessThanOrEqual(kill + 1)
  }
  // Killed in the middle each time: something had ended, and something was left.
  expect(seen).toEqual(seen.toSorted((one, other) => one - other))
  expect(new Set(seen).size).toBe(KILLS)
  const [last = 0] = seen.slice(-1)
  expect(last).toBeLessThan(2 * CHILDREN)

  expect(await begin().over).toMatchObject({
    code: 0,
    out: expect.stringContaining(`\n${2 * CHILDREN - last} ended\n`),
  })
  expect([await ended(), await halves()]).toEqual([2 * CHILDREN, []])
  expect(await begin().over).toMatchObject({ code: 0, out: expect.stringContaining('\n0 ended\n') })

  const opened = await openDatabase(database.url)
  const { findings } = await verifyLedger(() => Promise.resolve(opened), null)
  await opened.close()
  expect(findings).toEqual([])
})

it('notices an ending that is half done, and one that nothing says', async () => {
  const [first = ''] = children
  const { rows: noted } = await watching.query('delete from hafan.miraf_ended where child_id = $1 returning *', [first])
  expect(await halves()).toEqual(['MIRAF is half ended'])
  await watching.query(
    'insert into hafan.miraf_ended select * from json_populate_recordset(null::hafan.miraf_ended, $1::json)',
    [JSON.stringify(noted)],
  )
  expect(await halves()).toEqual([])
  const before = await intended()
  expect(before.get(first)).toBeGreaterThanOrEqual(2)
  await asOwner(database.url, client =>
    client
      .query(`alter table hafan.audit_row disable trigger all`)
      .then(() => client.query('delete from hafan.audit_row')),
  )
  expect(await halves()).toContain('MIRAF ended and nothing says so')
})

async function settled(): Promise<void> {
  for (;;) {
    const { rows } = await watching.query(
      `select 1 from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`,
    )
    if (rows.length === 0) return
    await wait(20)
  }
}
