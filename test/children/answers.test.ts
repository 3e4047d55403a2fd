import { describe, expect, it } from '@jest/globals'
import type { Part, PartValues } from '../../src/adapters/agency.js'
import { answersOf } from '../../src/children/answers.js'
import { rightsOf } from '../../src/children/rights.js'
import { MARKERS, marker, only, plainly, police } from './police-section.js'
import { NOW, answerDeps, desk, everything, grants, load, read, rights, source, subject } from './support.js'

describe('an answer', () => {
  it('is found: the record, when it was true, and nothing missing', async () => {
    const answer = await only(read({ 'police.markers': [marker] }, { asOf: '2026-03-01T00:00:00.000Z', stale: true }))
    expect(answer).toMatchObject({
      __typename: 'PoliceAnswer', status: 'FOUND', reason: null, asOf: '2026-03-01T00:00:00.000Z', stale: true,
      complete: true, missing: [], withheld: [], recordedOnly: [], source: { id: 'police-gwent' },
    }) // prettier-ignore
    expect(plainly(answer.record)).toMatchObject({ markers: [{ from: '2026-01-02' }] })
  })

  it('is of now where the source does not say of when it is', async () => {
    expect((await only(read({ 'police.markers': [] }))).asOf).toBe(NOW.toISOString())
  })

  it('is nothing recorded where the source holds nothing, without a record', async () => {
    for (const reading of [
      { kind: 'nothing' } as const,
      read({ 'police.markers': [] }),
      read({ 'police.markers': null }),
    ]) {
      expect(await only(reading)).toMatchObject({ status: 'NOTHING_RECORDED', complete: true, record: null })
    }
  })

  it('is unavailable, and not complete, where the source failed', async () => {
    const answer = await only({ kind: 'failed', reason: 'TIMED_OUT' })
    expect(answer).toMatchObject({ status: 'UNAVAILABLE', reason: 'TIMED_OUT', complete: false, record: null })
  })

  it('is unverified where the record may be another child’s, and shows nothing of it', async () => {
    const other = subject({
      demographics: { ...subject().demographics, givenNames: ['Gwenllian'], dateOfBirth: '2012-01-01' },
    })
    const reading = read({ 'police.markers': [marker] }, { subject: other })
    const [answer] = await police(
      [{ source: source(), reading, link: { anchor: subject().demographics } }],
      everything(),
    )
    expect(answer).toMatchObject({ status: 'UNVERIFIED', reason: 'SUBJECT_MISMATCH', complete: false, record: null })
    expect(JSON.stringify(answer)).not.toContain('seen with adults')
  })

  it('is unverified where more than one record answers', async () => {
    expect(await only({ kind: 'many' })).toMatchObject({
      status: 'UNVERIFIED',
      reason: 'MORE_THAN_ONE',
      complete: false,
    })
  })

  it('is unverified where no record is linked, with a contact', async () => {
    const answer = await only(null)
    expect(answer).toMatchObject({
      status: 'UNVERIFIED',
      reason: 'NOT_LINKED',
      complete: false,
      contact: desk('POLICE'),
    })
  })

  it('is unverified where no source of the agency exists at all: never nothing recorded', async () => {
    const [answer, ...others] = await police([], everything())
    expect(others).toEqual([])
    expect(answer).toMatchObject({ source: null, status: 'UNVERIFIED', reason: 'NOT_LINKED', complete: false })
  })

  it('gives the source’s own desk where it has one', async () => {
    const contact = { name: 'Missing persons unit', phone: '01632 960123', hours: null }
    const [answer] = await police([{ source: source({ contact }), reading: { kind: 'many' } }], everything())
    expect(answer?.contact).toEqual(contact)
  })
})

describe('an answer of which a part failed', () => {
  const requested = [...MARKERS, 'PoliceRecord.intelligence', 'PoliceRecord.nominal']

  it('is found and not complete; the part is null, never an empty list, and is named', async () => {
    const reading = read(
      { 'police.markers': [marker], 'police.nominal': null },
      { failedParts: { 'police.intelligence': 'MALFORMED' } },
    )
    const answer = await only(reading, everything(), requested)
    expect(answer).toMatchObject({
      status: 'FOUND',
      complete: false,
      missing: [{ part: 'police.intelligence', reason: 'MALFORMED' }],
    })
    expect(plainly(answer.record)).toMatchObject({ intelligence: null, nominal: null })
  })

  it('keeps an empty list apart from a part that did not come', async () => {
    const reading = read({ 'police.markers': [marker], 'police.intelligence': [], 'police.nominal': null })
    expect(plainly((await only(reading, everything(), requested)).record)).toMatchObject({
      intelligence: [],
      nominal: null,
    })
  })

  it('is unavailable where the rest holds nothing: there may be something', async () => {
    const reading = read(
      { 'police.markers': [], 'police.nominal': null },
      { failedParts: { 'police.intelligence': 'TIMED_OUT' } },
    )
    expect(await only(reading, everything(), requested)).toMatchObject({
      status: 'UNAVAILABLE',
      reason: 'TIMED_OUT',
      complete: false,
    })
  })

  it('says nothing of a failed part that this caller has no right to', async () => {
    const held = rights({ POLICE_MARKERS: 'FULL' })
    const reading = read({ 'police.markers': [marker] }, { failedParts: { 'police.intelligence': 'TIMED_OUT' } })
    expect(await only(reading, held, requested)).toMatchObject({ status: 'FOUND', missing: [], complete: true })
  })

  it('says of a failed part whose existence the caller may know that it did not come', async () => {
    const held = rights({ POLICE_MARKERS: 'FULL', POLICE_INTELLIGENCE: 'EXISTS' })
    const reading = read(
      { 'police.markers': [marker], 'police.nominal': null },
      { failedParts: { 'police.intelligence': 'TIMED_OUT' } },
    )
    expect(await only(reading, held, requested)).toMatchObject({
      complete: false,
      missing: [{ part: 'police.intelligence', reason: 'TIMED_OUT' }],
      recordedOnly: [],
    })
  })
})

describe('the envelopes of a section', () => {
  it('are one a source, and one a record where a source holds two', async () => {
    const two = source({ id: 'police-two' })
    const answers = await police(
      [
        { source: two, reading: read({ 'police.markers': [] }), link: { recordId: 'first' } },
        { source: two, reading: read({ 'police.markers': [marker] }), link: { recordId: 'second' } },
        { source: source({ id: 'police-three' }), reading: { kind: 'many' } },
      ],
      everything(),
    )
    expect(answers.map(({ source: from, status }) => [from?.id, status])).toEqual([
      ['police-two', 'NOTHING_RECORDED'],
      ['police-two', 'FOUND'],
      ['police-three', 'UNVERIFIED'],
    ])
  })

  it('leave out a source that does not offer what was selected', async () => {
    const offers: readonly Part[] = ['police.custody']
    const answers = await police(
      [
        { source: source(), reading: read({ 'police.markers': [] }) },
        { source: source({ id: 'other', offers }), reading: read({}) },
      ],
      everything(),
    )
    expect(answers).toHaveLength(1)
  })

  it('carry the rights and cannot be changed', async () => {
    const held = everything()
    const answer = await only(read({ 'police.markers': [marker] }), held)
    expect([rightsOf(answer), rightsOf(answer.record)]).toEqual([held, held])
    expect([answer, answer.record].map(each => Object.isFrozen(each))).toEqual([true, true])
  })

  it('name as unlinked the police in missing episodes, and no unlinked charity in an identity', async () => {
    const held = everything()
    const charity = source({ id: 'charity', agency: 'THIRD_SECTOR' })
    const { picture, plan } = await load(
      [{ source: source(), reading: null }, { source: charity, reading: null }],
      { rights: held, requested: ['Child.missingEpisodes', 'Child.identity'] },
    ) // prettier-ignore
    const of = (name: 'missingEpisodes' | 'identity'): (string | undefined)[] => {
      const section = plan.sections.get(name)
      return section ? answersOf(name, section, picture, held, answerDeps).map(({ source: from }) => from?.id) : []
    }
    expect(of('missingEpisodes')).toEqual(['police-gwent'])
    expect(of('identity')).toEqual([undefined])
  })

  it('are drawn from the hub’s own levels for the hub', async () => {
    const held = { ...rights({}), grants: grants({ MIRAF_SUMMARY: 'FULL' }), hubRecordsOnly: true }
    const hub = source({ id: 'hub', agency: 'HUB', offers: ['hub.mirafSummary'] })
    const summary = { risk: 'HIGH' } as PartValues['hub.mirafSummary']
    const { picture, plan, questions } = await load(
      [{ source: hub, reading: read({ 'hub.mirafSummary': summary }) }, { source: source(), reading: read({ 'police.markers': [marker] }) }],
      { rights: held, requested: ['Child.hub', ...MARKERS] },
    ) // prettier-ignore
    expect(questions.map(({ source: asked }) => asked)).toEqual(['hub'])
    const section = plan.sections.get('hub')
    expect(section && answersOf('hub', section, picture, held, answerDeps)[0]?.status).toBe('FOUND')
  })
})
