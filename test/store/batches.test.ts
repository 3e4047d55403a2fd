import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Kysely, PostgresDialect } from 'kysely'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { createChildren } from '../../src/store/children.js'
import { createConfirmations } from '../../src/store/confirmations.js'
import { createEpisodeStates } from '../../src/store/episode-states.js'
import { createHub } from '../../src/store/hub.js'
import { createLinking } from '../../src/store/linking.js'
import type { LinkableRecord } from '../../src/store/linking-records.js'
import type { Tables } from '../../src/store/tables.js'
import { testDatabase, type TestDatabase } from '../support/database.js'

const MANY = 400

let database: TestDatabase
let db: Kysely<Tables>
let sent = 0
beforeAll(async () => {
  database = await testDatabase()
  const pool = new pg.Pool({ connectionString: database.url, options: '-c search_path=hafan', max: 2 })
  db = new Kysely({ dialect: new PostgresDialect({ pool }), log: () => void (sent += 1) })
})
afterAll(async () => {
  await db.destroy()
  await database.stop()
})

async function statements(work: Promise<unknown>): Promise<number> {
  await work
  const count = sent
  sent = 0
  return count
}

function page(from: string): LinkableRecord[] {
  const anchor = { givenNames: ['A'], familyNames: ['B'], dateOfBirth: null, sex: null, postcodeSector: null }
  return Array.from({ length: MANY }, (_, index) => {
    const recordId = `${from}-${index}`
    const identifiers = { nhsNumber: `nhs-${recordId}`, upn: `upn-${recordId}` }
    return { sourceId: 'health-abuhb', recordId, how: 'NHS_NUMBER', identifiers, anchor, protectedRecord: false }
  })
}

describe(`${MANY} children are one query for`, () => {
  const ids = Array.from({ length: MANY }, () => randomUUID())

  it('the children’s repository, by each way of naming them', async () => {
    const { keys } = database
    const children = createChildren(db, keys)
    const records = page('x')
    expect(await statements(children.byId(ids))).toBe(1)
    expect(await statements(children.byIdentifier('UPN', ids))).toBe(1)
    expect(await statements(children.byRecord(records))).toBe(1)
    expect(await statements(children.linksOf(ids))).toBe(1)
  })

  it('the hub’s facts, confirmations and episode states', async () => {
    const { keys } = database
    expect(await statements(createHub(db, keys).factsOf(ids))).toBe(1)
    expect(await statements(createConfirmations(db, keys).ofCaller('caller', ids))).toBe(1)
    expect(await statements(createEpisodeStates(db).of(ids))).toBe(1)
  })

  it('and a page of linking is a handful, however many records it has', async () => {
    const linking = createLinking(db, database.keys)
    expect(await statements(linking.apply(page('one')))).toBeLessThanOrEqual(11)
    expect(await statements(linking.apply(page('one')))).toBeLessThanOrEqual(11)
  })
})
