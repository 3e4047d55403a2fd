// A gateway whose resolvers are at fault in ways that gate 2 cannot see: what they return carries rights that nobody granted, or
// is another child's. Gate 3 keeps the whole answer back. Apart from the other tests because the resolvers are replaced.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { RIGHTS } from '../../../src/children/rights.js'
import { asOwner } from '../../support/database.js'
import type { Answer, TestGateway } from '../../support/gateway.js'
import { everything } from '../../children/support.js'
import { WHOLE_PICTURE } from '../faults/whole-picture.js'

const { resolvers } = await import('../../../src/resolvers/index.js')
type Resolve = (child: object, ...others: unknown[]) => Promise<unknown>
const ofQuery = resolvers.Query?.child as unknown as Resolve
const police = resolvers.Child?.police as unknown as Resolve

const SECRET = 'a note that nobody may have'
let policeFault: Resolve | null = null
let childFault: Resolve | null = null
jest.unstable_mockModule('../../../src/resolvers/index.js', () => ({
  resolvers: {
    ...resolvers,
    Query: { ...resolvers.Query, child: (...args: Parameters<Resolve>) => (childFault ?? ofQuery)(...args) },
    Child: { ...resolvers.Child, police: (...args: Parameters<Resolve>) => (policeFault ?? police)(...args) },
  },
}))
const { testGateway } = await import('../../support/gateway.js')

const MEGAN = '9990000050'
const FFION = '9990000018'
const NOTES = '... on Child { police { status record { markers { note } } } }'
const child = (number: string, purpose: string): string => `child(by: { nhsNumber: "${number}" }, purpose: ${purpose})`

const forged: Resolve = async (...args) => {
  const rights = { [RIGHTS]: everything() }
  const answers = (await police(...args)) as readonly object[]
  return answers.map(answer => ({
    ...answer,
    ...rights,
    record: { ...rights, markers: [{ ...rights, note: SECRET }] },
  }))
}

let gateway: TestGateway
const log: string[] = []
beforeAll(async () => {
  const note = (fields: object, sentence: string): void => void log.push(`${sentence} ${JSON.stringify(fields)}`)
  gateway = await testGateway({ log: { warn: note, error: note }, notShownMs: 1 })
}, 90_000)
afterAll(() => gateway.close())
beforeEach(() => {
  policeFault = null
  childFault = null
  log.length = 0
})

async function lastOutcomes(): Promise<readonly { given: string[]; kinds: string[]; withheld: string[] }[]> {
  const { rows } = await asOwner(gateway.database.url, client =>
    client.query<{ body: { given: string[]; kinds: string[]; withheld: string[] } }>(
      `select record::json -> 'body' as body from hafan.audit_row where kind = 'OUTCOME' and operation =
       (select operation from hafan.audit_row where kind = 'OUTCOME' order by at desc, seq desc limit 1)`,
    ),
  )
  return rows.map(({ body }) => body)
}

function expectKeptBack(answer: Answer): void {
  expect(answer.status).toBe(500)
  const { errors, ...rest } = JSON.parse(answer.text) as { errors: Answer['errors'] }
  expect(rest).toEqual({})
  expect(errors).toHaveLength(1)
  expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL', correlationId: expect.any(String) })
  expect(answer.text).not.toContain(SECRET)
}

describe('a gateway whose resolvers are at fault', () => {
  it('answers as ever without one', async () => {
    const { status, data } = await gateway.ask(
      'school-lead',
      `{ ${child(FFION, 'SCHOOL_SUPPORT')} { __typename ${NOTES} } }`,
    )
    expect(status).toBe(200)
    expect(data).toMatchObject({ child: { __typename: 'Child' } })
    expect(log).toEqual([])
  })

  it('shows nothing where a value carries rights that nobody granted; the log has the coordinate, the audit that nothing was given', async () => {
    policeFault = forged
    const query = `{ viewer { role } ${child(FFION, 'SCHOOL_SUPPORT')} { __typename ${NOTES} } }`
    expectKeptBack(await gateway.ask('school-lead', query))
    expect(log).toHaveLength(1)
    expect(log[0]).toContain('PoliceRecord.markers')
    expect(log.join()).not.toContain(SECRET)
    const rows = await lastOutcomes()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ given: [], kinds: [] })
    expect(rows[0]?.withheld).toContain('Child.police')
  })

  it("shows nothing where one child's answer stands under another's alias, though both may be shown", async () => {
    const query = `{ a: ${child(MEGAN, 'ASSESS_RISK')} { __typename ... on Child { id } }
      b: ${child(FFION, 'ASSESS_RISK')} { __typename ... on Child { id } } }`
    const sound = await gateway.ask('hub-police', query)
    expect(sound.data).toMatchObject({ a: { __typename: 'Child' }, b: { __typename: 'Child' } })
    const asked: Promise<unknown>[] = []
    childFault = async (...args) => {
      asked.push(ofQuery(...args))
      await Promise.all(asked)
      return asked[0]
    }
    expectKeptBack(await gateway.ask('hub-police', query))
    expect(log.join()).toContain('Child.id')
    const rows = await lastOutcomes()
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row).toMatchObject({ given: [], kinds: [] })
  })
})

describe('a gateway whose resolvers are sound', () => {
  it.each([
    ['hub-police', 'ASSESS_RISK'],
    ['hub-manager', 'QUALITY_ASSURANCE'],
    ['social-worker', 'CARE_PLANNING'],
    ['school-lead', 'SCHOOL_SUPPORT'],
    ['police-officer', 'LOCATE_CHILD'],
  ])('sends whole pictures to %s for %s', async (persona, purpose) => {
    const { status } = await gateway.ask(persona, WHOLE_PICTURE, { by: { nhsNumber: FFION }, purpose })
    expect(status).toBe(200)
    expect(log).toEqual([])
  })

  it('sends a list and a caseload, each child by its place', async () => {
    const list = `{ children(by: [{ nhsNumber: "${MEGAN}" }, { nhsNumber: "9990000999" }, { nhsNumber: "${FFION}" }], purpose: ASSESS_RISK) { __typename ... on Child { id } ${NOTES} } }`
    const listed = await gateway.ask('hub-police', list)
    expect(listed.data).toMatchObject({ children: [{ __typename: 'Child' }, {}, { __typename: 'Child' }] })
    const page = `edges { node { __typename ... on Child { id } ${NOTES} } }`
    const caseload = `{ viewer { a: caseload(purpose: ASSESS_RISK) { ${page} } b: caseload(purpose: ASSESS_RISK, first: 1) { ${page} } } }`
    const { status, text } = await gateway.ask('social-worker', caseload)
    expect(status).toBe(200)
    expect(text.match(/"__typename":"Child"/g)?.length).toBeGreaterThan(1)
    expect(log).toEqual([])
  })
})
