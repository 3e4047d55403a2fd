// An application that is held to a list of operations sends those and nothing else, whoever is signed in through it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { buildASTSchema, parse } from 'graphql'
import { loadTypeDefs } from '../../../src/schema/load.js'
import { documentHash } from '../../../src/server/operation/document-hash.js'
import { makeManifest } from '../../../src/server/sign-in/manifest.js'
import { asOwner } from '../../support/database.js'
import { testGateway } from '../../support/gateway.js'
import type { Answer, TestGateway } from '../../support/gateway.js'

const TRUSTED = 'query Purposes { viewer { purposes } }'
const OTHER = 'query Purposes { viewer { purposes __typename } }'
const APPLICATION = 'school-partner'

let gateway: TestGateway
beforeAll(async () => {
  const schema = buildASTSchema(parse(loadTypeDefs()))
  const manifest = makeManifest(APPLICATION, [{ name: 'purposes', text: TRUSTED }], schema)
  gateway = await testGateway({ seedOnly: true, manifests: { [APPLICATION]: JSON.stringify(manifest) } })
}, 60_000)
afterAll(() => gateway.close())

const ask = (query: string, application?: string): Promise<Answer> =>
  gateway.ask('school-lead', query, {}, application === undefined ? {} : { application })
const codeOf = ({ errors }: Answer): unknown => errors[0]?.extensions['code']

async function raw(body: object): Promise<Response> {
  const token = await gateway.region.tokenFor('school-lead', { application: APPLICATION })
  return fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
}

describe('an application with a list of operations', () => {
  it.each([TRUSTED, `# the same\n${TRUSTED.replaceAll(' ', '\n  ')}`])('is answered what is on it', async query => {
    const { status, data } = await ask(query, APPLICATION)
    expect([status, data]).toEqual([200, { viewer: { purposes: expect.any(Array) } }])
  })

  it.each([OTHER, TRUSTED.replace('Purposes', 'Others'), '{ viewer { purposes } }', '{ sources { id } }'])(
    'is answered nothing else: %s',
    async query => {
      const answer = await ask(query, APPLICATION)
      expect([answer.status, answer.data, codeOf(answer)]).toEqual([403, undefined, 'OPERATION_NOT_TRUSTED'])
    },
  )

  it('leaves a record of what was refused', async () => {
    await ask(OTHER, APPLICATION)
    const last = "select record from hafan.audit_row where kind = 'REFUSAL' order by seq desc limit 1"
    const { rows } = await asOwner(gateway.database.url, client => client.query<{ record: string }>(last))
    expect(JSON.parse(rows[0]?.record ?? '')).toMatchObject({
      body: { code: 'OPERATION_NOT_TRUSTED', application: APPLICATION },
    })
  })

  it('cannot register one by sending its hash, nor send a hash in its place', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: documentHash(parse(OTHER)) } }
    for (const body of [{ extensions }, { query: OTHER, extensions }, { query: TRUSTED, extensions }, { extensions }]) {
      const text = await (await raw(body)).text()
      expect(JSON.parse(text)).not.toHaveProperty('data')
    }
  })

  it('is the only one held to it', async () => {
    expect((await ask(OTHER)).status).toBe(200)
  })
})
