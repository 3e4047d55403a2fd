// A gateway whose resolvers are at fault in ways that gate 2 cannot see: what they return carries rights that nobody granted, or
// is another child's. Gate 3 keeps the whole answer back. Apart from the other tests because the resolvers are replaced.
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { RIGHTS } from '../../../src/children/rights.js'
import { asOwner } from '../../support/database.js'
import type { Answer, TestGateway } from '../../support/gateway.js'
import { everything } from '../../children/support.js'
import { WHOLE_PICTURE } from '../faults/whole-picture.js'

const { resolvers } = await import('../../../src/resolvers/index.js')
type Resolve = (child: object, ...others: unknown[]) => Promise<readonly object[]>
const police = resolvers.Child?.police as unknown as Resolve

const SECRET = 'a note that nobody may have'
let fault: Resolve | null = null
jest.unstable_mockModule('../../../src/resolvers/index.js', () => ({
  resolvers: {
    ...resolvers,
    Child: { ...resolvers.Child, police: (...args: Parameters<Resolve>) => (fault ?? police)(...args) },
  },
}))
const { testGateway } = await import('../../support/gateway.js')

const MEGAN = '9990000050'
const FFION = '9990000018'
const NOTES = '... on Child { police { status record { markers { note } } } }'
const child = (number: string): string => `child(by: { nhsNumber: "${number}" }, purpose: SAFEGUARD_CHILD)`

const forged: Resolve = async (...args) => {
  const rights = { [RIGHTS]: everything() }
  const answers = await police(...args)
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
  fault = null
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
    const { status, data } = await gateway.ask('social-worker', `{ ${child(FFION)} { __typename ${NOTES} } }`)
    expect(status).toBe(200)
    expect(data).toMatchObject({ child: { __typename: 'Child' } })
    expect(log).toEqual([])
  })

  it('shows nothing where a value carries rights that nobody granted; the log has the coordinate, the audit that nothing was given', async () => {
    fault = forged
    expectKeptBack(await gateway.ask('social-worker', `{ viewer { role } ${child(FFION)} { __typename ${NOTES} } }`))
    expect(log).toHaveLength(1)
    expect(log[0]).toContain('PoliceMarker.note')
    expect(log.join()).not.toContain(SECRET)
    const rows = await lastOutcomes()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ given: [], kinds: [] })
    expect(rows[0]?.withheld).toContain('Child.police')
  })

  it("shows nothing where one child's answer stands under another's alias", async () => {
    const handles: object[] = []
    fault = (...[handle, ...others]) => {
      handles.push(handle)
      return handles.length === 2 ? forged(handle, ...others) : police(handle, ...others)
    }
    expectKeptBack(
      await gateway.ask('social-worker', `{ a: ${child(MEGAN)} { ${NOTES} } b: ${child(FFION)} { ${NOTES} } }`),
    )
    for (const row of await lastOutcomes()) expect(row).toMatchObject({ given: [], kinds: [] })
  })
})

describe('a gateway whose resolvers are sound', () => {
  it.each([
    ['hub-police', 'ASSESS_RISK'],
    ['hub-practitioner', 'ASSESS_RISK'],
    ['social-worker', 'SAFEGUARD_CHILD'],
    ['school-lead', 'SCHOOL_SUPPORT'],
    ['police-officer', 'LOCATE_CHILD'],
  ])('sends whole pictures to %s for %s', async (persona, purpose) => {
    const { status } = await gateway.ask(persona, WHOLE_PICTURE, { by: { nhsNumber: FFION }, purpose })
    expect(status).toBe(200)
    expect(log).toEqual([])
  })
})
