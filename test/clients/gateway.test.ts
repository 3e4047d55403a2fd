// The kit before a whole gateway and an invented region: signing in for real, every ready-made operation, every way of answering.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import * as kit from '../../clients/typescript/src/index.js'
import type { Client, OperationKind, Operation } from '../../clients/typescript/src/index.js'
import { testGateway } from '../support/gateway.js'
import type { TestGateway } from '../support/gateway.js'

jest.setTimeout(120_000)

const FFION = '9990000018'
let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
})
afterAll(() => gateway.close())

const as = (persona: string): Client => kit.createClient({ url: gateway.url, signIn: signedInAs(persona) })

/** As the persona's own software has it. */
const signedInAs = (persona: string): kit.SignIn => ({
  token: async () => ({ is: 'TOKEN', token: await gateway.region.tokenFor(persona) }),
  forget: () => undefined,
})

function partner(id: string, subjectToken: () => Promise<string>): kit.SignIn {
  const { secret = '', tokenEndpoints = [] } = gateway.region.partners.find(each => each.id === id) ?? {}
  const tokenEndpoint = tokenEndpoints.find(each => each === gateway.region.tokenEndpointOf('school-lead')) ?? ''
  return kit.onBehalfOf({ tokenEndpoint, clientId: id, clientSecret: secret, subjectToken })
}

describe('a school’s software', () => {
  it('signs in on behalf of its lead, and has the summary of a pupil and no more', async () => {
    const signIn = partner('school-partner', () => gateway.region.tokenFor('school-lead'))
    const client = kit.createClient({ url: gateway.url, signIn })
    const me = await client.query(kit.Me, {})
    expect(me).toMatchObject({
      is: 'ANSWERED',
      data: { viewer: { role: 'SCHOOL_LEAD', application: 'school-partner' } },
    })
    const call = await client.query(kit.MirafSummary, { by: { nhsNumber: FFION }, purpose: 'SCHOOL_SUPPORT' })
    if (call.is !== 'ANSWERED' || call.data.child.__typename !== 'Child') throw new Error(JSON.stringify(call))
    expect(call.notGiven).toEqual([])
    const said = call.data.child.hub.map(answer =>
      answer.status === 'FOUND' ? (answer.record.mirafSummary?.text?.cy ?? '') : answer.status,
    )
    expect(said).toEqual([expect.stringMatching(/\w+/)])
    expect(said).not.toContain('WITHHELD')
  })

  it('is refused in words where it may not', async () => {
    const client = kit.createClient({
      url: gateway.url,
      signIn: partner('school-partner', () => gateway.region.tokenFor('school-lead')),
    })
    const call = await client.query(kit.MirafSummary, { by: { nhsNumber: FFION }, purpose: 'STATISTICS' })
    expect(call).toMatchObject({ is: 'REFUSED', code: 'PURPOSE_NOT_YOURS', status: 403 })
  })

  it('with a person who is not signed in there has no token', async () => {
    const signIn = partner('school-partner', async () => 'nonsense')
    const call = await kit.createClient({ url: gateway.url, signIn }).query(kit.Me, {})
    expect(call).toMatchObject({ is: 'UNREACHABLE', why: 'SIGN_IN_REFUSED' })
  })
})

describe('software that acts for nobody', () => {
  it('signs in as itself, and is shown no child', async () => {
    const endpoint = gateway.region.tokenEndpointOf('hub-police')
    const { secret = '' } = gateway.region.partners.find(({ id }) => id === 'figures-partner') ?? {}
    const signIn = kit.clientCredentials({ tokenEndpoint: endpoint, clientId: 'figures-partner', clientSecret: secret })
    const client = kit.createClient({ url: gateway.url, signIn })
    expect(await client.query(kit.Me, {})).toMatchObject({ is: 'ANSWERED', data: { viewer: { role: null } } })
    const call = await client.query(kit.MirafSummary, { by: { nhsNumber: FFION }, purpose: 'ASSESS_RISK' })
    expect(call).toMatchObject({ is: 'REFUSED', code: 'PERSON_REQUIRED' })
  })
})

describe('a token that the gateway does not take', () => {
  it('is changed once for a good one', async () => {
    const given = ['nonsense', await gateway.region.tokenFor('social-worker')]
    const signIn: kit.SignIn = {
      token: async () => ({ is: 'TOKEN', token: given[0] ?? '' }),
      forget: () => void given.shift(),
    }
    expect(await kit.createClient({ url: gateway.url, signIn }).query(kit.Me, {})).toMatchObject({ is: 'ANSWERED' })
  })
})

describe('a list', () => {
  it('is read page by page', async () => {
    const client = as('social-worker')
    const ask = (first: number) => (after: string | null) =>
      client.query(kit.Caseload, { purpose: 'ASSESS_RISK', first, after })
    const idsOf = async (first: number): Promise<readonly string[]> => {
      const ids = []
      for await (const step of kit.entries(ask(first), data => data.viewer.caseload)) {
        if (step.is !== 'ENTRY') throw new Error(JSON.stringify(step))
        ids.push(step.entry.node.__typename === 'Child' ? step.entry.node.id : '')
      }
      return ids
    }
    const whole = await idsOf(50)
    expect(whole.length).toBeGreaterThan(1)
    expect(await idsOf(1)).toEqual(whole)
  })
})

/** Every operation of the kit, with what it is asked with. */
const ASKED: Readonly<Record<string, object>> = {
  Me: {},
  Caseload: { purpose: 'ASSESS_RISK', first: 3 },
  MirafSummary: { by: { nhsNumber: FFION }, purpose: 'ASSESS_RISK' },
  MissingEpisodes: { by: { nhsNumber: FFION }, purpose: 'ASSESS_RISK' },
  FindChildren: { input: { text: 'Ffion Prys 7/4/2011' }, purpose: 'ASSESS_RISK' },
  Alerts: { purpose: 'ASSESS_RISK' },
}
const isOperation = (value: unknown): value is Operation<unknown, object, OperationKind> =>
  typeof value === 'object' && value !== null && 'shape' in value
const operations = Object.values<unknown>(kit).filter(isOperation)
const isQuery = (one: Operation<unknown, object, OperationKind>): one is Operation<unknown, object, 'query'> =>
  one.kind === 'query'

describe('every ready-made query', () => {
  it('is among those asked here', () => {
    expect(
      operations
        .filter(isQuery)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(ASKED).sort())
  })

  // Each role is given other envelopes: all of them are what the kit says that envelopes can be.
  it('has an answer that is as it should be, or a refusal, for everybody who can sign in', async () => {
    const calls = new Map<string, number>()
    for (const { id } of gateway.region.personas) {
      for (const operation of operations.filter(isQuery)) {
        const call = await as(id).query(operation, ASKED[operation.name] ?? {})
        if (call.is === 'UNREACHABLE') throw new Error(`${id} ${operation.name}: ${call.detail}`)
        calls.set(call.is, (calls.get(call.is) ?? 0) + 1)
      }
    }
    expect(calls.get('ANSWERED')).toBeGreaterThan(40)
  })

  it('says of a source that is down that it could not be asked, and not that it holds nothing', async () => {
    const system = gateway.region.system('police-gwent')
    system.setFault({ kind: 'refuse' })
    const call = await as('social-worker').query(kit.MissingEpisodes, {
      by: { nhsNumber: FFION },
      purpose: 'ASSESS_RISK',
    })
    system.setFault(null)
    if (call.is !== 'ANSWERED' || call.data.child.__typename !== 'Child') throw new Error(JSON.stringify(call))
    const police = call.data.child.missingEpisodes.find(({ source }) => source?.agency === 'POLICE')
    expect(police).toMatchObject({ status: 'UNAVAILABLE', record: null })
  })
})

describe('an act', () => {
  it('that is refused has its code, and the key it was sent with', async () => {
    const call = await as('hub-police').act(kit.AcknowledgeAlert, { alert: randomUUID() }, { key: 'a-key-of-mine' })
    expect(call).toMatchObject({ is: 'REFUSED', code: 'ALERT_NOT_FOUND', key: 'a-key-of-mine' })
  })
})
