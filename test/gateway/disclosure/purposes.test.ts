// What a purpose and a circumstance change, and how a reader is told: never by silence.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Answer } from '../../support/gateway.js'
import { columnOf } from '../matrix/columns.js'
import { RICH_NHS_NUMBER, richRegion } from '../matrix/rich-child.js'
import type { Purpose } from '../../../src/types/index.js'
import { startWorld } from './worlds.js'
import type { World } from './worlds.js'

let world: World
beforeAll(async () => {
  world = await startWorld(richRegion('CLOSED', new Date().toISOString()))
}, 90_000)
afterAll(() => world.gateway.close())

const ask = (code: string, purpose: Purpose, selection: string): Promise<Answer> =>
  world.gateway.ask(
    columnOf(code).persona,
    `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename ... on Child { ${selection} } } }`,
    { by: { nhsNumber: RICH_NHS_NUMBER }, purpose },
  )
interface Envelope {
  readonly source: unknown
  readonly status: string
  readonly reason: string | null
  readonly complete: boolean
  readonly missing: readonly { readonly part: string; readonly reason: string }[]
  readonly withheld: readonly { readonly coordinate: string; readonly clause: string }[]
  readonly record: Record<string, unknown> | null
}
const child = ({ data }: Answer) => (data as { child: Record<string, never> }).child as Record<string, unknown>
const section = (answer: Answer, name: string): readonly Envelope[] => child(answer)[name] as readonly Envelope[]
const SAID = 'source { id } status reason complete missing { part reason } withheld { coordinate clause }'

describe('to look for a child who is not missing', () => {
  it.each(['HP-P', 'SW', 'PM', 'SL', 'RM'])('gives %s nothing, and says that it is the purpose', async code => {
    world.resetCalls()
    const answer = await ask(
      code,
      'LOCATE_CHILD',
      `completeness police { ${SAID} record { markers { marker { code } } } } identity { ${SAID} record { givenName } }`,
    )
    for (const [name, coordinates] of [
      ['police', ['PoliceRecord.markers', 'PoliceMarker.marker']],
      ['identity', ['IdentityAnswer.record', 'IdentityRecord.givenName']],
    ] as const)
      expect(section(answer, name)).toEqual([
        {
          source: null,
          status: 'WITHHELD',
          reason: 'PROTOCOL',
          complete: true,
          missing: [],
          record: null,
          withheld: coordinates.map(coordinate => ({ coordinate, clause: expect.stringMatching(/^2\.LOCATE_CHILD/) })),
        },
      ])
    expect(child(answer)['completeness']).toBe('COMPLETE_FOR_YOU')
    expect(answer.errors).toHaveLength(4)
  })

  it('has no agency called but for the relationship and the episode', async () => {
    world.resetCalls()
    await ask('SL', 'LOCATE_CHILD', `identity { ${SAID} } police { ${SAID} } health { ${SAID} } timeline { complete }`)
    const factsOnly = ['education-newport', 'police-gwent', 'social-care-newport', 'social-care-torfaen']
    expect(Object.keys(world.calls()).filter(source => !factsOnly.includes(source))).toEqual([])
  })
})

describe('a purpose of somebody else', () => {
  it.each([
    ['SL', 'ASSESS_RISK'],
    ['PO', 'CARE_PLANNING'],
    ['IR', 'LOCATE_CHILD'],
    ['HP-P', 'QUALITY_ASSURANCE'],
    ['AU', 'ASSESS_RISK'],
    ['AN', 'QUALITY_ASSURANCE'],
  ] as const)('is refused to %s before anybody is asked: %s', async (code, purpose) => {
    world.resetCalls()
    const { status, errors, text } = await ask(code, purpose, 'id')
    expect([status, errors.map(({ extensions }) => extensions['code'])]).toEqual([403, ['PURPOSE_NOT_YOURS']])
    expect(text).not.toContain('"data"')
    expect(world.calls()).toEqual({})
  })

  it('cannot be carried in beside one of the caller’s own', async () => {
    const query = `{ child(by: { nhsNumber: "${RICH_NHS_NUMBER}" }, purpose: SCHOOL_SUPPORT) { __typename } ...Q }
      fragment Q on Query { viewer { ...V } } fragment V on Viewer { caseload(purpose: LOCATE_CHILD) { lists { status } } }`
    const { errors } = await world.gateway.ask('school-lead', query)
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['ONE_PURPOSE'])
  })
})

describe('to count', () => {
  it('gives a hub manager nothing of a child', async () => {
    world.resetCalls()
    const answer = await ask('HM', 'STATISTICS', `identity { ${SAID} } hub { ${SAID} } missingEpisodes { ${SAID} }`)
    for (const name of ['identity', 'hub', 'missingEpisodes'])
      expect(section(answer, name).map(({ status, source }) => [status, source])).toEqual([['WITHHELD', null]])
    expect(world.calls()).toEqual({})
  })
})

describe('to check quality', () => {
  it("reads the hub's own records, withholds the agencies' and calls none of them", async () => {
    world.resetCalls()
    const answer = await ask(
      'HM',
      'QUALITY_ASSURANCE',
      `hub { ${SAID} record { mirafSummary { risk } } } missingEpisodes { ${SAID} record { episodes { reference } } }
       identity { ${SAID} } calledBy { age } professionals { complete people { name } } conflicts { fact }
       timeline(first: 50) { complete edges { node { source { id } } } }`,
    )
    expect(section(answer, 'hub').map(({ status }) => status)).toEqual(['FOUND'])
    expect(section(answer, 'missingEpisodes').map(({ source }) => source)).toEqual([{ id: 'hub' }])
    expect(section(answer, 'identity').map(({ status, source }) => [status, source])).toEqual([['WITHHELD', null]])
    const { calledBy, professionals, conflicts, timeline } = child(answer)
    expect([calledBy, professionals, conflicts]).toEqual([null, null, []])
    const sources = (timeline as { edges: { node: { source: { id: string } } }[] }).edges.map(
      ({ node }) => node.source.id,
    )
    expect([sources.length > 0, [...new Set(sources)]]).toEqual([true, ['hub']])
    expect(world.calls()).toEqual({})
  })
})

describe('where nobody can say whether an episode is open', () => {
  it('what an episode would open is not decided, and said to be so; what is certain is given', async () => {
    for (const system of ['police-gwent', 'social-care-newport', 'social-care-torfaen'])
      world.region.system(system).setFault({ kind: 'status', status: 503 })
    const answer = await ask(
      'PO',
      'ASSESS_RISK',
      `completeness identity { ${SAID} record { givenName nhsNumber } } contact { ${SAID} record { phones { number } } }
       health { ${SAID} record { alerts { what { code } } } } professionals { complete } timeline { complete }`,
    )
    for (const system of ['police-gwent', 'social-care-newport', 'social-care-torfaen'])
      world.region.system(system).setFault(null)
    // Without an episode this purpose is the officer's for less; with one it would not be the officer's at all.
    const identity = section(answer, 'identity').find(({ status }) => status === 'FOUND')
    expect(identity?.record).toMatchObject({ givenName: expect.any(String), nhsNumber: null })
    const said = answer.errors.map(({ extensions }) => extensions['code'])
    expect(said.length).toBeGreaterThan(0)
    expect(child(answer)['completeness']).toBe('PARTIAL')
  })
})
