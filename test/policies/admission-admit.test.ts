// From facts to the one of four answers, and at what cost.
import { describe, expect, it } from '@jest/globals'
import { showsNone } from '../../src/policies/admission/admit.js'
import { read, subject } from '../children/support.js'
import { admit } from './admission/admit.js'
import { DOWN, NEWPORT, ago, dayAgo, episode, hub, link, person, post } from './admission/support.js'

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

describe('broken glass', () => {
  const broken = { links: atCare, breakGlass: { id: 'g1', until: ago(-0.5), notified: [] } }
  const answers = { 'social-care-torfaen': notHis }

  it('shows a child in place of a relationship, until it ends, to a role that has it', async () => {
    expect((await admit(broken, answers)).admission).toMatchObject({
      kind: 'SHOWN',
      rights: { breakGlassUntil: ago(-0.5), relationships: [], grants: { POLICE_MARKERS: { level: 'SUMMARY' } } },
    })
  })

  it('of a role that has none shows nothing', async () => {
    const other = await admit(broken, answers, { person: reviewer, purpose: 'CARE_PLANNING' })
    expect(other.admission).toEqual({ kind: 'NOT_SHOWN' })
  })

  it('reaches no child whose every record is protected', async () => {
    const hidden = { ...broken, links: [link('social-care-torfaen', PROTECTED)] }
    expect((await admit(hidden, answers)).admission).toEqual({ kind: 'NOT_SHOWN' })
    expect((await admit(hidden, answers, { asThoughBroken: true })).admission).toEqual({ kind: 'NOT_SHOWN' })
  })

  it('may be tried for a child the hub knows, by a role that could break it', async () => {
    const known = { links: atCare }
    expect((await admit(known, answers, { asThoughBroken: true })).admission).toMatchObject({
      kind: 'SHOWN',
      rights: { breakGlassUntil: null },
    })
    const found = await admit({ ...known, provisional: true }, answers, { asThoughBroken: true })
    expect(found.admission).toEqual({ kind: 'NOT_SHOWN' })
    const other = await admit(known, answers, { asThoughBroken: true, person: reviewer, purpose: 'CARE_PLANNING' })
    expect(other.admission).toEqual({ kind: 'NOT_SHOWN' })
  })
})

describe('answers that show no child', () => {
  it('are two of the four', () => {
    const kinds = ['NOT_SHOWN', 'COULD_NOT_CHECK', 'EXISTS'] as const
    expect(kinds.map(kind => showsNone({ kind }))).toEqual([true, true, false])
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

  it('is not made so by the flag of another child’s record', async () => {
    const links = [link('social-care-torfaen'), link('police-gwent', PROTECTED)]
    const other = read({ 'fact.involvements': [] }, { protectedRecord: true, subject: subject() })
    const isOwner = (): Promise<boolean> => Promise.resolve(false)
    const { learnt } = await admit({ links }, { 'social-care-torfaen': other }, { isOwner })
    expect(learnt?.flagged).toEqual([])
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
