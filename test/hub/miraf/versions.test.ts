import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { difference, fieldsOf } from '../../../src/hub/miraf/difference.js'
import {
  IMPACTS,
  LIKELIHOODS,
  MATRIX,
  overallLevel,
  type Impact,
  type Likelihood,
} from '../../../src/hub/miraf/matrix.js'
import { dipSample } from '../../../src/hub/miraf/sample.js'
import { revise, type Miraf } from '../../../src/hub/miraf/versions.js'
import { hubPolicy } from '../../../src/hub/policy.js'
import { isHigher } from '../../../src/hub/risk.js'

const policy = hubPolicy.parse({})
const deps = { at: '2026-02-11T23:30:00Z', by: 'HP-01', policy }
const draft = {
  basedOn: 0,
  reason: 'First assessment',
  hazards: [{ code: 'SELF_HARM', likelihood: 'POSSIBLE', impact: 'MAJOR', note: null }],
  judged: null,
  push: ['BULLYING'],
  pull: [],
  protective: ['SCHOOL'],
  places: ['The park by the river'],
  companions: [],
  transport: 'Bus',
  phone: null,
  response: 'Absent until midday; then missing.',
  contacts: [],
  contributions: [{ agency: 'HEALTH', state: 'ASKED', text: null }],
  reviewOn: '2026-05-11',
}
const versionOf = (more: object, before: readonly Miraf[] = []): Miraf => {
  const result = revise(before, { ...draft, basedOn: before.length, ...more }, deps)
  const last = result.ok ? result.versions.at(-1) : undefined
  if (!last) throw new Error(result.ok ? 'no version' : result.code)
  return last
}

describe('the matrix', () => {
  const likelihoods = Object.keys(LIKELIHOODS) as Likelihood[]
  const impacts = Object.keys(IMPACTS) as Impact[]

  it('never falls as harm is likelier or worse, and what cannot be mended is never low', () => {
    for (const [row, impact] of impacts.entries())
      for (const [column, likelihood] of likelihoods.entries()) {
        const level = MATRIX[impact][likelihood]
        const [below, left] = [impacts[row - 1], likelihoods[column - 1]]
        if (below) expect(isHigher(MATRIX[below][likelihood], level)).toBe(false)
        if (left) expect(isHigher(MATRIX[impact][left], level)).toBe(false)
        if (impact === 'CATASTROPHIC') expect(['MEDIUM', 'HIGH']).toContain(level)
      }
  })

  it('explains every word in both languages', () => {
    for (const { word, means } of [...Object.values(LIKELIHOODS), ...Object.values(IMPACTS)])
      expect([word.en, word.cy, means.en, means.cy].every(text => text.length > 2)).toBe(true)
  })

  it('says the highest level of any hazard, and nothing assessed is not graded', () => {
    expect(overallLevel([])).toBe('NOT_GRADED')
    expect(overallLevel([{ likelihood: 'RARE', impact: 'MINOR' }, { likelihood: 'LIKELY', impact: 'MAJOR' }, { likelihood: 'RARE', impact: 'MAJOR' }])).toBe('HIGH') // prettier-ignore
  })
})

describe('a revision', () => {
  it('is a new version beside the old, with author, reason, and what matrix and person said', () => {
    const first = revise([], draft, deps)
    if (!first.ok) throw new Error(first.code)
    const judged = { level: 'HIGH', reason: 'Escalating' }
    const second = revise(
      first.versions,
      { ...draft, basedOn: 1, judged, reason: 'New information' },
      { ...deps, by: 'HP-02' },
    )
    if (!second.ok) throw new Error(second.code)
    expect(second.versions[0]).toBe(first.versions[0])
    expect(second.versions[1]).toMatchObject({ version: 2, by: 'HP-02', computed: 'MEDIUM', level: 'HIGH', judged })
  })

  it.each([
    ['MIRAF_CHANGED_MEANWHILE', { basedOn: 1 }],
    ['REASON_REQUIRED', { reason: '  ' }],
    ['REASON_REQUIRED', { hazards: [{ code: 'OTHER', likelihood: 'RARE', impact: 'MINOR', note: null }] }],
    ['REASON_REQUIRED', { judged: { level: 'HIGH', reason: '' } }],
    ['MIRAF_LEVEL_UNGRADED', { judged: { level: 'NOT_GRADED', reason: 'x' } }],
    ['MIRAF_REVIEW_PAST', { reviewOn: '2026-02-11' }],
    ['SAID_TWICE', { hazards: [draft.hazards[0], draft.hazards[0]] }],
    ['CODE_UNKNOWN', { hazards: [{ ...draft.hazards[0], impact: 'BAD' }] }],
    ['TEXT_TOO_LONG', { response: 'x'.repeat(1_000_000) }],
    ['TEXT_HIDDEN_CHARACTERS', { companions: ['a\u2066b'] }],
    ['TOO_MANY_ENTRIES', { places: Array.from({ length: 41 }, () => 'x') }],
  ])('is refused with %s', (code, spoilt) => {
    expect(revise([], { ...draft, ...spoilt }, deps)).toMatchObject({ ok: false, code })
  })

  it('of two people at once is taken once', () => {
    const first = revise([], draft, deps)
    if (!first.ok) throw new Error(first.code)
    expect(revise(first.versions, draft, deps)).toMatchObject({ code: 'MIRAF_CHANGED_MEANWHILE' })
  })
})

const hazards = fc.uniqueArray(
  fc.record({
    code: fc.constantFrom('SELF_HARM', 'HEALTH', 'VIOLENCE', 'TRAFFICKING'),
    likelihood: fc.constantFrom(...Object.keys(LIKELIHOODS)),
    impact: fc.constantFrom(...Object.keys(IMPACTS)),
    note: fc.constantFrom(null, 'Seen before'),
  }),
  { selector: one => one.code },
)
const version = fc
  .record({
    hazards,
    judged: fc.constantFrom(null, { level: 'HIGH', reason: 'Worried' }, { level: 'LOW', reason: 'Calm' }),
    push: fc.shuffledSubarray(['BULLYING', 'SCHOOL', 'PLACEMENT']),
    places: fc.shuffledSubarray(['The park', 'The station']),
    phone: fc.constantFrom(null, 'Answers texts'),
    reviewOn: fc.constantFrom('2026-05-11', '2026-06-11'),
  })
  .map(more => versionOf(more))

describe('the difference of two versions', () => {
  it('names each field with what it was and is', () => {
    const after = versionOf({
      hazards: [{ code: 'SELF_HARM', likelihood: 'LIKELY', impact: 'MAJOR', note: null }],
      contributions: [],
      protective: ['SCHOOL', 'FAMILY'],
    })
    expect(difference(versionOf({}), after)).toEqual([
      { field: 'computed', before: 'MEDIUM', after: 'HIGH' },
      { field: 'contributions.HEALTH.state', before: 'ASKED', after: undefined },
      { field: 'contributions.HEALTH.text', before: null, after: undefined },
      { field: 'hazards.SELF_HARM.likelihood', before: 'POSSIBLE', after: 'LIKELY' },
      { field: 'level', before: 'MEDIUM', after: 'HIGH' },
      { field: 'protective', before: ['SCHOOL'], after: ['FAMILY', 'SCHOOL'] },
    ])
  })

  it('makes the one from the other, is nothing with itself, and the same backwards', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        const changes = difference(before, after)
        const fields = new Map(fieldsOf(before))
        for (const { field, after: value } of changes)
          if (value === undefined) fields.delete(field)
          else fields.set(field, value)
        expect(isDeepStrictEqual(Object.fromEntries(fields), Object.fromEntries(fieldsOf(after)))).toBe(true)
        expect(difference(before, before)).toEqual([])
        const back = difference(after, before).map(one => ({ field: one.field, before: one.after, after: one.before }))
        expect(back).toEqual(changes)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a dip sample', () => {
  const all = Array.from({ length: 200 }, (_, index) => `M-${index}`)

  it('is the same for a seed in any order, without one twice, and another for another seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 250 }), (seed, size) => {
        const drawn = dipSample(all, size, seed)
        expect(dipSample([...all].reverse(), size, seed)).toEqual(drawn)
        expect(new Set(drawn).size).toBe(Math.min(size, all.length))
      }),
      { numRuns: 30 },
    )
    expect(dipSample(all, 10, 'June')).not.toEqual(dipSample(all, 10, 'July'))
    expect(dipSample([...all, ...all], 200, 'June')).toHaveLength(200)
  })

  it('draws each about as often as another', () => {
    const drawn = new Map<string, number>()
    for (let seed = 0; seed < 400; seed += 1)
      for (const one of dipSample(all, 20, String(seed))) drawn.set(one, (drawn.get(one) ?? 0) + 1)
    // 40 expected, deviation 6: five and a half of them either way.
    for (const one of all) expect(Math.abs((drawn.get(one) ?? 0) - 40)).toBeLessThan(33)
  })
})
