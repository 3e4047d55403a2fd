// Kills a gateway again and again while it answers, and looks each time for the row of every answer that somebody holds.
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { generateRegion } from '../../../simulators/region/generate.js'
import { startRegion } from '../../../simulators/start.js'
import { checkpointFiles, keysInFolder } from '../../../src/verify/checkpoint-files.js'
import { openDatabase } from '../../../src/verify/read-database.js'
import { verifyLedger, type Verified } from '../../../src/verify/verify.js'
import { asOwner, testDatabase } from '../../support/database.js'
import { randomFrom } from '../../verify/tamper.js'
import type { Order } from './child.js'

export interface Killed {
  readonly kills: number
  /** Answers that were given whole, over all rounds. */
  readonly answers: number
  /** Of these, those without a row. */
  readonly lost: number
  /** What the verifier found after each kill. */
  readonly findings: readonly string[]
}

const CONNECTIONS = 8
const QUERY =
  '{ child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { id completeness police { status } socialCare { status } } } }'

export async function killAgainAndAgain(kills: number, seed: number): Promise<Killed> {
  const random = randomFrom(seed)
  const region = await startRegion({ region: generateRegion({ seed: 1, size: 200, now: new Date().toISOString() }) })
  const database = await testDatabase()
  const checkpoints = await mkdtemp(join(tmpdir(), 'hafan-killed-'))
  const keyPem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const { settings, secrets } = region
  const order: Order = { settings, seed: region.seed, secrets, databaseUrl: database.url, checkpoints, keyPem }
  const held: string[] = []
  const findings: string[] = []
  let lost = 0
  try {
    await database.store.hub.seed(region.seed)
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, url } = await startChild(order)
      const token = await region.tokenFor('hub-police')
      const before = held.length
      let over = false
      const asking = Array.from({ length: CONNECTIONS }, async () => {
        while (!over) held.push(...(await ask(url, token)))
      })
      while (held.length < before + 10) await wait(5)
      await wait(random(150))
      child.kill('SIGKILL')
      over = true
      await Promise.all(asking)
      const { found, findings: named } = await verify(database.url, checkpoints)
      if (found > 0) findings.push(...named.map(({ kind, from, to, says }) => `${kind} ${from}-${to} ${says}`))
      lost += await withoutRow(database.url, held.slice(before))
    }
  } finally {
    await region.close()
    await database.stop()
    await rm(checkpoints, { recursive: true, force: true })
  }
  return { kills, answers: held.length, lost, findings }
}

/** From the sources where the tests run from them, else from the build. */
async function startChild(order: Order): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const file = fileURLToPath(import.meta.url).replace(/rounds\.(ts|js)$/, 'child.$1')
  const hooks = fileURLToPath(new URL('../../store/typescript-hooks.mjs', import.meta.url))
  const child = fork(file, { execArgv: file.endsWith('.ts') ? ['--import', hooks] : [] })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', ({ url: at, error }: { url?: string; error?: string }) =>
      at === undefined ? reject(new Error(error)) : resolve(at),
    )
    child.once('exit', () => reject(new Error('the gateway did not boot')))
    child.send(order)
  })
  return { child, url }
}

/** The hash of an answer that came whole; nothing where it did not. */
async function ask(url: string, token: string): Promise<readonly string[]> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) })
    const text = await response.text()
    return response.status === 200 ? [createHash('sha256').update(text).digest('hex')] : []
  } catch {
    return []
  }
}

/** Every answer has a row of its own: two that are alike have two. */
async function withoutRow(url: string, hashes: readonly string[]): Promise<number> {
  const { rows } = await asOwner(url, client =>
    client.query<{ hash: string; times: number }>(
      `select record::json -> 'body' ->> 'response' as hash, count(*)::int as times from hafan.audit_row
       where kind = 'OUTCOME' group by 1`,
    ),
  )
  const recorded = new Map(rows.map(({ hash, times }) => [hash, times]))
  return hashes.filter(hash => {
    const left = recorded.get(hash) ?? 0
    recorded.set(hash, left - 1)
    return left <= 0
  }).length
}

async function verify(url: string, checkpoints: string): Promise<Verified> {
  const against = { files: await checkpointFiles(checkpoints), publicKeys: await keysInFolder(checkpoints) }
  const opened = await openDatabase(url)
  try {
    return await verifyLedger(() => Promise.resolve(opened), against)
  } finally {
    await opened.close()
  }
}
