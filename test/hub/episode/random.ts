// Random steps of an episode, legal and illegal, well and badly written. Times are written as minutes before or after the
// moment the step is taken, `T-30`, so that what fails shrinks to something that can be read.
import fc from 'fast-check'

const MINUTE = 60_000
const stamp = (ms: number): string => new Date(ms).toISOString()

/** By quarters of an hour mostly, so that one moment is often another's as well. */
const quarters = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min, max }).map(quarter => quarter * 15)
const time = fc
  .oneof(
    { weight: 6, arbitrary: quarters(-6, 0) },
    { weight: 1, arbitrary: fc.integer({ min: -90, max: 0 }) },
    { weight: 1, arbitrary: fc.integer({ min: -3000, max: 60 }) },
  )
  .map(minutes => `T${minutes < 0 ? '' : '+'}${minutes}`)
const timeOrNull = fc.option(time, { nil: null, freq: 2 })
const level = fc.constantFrom('VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'NOT_GRADED')
const risk = fc.oneof(
  fc.record({ level, label: fc.constantFrom(null, 'Standard', 'No apparent risk') }),
  fc.constant({ level: 'UNRECOGNISED', label: 'Amber' }),
)
const reporter = fc.constantFrom('POLICE', 'CARER', 'SCHOOL', 'OTHER')
const reason = fc.constantFrom(null, 'New information from school', 'A second call')
const said = {
  reporter,
  reportedAt: time,
  lastSeenAt: timeOrNull,
  circumstances: fc.constantFrom(null, 'Left by the back door'),
}

const typed = <T extends Record<string, fc.Arbitrary<unknown>>>(type: string, shape: T) =>
  fc.record({ type: fc.constant(type), ...shape })

const report = typed('REPORT', {
  ...said,
  reference: fc.constant('E-1'),
  childId: fc.constant('c-1'),
  incident: fc.constant(null),
  missingFrom: fc.constantFrom(null, 'CARE_HOME', 'HOME'),
  placement: fc.constantFrom(null, 'PLACED_HERE'),
  area: fc.constantFrom(null, 'W06000022'),
  homeAuthority: fc.constant(null),
})
const triage = fc.oneof(
  { weight: 4, arbitrary: fc.record({ category: fc.constant('MISSING'), risk }) },
  {
    weight: 2,
    arbitrary: fc.record({
      category: fc.constant('ABSENT'),
      reviewAt: fc.constantFrom(null, 'T+60', 'T+1440', 'T+1441', 'T-1', 'T+0'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      category: fc.constant('NO_FURTHER_ACTION'),
      code: fc.constantFrom('NOT_MISSING', 'OTHER'),
    }),
  },
)
const check = fc.oneof(
  fc.record({
    done: fc.constant(true),
    doneAt: time,
    officer: fc.constant('PC 4471'),
    harm: fc.constantFrom([], ['NONE_KNOWN'], ['PHYSICAL', 'SUBSTANCES']),
    summary: fc.constant(null),
  }),
  fc.record({
    done: fc.constant(false),
    code: fc.constantFrom('CHILD_REFUSED', 'OTHER'),
    note: fc.constant('At the hospital'),
    decidedBy: fc.constant('Sgt 1180'),
  }),
)
const answer = fc.oneof(
  fc.constant({ given: 'ACCEPTED' }),
  fc.constant({ given: 'DECLINED', code: 'CHILD_DECLINED', note: null }),
)

const written = fc.oneof(
  { weight: 2, arbitrary: report },
  { weight: 2, arbitrary: typed('REPORT_AGAIN', said) },
  { weight: 4, arbitrary: typed('TRIAGE', { triage, reason }) },
  { weight: 2, arbitrary: typed('GRADE_RISK', { risk, reason: fc.constant('Seen with an adult') }) },
  {
    weight: 3,
    arbitrary: typed('RETURN', { foundAt: time, foundBy: fc.constant('POLICE'), place: fc.constant(null) }),
  },
  { weight: 3, arbitrary: typed('CHECK', { check }) },
  { weight: 3, arbitrary: typed('OFFER_INTERVIEW', { offeredAt: time, provider: fc.constant(null) }) },
  { weight: 4, arbitrary: typed('ANSWER_INTERVIEW', { answeredAt: time, answer }) },
  {
    weight: 3,
    arbitrary: typed('HOLD_INTERVIEW', {
      heldAt: time,
      push: fc.constant(['BULLYING']),
      pull: fc.constant([]),
      childsWords: fc.constant('I wanted to see my nan.'),
      agreedAudience: fc.constant(['SOCIAL_CARE']),
    }),
  },
  {
    weight: 1,
    arbitrary: typed('ASSIGN', {
      to: fc.record({ kind: fc.constantFrom('PERSON', 'TEAM'), ref: fc.constantFrom('HP-01', 'Duty') }),
    }),
  },
  { weight: 2, arbitrary: typed('CLOSE', {}) },
)

/** What spoils a step, and the code it must be refused with. */
const SPOILT: readonly (readonly [code: string, spoil: (step: object) => unknown])[] = [
  ['EVENT_UNKNOWN', step => ({ ...step, type: 'ESCAPE' })],
  ['EVENT_UNKNOWN', () => null],
  ['EVENT_UNKNOWN', () => ({ type: 'MERGED', into: 'E-2' })],
  ['FIELD_UNKNOWN', step => ({ ...step, state: 'CLOSED' })],
  ['TIME_INVALID', () => ({ type: 'RETURN', foundAt: '2026-02-30T10:00:00Z', foundBy: 'POLICE', place: null })],
  ['TIME_INVALID', () => ({ type: 'OFFER_INTERVIEW', offeredAt: '2026-02-11', provider: null })],
  ['CODE_UNKNOWN', () => ({ type: 'RETURN', foundAt: 'T-1', foundBy: 'NOBODY', place: null })],
  ['CODE_UNKNOWN', () => ({ type: 'TRIAGE', triage: { category: 'AWAY_UNAUTHORISED' }, reason: null })],
  ['REASON_REQUIRED', () => ({ type: 'GRADE_RISK', risk: { level: 'LOW', label: null }, reason: ' \n ' })],
  [
    'REASON_REQUIRED',
    () => ({ type: 'CHECK', check: { done: false, code: 'OTHER', note: null, decidedBy: 'Sgt 1180' } }),
  ],
  [
    'REASON_REQUIRED',
    () => ({
      type: 'ANSWER_INTERVIEW',
      answeredAt: 'T-1',
      answer: { given: 'DECLINED', code: 'OTHER', note: ' ' },
    }),
  ],
  ['LABEL_REQUIRED', () => ({ type: 'GRADE_RISK', risk: { level: 'UNRECOGNISED', label: null }, reason: 'x' })],
  ['TEXT_TOO_LONG', () => ({ type: 'RETURN', foundAt: 'T-1', foundBy: 'POLICE', place: 'x'.repeat(1_000_000) })],
  ['TEXT_HIDDEN_CHARACTERS', () => ({ type: 'OFFER_INTERVIEW', offeredAt: 'T-1', provider: 'a\u202eb' })],
  ['TEXT_HIDDEN_CHARACTERS', () => ({ type: 'OFFER_INTERVIEW', offeredAt: 'T-1', provider: 'a\u0007b' })],
  ['FIELD_INVALID', () => ({ type: 'CHECK', check: 'done' })],
]

export interface Tried {
  /** Minutes since the step before. */
  readonly advance: number
  readonly input: unknown
  /** The code a badly written one must be refused with. */
  readonly spoilt: string | null
}

const tried: fc.Arbitrary<Tried> = fc
  .tuple(
    quarters(0, 4),
    written,
    fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...SPOILT) }),
  )
  .map(([advance, step, spoil]) => ({ advance, input: spoil ? spoil[1](step) : step, spoilt: spoil?.[0] ?? null }))

/** Begins with a report, mostly: whatever comes before one is refused for that alone. */
export const attempts = (steps: number): fc.Arbitrary<readonly Tried[]> =>
  fc
    .tuple(fc.option(report, { freq: 9 }), fc.array(tried, { minLength: steps, maxLength: steps }))
    .map(([first, rest]) => {
      if (first === null) return rest
      const input = { ...first, reportedAt: 'T-60', lastSeenAt: null }
      return [{ advance: 0, input, spoilt: null }, ...rest.slice(1)]
    })

/** The step as it is written at a moment. */
export function at(now: number, input: unknown): unknown {
  if (typeof input === 'string') {
    const [, minutes] = /^T([+-]\d+)$/.exec(input) ?? []
    return minutes === undefined ? input : stamp(now + Number(minutes) * MINUTE)
  }
  if (Array.isArray(input)) return input.map(each => at(now, each))
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, at(now, value)]))
}
