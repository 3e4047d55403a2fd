// What an assessment carries of others' records: a fact keeps its source, category and handling, and is read only by who may read
// both it and the assessment (note 2 of the matrix).
import { z } from 'zod'
import type { Handling } from '../../adapters/agency.js'
import type { AgencyKind, Category } from '../../types/index.js'
import { moment } from '../input/fields.js'

/** Which part of the assessment a fact is for. */
export const FACT_PLACES = [
  'HAZARDS',
  'PUSH',
  'PULL',
  'PROTECTIVE',
  'PLACES',
  'COMPANIONS',
  'PHONE',
  'BACKGROUND',
] as const
export type FactPlace = (typeof FACT_PLACES)[number]

const word = z.string().min(1).max(80)
const category = z.custom<Category>(value => typeof value === 'string' && /^[A-Z_]{1,40}$/.test(value))

/** As it was filled in from a picture. */
export const draftFact = z.strictObject({
  place: z.enum(FACT_PLACES),
  text: z.string().min(1).max(500),
  /** The coordinate it stood at. */
  coordinate: word,
  category,
  /** What of the category was needed to read it there. */
  strength: z.number().int().min(1).max(3),
  handling: z.custom<Handling>(value => typeof value === 'object' && value !== null && 'code' in value).nullable(),
  /** Whether it tells where the child is. */
  locates: z.boolean(),
  source: word,
  agency: z.custom<AgencyKind>(value => typeof value === 'string' && /^[A-Z_]{1,20}$/.test(value)),
  asOf: moment,
})
export type DraftFact = z.output<typeof draftFact>

export const carriedFact = draftFact.extend({ id: z.uuid() })
export type CarriedFact = z.output<typeof carriedFact>

/** What decides whether somebody reads what is carried, beside the assessment itself. */
export type Carried = Pick<DraftFact, 'category' | 'strength' | 'handling'>

const SUMMARY = 2

/** What an agency gives for an assessment is of the kind its own records are of, unless its writer says otherwise. */
const STRICTEST: Readonly<Record<AgencyKind, Category>> = {
  HUB: 'MIRAF',
  SOCIAL_CARE: 'SOCIAL_ASSESSMENT',
  POLICE: 'POLICE_RECORD',
  HEALTH: 'HEALTH_RECORD',
  EDUCATION: 'BEHAVIOUR',
  THIRD_SECTOR: 'DEBRIEF_OUTCOME',
}

export const carriedText = (agency: AgencyKind, chosen: Category | null): Carried => ({
  category: chosen ?? STRICTEST[agency],
  strength: SUMMARY,
  handling: null,
})

/** Kinds of information of which an assessment may carry something. */
export const CARRIED_CATEGORIES: readonly Category[] = [
  'CONTACT', 'LEGAL_STATUS', 'PLACEMENT', 'SOCIAL_ASSESSMENT', 'BEHAVIOUR', 'LEARNING_NEEDS', 'HEALTH_ALERTS', 'HEALTH_RECORD',
  'POLICE_MARKERS', 'POLICE_RECORD', 'MISSING_EPISODES', 'MISSING_DETAIL', 'DEBRIEF_OUTCOME',
] // prettier-ignore
