// The MIRAF and its versions. A revision is a new version beside the old, which stay as they were: who, when, why, and the matrix.
import { z } from 'zod'
import { dayNumber, dayOf } from '../days.js'
import { PULL_FACTORS, PUSH_FACTORS } from '../episode/codes.js'
import { coded, codedMany, day, label, labelOrNull, narrativeOrNull, reason, reasonOrNull } from '../input/fields.js'
import { read } from '../input/read.js'
import type { HubPolicy } from '../policy.js'
import { refuse, type Refused } from '../refusal.js'
import { RISK_LEVELS } from '../risk.js'
import type { Category, Records } from '../../types/index.js'
import { CONTRIBUTIONS, CONTRIBUTORS, HAZARDS, PROTECTIVE_FACTORS } from './codes.js'
import { CARRIED_CATEGORIES, carriedFact, carriedText, type Carried, type CarriedFact } from './facts.js'
import { IMPACTS, LIKELIHOODS, overallLevel } from './matrix.js'

const MOST = 40
const MOST_FACTS = 200

const isCarried = (value: unknown): boolean => value === 'MIRAF' || CARRIED_CATEGORIES.some(one => one === value)

const keys = <K extends string>(
  table: Readonly<Record<K, { readonly word: { readonly en: string; readonly cy: string } }>>,
) => {
  const isKey = (key: string): key is K => Object.hasOwn(table, key)
  return z.enum(Object.keys(table).filter(isKey), { error: 'CODE_UNKNOWN' })
}
const texts = z.array(label).max(MOST, { error: 'TOO_MANY_ENTRIES' }).readonly()
const once = <T>(items: readonly T[], key: (item: T) => string): boolean =>
  new Set(items.map(key)).size === items.length

const hazard = z
  .strictObject({ code: coded(HAZARDS), likelihood: keys(LIKELIHOODS), impact: keys(IMPACTS), note: reasonOrNull })
  .refine(({ code, note }) => code !== 'OTHER' || note !== null, { error: 'REASON_REQUIRED' })

const contribution = z.strictObject({
  agency: coded(CONTRIBUTORS),
  state: coded(CONTRIBUTIONS),
  text: narrativeOrNull,
  /** What kind of information the text is, where its writer says otherwise than the agency's own. */
  category: z
    .custom<Category>(value => isCarried(value), { error: 'CODE_UNKNOWN' })
    .nullable()
    .default(null),
})

const form = z.strictObject({
  /** The version that was read; 0 where there was none. */
  basedOn: z.number({ error: 'FIELD_INVALID' }).int({ error: 'FIELD_INVALID' }).min(0, { error: 'FIELD_INVALID' }),
  /** Of every revision, the first among them. */
  reason,
  hazards: z
    .array(hazard)
    .max(MOST, { error: 'TOO_MANY_ENTRIES' })
    .refine(all => once(all, ({ code }) => code), { error: 'SAID_TWICE' })
    .readonly(),
  /** Where whoever assesses says otherwise than the matrix, and why. */
  judged: z
    .strictObject({ level: coded(RISK_LEVELS), reason })
    .refine(({ level }) => level !== 'NOT_GRADED' && level !== 'UNRECOGNISED', { error: 'MIRAF_LEVEL_UNGRADED' })
    .nullable(),
  push: codedMany(PUSH_FACTORS),
  pull: codedMany(PULL_FACTORS),
  protective: codedMany(PROTECTIVE_FACTORS),
  /** What the child is like when missing. */
  places: texts,
  companions: texts,
  transport: labelOrNull,
  phone: labelOrNull,
  /** The agreed response, step by step. */
  response: narrativeOrNull,
  contacts: texts,
  contributions: z
    .array(contribution)
    .max(MOST, { error: 'TOO_MANY_ENTRIES' })
    .refine(all => once(all, ({ agency }) => agency), { error: 'SAID_TWICE' })
    .readonly(),
  reviewOn: day,
})

const kept = form.omit({ basedOn: true }).extend({
  version: z.number().int().min(1),
  at: z.string(),
  by: z.string(),
  /** What the matrix says, kept beside what was judged. */
  computed: coded(RISK_LEVELS),
  level: coded(RISK_LEVELS),
  /** What it carries of others' records. */
  facts: z.array(carriedFact).readonly(),
})

export type Miraf = Readonly<z.output<typeof kept>>

/** As the store has it. Throws for what no rule could have written. */
export const mirafFrom = (stored: unknown): Miraf => kept.parse(stored)

export interface Revising {
  readonly at: string
  readonly by: string
  readonly policy: HubPolicy
  /** What is newly carried, and what stays of what was. */
  readonly facts?: readonly CarriedFact[]
  /** Whether whoever revises may read what is carried. */
  readonly mayRead?: (carried: Carried) => boolean
}

/** The versions with one more. Of two people who revise at once the second is refused: nobody's work is overwritten unread. */
export function revise(
  versions: readonly Miraf[],
  input: unknown,
  { at, by, policy, facts = [], mayRead = () => true }: Revising,
): { readonly ok: true; readonly versions: readonly Miraf[] } | Refused {
  const said = read(form, input)
  if (!said.ok) return said
  const { basedOn, ...draft } = said.value
  const latest = versions.at(-1)
  if (basedOn !== (latest?.version ?? 0)) return refuse('MIRAF_CHANGED_MEANWHILE', 'basedOn')
  if (dayNumber(draft.reviewOn) <= dayOf(at, policy.timeZone)) return refuse('MIRAF_REVIEW_PAST', 'reviewOn')
  const computed = overallLevel(draft.hazards)
  const level: Records.RiskLevel = draft.judged?.level ?? computed
  const unread = (latest?.facts ?? []).filter(one => !mayRead(one) && !facts.some(({ id }) => id === one.id))
  const all = [...unread, ...facts]
  if (all.length > MOST_FACTS) return refuse('TOO_MANY_ENTRIES', 'facts')
  const contributions = withUnread(draft.contributions, latest?.contributions ?? [], mayRead)
  const next = { ...draft, contributions, version: basedOn + 1, at, by, computed, level, facts: all }
  return { ok: true, versions: [...versions, next] }
}

type Contribution = z.output<typeof contribution>

/** What whoever revises may not read stays as it was: nobody takes away what they cannot see. */
function withUnread(
  said: readonly Contribution[],
  before: readonly Contribution[],
  mayRead: (carried: Carried) => boolean,
): readonly Contribution[] {
  const unread = before.filter(({ agency, text, category }) => text !== null && !mayRead(carriedText(agency, category)))
  const stays = ({ agency, text }: Contribution): Contribution | undefined =>
    text === null ? unread.find(one => one.agency === agency) : undefined
  return [
    ...said.map(one => stays(one) ?? one),
    ...unread.filter(({ agency }) => !said.some(one => one.agency === agency)),
  ]
}
