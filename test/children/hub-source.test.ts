import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Part } from '../../src/adapters/agency.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { createHubSource } from '../../src/hub/source.js'
import type { HubFacts } from '../../src/store/hub.js'
import { nobodyCalls } from './support.js'

const NOTHING: HubFacts = {
  hubCase: null,
  debriefAssignments: [],
  episodes: [],
  calls: [],
  lastMeetingAt: null,
  openReferralAt: null,
  summary: null,
  ended: [],
}
const episode: HubFacts['episodes'][number] = {
  reference: 'MP-61-26-004417', reportedAt: '2026-03-01T10:00:00.000Z', lastSeenAt: null, endedAt: null, status: 'OPEN',
  category: 'MISSING', risk: 'HIGH', missingFrom: 'HOME', area: 'W06000022', homeAuthority: 'E06000023', safeAndWellSettled: false,
  ...{ version: 0, soleWord: null, reviewAt: null, interviewSettled: false, mergedInto: null },
} // prettier-ignore
const words = { en: 'x', cy: 'y' }
const summary: HubFacts['summary'] = {
  risk: 'HIGH',
  text: words,
  whatToDo: words,
  approvedAt: '2026-03-01T10:00:00.000Z',
  reviewDue: '2026-06-01',
  assessmentRevisedSince: false,
}

const asked: (readonly string[])[] = []
const hub = (facts: Readonly<Record<string, HubFacts>>): AgencySource =>
  createHubSource(
    {
      hub: {
        factsOf: ids => {
          asked.push(ids)
          return Promise.resolve(new Map(ids.flatMap(id => (facts[id] ? [[id, facts[id]]] : []))))
        },
      },
      episodes: {
        of: () => Promise.reject(new Error('nothing of these is sealed')),
        graded: () => Promise.reject(new Error('nothing of these is sealed')),
      },
      mirafs: { of: () => Promise.resolve(new Map()), requests: () => Promise.resolve(new Map()) },
      mirafSummaries: { drafts: () => Promise.resolve(new Map()), shown: () => Promise.resolve(new Map()) },
      casework: { of: () => Promise.reject(new Error('nobody asked for casework')) },
    },
    null,
    { now: () => new Date('2026-03-02T10:00:00.000Z'), policy: HUB_POLICY },
  )

const both: ReadonlySet<Part> = new Set<Part>(['episodes', 'hub.mirafSummary'])

describe('the hub as a source', () => {
  it('answers with its episodes and summary, and with no word on who the child is', async () => {
    const reading = await hub({ a: { ...NOTHING, episodes: [episode], summary } }).lookup(
      { recordId: 'a', parts: both },
      nobodyCalls,
    )
    expect(reading).toMatchObject({
      kind: 'read', recordId: 'a', subject: null, failedParts: {}, protectedRecord: false,
      parts: { episodes: { episodes: [{ reference: 'MP-61-26-004417', status: 'OPEN', lastSeenPlace: null }] }, 'hub.mirafSummary': summary },
    }) // prettier-ignore
  })

  it('gives null, never an empty record, for what it does not hold', async () => {
    const reading = await hub({ a: NOTHING }).lookup({ recordId: 'a', parts: both }, nobodyCalls)
    expect(reading).toMatchObject({ parts: { episodes: null, 'hub.mirafSummary': null } })
  })

  it('answers only the parts it is asked for', async () => {
    const reading = await hub({ a: { ...NOTHING, summary } }).lookup(
      { recordId: 'a', parts: new Set<Part>(['episodes']) },
      nobodyCalls,
    )
    expect(reading.kind === 'read' && Object.keys(reading.parts)).toEqual(['episodes'])
  })

  it('shows of an episode nothing that decisions alone need', async () => {
    const reading = await hub({ a: { ...NOTHING, episodes: [episode] } }).lookup(
      { recordId: 'a', parts: both },
      nobodyCalls,
    )
    expect(JSON.stringify(reading)).not.toMatch(/safeAndWellSettled|soleWord|interviewSettled/)
  })

  it('has nothing of a child it does not know', async () => {
    expect(await hub({}).lookup({ recordId: 'a', parts: both }, nobodyCalls)).toEqual({ kind: 'nothing' })
  })

  it('answers for many in one question, in the order asked', async () => {
    asked.length = 0
    const source = hub({ a: NOTHING, b: { ...NOTHING, summary } })
    const readings = await source.lookupMany?.(
      [
        { recordId: 'b', parts: both },
        { recordId: 'x', parts: both },
        { recordId: 'a', parts: both },
      ],
      nobodyCalls,
    )
    expect(readings?.map(reading => (reading.kind === 'read' ? reading.recordId : reading.kind))).toEqual([
      'b',
      'nothing',
      'a',
    ])
    expect(asked).toEqual([['b', 'x', 'a']])
  })
})
