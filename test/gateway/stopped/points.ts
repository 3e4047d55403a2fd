// The database stopped at random points of operations under way: whatever was answered by then must have its row.
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { generateRegion } from '../../../simulators/region/generate.js'
import { startRegion } from '../../../simulators/start.js'
import { asOwner, silent, testDatabase } from '../../support/database.js'
import { gatewayBefore } from '../../support/gateway.js'
import { randomFrom } from '../../verify/tamper.js'
import { openDoorway } from './doorway.js'

export interface Stopped {
  readonly points: number
  /** Answers with values, and of these those without a row. */
  readonly answered: number
  readonly leaks: number
  /** Requests that were refused for want of an audit, and those refused or broken off otherwise. */
  readonly unavailable: number
  readonly otherwise: number
  /** Texts that hold a value beside an error. */
  readonly mixed: readonly string[]
}

/** Operations under way when the database is stopped. */
const AT_ONCE = 4
/** How often the time that takes is measured. */
const ROUNDS = 3
const QUERY =
  '{ child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { id calledBy { givenName { value } } police { status } } } }'
const VALUE = /Ffion/

export async function stopAtRandomPoints(points: number, seed: number): Promise<Stopped> {
  const random = randomFrom(seed)
  const region = await startRegion({ region: generateRegion({ seed: 1, size: 200, now: new Date().toISOString() }) })
  const database = await testDatabase()
  await database.store.hub.seed(region.seed)
  const doorway = await openDoorway(database.url)
  const behind = { ...region, now: () => region.clock.now() }
  const gateway = await gatewayBefore(behind, {
    on: doorway.url,
    seedOnly: true,
    notShownMs: 1,
    auditWithinMs: 400,
    log: silent,
  })
  const token = await region.tokenFor('hub-police')
  const ask = async (): Promise<{ readonly status: number; readonly text: string }> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) })
    return { status: response.status, text: await response.text() }
  }
  const all = (): Promise<{ readonly status: number; readonly text: string }[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, ask))
  await all()
  // Timed as they are tried: together, with every session to the database still to be opened.
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    doorway.shut()
    doorway.open()
    const started = performance.now()
    await all()
    times.push(performance.now() - started)
  }
  const usual = Math.max(...times)
  const answers: { readonly status: number; readonly text: string }[] = []
  try {
    for (let point = 0; point < points; point += 1) {
      const asking = all()
      await wait(random(Math.ceil(usual * 1.5)))
      doorway.shut()
      answers.push(...(await asking))
      doorway.open()
    }
    const held = answers.filter(({ text }) => VALUE.test(text))
    const recorded = await responsesOf(database.url)
    return {
      points,
      answered: held.length,
      leaks: held.filter(({ text }) => !recorded.has(createHash('sha256').update(text).digest('hex'))).length,
      unavailable: answers.filter(({ status }) => status === 503).length,
      otherwise: answers.filter(({ status, text }) => status !== 503 && !VALUE.test(text)).length,
      mixed: held.filter(({ status }) => status !== 200).map(({ text }) => text.slice(0, 200)),
    }
  } finally {
    await gateway.close()
    await doorway.close()
    await database.stop()
  }
}

async function responsesOf(url: string): Promise<ReadonlySet<string>> {
  const statement = `select record::json -> 'body' ->> 'response' as hash from hafan.audit_row where kind = 'OUTCOME'`
  const { rows } = await asOwner(url, client => client.query<{ hash: string }>(statement))
  return new Set(rows.map(({ hash }) => hash))
}
