// An application has the lower of what it and its user may have; one without a user has no child.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Answer } from '../../support/gateway.js'
import { columnOf } from '../matrix/columns.js'
import { RICH_NHS_NUMBER, richRegion } from '../matrix/rich-child.js'
import { CHUNKS, isDecided, queryOf, saysSomething, walk } from '../matrix/selection.js'
import { checkedIn, classification, readRoleMatrix } from '../matrix/table.js'
import { startWorld } from './worlds.js'
import type { World } from './worlds.js'

/** What the school's software may have, by hand; nothing else. */
const CEILING: Readonly<Record<string, number>> = {
  IDENTITY: 2,
  ENROLMENT: 2,
  MIRAF_SUMMARY: 3,
  MISSING_EPISODES: 2,
  ATTENDANCE: 2,
}

let world: World
beforeAll(async () => {
  world = await startWorld(richRegion('OPEN', new Date().toISOString()))
}, 90_000)
afterAll(() => world.gateway.close())

describe('a school lead through the software of the school', () => {
  const lead = columnOf('SL')
  const byHerself = readRoleMatrix(checkedIn()).get('SL')
  const ask = (query: string, by = RICH_NHS_NUMBER): Promise<Answer> =>
    world.gateway.ask(
      lead.persona,
      query,
      { by: { nhsNumber: by }, purpose: 'SCHOOL_SUPPORT' },
      { application: 'school-partner' },
    )

  it.each(CHUNKS)('is given the lower of both: $name', async chunk => {
    const { data, errors } = await ask(queryOf(chunk))
    const valued = new Set<string>()
    walk(chunk.child, (data as { child: object }).child, (name, value) => {
      if (saysSomething(value)) valued.add(name)
    })
    const both = (name: string): boolean => {
      const coordinate = classification.coordinates.get(name)
      const most = CEILING[coordinate?.category ?? ''] ?? 0
      return byHerself?.get(name)?.OPEN === 'given' && most >= (coordinate?.strength ?? 0)
    }
    const decided = chunk.coordinates.filter(name => isDecided(name) && !name.startsWith('Protection.'))
    expect(decided.filter(name => valued.has(name) && !both(name))).toEqual([])
    const refused = errors.map(({ extensions }) => String(extensions['coordinate']))
    expect(refused.sort()).toEqual(decided.filter(name => !both(name) && name !== 'Child.protection').sort())
  })

  it('is told that it is the application that may not have it', async () => {
    const { errors } = await ask(
      'query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { ... on Child { identity { record { nhsNumber givenName } } education { record { learningNeeds { support } } } } } }',
    )
    const clauses = errors.map(({ extensions }) => [extensions['coordinate'], extensions['clause']])
    expect(clauses).toEqual(
      expect.arrayContaining([
        ['IdentityRecord.nhsNumber', '1.APPLICATION'],
        ['LearningNeed.support', '1.APPLICATION'],
      ]),
    )
    expect(clauses.map(([name]) => name)).not.toContain('IdentityRecord.givenName')
  })

  it('has no agency called for what the application may not have', async () => {
    world.resetCalls()
    await ask(
      'query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { ... on Child { health { status } socialCare { status } thirdSector { status } } } }',
    )
    expect(world.calls()).toEqual({ 'education-newport': expect.any(Number) })
  })

  it('is refused for somebody the application does not act for', async () => {
    const { region } = world
    const asked = region.tokenFor('police-officer', { application: 'school-partner' })
    await expect(asked).rejects.toThrow('sign-in refused')
  })
})

describe('an application that acts for nobody', () => {
  const ask = async (query: string): Promise<Answer> =>
    world.gateway.ask(null, query, {}, { token: await world.region.applicationToken('figures-partner') })

  it.each([
    'child(by: { nhsNumber: "9990000018" }, purpose: STATISTICS) { __typename }',
    'children(by: [{ nhsNumber: "9990000018" }], purpose: STATISTICS) { __typename }',
    'viewer { caseload(purpose: STATISTICS) { edges { node { __typename } } } }',
    '... on Query { viewer { ...V } }',
  ])('is given no child: %s', async selection => {
    world.resetCalls()
    const { status, text, errors } = await ask(
      `{ ${selection} } ${selection.includes('...V') ? 'fragment V on Viewer { caseload(purpose: ASSESS_RISK) { lists { status } } }' : ''}`,
    )
    expect(status).toBe(403)
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['PERSON_REQUIRED'])
    expect(text).not.toContain('"data"')
    expect(world.calls()).toEqual({})
  })

  it('may have sources, labels and its own name', async () => {
    const { status, data, errors } = await ask(
      '{ viewer { role agency organisation application purposes } sources { id name } labels(enum: "Sex") { value label { en cy } } }',
    )
    expect([status, errors]).toEqual([200, []])
    expect(data).toMatchObject({
      viewer: { role: null, agency: null, organisation: null, application: 'figures-partner', purposes: [] },
    })
    expect((data as { sources: object[] }).sources.length).toBeGreaterThan(10)
    expect((data as { labels: object[] }).labels).toHaveLength(4)
  })
})
