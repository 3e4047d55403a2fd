import { describe, expect, it } from '@jest/globals'
import { restrain } from '../../src/adapters/agency.js'
import { MARKERS, marker, only, plainly, police } from './police-section.js'
import { desk, everything, load, read, rights, source } from './support.js'

describe('a section at level EXISTS', () => {
  const held = rights({ POLICE_MARKERS: 'EXISTS' })

  it('says that something is recorded, and nothing of what', async () => {
    const answer = await only(read({ 'police.markers': [marker] }), held)
    expect(answer).toMatchObject({
      status: 'RECORDED',
      complete: true,
      record: null,
      recordedOnly: [{ part: 'police.markers', category: 'POLICE_MARKERS' }],
    })
    expect(JSON.stringify(answer)).not.toMatch(/CSE|seen with|2026-01-02/)
  })

  it('says nothing recorded where there is nothing', async () => {
    expect(await only(read({ 'police.markers': [] }), held)).toMatchObject({
      status: 'NOTHING_RECORDED',
      recordedOnly: [],
    })
  })

  it('names it beside a record of which the caller has another part', async () => {
    const both = rights({ POLICE_MARKERS: 'FULL', POLICE_INTELLIGENCE: 'EXISTS' })
    const reading = read({
      'police.markers': [marker],
      'police.intelligence': [{} as never, { text: 'kept' } as never],
    })
    const answer = await only(reading, both, [...MARKERS, 'PoliceRecord.intelligence'])
    expect(answer).toMatchObject({ status: 'FOUND', recordedOnly: [{ part: 'police.intelligence' }] })
    expect(plainly(answer.record)).toMatchObject({ intelligence: null })
  })
})

describe('a section withheld whole', () => {
  const three = ['a', 'b', 'c'].map(id => ({
    source: source({ id: `police-${id}` }),
    reading: read({ 'police.markers': [marker] }),
  }))

  it('is one envelope without a source, however many sources there are', async () => {
    const none = await police([], rights({}))
    expect(JSON.stringify(await police(three, rights({})))).toBe(JSON.stringify(none))
    expect(none).toHaveLength(1)
    expect(none[0]).toMatchObject({ source: null, status: 'WITHHELD', reason: 'PROTOCOL', record: null, asOf: null })
  })

  it('asks nobody', async () => {
    expect((await load(three, { rights: rights({}), requested: MARKERS })).questions).toEqual([])
  })

  it('names what was selected, its clause, and whom to ask', async () => {
    const [answer] = await police([], rights({}))
    expect(answer?.withheld).toEqual([
      {
        coordinate: 'PoliceRecord.markers',
        category: 'POLICE_MARKERS',
        clause: '3.TEST.POLICE_MARKERS',
        contact: desk('POLICE'),
      },
    ])
  })

  it('is unavailable where permission could not be decided: not withheld, not nothing', async () => {
    const [answer, ...others] = await police(three, rights({ POLICE_MARKERS: 'UNDECIDED+NONE' }))
    expect(others).toEqual([])
    expect(answer).toMatchObject({
      source: null, status: 'UNAVAILABLE', reason: 'PERMISSION_UNDECIDED', complete: false,
      missing: [{ part: 'police.markers', reason: 'PERMISSION_UNDECIDED' }],
    }) // prettier-ignore
  })
})

describe('a row kept to its audience', () => {
  const kept = restrain({ text: 'a source close to the child', recordedAt: null } as never, { code: 'INTELLIGENCE_C' })
  const requested = ['Child.police', 'PoliceAnswer.record', 'PoliceRecord.intelligence']
  const shut = { mayReceive: () => false }

  it('is reported to those who may learn that something was removed', async () => {
    const answer = await only(read({ 'police.intelligence': [kept] }), everything({ ...shut, told: true }), requested)
    expect(answer.missing).toEqual([{ part: 'police.intelligence', reason: 'RESTRICTED_RECORD' }])
  })

  it('is recorded, not nothing recorded, also to those who may know only that something is', async () => {
    for (const held of [everything(shut), rights({ POLICE_INTELLIGENCE: 'EXISTS' }, shut)]) {
      const answer = await only(read({ 'police.intelligence': [kept] }), held, requested)
      expect(answer).toMatchObject({ status: 'RECORDED', complete: false, recordedOnly: [], record: null })
      expect(answer.missing).toEqual([{ part: 'police.intelligence', reason: 'RESTRICTED_RECORD' }])
    }
  })

  it('leaves for everybody else the same bytes as a record without it', async () => {
    const held = everything({ ...shut, told: false })
    const without = await only(read({ 'police.intelligence': [] }), held, requested)
    expect(JSON.stringify(await only(read({ 'police.intelligence': [kept] }), held, requested))).toBe(
      JSON.stringify(without),
    )
    expect(without.status).toBe('NOTHING_RECORDED')
  })

  it('is reported where the source itself kept rows back, to those who may learn it', async () => {
    const reading = read({ 'police.intelligence': [] }, { restrainedParts: ['police.intelligence'] })
    expect((await only(reading, everything({ told: true }), requested)).missing).toHaveLength(1)
    expect((await only(reading, everything({ told: false }), requested)).missing).toHaveLength(0)
  })
})

describe('a record its owner has locked', () => {
  it('is said to be locked to those who may be told', async () => {
    expect(await only({ kind: 'locked' }, everything({ told: true }))).toMatchObject({
      status: 'WITHHELD',
      reason: 'LOCKED_BY_OWNER',
      complete: false,
      record: null,
    })
  })

  it('is for everybody else the same bytes as no link', async () => {
    const held = everything({ told: false })
    expect(JSON.stringify(await only({ kind: 'locked' }, held))).toBe(JSON.stringify(await only(null, held)))
  })
})
