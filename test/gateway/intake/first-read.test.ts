import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { testGateway } from '../../support/gateway.js'
import type { TestGateway } from '../../support/gateway.js'

const QUERY = `query ($by: ChildIdentifier!) {
  child(by: $by, purpose: SCHOOL_SUPPORT) {
    __typename
    ... on Child { education { status } health { source { id } status reason } }
    ... on ChildNotShown { reason }
  }
}`

let gateway: TestGateway
let ours: string
let theirs: string

beforeAll(async () => {
  // No linking pass: the hub knows only the children of its seed.
  gateway = await testGateway({ seedOnly: true, size: 1_000 })
  const lead = gateway.region.personas.find(({ id }) => id === 'school-lead')
  const seeded = new Set(gateway.region.seed.children.map(({ identifiers }) => identifiers.upn))
  const pupils = Object.values(gateway.region.region.education)
    .flat()
    .filter(({ upn, protectedRecord }) => !seeded.has(upn) && !protectedRecord)
  const isOurs = (pupil: (typeof pupils)[number]): boolean =>
    pupil.enrolments.some(
      ({ school, until, toBeDeleted }) => school === lead?.organisation && until === null && !toBeDeleted,
    )
  ours = pupils.find(isOurs)?.upn ?? ''
  theirs = pupils.find(pupil => !isOurs(pupil))?.upn ?? ''
}, 60_000)

afterAll(() => gateway.close())

async function childrenStored(): Promise<number> {
  const client = new pg.Client({ connectionString: gateway.database.url })
  await client.connect()
  const { rows } = await client.query<{ count: string }>('select count(*) from hafan.child')
  await client.end()
  return Number(rows[0]?.count)
}

describe('a child the hub does not know yet', () => {
  it('makes nothing when the read is refused', async () => {
    const before = await childrenStored()
    const { data } = await gateway.ask('school-lead', QUERY, { by: { upn: theirs } })
    expect(data).toEqual({ child: { __typename: 'ChildNotShown', reason: 'NOT_SHOWN' } })
    expect(await childrenStored()).toBe(before)
  })

  it('is taken in by the first read of somebody with a relationship', async () => {
    const before = await childrenStored()
    expect(ours).not.toBe('')
    const { data } = await gateway.ask('school-lead', QUERY, { by: { upn: ours } })
    expect(data).toMatchObject({ child: { __typename: 'Child', education: [{ status: 'FOUND' }] } })
    expect(await childrenStored()).toBe(before + 1)
    const again = await gateway.ask('school-lead', QUERY, { by: { upn: ours } })
    expect(again.data).toEqual(data)
    expect(await childrenStored()).toBe(before + 1)
  })

  it('cannot be told apart from none when the own system is down', async () => {
    gateway.region.system('education-newport').setFault({ kind: 'refuse' })
    const known = await gateway.ask('school-lead', QUERY, { by: { upn: theirs } })
    const unknown = await gateway.ask('school-lead', QUERY, { by: { upn: 'Y678402115003' } })
    gateway.region.system('education-newport').setFault(null)
    expect(known.data).toEqual({ child: { __typename: 'ChildNotShown', reason: 'COULD_NOT_CHECK' } })
    expect(unknown.text).toBe(known.text)
  })
})
