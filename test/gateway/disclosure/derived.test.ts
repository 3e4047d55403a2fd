// Derived fields draw only on what the caller is given: what may only be known to exist, or not at all, adds nothing to them.
import { describe, expect, it } from '@jest/globals'
import type { PartValues } from '../../../src/adapters/agency.js'
import { completenessOf, sourceOutcomes } from '../../../src/children/completeness.js'
import { conflictsOf } from '../../../src/children/conflicts.js'
import { professionalsOf } from '../../../src/children/professionals.js'
import { timelineOf } from '../../../src/children/timeline/connection.js'
import type { Rights } from '../../../src/types/decision.js'
import { identity, load, read, rights, source, view } from '../../children/support.js'

const police = source()
const care = source({ id: 'social-care-torfaen', agency: 'SOCIAL_CARE', area: 'W06000020' })

const nominal = {
  givenNames: ['Fion'],
  familyName: 'Price',
  dateOfBirth: '2010-04-08',
} as unknown as PartValues['police.nominal']
const occurrences = [
  { at: '2026-02-01T10:00:00Z', type: 'Assault', summary: 'Head injury' },
] as unknown as PartValues['police.occurrences']
const answering = [
  { source: police, reading: read({ 'police.nominal': nominal, 'police.occurrences': occurrences }) },
  {
    source: care,
    reading: read({ identity: identity({ givenName: 'Ffion', familyName: 'Prys', dateOfBirth: '2010-04-07' }) }),
  },
]
/** The records themselves are asked for beside what is worked out from them. */
const SELECTED = [
  'Child.timeline', 'Child.conflicts', 'Child.sources', 'Child.police', 'PoliceRecord.nominal', 'PoliceNominal.familyName',
  'PoliceRecord.occurrences', 'Occurrence.at',
] // prettier-ignore
const deps = (held: Rights, undecided = false) => ({
  start: 0, childId: 'c1', rights: held, undecided, cursors: { seal: () => 'sealed', open: () => null }, view,
}) // prettier-ignore

const derived = async (level: 'NONE' | 'EXISTS' | 'SUMMARY' | 'FULL') => {
  const held = rights({ IDENTITY: 'FULL', POLICE_RECORD: level })
  const { picture, plan } = await load(answering, { rights: held, requested: SELECTED })
  return {
    timeline: timelineOf(picture, { first: 10 }, deps(held)).edges.map(({ node }) => [node.title.en, node.detail]),
    conflicts: conflictsOf(picture, view, true).map(({ fact }) => fact),
    sources: sourceOutcomes(picture, held, view).map(({ source: { id }, status }) => [id, status]),
    completeness: completenessOf([], picture, plan, held),
  }
}

describe('what may only be known to be recorded', () => {
  it('is neither in the timeline nor in a conflict, also when the record itself is asked for', async () => {
    expect(await derived('EXISTS')).toMatchObject({ timeline: [], conflicts: [] })
  })

  it('is still known to be there', async () => {
    expect((await derived('EXISTS')).sources).toEqual([
      ['police-gwent', 'FOUND'],
      ['social-care-torfaen', 'FOUND'],
    ])
  })

  it('is in both as soon as it is given, and its detail at FULL', async () => {
    expect(await derived('SUMMARY')).toMatchObject({
      timeline: [['Police occurrence: Assault', null]],
      conflicts: ['givenName', 'familyName', 'dateOfBirth'],
    })
    expect((await derived('FULL')).timeline).toEqual([['Police occurrence: Assault', 'Head injury']])
  })
})

describe('a timeline that leaves something out', () => {
  it('is of a picture that is complete only for its reader', async () => {
    expect((await derived('NONE')).completeness).toBe('COMPLETE_FOR_YOU')
  })

  it('is not complete while permission for it could not be decided', async () => {
    const held = rights({ IDENTITY: 'FULL', POLICE_RECORD: 'UNDECIDED+NONE' })
    const { picture, plan } = await load(answering, { rights: held, requested: SELECTED })
    expect(plan.derivedGaps.has('UNDECIDED')).toBe(true)
    expect(timelineOf(picture, { first: 10 }, deps(held, true)).complete).toBe(false)
    expect(completenessOf([], picture, plan, held)).toBe('PARTIAL')
  })
})

describe('the professionals', () => {
  const worker = {
    name: 'Mair Enghraifft',
    role: { en: 'Officer', cy: null },
    agency: 'POLICE',
    reveals: 'POLICE_RECORD',
    until: null,
  } as never
  const working = [{ source: police, reading: read({ professionals: [worker] }) }]
  const requested = ['Child.professionals', 'Professionals.people']

  it('of an agency are not asked for on behalf of somebody who may not know that it is involved', async () => {
    const held = rights({ PROFESSIONALS: 'FULL', ENROLMENT: 'FULL' })
    const { picture, questions } = await load(working, { rights: held, requested })
    expect(questions).toEqual([])
    expect(professionalsOf(picture, held, '2026-03-10', view)).toMatchObject({
      people: [],
      complete: true,
      notAnswered: [],
    })
  })

  it('do not tell by who did not answer that there is a record', async () => {
    const held = rights({ PROFESSIONALS: 'FULL', ENROLMENT: 'FULL' })
    const down = [{ source: police, reading: { kind: 'failed', reason: 'TIMED_OUT' } as const }]
    const { picture } = await load(down, { rights: held, requested: [...requested, 'Child.missingEpisodes'] })
    expect(professionalsOf(picture, held, '2026-03-10', view)).toMatchObject({ complete: true, notAnswered: [] })
  })

  it('are named from EXISTS on what the involvement reveals', async () => {
    const held = rights({ PROFESSIONALS: 'FULL', POLICE_RECORD: 'EXISTS' })
    const { picture } = await load(working, { rights: held, requested })
    expect(professionalsOf(picture, held, '2026-03-10', view).people).toMatchObject([{ name: 'Mair Enghraifft' }])
  })
})

describe('a flag on one record', () => {
  it('hides where the child is in what another source says, whether or not the flagged one is asked', async () => {
    const schools = source({
      id: 'education-torfaen',
      agency: 'EDUCATION',
      area: 'W06000020',
      offers: ['education.enrolments'],
    })
    const enrolment = { school: { id: 'A1', name: 'Ysgol Enghraifft', town: 'Cwmbrân', phone: null }, current: true }
    const flagged = source({
      id: 'social-care-torfaen',
      agency: 'SOCIAL_CARE',
      area: 'W06000020',
      offers: ['socialCare.alerts'],
    })
    const both = [
      { source: schools, reading: read({ 'education.enrolments': [enrolment] as never }) },
      { source: flagged, reading: read({}), link: { protectedRecord: true } },
    ]
    for (const mayLocate of [false, true]) {
      const held = rights({ ENROLMENT: 'FULL' }, { mayLocate })
      const { picture, questions } = await load(both, {
        rights: held,
        requested: ['Child.education', 'EducationRecord.enrolments'],
      })
      expect(questions.map(one => one.source)).toEqual(['education-torfaen'])
      const value = picture.asked[0]?.parts.get('education.enrolments')?.value
      expect(value).toMatchObject([{ school: { name: mayLocate ? 'Ysgol Enghraifft' : null } }])
    }
  })
})
