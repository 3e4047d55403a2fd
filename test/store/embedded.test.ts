import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { blockingTokens } from '../../src/children/identity/blocking-tokens.js'
import { startEmbedded, type EmbeddedServer } from '../../src/store/embedded/server.js'
import { stopOrphan } from '../../src/store/embedded/orphan.js'
import { openStore } from '../../src/store/open.js'
import { asOwner, silent, testKeys } from '../support/database.js'

// Two processes of TypeScript and three starts: on a busy machine this takes its time.
jest.setTimeout(90_000)

const root = process.getuid?.() === 0
const cleanUp: (() => Promise<unknown>)[] = []
/** A folder the server's account can reach; made once, as the first start of each costs two seconds. */
let dataDir = ''

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'hafan-'))
  await chmod(parent, 0o711)
  dataDir = join(parent, 'data')
})

afterAll(() => rm(join(dataDir, '..'), { recursive: true, force: true }))

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

async function privateFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'hafan-'))
  cleanUp.push(() => rm(made, { recursive: true, force: true }))
  return made
}

async function start(dataDir: string): Promise<EmbeddedServer> {
  const server = await startEmbedded(dataDir, silent)
  cleanUp.push(() => server.stop())
  return server
}

/** A second process on the folder; resolves once it has said `lines` rows are durable. */
async function keeper(chainId: string, lines: number): Promise<{ process: ChildProcess; said: string[] }> {
  const here = import.meta.dirname
  const args = ['--import', join(here, 'typescript-hooks.mjs'), join(here, 'keeper.ts'), dataDir, chainId]
  const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  cleanUp.push(async () => {
    running.kill('SIGKILL')
    await stopOrphan(join(dataDir, 'postgres', 'data'), silent)
  })
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    running.once('exit', () => reject(new Error('The keeper ended by itself')))
    createInterface({ input: running.stdout }).on('line', line => said.push(line) >= lines && resolve())
  })
  return { process: running, said }
}

describe('the embedded server', () => {
  it('is durable, reachable only by password, and keeps values out of its log', async () => {
    const server = await start(dataDir)
    const wanted = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'log_min_error_statement']
    const settings = await asOwner(server.url, client =>
      client.query<{ name: string; setting: string }>('select name, setting from pg_settings where name = any($1)', [
        wanted,
      ]),
    )
    expect(Object.fromEntries(settings.rows.map(row => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      log_min_error_statement: 'panic',
    })
    const wrong = new URL(server.url)
    wrong.password = 'wrong'
    await expect(asOwner(wrong.href, client => client.query('select 1'))).rejects.toMatchObject({ code: '28P01' })
  })

  it('starts from a folder that only its owner may enter, says where the data lie, and stays there', async () => {
    const shut = await privateFolder()
    const said: Record<string, unknown>[] = []
    const first = await startEmbedded(shut, { ...silent, info: fields => void said.push(fields) })
    const home = said.find(fields => 'home' in fields)?.['home']
    if (typeof home !== 'string') throw new Error('It did not say where')
    cleanUp.push(() => rm(home, { recursive: true, force: true }))
    await asOwner(first.url, client => client.query('create table kept ()'))
    await first.stop()
    expect(home.startsWith(shut)).toBe(!root)
    expect(((await stat(join(home, 'password'))).mode & 0o777).toString(8)).toBe('600')
    expect(((await stat(join(home, 'data'))).mode & 0o777).toString(8)).toBe('700')

    await chmod(shut, 0o755)
    const second = await start(shut)
    const { rows } = await asOwner(second.url, client => client.query(`select to_regclass('kept') is not null as kept`))
    expect(rows).toEqual([{ kept: true }])
  })

  it('refuses a second gateway on the same folder, at once and by code', async () => {
    await start(dataDir)
    const began = performance.now()
    await expect(startEmbedded(dataDir, silent)).rejects.toMatchObject({ code: 'STORE_IN_USE' })
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('opens again after a clean stop', async () => {
    const first = await startEmbedded(dataDir, silent)
    await asOwner(first.url, client => client.query('create table left_behind as select 1 as one'))
    await first.stop()
    const second = await start(dataDir)
    const { rows } = await asOwner(second.url, client => client.query('select one from left_behind'))
    expect(rows).toEqual([{ one: 1 }])
  })

  it('takes over a lock whose process is no more', async () => {
    const first = await startEmbedded(dataDir, silent)
    await first.stop()
    await writeFile(
      join(dataDir, 'gateway.lock'),
      JSON.stringify({ pid: process.pid, birth: 'another boot/1', token: '' }),
    )
    const second = await start(dataDir)
    expect(second.url).toContain('hafan_owner')
  })

  it('keeps every row it said was durable when the gateway is killed outright, twice', async () => {
    const chains = [randomUUID(), randomUUID()]
    const promised: number[] = []
    for (const chainId of chains) {
      const { process: running, said } = await keeper(chainId, 25)
      const inUse = openStore({ databaseUrl: null, dataDir, keys: testKeys, log: silent, blockingTokens })
      await expect(inUse).rejects.toMatchObject({ code: 'STORE_IN_USE' })
      const ended = new Promise(resolve => running.removeAllListeners('exit').once('exit', resolve))
      running.kill('SIGKILL')
      await ended
      promised.push(said.length)
    }
    const server = await start(dataDir)
    const count = 'select count(*)::int as rows from hafan.audit_row where chain_id = $1'
    for (const [index, chainId] of chains.entries()) {
      const { rows } = await asOwner(server.url, client => client.query<{ rows: number }>(count, [chainId]))
      expect(rows[0]?.rows).toBeGreaterThanOrEqual(promised[index] ?? 0)
    }
  })
})
