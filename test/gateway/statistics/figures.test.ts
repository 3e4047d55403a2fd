// Figures over HTTP: who may have them, as they were counted or as anybody may be given them, and what is recorded for them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordChild } from '../../statistics/history.js'
import { openHubKit, type HubKit } from '../hub-work/kit.js'

let kit: HubKit
beforeAll(async () => {
  kit = await openHubKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const FIGURE = `query ($id: FigureId!, $period: String!, $by: FigureBy, $whole: Boolean! = false) {
  figure(id: $id, period: $period, partedBy: $by, whole: $whole) { figure { id method { en cy } } controlled none total
    rows { part name { cy } count } target { percent reached } notes { en } csv } }`
const LIST = '{ figures { id name { en cy } unit { en } method { en cy } by } }'
interface Table {
  readonly controlled: boolean
  readonly none: string | null
  readonly total: number | null
  readonly rows: readonly { readonly part: string; readonly count: number | null }[]
  readonly csv: string
}
const ask = (persona: string, variables: object, query = FIGURE) => kit.gateway.ask(persona, query, { ...variables })
async function table(persona: string, variables: object): Promise<Table> {
  const { data, errors } = await ask(persona, variables)
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual([])
  return (data as { figure: Table }).figure
}
const codes = async (persona: string, variables: object, query = FIGURE): Promise<readonly unknown[]> =>
  (await ask(persona, variables, query)).errors.map(({ extensions }) => extensions['code'])

describe('figures', () => {
  const march = { id: 'EPISODES', period: '2019-03', by: 'AUTHORITY' }
  beforeAll(async () => {
    const at = (day: number) => `2019-03-${String(day).padStart(2, '0')}T10:00:00Z`
    const places = ['W06000022', 'W06000020', 'W06000018'] as const
    for (let child = 0; child < 28; child += 1)
      await recordChild(kit.gateway.database.store, `S-${child}`, [
        { reportedAt: at(1 + child), area: places[child < 13 ? 0 : child < 25 ? 1 : 2] ?? '', backAfter: 3 },
      ])
  }, 60_000)

  it('are whole for the hub manager who asks for that, and kept back in part for everybody else', async () => {
    const whole = await table('hub-manager', { ...march, whole: true })
    const given = await table('analyst', march)
    const of = ({ rows }: Table, part: string) => rows.find(row => row.part === part)?.count
    expect([whole.controlled, whole.total]).toEqual([false, 28])
    expect(['W06000022', 'W06000020', 'W06000018', 'W06000019'].map(part => of(whole, part))).toEqual([13, 12, 3, 0])
    expect([given.controlled, given.total]).toEqual([true, 30])
    expect(['W06000018', 'W06000019'].map(part => of(given, part))).toEqual([null, null])
    expect(await table('hub-manager', march)).toEqual(given)
    // As a file they tell no more.
    const line = given.csv.split('\r\n').find(one => one.includes(',W06000018,'))
    expect(line).toContain(',W06000018,Caerphilly,Caerffili,,NOT_GIVEN,')
    expect(given.csv.startsWith('\uFEFFfigure,name_en,name_cy,')).toBe(true)
  })

  it('are the same however often they are asked for, whatever has been recorded since', async () => {
    const before = await table('analyst', march)
    await recordChild(kit.gateway.database.store, 'S-late', [{ reportedAt: '2019-03-30T10:00:00Z' }])
    expect(await table('analyst', march)).toEqual(before)
    expect((await table('hub-manager', { ...march, whole: true })).total).toBe(29)
  })

  it('are refused to whoever has no business with them, and whole to an analyst', async () => {
    for (const persona of ['social-worker', 'school-lead', 'hub-police', 'police-coordinator', 'auditor'])
      for (const query of [FIGURE, LIST])
        expect([persona, await codes(persona, march, query)]).toEqual([persona, ['OPERATION_REFUSED']])
    expect(await codes('analyst', { ...march, whole: true })).toEqual(['OPERATION_REFUSED'])
  })

  it('are given to an application by itself as to an analyst, and never whole', async () => {
    const token = await kit.region.applicationToken('figures-partner')
    const alone = (query: string, variables: object) => kit.gateway.ask(null, query, variables, { token })
    const { data } = await alone(FIGURE, march)
    expect((data as { figure: Table }).figure).toEqual(await table('analyst', march))
    const refused = await alone(FIGURE, { ...march, whole: true })
    expect(refused.errors.map(({ extensions }) => extensions['code'])).toEqual(['OPERATION_REFUSED'])
    expect((await alone(LIST, {})).errors).toEqual([])
  })

  it('have no period but whole ones, and no part but their own', async () => {
    for (const period of ['2019-03..2019-04', '2019-13', '2019-Q5', '1999', '2019-03-01', ''])
      expect([period, await codes('analyst', { ...march, period })]).toEqual([period, ['BAD_ARGUMENT']])
    expect(await codes('analyst', { ...march, by: 'RISK' })).toEqual(['BAD_ARGUMENT'])
    expect((await table('hub-manager', { ...march, period: '2019-03..2019-04', whole: true })).total).toBe(29)
  })

  it('say why there are none', async () => {
    const none = async (id: string, period: string) => (await table('analyst', { id, period })).none
    const year = kit.at().getUTCFullYear()
    expect(await none('EPISODES', String(year + 1))).toBe('NOT_OVER_YET')
    expect(await none('REFERRALS', '2019')).toBeNull()
    expect(await none('CHILDREN', '2019-Q1')).toBe('WHOLE_YEARS_ONLY')
    expect(await none('COST_BENEFIT', '2019')).toBe('TOO_FEW')
  })

  it('are listed with their methods in both languages', async () => {
    const { data } = await ask('analyst', {}, LIST)
    const { figures } = data as { figures: { id: string; method: { en: string; cy: string }; by: string[] }[] }
    expect(figures.length).toBe(20)
    expect(figures.every(({ method }) => method.en.length > 10 && method.cy.length > 10)).toBe(true)
  })
})

describe('what is recorded for figures', () => {
  const TRAINING = `mutation ($input: RecordTrainingInput!) { recordTraining(input: $input) { id at } }`
  const COST = `mutation ($input: RecordCostCaseInput!) { recordCostCase(input: $input) { id incurred interventions avoided benefit notes { en } } }`
  const training = {
    heldOn: '2019-03-05',
    attendees: [{ agency: 'POLICE', number: 12 }],
    ratings: [{ rating: 'GOOD', number: 8 }],
  }

  it('is done once for one key, and counted', async () => {
    const input = { key: randomUUID(), ...training }
    const first = await ask('hub-police', { input }, TRAINING)
    expect(await ask('hub-police', { input }, TRAINING)).toMatchObject({ data: first.data })
    expect((await table('hub-manager', { id: 'TRAINING_ATTENDEES', period: '2019-03', whole: true })).total).toBe(12)
  })

  it('is refused whole where it is not the caller’s, or is not so', async () => {
    const input = { key: randomUUID(), ...training }
    for (const persona of ['analyst', 'social-worker', 'auditor'])
      expect(await codes(persona, { input }, TRAINING)).toEqual(['OPERATION_REFUSED'])
    const wrong = [
      { heldOn: '2999-01-01' },
      { attendees: [] },
      { attendees: [{ agency: 'POLICE', number: 0 }] },
      { attendees: [training.attendees[0], training.attendees[0]] },
    ]
    for (const change of wrong)
      expect(await codes('hub-manager', { input: { ...input, key: randomUUID(), ...change } }, TRAINING)).toEqual([
        'BAD_ARGUMENT',
      ])
    expect((await table('hub-manager', { id: 'TRAINING_ATTENDEES', period: '2019-03', whole: true })).total).toBe(12)
  })

  it('says of a case what its lines come to', async () => {
    const lines = [
      { side: 'INCURRED', unit: 'INVESTIGATION', number: 1 },
      { side: 'INTERVENTIONS', unit: 'DEBRIEF_SESSION', number: 2 },
      { side: 'AVOIDED', unit: 'INVESTIGATION', number: 1 },
    ]
    const input = { key: randomUUID(), closedOn: '2019-03-31', lines, printedBenefit: 1_000 }
    expect(await codes('hub-police', { input }, COST)).toEqual(['OPERATION_REFUSED'])
    const { data } = await ask('hub-manager', { input }, COST)
    expect(data).toMatchObject({
      recordCostCase: {
        ...{ incurred: 1_500, interventions: 378, avoided: 1_500, benefit: 1_122 },
        notes: [{ en: 'Printed elsewhere as £1,000; the table comes to £1,122.' }],
      },
    })
    expect(await codes('hub-manager', { input: { ...input, key: randomUUID(), lines: [] } }, COST)).toEqual([
      'BAD_ARGUMENT',
    ])
  })
})
