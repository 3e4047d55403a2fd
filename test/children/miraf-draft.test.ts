import { describe, expect, it } from '@jest/globals'
import { HANDLING, restrain } from '../../src/adapters/agency.js'
import { carrying, type CARRIED } from '../../src/children/carried.js'
import { FILLINGS, draftFacts, isWholeDraft, type Filling } from '../../src/children/miraf-draft.js'
import { namesAround } from '../../src/children/names-around.js'
import type { Picture } from '../../src/children/picture.js'
import { trim } from '../../src/children/trim.js'
import { classification } from '../gateway/matrix/table.js'
import { COLUMNS } from '../gateway/matrix/columns.js'
import { inPlace, protocol, rightsOfColumn } from '../gateway/matrix/table.js'
import { mayPreFill } from '../../src/policies/protocol/carried.js'

const rightsOf = (code: string) => {
  const column = COLUMNS.find(one => one.code === code)
  if (!column) throw new Error(code)
  return rightsOfColumn(column, 'OPEN', inPlace(column))
}
const label = (en: string) => ({ label: { en, cy: en } })
const reading = { kind: 'read', failedParts: {} }

/** A picture of one source with these parts. */
const pictureOf = (parts: Readonly<Record<string, unknown>>, more: object = {}): Picture =>
  ({
    hideLocation: false,
    asked: [
      {
        source: { description: { id: 'one', agency: 'POLICE' } },
        ...{ link: {}, reading, sameChild: true, asOf: '2026-03-01T10:00:00.000Z', notOffered: new Set() },
        parts: new Map(Object.entries(parts).map(([part, value]) => [part, { value, removed: false }])),
        ...more,
      },
    ],
  }) as unknown as Picture

const markers = {
  'police.markers': [
    { marker: label('Violent'), until: null },
    { marker: label('Old'), until: '2020-01-01' },
  ],
}
const draft = (picture: Picture, code = 'HP-P', more: object = {}) =>
  draftFacts(picture, {
    ...{ classification, rights: rightsOf(code), mayPreFill: one => mayPreFill(protocol, one) },
    ...more,
  }).map(({ fact }) => fact)

describe('a draft', () => {
  it('has what is so now, with source, category, level and time', () => {
    expect(draft(pictureOf(markers))).toEqual([
      {
        ...{
          place: 'HAZARDS',
          coordinate: 'PoliceMarker.marker',
          category: 'POLICE_MARKERS',
          strength: 2,
          locates: false,
        },
        ...{ source: 'one', agency: 'POLICE', text: 'Violent', handling: null, asOf: '2026-03-01T10:00:00.000Z' },
      },
    ])
  })

  it.each(['HP-E', 'SL', 'HM-Q'])('has nothing that %s is not given', code => {
    expect(draft(pictureOf(markers), code)).toEqual([])
  })

  it('has no intelligence and no account, even where its list names them', () => {
    const fillings: readonly Filling[] = [
      { part: 'police.intelligence', type: 'IntelligenceReport', field: 'text', place: 'HAZARDS' },
      { part: 'thirdSector.accounts', type: 'ChildAccount', field: 'words', place: 'PUSH' },
      { part: 'police.markers', type: 'PoliceMarker', field: 'marker', place: 'HAZARDS' },
    ]
    const picture = pictureOf({
      ...markers,
      ...{ 'police.intelligence': [{ text: 'A car' }], 'thirdSector.accounts': [{ words: 'He said' }] },
    })
    expect(draft(picture, 'HP-P', { fillings }).map(({ text }) => text)).toEqual(['Violent'])
    const all = draft(picture, 'HP-P', { fillings, mayPreFill: () => true }).map(({ text }) => text)
    expect(all).toEqual(['A car', 'He said', 'Violent'])
    for (const { type, field } of FILLINGS)
      expect(mayPreFill(protocol, classification.coordinates.get(`${type}.${field}`)?.category ?? 'OPERATIONAL')).toBe(
        true,
      )
  })

  it('keeps the handling of the row, and says nothing of where a child is who is not to be located', () => {
    const row = restrain({ marker: label('Violent'), until: null }, { code: 'ABOUT_CARER' })
    expect(draft(pictureOf({ 'police.markers': [row] }))[0]?.handling).toEqual({ code: 'ABOUT_CARER' })
    const seen = pictureOf({ episodes: { episodes: [{ lastSeenPlace: 'The quay', companions: ['A. N.'] }] } })
    expect(draft(seen).map(({ text }) => text)).toEqual(['The quay', 'A. N.'])
    expect(draft({ ...seen, hideLocation: true }).map(({ text }) => text)).toEqual(['A. N.'])
  })

  it('is whole only where every source answered and kept nothing back', () => {
    expect(isWholeDraft(pictureOf(markers))).toBe(true)
    expect(isWholeDraft(pictureOf(markers, { sameChild: false }))).toBe(false)
    expect(isWholeDraft(pictureOf(markers, { reading: null }))).toBe(false)
    expect(isWholeDraft(pictureOf(markers, { reading: { kind: 'failed', reason: 'TIMED_OUT' } }))).toBe(false)
  })
})

describe('what is carried', () => {
  const fact = { id: 'x', place: 'PLACES', text: 'The quay', category: 'POLICE_MARKERS' }
  const carried = { category: 'POLICE_MARKERS', strength: 2, handling: null, locates: false, fields: null } as const
  const given = (row: object, code: string, hideLocation = false) =>
    trim('Miraf', { facts: [row] }, { classification, rights: rightsOf(code), hideLocation })

  it('goes to those who may read its category at its level, and is not said to be kept back', () => {
    const row = carrying(fact, carried)
    expect(given(row, 'HP-P').value).toMatchObject({ facts: [{ text: 'The quay' }] })
    for (const code of ['HP-E', 'SL', 'IR'])
      expect(given(row, code)).toMatchObject({ value: { facts: [] }, removed: false })
    const full = carrying(fact, { ...carried, strength: 3 })
    expect(given(full, 'SW').value).toMatchObject({ facts: [] })
    expect(given(full, 'PM').value).toMatchObject({ facts: [{ text: 'The quay' }] })
  })

  it('does not tell where a child is, and is restrained as at its source', () => {
    expect(given(carrying(fact, { ...carried, locates: true }), 'HP-P', true).value).toMatchObject({ facts: [] })
    const about = { code: 'ABOUT_CARER' } as const
    const row = restrain(carrying(fact, { ...carried, category: 'MIRAF_SUMMARY', handling: about }), about)
    expect(given(row, 'RM').value).toMatchObject({ facts: [] })
    expect(given(row, 'SW').value).toMatchObject({ facts: [{ text: 'The quay' }] })
    const trimmed = given(row, 'SW').value as { facts: { [HANDLING]?: unknown; [CARRIED]?: unknown }[] }
    expect(trimmed.facts[0]?.[HANDLING]).toEqual(about)
  })

  it('may be some fields of a row', () => {
    const row = carrying({ agency: 'POLICE', state: 'GIVEN', text: 'x' }, { ...carried, fields: ['text'] })
    const { value } = trim(
      'Miraf',
      { contributions: [row] },
      { classification, rights: rightsOf('HP-E'), hideLocation: false },
    )
    expect(value).toMatchObject({ contributions: [{ agency: 'POLICE', state: 'GIVEN', text: null }] })
  })
})

describe('the names around a child', () => {
  const parts = {
    identity: { givenName: 'Ffion', familyName: 'Prys', knownAs: 'Ffi' },
    family: { people: [{ name: 'Mair Prys' }, { name: null }] },
    professionals: [{ name: 'Dr Ffion Rees' }],
    'police.associates': [{ name: 'Dai' }],
    episodes: { episodes: [{ companions: ['Kai'] }, { companions: null }] },
  }

  it('are those of family, staff, companions and associates, and not her own', () => {
    expect(namesAround(pictureOf(parts))).toEqual({
      names: ['Prys', 'Mair Prys', 'Dr Rees', 'Dai', 'Kai'],
      complete: true,
    })
  })

  it.each([
    ['did not answer', { reading: { kind: 'failed', reason: 'TIMED_OUT' } }, false],
    ['failed in part', { reading: { kind: 'read', failedParts: { family: 'SOURCE_ERROR' } } }, false],
    ['may be about another child', { sameChild: false }, false],
    ['is locked by its owner', { reading: { kind: 'locked' } }, true],
    ['is not linked', { link: null, reading: null }, true],
  ])('are all there: no, where a source %s', (_what, more, complete) => {
    expect(namesAround(pictureOf(parts, more)).complete).toBe(complete)
  })
})
