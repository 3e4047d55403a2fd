import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { UNRELATED, openHubKit, refusedBy, type HubKit } from './kit.js'

let kit: HubKit
const HP = 'hub-police'
const QUERY = `query ($first: Int, $after: ID) { incidents(first: $first, after: $after) { id receivedAt givenNames familyName dateOfBirth age
  gender { code recognised label { cy } } description } }`

interface Waiting {
  readonly id: string
  readonly familyName: string
}
const waiting = async (variables: object = {}): Promise<readonly Waiting[]> => {
  const { data, errors } = await kit.gateway.ask(HP, QUERY, variables)
  expect(errors).toEqual([])
  return (data as { incidents: Waiting[] }).incidents
}
const sample = { givenName: ['Ffion'], gender: 'GNDR_0003', dateOfBirth: '2011-05-01', age: null, personDescription: 'Red coat' } // prettier-ignore

beforeAll(async () => {
  kit = await openHubKit()
  const said = { reporter: 'POLICE', reportedAt: kit.moment(-60), lastSeenAt: null, lastSeenPlace: null, circumstances: 'Left by the back' } // prettier-ignore
  const about = { missingFrom: null, placement: null, area: 'W06000022', homeAuthority: null }
  const missing = ['Enghraifft', 'Sampl'].map(surname => ({ person: { ...sample, surname }, said, about }))
  const at = kit.at()
  await kit.gateway.database.store.incidents.receive({
    source: 'rms',
    reference: '61\nT-1',
    content: '{}',
    missing,
    at,
  })
}, 90_000)
afterAll(() => kit.gateway.close())

describe('reports that systems sent', () => {
  it('are listed to the hub as they were sent, and to nobody else', async () => {
    const [one, two] = await waiting()
    expect(one).toMatchObject({
      ...{ givenNames: ['Ffion'], familyName: 'Enghraifft', dateOfBirth: '2011-05-01', description: 'Red coat' },
      gender: { code: 'GNDR_0003', recognised: false, label: { cy: 'Cod heb ei adnabod' } },
    })
    expect(await waiting({ first: 1, after: one?.id })).toEqual([two])
    for (const persona of ['police-coordinator', 'social-worker', 'school-lead', 'auditor']) {
      const { data, errors } = await kit.gateway.ask(persona, QUERY)
      expect([data ?? null, errors[0]?.extensions['code']]).toEqual([null, 'OPERATION_REFUSED'])
    }
    const { errors } = await kit.gateway.ask(HP, QUERY, { after: 'x' })
    expect(errors[0]?.extensions['code']).toBe('BAD_ARGUMENT')
  })

  it('become a report of the child whom the hub names, once', async () => {
    const [first, second] = await waiting()
    const person = first?.id
    for (const [code, input] of [
      ['REPORT_NEEDS_NUMBER', { person, child: { id: randomUUID() } }],
      ['BAD_ARGUMENT', { person: 'x', child: { nhsNumber: UNRELATED } }],
      ['NOBODY_WAITS', { person: `${randomUUID()}:1`, child: { nhsNumber: UNRELATED } }],
    ] as const) {
      const before = await kit.written()
      expect(refusedBy(await kit.act('nameMissing', HP, input))).toBe(code)
      expect(await kit.written()).toEqual(before)
    }
    const input = { person, child: { nhsNumber: UNRELATED } }
    expect(refusedBy(await kit.act('nameMissing', 'police-coordinator', input))).toBe('OPERATION_REFUSED')
    expect((await kit.act('nameMissing', HP, input)).errors).toEqual([])
    expect(await waiting()).toEqual([second])
    expect(await kit.episodes(HP, { nhsNumber: UNRELATED })).toMatchObject([
      { version: 1, category: 'UNRECOGNISED', circumstances: 'Left by the back' },
    ])
    expect(refusedBy(await kit.act('nameMissing', HP, input))).toBe('NOBODY_WAITS')
  })

  it('have a door on the gateway, which is closed to whoever is no system of the police', async () => {
    const url = kit.gateway.url.replace('/graphql', '/incidents')
    const token = await kit.gateway.ask(HP, '{ viewer { __typename } }')
    expect(token.errors).toEqual([])
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/vnd.api+json' }, body: '{}' }) // prettier-ignore
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toMatch(/^application\/vnd\.api\+json/)
  })
})
