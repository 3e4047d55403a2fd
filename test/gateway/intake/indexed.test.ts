import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { asOwner } from '../../support/database.js'
import { testGateway } from '../../support/gateway.js'
import type { TestGateway } from '../../support/gateway.js'

const QUERY = `query ($by: ChildIdentifier!) {
  child(by: $by, purpose: ASSESS_RISK) { ... on Child { police { status } socialCare { status } education { status } health { status } } }
}`

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
}, 60_000)
afterAll(() => gateway.close())

const indexed = async (where = ''): Promise<readonly { source: string; child: string }[]> => {
  const sql = `select source_id as source, child_id as child from hafan.identity_index ${where} order by 1, 2`
  return (await asOwner(gateway.database.url, client => client.query<{ source: string; child: string }>(sql))).rows
}

describe('the identity index', () => {
  it('has what the linking pass listed, and nothing that is not linked', async () => {
    expect((await indexed()).length).toBeGreaterThan(200)
    const strays = `where not exists (select from hafan.link l where l.source_id = identity_index.source_id
      and l.record_id = identity_index.record_id and l.child_id = identity_index.child_id)`
    expect(await indexed(strays)).toEqual([])
  })

  it('gets what a read says, records that only a person could link among them', async () => {
    await asOwner(gateway.database.url, client => client.query('delete from hafan.identity_index'))
    const { nhsNumber } =
      gateway.region.seed.children.find(({ identifiers }) => identifiers.nhsNumber)?.identifiers ?? {}
    const { text } = await gateway.ask('social-worker', QUERY, { by: { nhsNumber } })
    expect(text).toContain('FOUND')
    // Written behind the answer.
    for (let tries = 0; tries < 100 && (await indexed()).length < 4; tries += 1) await wait(20)
    const rows = await indexed()
    expect(new Set(rows.map(({ child }) => child)).size).toBe(1)
    expect(rows.map(({ source }) => source)).toContain('police-gwent')
  })
})
