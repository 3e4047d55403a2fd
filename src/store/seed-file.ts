// The shape of seed.json, as the simulated region writes it: children whose links a person confirmed, and the hub's records.
import { z } from 'zod'
import { demographics } from './anchors.js'

const risk = z.enum(['VERY_LOW', 'LOW', 'MEDIUM', 'HIGH'])

/** Only what the store keeps; places, companions and accounts of the child are the agencies'. */
const episode = z.object({
  ref: z.string(),
  reportedAt: z.string(),
  lastSeenAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  status: z.enum(['OPEN', 'FOUND', 'CLOSED']),
  category: z.enum(['MISSING', 'ABSENT', 'AWAY_UNAUTHORISED', 'NO_FURTHER_ACTION']),
  risk,
  missingFrom: z.enum(['HOME', 'CARE_HOME', 'FOSTER', 'SCHOOL', 'HOSPITAL', 'OTHER']).nullable(),
  gss: z.string().nullable(),
  safeAndWell: z.object({ done: z.boolean(), notDoneReason: z.string().nullable() }).nullable(),
})

const summary = z.object({
  risk,
  en: z.string(),
  cy: z.string(),
  whatToDoEn: z.string(),
  whatToDoCy: z.string(),
  approvedAt: z.string(),
  reviewDue: z.string(),
})

const link = z.object({
  sourceId: z.string(),
  recordId: z.string(),
  how: z.literal('CONFIRMED_BY_PERSON').transform(() => 'PERSON' as const),
  confirmedAt: z.string(),
  confirmedBy: z.string().nullable().default(null),
  protectedRecord: z.boolean(),
  anchor: demographics.nullable(),
})

const seedChild = z.object({
  identifiers: z.object({ nhsNumber: z.string().nullable(), upn: z.string().nullable() }),
  links: z.array(link),
  hub: z
    .object({
      caseFrom: z.string().nullable(),
      debriefAssignee: z.string().nullable(),
      episodes: z.array(episode),
      summary: summary.nullable(),
    })
    .nullable(),
})

const seedFile = z.object({ children: z.array(seedChild) })

/** One child of the file. */
export type SeedChild = z.output<typeof seedChild>

/** Reads the file's contents. Throws if they have not the right shape. */
export function parseSeed(json: unknown): z.output<typeof seedFile> {
  return seedFile.parse(json)
}
