// From facts to the one of four answers, and at what cost.
import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Part, Reading } from '../../src/adapters/agency.js'
import { admitAll } from '../../src/policies/admission/admit.js'
import type { AdmitDeps, KnownChild } from '../../src/policies/admission/admit.js'
import type { Category } from '../../src/types/index.js'
import { read } from '../children/support.js'
import { gwent } from './protocol/support.js'
import { link, DOWN, NEWPORT, NOW, TORFAEN, ago, care, dayAgo, episode, hub, person, police, post, schools } from './admission/support.js' // prettier-ignore

const protocol = gwent()
const MARKERS: readonly Category[] = ['POLICE_MARKERS']

interface Asked {
  readonly source: string
  readonly recordId: string
  readonly parts: readonly Part[]
}

/** Admits one child; `answers` is what each system says of the linked record, others have nothing. */
async function admit(
  child: Partial<KnownChild> | null,
  answers: Readonly<Record<string, Reading>>,
  rest: Partial<AdmitDeps> = {},
) {
  const asked: Asked[] = []
  const who = rest.person ?? person()
  const deps: AdmitDeps = {
    protocol,
    caller: { issuer: 'i', subject: 's', application: { id: 'a', actsForPersons: true, ceiling: 'ALL' }, person: who },
    person: who,
    purpose: 'ASSESS_RISK',
    categories: MARKERS,
    sources: [police, care, schools],
    isOwner: () => Promise.resolve(null),
    now: NOW,
    ask: (source: AgencySource, recordId, parts) => {
      asked.push({ source: source.description.id, recordId, parts: [...parts].sort() })
      const said = answers[source.description.id]
      const linked = recordId === `record-at-${source.description.id}`
      return Promise.resolve(said !== undefined && (linked || said.kind === 'failed') ? said : { kind: 'nothing' })
    },
    ...rest,
  }
  const known: KnownChild | null = child && {
    id: 'c1', links: [], hub: hub(), confirmed: [], episodeStates: [], provisional: false, ...child,
  } // prettier-ignore
  const { admissions, learnt } = await admitAll([known], deps)
  return { admission: admissions[0], learnt: learnt[0], asked }
}

const allocated = read({
  'fact.involvements': [{ staffRef: 'SW-1', team: null, role: 'WORKER', from: dayAgo(9), until: null }],
})
const notHis = read({ 'fact.involvements': [] })
const atCare = [link('social-care-torfaen')]
const PROTECTED = { protectedRecord: true } as const
const reviewer = person({ role: 'REVIEWING_OFFICER' })
const coordinator = person({
  role: 'POLICE_COORDINATOR',
  agency: 'POLICE',
  organisation: '61',
  posts: [post('AREA', NEWPORT)],
})

describe('a child', () => {
  it('is shown to whom a relationship opens it, and the relationship is learnt', async () => {
    const { admission, learnt } = await admit({ links: atCare }, { 'social-care-torfaen': allocated })
    expect(admission).toMatchObject({ kind: 'SHOWN', rights: { grants: { POLICE_MARKERS: { level: 'SUMMARY' } } } })
    expect(learnt).toMatchObject({ held: ['ALLOCATED'], ended: [] })
  })

  it('is said to be known to a role that is told so, and to nobody else', async () => {
    const answers = { 'social-care-torfaen': notHis }
    expect((await admit({ links: atCare }, answers)).admission).toEqual({ kind: 'EXISTS' })
    const other = await admit({ links: atCare }, answers, { person: reviewer, purpose: 'CARE_PLANNING' })
    expect(other.admission).toEqual({ kind: 'NOT_SHOWN' })
  })

  it('whom nobody knows is not shown', async () => {
    expect((await admit(null, {})).admission).toEqual({ kind: 'NOT_SHOWN' })
  })

  it('found just now in the own system is not said to be known', async () => {
    const found = await admit({ links: atCare, provisional: true }, { 'social-care-torfaen': notHis })
    expect(found.admission).toEqual({ kind: 'NOT_SHOWN' })
    expect(found.learnt).toBeUndefined()
  })

  it('is opened to an auditor without any relationship, and to an analyst never', async () => {
    const auditor = { person: person({ role: 'AUDITOR' }), purpose: 'QUALITY_ASSURANCE' } as const
    const { admission, asked } = await admit({ links: atCare }, {}, auditor)
    expect(admission).toMatchObject({ kind: 'SHOWN', rights: { hubRecordsOnly: true, relationships: [] } })
    expect(asked).toEqual([])
    const analyst = await admit(
      { hub: hub({ hubCase: true }) },
      {},
      { person: person({ role: 'ANALYST' }), purpose: 'STATISTICS' },
    )
    expect(analyst.admission).toEqual({ kind: 'NOT_SHOWN' })
  })
})

describe('what could not be decided', () => {
  const down = { 'social-care-torfaen': DOWN }

  it('opens nothing and is said to be so, for a known child and an unknown one', async () => {
    for (const child of [{ links: atCare }, null])
      expect((await admit(child, down)).admission).toEqual({ kind: 'COULD_NOT_CHECK' })
  })

  it('is bridged by what was confirmed lately, and marked', async () => {
    const confirmed = [{ relationship: 'ALLOCATED', confirmedAt: ago(11) }] as const
    const { admission, learnt } = await admit({ links: atCare, confirmed }, down)
    expect(admission).toMatchObject({
      kind: 'SHOWN',
      rights: { relationships: [{ relationship: 'ALLOCATED', inGrace: true }] },
    })
    expect(learnt).toMatchObject({ held: [] })
  })

  it('does not include what another system says of an episode', async () => {
    const hubWorker = person({ role: 'HUB_PRACTITIONER', agency: 'HUB', organisation: 'hub' })
    for (const child of [{ links: [link('police-gwent')] }, null]) {
      const { admission } = await admit(child, { 'police-gwent': DOWN }, { person: hubWorker, purpose: 'LOCATE_CHILD' })
      expect(admission).toEqual({ kind: 'NOT_SHOWN' })
    }
  })

  it('is the same out of shift for a child with a record where it is down and for one without', async () => {
    const off = person({ role: 'POLICE_OFFICER', agency: 'POLICE', organisation: '61', posts: [] })
    for (const child of [{ links: [link('police-gwent')] }, { links: atCare }, null])
      expect((await admit(child, { 'police-gwent': DOWN }, { person: off })).admission).toEqual({
        kind: 'COULD_NOT_CHECK',
      })
  })
})

describe('a child whose every record is protected', () => {
  const hidden = { links: [link('social-care-torfaen', PROTECTED), link('police-gwent', PROTECTED)] }

  it('looks unknown to everybody but those who may locate a child, also to roles that are told of others', async () => {
    for (const who of [person(), person({ role: 'TEAM_MANAGER', posts: [post('TEAM', 'LAC 9')] }), coordinator])
      expect((await admit(hidden, { 'social-care-torfaen': notHis }, { person: who })).admission).toEqual({
        kind: 'NOT_SHOWN',
      })
  })

  it('is shown to the allocated worker, the coordinator of the area and the hub manager', async () => {
    expect((await admit(hidden, { 'social-care-torfaen': allocated })).admission).toMatchObject({ kind: 'SHOWN' })
    const here = read({ 'fact.episodes': [episode({ areas: [NEWPORT] })] })
    expect((await admit(hidden, { 'police-gwent': here }, { person: coordinator })).admission).toMatchObject({
      kind: 'SHOWN',
    })
    const manager = person({ role: 'HUB_MANAGER', agency: 'HUB', organisation: 'hub' })
    const known = { ...hidden, hub: hub({ hubCase: true }) }
    expect((await admit(known, {}, { person: manager })).admission).toMatchObject({ kind: 'SHOWN' })
  })

  it('is not shown to a worker of the team who is not allocated, nor to the hub’s practitioners', async () => {
    const inTeam = read({
      'fact.involvements': [{ staffRef: 'else', team: 'LAC 2', role: 'WORKER', from: dayAgo(9), until: null }],
    })
    const worker = person({ posts: [post('TEAM', 'LAC 2')] })
    expect((await admit(hidden, { 'social-care-torfaen': inTeam }, { person: worker })).admission).toEqual({
      kind: 'NOT_SHOWN',
    })
    const practitioner = person({ role: 'HUB_PRACTITIONER', agency: 'HUB', organisation: 'hub' })
    const known = { ...hidden, hub: hub({ hubCase: true }) }
    expect((await admit(known, {}, { person: practitioner })).admission).toEqual({ kind: 'NOT_SHOWN' })
  })

  it('is looked up no further for a role that could never be shown one', async () => {
    const { asked } = await admit(hidden, {}, { person: reviewer, purpose: 'CARE_PLANNING' })
    expect(asked.map(({ recordId }) => recordId)).not.toContain('record-at-social-care-torfaen')
  })

  it('counts as such as soon as the last flag is seen', async () => {
    const links = [link('social-care-torfaen'), link('police-gwent', PROTECTED)]
    const flagged = read({ 'fact.involvements': [] }, { protectedRecord: true })
    const { admission, learnt } = await admit({ links }, { 'social-care-torfaen': flagged })
    expect(admission).toEqual({ kind: 'NOT_SHOWN' })
    expect(learnt?.flagged.map(({ sourceId }) => sourceId)).toEqual(['social-care-torfaen'])
  })
})

describe('the cost of an answer that shows no child', () => {
  it('is one question a system that could decide, whoever was asked for', async () => {
    const asReviewer = { person: reviewer, purpose: 'CARE_PLANNING' } as const
    const children = [
      null,
      { links: atCare },
      { links: [link('police-gwent')] },
      { links: [link('social-care-torfaen', PROTECTED)] },
    ]
    for (const child of children) {
      const { asked } = await admit(child, { 'social-care-torfaen': notHis }, asReviewer)
      expect(asked.map(({ source, parts }) => [source, parts])).toEqual([
        ['social-care-torfaen', ['fact.involvements']],
      ])
    }
  })

  it('tells a system nothing of the child it has no record of', async () => {
    const { asked } = await admit({ links: [link('police-gwent')] }, {}, { person: reviewer, purpose: 'CARE_PLANNING' })
    expect(asked.map(({ recordId }) => recordId)).not.toContain('record-at-police-gwent')
  })
})

describe('what is asked', () => {
  const questions = async (
    who: AdmitDeps['person'],
    categories: readonly Category[],
    purpose: AdmitDeps['purpose'] = 'ASSESS_RISK',
  ) =>
    Object.fromEntries(
      (await admit({ links: [...atCare, link('police-gwent')] }, {}, { person: who, categories, purpose })).asked.map(
        ({ source, parts }) => [source, parts],
      ),
    )

  it('is facts alone, of the caller’s own system where there is one', async () => {
    expect(await questions(person(), MARKERS)).toEqual({ 'social-care-torfaen': ['fact.involvements'] })
  })

  it('is whether an episode is open only where that makes a difference to what is selected', async () => {
    const officer = person({
      role: 'POLICE_OFFICER',
      agency: 'POLICE',
      organisation: '61',
      posts: [post('AREA', NEWPORT)],
    })
    const WHERE = ['fact.area', 'fact.placement']
    expect(await questions(officer, ['POLICE_MARKERS'], 'ASSESS_RISK')).toMatchObject({
      'police-gwent': ['fact.episodes'],
    })
    expect((await questions(coordinator, ['IDENTITY']))['social-care-torfaen']).toEqual(WHERE)
    expect((await questions(coordinator, ['HEALTH_ALERTS']))['social-care-torfaen']).toEqual([
      'fact.area',
      'fact.episodes',
      'fact.placement',
    ])
  })

  it('is also whether one was open lately, of everybody who can say, where the column narrows', async () => {
    expect((await questions(coordinator, ['CONTACT']))['social-care-torfaen']).toEqual([
      'fact.area',
      'fact.episodes',
      'fact.placement',
    ])
    const lately = read({
      'fact.episodes': [episode({ reportedAt: ago(60), endedAt: ago(50), areas: [TORFAEN] })],
      'fact.area': { homeAuthority: NEWPORT },
    })
    const { admission } = await admit(
      { links: atCare },
      { 'social-care-torfaen': lately },
      { person: coordinator, categories: ['CONTACT'] },
    )
    expect(admission).toMatchObject({ kind: 'SHOWN', rights: { grants: { CONTACT: { level: 'FULL' } } } })
  })
})
