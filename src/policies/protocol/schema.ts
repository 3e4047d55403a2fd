// The shape of a protocol file. Strict everywhere: a word nobody reads is a rule somebody believes in.
import { z } from 'zod'
import { LEVELS } from '../../types/index.js'
import {
  ACTS,
  AGENCIES,
  CHILD_CATEGORIES,
  HANDLING_CODES,
  PURPOSES,
  RELATIONSHIPS,
  SYSTEM_ACTORS,
  RECORD_KINDS,
  COUNTED_FROM,
} from './words.js'

const MINUTE = 60_000
const UNITS: Readonly<Record<string, number>> = { min: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE }

const word = <const T extends readonly string[]>(words: T, kind: string) =>
  z.enum(words, { error: issue => `unknown ${kind} "${String(issue.input)}"` })
const category = word(CHILD_CATEGORIES, 'category')
const level = word(LEVELS, 'level')
const relationship = word(RELATIONSHIPS, 'relationship')
const agency = word(AGENCIES, 'agency')
const role = z.string().min(1)
const roles = z.array(role)
const text = z.string().min(1)
const day = z.iso.date()
const levels = z.partialRecord(category, level)
const phone = z.string().regex(/^\+?[0-9 ]{10,15}$/)
const bilingual = z.strictObject({ en: text, cy: text })
/** `12 h`, `60 min`, `7 d`, as milliseconds. */
const span = z
  .string()
  .regex(/^\d+ (min|h|d)$/, 'a length of time is written "60 min", "12 h" or "7 d"')
  .transform(written => {
    const [count = '', unit = ''] = written.split(' ')
    return Number(count) * (UNITS[unit] ?? Number.NaN)
  })

const neverCommon = { id: z.string().regex(/^N\d+$/), says: text }
const never = z.discriminatedUnion('kind', [
  z.strictObject({
    ...neverCommon,
    kind: z.literal('level'),
    who: z.union([
      z.strictObject({ everybody: z.literal(true) }),
      z.strictObject({ roles: roles.min(1) }),
      z.strictObject({ agencies: z.array(agency).min(1), secondedToo: z.boolean().default(false) }),
    ]),
    above: level,
    on: z.array(category).min(1).optional(),
    onAllBut: z.array(category).optional(),
  }),
  z.strictObject({
    ...neverCommon,
    kind: z.literal('relational'),
    same: z.enum(['BREAK_GLASS', 'ENDED_OR_UNDECIDED', 'CARRIED_FACT']),
    on: z.array(category).min(1).optional(),
    neverPreFilled: z.array(category).min(1).optional(),
    graceAtMost: z.partialRecord(z.enum(['default', ...RELATIONSHIPS]), span).optional(),
  }),
  z.strictObject({
    ...neverCommon,
    kind: z.literal('audience'),
    handling: word(HANDLING_CODES, 'handling code'),
    within: z.array(text).min(1),
  }),
])

const contact = z.strictObject({ name: text, phone, hours: bilingual })

/** The whole file, before its words are checked against one another. */
export const editionSchema = z.strictObject({
  edition: z.strictObject({ id: text, title: text, reference: text, from: day, until: day, reviewOn: day }),
  signatories: z.array(z.strictObject({ organisation: text, agency, signedBy: text, signedOn: day })).min(1),
  bases: z.record(z.string(), text),
  categories: z.record(
    category,
    z.strictObject({ clause: text, owner: agency, basis: z.array(text).min(1), concealed: z.boolean().default(false) }),
  ),
  relationships: z.record(
    relationship,
    z.strictObject({
      heldBy: roles.min(1),
      askedOf: z.array(z.enum([...AGENCIES, 'TOKEN', 'EPISODE', 'PLACEMENT'])).min(1),
      grace: span,
      withinMonths: z.number().int().positive().optional(),
    }),
  ),
  roles: z.record(
    z.string().regex(/^[A-Z]{2}$/, 'a role code is two capital letters'),
    z.strictObject({
      name: z.string().regex(/^[A-Z][A-Z_]+$/),
      agencies: z.array(agency).min(1),
      opensBy: z.union([z.array(relationship).min(1), z.enum(['NEVER', 'NO_RELATIONSHIP_NEEDED'])]),
    }),
  ),
  matrix: text,
  conditions: z.record(
    z.string().regex(/^[a-z][a-z-]*$/),
    z.strictObject({
      secondedFrom: z.array(agency).default([]),
      vetting: z.array(text).default([]),
      clearance: z.array(text).default([]),
    }),
  ),
  notes: z.array(
    z.strictObject({
      clause: text,
      says: text,
      roles: z.union([z.literal('EVERY_ROLE'), roles.min(1)]),
      categories: z.array(category).min(1),
      if: text.optional(),
      unless: text.optional(),
      atMost: level.optional(),
      gives: level.optional(),
    }),
  ),
  narrowing: z.strictObject({ clause: text, roles, afterDays: z.number().int().positive(), only: levels }),
  purposes: z.record(
    word(PURPOSES, 'purpose'),
    z.strictObject({
      clause: text,
      roles,
      rolesWithoutEpisode: roles.default([]),
      when: z.enum(['ALWAYS', 'EPISODE_OPEN']).default('ALWAYS'),
      caps: levels.default({}),
      hubRecordsOnly: z.boolean().default(false),
      noChildCategory: z.boolean().default(false),
    }),
  ),
  episode: z.strictObject({
    clause: text,
    openAtLeastAfterReturn: span,
    openAtMostAfterReturn: span,
    lastConfirmedCountsFor: span,
    closedBy: z.array(text),
    thresholdsCount: z.array(text),
  }),
  breakGlass: z.strictObject({ clause: text, roles, atMost: span, neverOpens: z.array(category) }),
  withoutRelationship: z.strictObject({ clause: text, toldTheChildIsKnown: roles }),
  conflictsOfInterest: z.strictObject({ clause: text, noticesOfOneConflictADay: z.number().int().positive() }),
  proportion: z.strictObject({
    clause: text,
    within: span,
    guesses: z.strictObject({ atMost: z.number().int().positive(), flaggedFrom: z.number().int().positive() }),
    slowly: z.strictObject({ within: span, flaggedFrom: z.number().int().positive() }),
    apart: z.array(relationship),
    shown: z.record(role, z.number().int().nonnegative()),
  }),
  retention: z.strictObject({
    clause: text,
    rules: z
      .array(
        z.strictObject({
          clause: text,
          kind: word(RECORD_KINDS, 'kind of record'),
          counted: word(COUNTED_FROM, 'day to count from'),
          years: z.number().int().positive(),
          /** Where the length is from: whoever reads it can look. */
          source: text,
        }),
      )
      .min(1),
  }),
  handling: z.strictObject({
    clause: text,
    told: roles,
    audiences: z.record(
      word(HANDLING_CODES, 'handling code'),
      z.union([
        z.strictObject({ roles: z.array(text) }),
        z.strictObject({ everybodyBut: roles }),
        z.strictObject({ whoeverMaySee: category }),
        z.strictObject({ theRecordsOwnList: z.literal(true) }),
      ]),
    ),
  }),
  protectionFlag: z.strictObject({ clause: text, mayLocate: z.array(text) }),
  carried: z.strictObject({
    clause: text,
    into: z.array(category),
    readableWith: z.enum(['BOTH_CATEGORIES', 'CARRIER_ALONE']),
    neverPreFilled: z.array(category),
  }),
  acts: z.record(
    word(ACTS, 'act'),
    z.strictObject({
      roles: roles.min(1),
      relationship: z.enum(['OWN', 'NOT_NEEDED']),
      notTheAuthor: roles.default([]),
      onlyTheAlertedTeam: z.boolean().default(false),
      onlyTheOwnersAgency: roles.default([]),
      /** Of the roles, those that may do it about somebody else; absent where nobody is spoken of. */
      ofOthers: roles.optional(),
    }),
  ),
  systemActors: z.record(
    word(SYSTEM_ACTORS, 'system actor'),
    z.strictObject({ clause: text, gives: levels, neverSources: z.array(text), audited: z.literal(true) }),
  ),
  contacts: z.record(z.enum([...AGENCIES, 'NOT_SHOWN', 'PROTECTED']), contact),
  never: z.array(never).min(1),
  names: z.strictObject({ roles: z.record(role, bilingual), conditions: z.record(z.string(), bilingual) }),
  welsh: z.strictObject({
    title: text,
    bases: z.record(z.string(), text),
    notes: z.record(z.string(), text),
    /** The sources of the rules of retention. */
    retention: z.record(z.string(), text),
    never: z.record(z.string(), text),
  }),
})

/** A protocol file as written, shapes checked, times in milliseconds. */
export type EditionFile = z.output<typeof editionSchema>
export type NeverClause = EditionFile['never'][number]
export type ProtocolContact = EditionFile['contacts']['HUB']
