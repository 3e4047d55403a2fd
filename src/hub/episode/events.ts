// What can happen to an episode, as it is written down. Every list ends a step in the same place: step.ts.
import { z } from 'zod'
import {
  authority,
  coded,
  codedMany,
  id,
  label,
  labelOrNull,
  labels,
  moment,
  narrativeOrNull,
  reason,
  reasonOrNull,
} from '../input/fields.js'
import { RISK_LEVELS } from '../risk.js'
import * as codes from './codes.js'

/** A reason that is not in the list is said in words. */
const hasWords = ({ code, note }: { readonly code: string; readonly note: string | null }): boolean =>
  code !== 'OTHER' || note !== null

const risk = z
  .strictObject({
    level: coded(RISK_LEVELS),
    /** The source's own words, kept as they came. */
    label: labelOrNull,
  })
  .refine(one => one.level !== 'UNRECOGNISED' || one.label !== null, { error: 'LABEL_REQUIRED' })

const triage = z.discriminatedUnion(
  'category',
  [
    z.strictObject({ category: z.literal('MISSING'), risk }),
    /** Null only where the child is back already. */
    z.strictObject({ category: z.literal('ABSENT'), reviewAt: moment.nullable() }),
    z.strictObject({
      category: z.literal('NO_FURTHER_ACTION'),
      code: coded(codes.NO_FURTHER_ACTION_REASONS),
    }),
  ],
  { error: 'CODE_UNKNOWN' },
)

const check = z.discriminatedUnion(
  'done',
  [
    z.strictObject({
      done: z.literal(true),
      doneAt: moment,
      officer: label,
      harm: codedMany(codes.HARM),
      summary: narrativeOrNull,
    }),
    z
      .strictObject({
        done: z.literal(false),
        code: coded(codes.CHECK_NOT_DONE),
        note: reasonOrNull,
        decidedBy: label,
      })
      .refine(hasWords, { error: 'REASON_REQUIRED' }),
  ],
  { error: 'FIELD_INVALID' },
)

const answer = z.discriminatedUnion(
  'given',
  [
    z.strictObject({ given: z.literal('ACCEPTED') }),
    z
      .strictObject({ given: z.literal('DECLINED'), code: coded(codes.INTERVIEW_DECLINED), note: reasonOrNull })
      .refine(hasWords, { error: 'REASON_REQUIRED' }),
  ],
  { error: 'CODE_UNKNOWN' },
)

/** Who works on an episode: one person by staff reference, or a team by name. */
const assignee = z.strictObject({ kind: z.enum(['PERSON', 'TEAM'], { error: 'CODE_UNKNOWN' }), ref: label })

/** Who says so, and since when: of a first report and of any other of the same absence. */
const said = {
  reporter: coded(codes.REPORTERS),
  reportedAt: moment,
  lastSeenAt: moment.nullable(),
  lastSeenPlace: labelOrNull.default(null),
  circumstances: narrativeOrNull,
}

const report = z.strictObject({
  type: z.literal('REPORT'),
  reference: id,
  childId: id,
  /** Reports of one incident have one; each child of it who is missing has an episode. */
  incident: id.nullable(),
  ...said,
  missingFrom: coded(codes.MISSING_FROM).nullable(),
  placement: coded(codes.PLACEMENTS).nullable(),
  /** Where the child went missing; with the home authority beside it where that is another. */
  area: authority.nullable(),
  homeAuthority: authority.nullable(),
})

const typed = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape })

export const stepForm = z.discriminatedUnion(
  'type',
  [
    report,
    typed('REPORT_AGAIN', said),
    typed('TRIAGE', { triage, reason: reasonOrNull }),
    typed('GRADE_RISK', { risk, reason }),
    typed('RETURN', { foundAt: moment, foundBy: coded(codes.FINDERS), place: labelOrNull }),
    typed('CHECK', { check }),
    typed('OFFER_INTERVIEW', { offeredAt: moment, provider: labelOrNull }),
    typed('ANSWER_INTERVIEW', { answeredAt: moment, answer }),
    typed('HOLD_INTERVIEW', {
      heldAt: moment,
      push: codedMany(codes.PUSH_FACTORS),
      pull: codedMany(codes.PULL_FACTORS),
      /** Where the child was, with whom, and what would help; not among what was recorded at first. */
      places: labels.default([]),
      companions: labels.default([]),
      wouldHelp: labels.default([]),
      /** In the child's own words; what of it the child agrees to share, and with whom: fields of their own, never a cut. */
      childsWords: narrativeOrNull,
      agreedToShare: narrativeOrNull.default(null),
      agreedAudience: codedMany(codes.AUDIENCES),
    }),
    typed('ASSIGN', { to: assignee }),
    typed('CLOSE', {}),
  ],
  { error: 'EVENT_UNKNOWN' },
)

/** What a merge adds to both histories; nobody writes one half of it alone. */
const merging = [typed('ABSORB', { reference: id, ...said }), typed('MERGED', { into: id })] as const

/** A step as it is read back. */
export const keptStep = z.union([stepForm, ...merging])

/** Where an episode stands, as it is read back. */
export const standingForm = report.omit({ type: true, reporter: true, circumstances: true }).extend({
  reports: z.int().positive(),
  triage: triage.nullable(),
  risk: risk.nullable(),
  foundAt: moment.nullable(),
  check: check.nullable(),
  interview: z
    .strictObject({
      offeredAt: moment,
      answer: z.enum(['NONE_YET', 'ACCEPTED', 'DECLINED']),
      answeredAt: moment.nullable(),
      heldAt: moment.nullable(),
    })
    .nullable(),
  /** Not among what was kept at first. */
  assigned: assignee.nullable().default(null),
  end: z.enum(['CLOSED', 'MERGED']).nullable(),
  mergedInto: id.nullable(),
})

export type Report = z.output<typeof report>
export type Said = Pick<Report, keyof typeof said>
export type Triage = z.output<typeof triage>
export type Risk = z.output<typeof risk>
export type Check = z.output<typeof check>
export type Assignee = z.output<typeof assignee>

export type EpisodeStep = z.output<typeof keptStep>

/** The times a step claims to be of, none of which can be to come. A time of review is not among them. */
export function timesOf(step: EpisodeStep): readonly string[] {
  switch (step.type) {
    case 'REPORT':
    case 'REPORT_AGAIN':
    case 'ABSORB':
      return step.lastSeenAt === null ? [step.reportedAt] : [step.reportedAt, step.lastSeenAt]
    case 'RETURN':
      return [step.foundAt]
    case 'CHECK':
      return step.check.done ? [step.check.doneAt] : []
    case 'OFFER_INTERVIEW':
      return [step.offeredAt]
    case 'ANSWER_INTERVIEW':
      return [step.answeredAt]
    case 'HOLD_INTERVIEW':
      return [step.heldAt]
    default:
      return []
  }
}
