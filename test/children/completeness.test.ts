import { describe, expect, it } from '@jest/globals'
import type { Part, Reading } from '../../src/adapters/agency.js'
import { restrain } from '../../src/adapters/agency.js'
import { answersOf } from '../../src/children/answers.js'
import { answeredWhole, completenessOf, sourceOutcomes } from '../../src/children/completeness.js'
import type { Rights } from '../../src/types/decision.js'
import type { Records } from '../../src/types/index.js'
import type { Answering } from './support.js'
import { answerDeps, everything, load, read, rights, source, view } from './support.js'

const ALERTS = ['Child.health', 'HealthAnswer.record', 'HealthRecord.alerts']
const offers: readonly Part[] = ['health.alerts', 'health.services', 'identity']
const health = source({ id: 'health-abuhb', agency: 'HEALTH', offers })

async function completeness(
  reading: Reading | null,
  held: Rights = everything(),
  requested: readonly string[] = ALERTS,
): Promise<Records.Completeness> {
  const { picture, plan } = await load([{ source: health, reading }], { rights: held, requested })
  const envelopes = [...plan.sections].flatMap(([name, section]) => answersOf(name, section, picture, held, answerDeps))
  return completenessOf(envelopes, picture, plan, held)
}

describe('a picture', () => {
  it('is complete where everything asked for came', async () => {
    expect(await completeness(read({ 'health.alerts': [] }))).toBe('COMPLETE')
    expect(await completeness({ kind: 'nothing' })).toBe('COMPLETE')
  })

  it('is complete for this caller where the protocol withholds a section', async () => {
    expect(await completeness(read({ 'health.alerts': [] }), rights({}))).toBe('COMPLETE_FOR_YOU')
  })

  it('is complete for this caller where the protocol withholds a field', async () => {
    const requested = [...ALERTS, 'HealthRecord.services']
    expect(await completeness(read({ 'health.alerts': [] }), rights({ HEALTH_ALERTS: 'FULL' }), requested)).toBe(
      'COMPLETE_FOR_YOU',
    )
  })

  it('is complete for this caller where a row is kept to its audience and they are told', async () => {
    const kept = restrain({ what: null } as never, { code: 'FHIR_RESTRICTED' })
    expect(await completeness(read({ 'health.alerts': [kept] }), everything({ mayReceive: () => false }))).toBe(
      'COMPLETE_FOR_YOU',
    )
  })

  it.each([
    ['a source that failed', { kind: 'failed', reason: 'TIMED_OUT' }],
    ['more than one record', { kind: 'many' }],
    ['no link', null],
    ['a part that failed', read({}, { failedParts: { 'health.alerts': 'MALFORMED' } })],
  ] as const)('is partial with %s', async (_, reading) => {
    expect(await completeness(reading)).toBe('PARTIAL')
  })

  it('is partial where permission could not be decided for a section', async () => {
    expect(await completeness(read({ 'health.alerts': [] }), rights({ HEALTH_ALERTS: 'UNDECIDED+NONE' }))).toBe(
      'PARTIAL',
    )
  })

  it('is partial where permission could not be decided for a field of the child', async () => {
    const requested = [...ALERTS, 'Child.professionals']
    expect(
      await completeness(
        read({ 'health.alerts': [] }),
        rights({ HEALTH_ALERTS: 'FULL', PROFESSIONALS: 'UNDECIDED+NONE' }),
        requested,
      ),
    ).toBe('PARTIAL')
  })

  it('is partial where something failed even if something else is withheld', async () => {
    const requested = [...ALERTS, 'HealthRecord.services']
    expect(
      await completeness({ kind: 'failed', reason: 'TIMED_OUT' }, rights({ HEALTH_ALERTS: 'FULL' }), requested),
    ).toBe('PARTIAL')
  })

  it('is partial where a source behind a derived field failed', async () => {
    expect(await completeness({ kind: 'failed', reason: 'TIMED_OUT' }, everything(), ['Child.calledBy'])).toBe(
      'PARTIAL',
    )
  })
})

describe('a picture of derived fields alone', () => {
  const derived = ['Child.calledBy']
  it('is complete for this caller where a record is locked, or a row kept, and they are told', async () => {
    expect(await completeness({ kind: 'locked' }, everything({ told: true }), derived)).toBe('COMPLETE_FOR_YOU')
    const kept = read({ identity: restrain({} as never, { code: 'FHIR_RESTRICTED' }) })
    const held = { mayReceive: () => false }
    expect(await completeness(kept, everything({ ...held, told: true }), derived)).toBe('COMPLETE_FOR_YOU')
    expect(await completeness(kept, everything({ ...held, told: false }), derived)).toBe('COMPLETE')
  })

  it('is partial where no record of a source is linked', async () => {
    expect(await completeness(null, everything(), derived)).toBe('PARTIAL')
  })
})

describe('a part that a linked source does not hold', () => {
  const section = [
    'Child.education',
    'EducationAnswer.record',
    'EducationRecord.enrolments',
    'EducationRecord.attendance',
  ]
  const roll = source({ id: 'roll', agency: 'EDUCATION', offers: ['education.enrolments'] })
  const marks = source({ id: 'marks', agency: 'EDUCATION', offers: ['education.attendance'] })
  const enrolled = read({ 'education.enrolments': [{} as never, { year: '10' } as never] })

  async function envelopes(sources: readonly Answering[], requested = section) {
    const held = everything()
    const { picture, plan, questions } = await load(sources, { rights: held, requested })
    const education = plan.sections.get('education')
    const all = education ? answersOf('education', education, picture, held, answerDeps) : []
    return { all, questions, whole: completenessOf(all, picture, plan, held), picture }
  }

  it('is said to be missing beside what it holds', async () => {
    const { all, whole } = await envelopes([{ source: roll, reading: enrolled }])
    const missing = [{ part: 'education.attendance', reason: 'NOT_OFFERED' }]
    expect(all).toMatchObject([{ status: 'FOUND', complete: false, missing }])
    expect(whole).toBe('PARTIAL')
  })

  it('makes it unavailable, and the source is not asked, where nothing else was wanted', async () => {
    const wanted = section.filter(coordinate => !coordinate.endsWith('enrolments'))
    const { all, whole, questions, picture } = await envelopes([{ source: roll, reading: enrolled }], wanted)
    expect(all).toMatchObject([
      { source: { id: 'roll' }, status: 'UNAVAILABLE', reason: 'NOT_OFFERED', complete: false },
    ])
    expect(questions).toEqual([])
    expect(sourceOutcomes(picture, everything(), view)).toMatchObject([
      { status: 'UNAVAILABLE', reason: 'NOT_OFFERED' },
    ])
    expect(whole).toBe('PARTIAL')
  })

  it('is not missed where another linked source of the agency holds it', async () => {
    const both = [
      { source: roll, reading: enrolled },
      { source: marks, reading: read({ 'education.attendance': null }) },
    ]
    const { all, whole } = await envelopes(both)
    expect(all.map(({ complete, missing }) => [complete, missing])).toEqual([
      [true, []],
      [true, []],
    ])
    expect(whole).toBe('COMPLETE')
  })
})

describe('the outcome of a source', () => {
  it('is one line a source, with the moment it was true', async () => {
    const { picture } = await load(
      [{ source: health, reading: read({ 'health.alerts': [] }, { asOf: '2026-03-01T00:00:00.000Z' }) }],
      { rights: everything(), requested: ALERTS },
    )
    expect(sourceOutcomes(picture, everything(), view)).toMatchObject([
      { source: { id: 'health-abuhb' }, status: 'NOTHING_RECORDED', reason: null, asOf: '2026-03-01T00:00:00.000Z' },
    ])
  })

  it('is not linked where it was not asked, and of no moment', async () => {
    const { picture } = await load([{ source: health, reading: null }], { rights: everything(), requested: ALERTS })
    expect(sourceOutcomes(picture, everything(), view)).toMatchObject([
      { status: 'UNVERIFIED', reason: 'NOT_LINKED', asOf: null },
    ])
  })

  it('is whole only where every part came and it is surely this child’s', async () => {
    const asked = async (reading: Reading | null): Promise<boolean> => {
      const { picture } = await load([{ source: health, reading }], { rights: everything(), requested: ALERTS })
      return picture.asked.every(answeredWhole)
    }
    expect(await asked(read({ 'health.alerts': [] }))).toBe(true)
    expect(await asked(read({}, { failedParts: { 'health.alerts': 'TIMED_OUT' } }))).toBe(false)
    expect(await asked({ kind: 'many' })).toBe(false)
    expect(await asked(null)).toBe(false)
  })
})
