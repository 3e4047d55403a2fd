import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { generateRegion } from '../../simulators/region/generate.js'
import { seedOf } from '../../simulators/region/seed.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const anchor = {
  givenNames: ['Ffion'],
  familyNames: ['Prys'],
  dateOfBirth: '2010-04-07',
  sex: 'FEMALE',
  postcodeSector: null,
}
const episode = {
  ref: 'E-1',
  reportedAt: '2026-11-20T21:05:00Z',
  lastSeenAt: '2026-11-20T19:00:00Z',
  endedAt: null,
  status: 'OPEN',
  category: 'MISSING',
  missingFrom: 'CARE_HOME',
  risk: 'HIGH',
  riskHistory: [],
  gss: 'W06000022',
  lastSeenPlace: 'Unmistakable Street',
  companions: ['Unmistakable Companion'],
  safeAndWell: null,
}
const summary = {
  risk: 'HIGH',
  en: 'What to know',
  cy: 'Beth i’w wybod',
  whatToDoEn: 'Ring',
  whatToDoCy: 'Ffoniwch',
  approvedAt: '2026-11-01T09:30:00Z',
  reviewDue: '2027-02-01',
}
const hub = {
  caseFrom: '2026-11-20T21:05:00Z',
  debriefAssignee: 'W-17',
  summary,
  episodes: [
    {
      ...episode,
      ref: 'E-0',
      reportedAt: '2026-10-02T20:00:00Z',
      endedAt: '2026-10-03T02:00:00Z',
      status: 'CLOSED',
      safeAndWell: { done: false, notDoneReason: 'Refused' },
    },
    episode,
  ],
}

function child(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const link = {
    sourceId: 'police-gwent',
    recordId: name,
    how: 'CONFIRMED_BY_PERSON',
    confirmedAt: '2026-11-01T09:00:00Z',
    protectedRecord: false,
    anchor,
  }
  return { identifiers: { nhsNumber: `nhs-${name}`, upn: null }, links: [link], hub: null, ...more }
}

async function idOf(name: string): Promise<string> {
  return (await database.store.children.byIdentifier('NHS_NUMBER', [`nhs-${name}`])).get(`nhs-${name}`) ?? ''
}

describe('the seed', () => {
  it('loads children, their confirmed links and the hub’s records', async () => {
    const { store } = database
    expect(await store.hub.seed({ children: [child('one', { hub })] })).toEqual({
      childrenMade: 1,
      linksMade: 1,
      conflicts: [],
    })
    const id = await idOf('one')
    expect((await store.children.linksOf([id])).get(id)).toMatchObject([
      { how: 'PERSON', sourceId: 'police-gwent', anchor },
    ])
    expect((await store.hub.factsOf([id])).get(id)).toEqual({
      hubCase: { openedAt: '2026-11-20T21:05:00.000Z', closedAt: null },
      openReferralAt: null,
      calls: [],
      lastMeetingAt: null,
      ended: [],
      debriefAssignments: [{ staffRef: 'W-17', from: '2026-11-20T21:05:00.000Z', until: null }],
      episodes: [
        {
          reference: 'E-1',
          reportedAt: '2026-11-20T21:05:00.000Z',
          lastSeenAt: '2026-11-20T19:00:00.000Z',
          endedAt: null,
          status: 'OPEN',
          category: 'MISSING',
          risk: 'HIGH',
          missingFrom: 'CARE_HOME',
          area: 'W06000022',
          homeAuthority: null,
          safeAndWellSettled: false,
          // Loaded from a file, and so from before its steps were recorded.
          version: 0,
          reviewAt: null,
          interviewSettled: false,
          mergedInto: null,
          soleWord: null,
        },
        expect.objectContaining({ reference: 'E-0', endedAt: '2026-10-03T02:00:00.000Z', safeAndWellSettled: true }),
      ],
      summary: {
        risk: 'HIGH',
        text: { en: 'What to know', cy: 'Beth i’w wybod' },
        whatToDo: { en: 'Ring', cy: 'Ffoniwch' },
        approvedAt: '2026-11-01T09:30:00.000Z',
        reviewDue: '2027-02-01',
        assessmentRevisedSince: false,
      },
    })
  })

  it('changes nothing when loaded again', async () => {
    const { hub: loader } = database.store
    const file = { children: [child('two', { hub }), child('three')] }
    expect(await loader.seed(file)).toMatchObject({ childrenMade: 2, linksMade: 2 })
    const first = await loader.factsOf([await idOf('two')])
    expect(await loader.seed(file)).toEqual({ childrenMade: 0, linksMade: 0, conflicts: [] })
    expect(await loader.factsOf([await idOf('two')])).toEqual(first)
  })

  it('finds a child the linking pass already made, and one known to police alone by its link', async () => {
    const { store } = database
    const record = { sourceId: 'health-abuhb', recordId: 'p-1', how: 'NHS_NUMBER', protectedRecord: false } as const
    const demographics = { ...anchor, sex: 'FEMALE' } as const
    await store.linking.apply([{ ...record, identifiers: { nhsNumber: 'nhs-four', upn: null }, anchor: demographics }])
    const alone = child('five', { identifiers: { nhsNumber: null, upn: null } })
    expect(await store.hub.seed({ children: [child('four'), alone] })).toMatchObject({ childrenMade: 1, linksMade: 2 })
    expect(await store.hub.seed({ children: [alone] })).toMatchObject({ childrenMade: 0, linksMade: 0 })
  })

  it('leaves out an entry that would join two children, and says which', async () => {
    const { hub: loader } = database.store
    await loader.seed({ children: [child('six'), child('seven')] })
    const mixed = child('six', { identifiers: { nhsNumber: 'nhs-seven', upn: null } })
    const { conflicts } = await loader.seed({ children: [child('eight'), mixed] })
    expect(conflicts).toEqual([{ entry: 1, childIds: [await idOf('seven'), await idOf('six')] }])
  })

  it('loads what the simulated region writes, and that twice', async () => {
    const { store } = database
    const file = seedOf(generateRegion({ seed: 7, size: 200, now: '2026-11-22T09:00:00Z' }))
    const records = file.children.flatMap(one => one.links)
    const first = await store.hub.seed(JSON.parse(JSON.stringify(file)))
    expect(first).toEqual({ childrenMade: file.children.length, linksMade: records.length, conflicts: [] })
    expect(await store.hub.seed(file)).toEqual({ childrenMade: 0, linksMade: 0, conflicts: [] })
    expect((await store.children.byRecord(records)).size).toBe(records.length)
  })

  it('refuses a file of another shape', async () => {
    await expect(database.store.hub.seed({ children: [{ links: [] }] })).rejects.toThrow()
  })

  it('keeps no place or companion: those are the agencies’ to tell', async () => {
    await database.store.hub.seed({ children: [child('nine', { hub })] })
    const everything = `select string_agg(e::text, '') as all from hafan.episode e`
    const { rows } = await asOwner(database.url, client => client.query<{ all: string }>(everything))
    expect(rows[0]?.all).not.toMatch(/Unmistakable/)
  })
})

describe('the hub’s facts', () => {
  it('are empty, not missing, for a child the hub does not know', async () => {
    await database.store.hub.seed({ children: [child('ten')] })
    const id = await idOf('ten')
    expect((await database.store.hub.factsOf([id])).get(id)).toEqual({
      hubCase: null,
      openReferralAt: null,
      calls: [],
      lastMeetingAt: null,
      ended: [],
      debriefAssignments: [],
      episodes: [],
      summary: null,
    })
  })
})
