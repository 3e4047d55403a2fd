// The wire shapes of the force's records system (simulators/police/README.md states the assumed contract). Every field is
// required, null where the force has nothing: a field that was renamed must fail loudly, not look like "nothing recorded".
import { z } from 'zod'
import { day, moment } from '../../wire.js'

/** What a record id may look like. Anything else is never put into a path. */
export const RECORD_ID = /^[A-Za-z0-9-]{1,40}$/

const recordId = z.string().regex(RECORD_ID)
const words = z.array(z.string())
const text = z.string().nullable()

const resourceId = z.object({ type: z.string(), id: z.string().min(1) })

/** A resource whose attributes are read later, part by part, so that one bad marker does not cost the whole record. */
export const resource = resourceId.extend({
  attributes: z.record(z.string(), z.unknown()),
  relationships: z
    .record(z.string(), z.object({ data: z.union([resourceId, z.array(resourceId), z.null()]) }))
    .default({}),
})
export type Resource = z.output<typeof resource>

export const personDocument = z.object({
  data: resource.extend({ type: z.literal('person'), id: recordId }),
  included: z.array(resource).default([]),
})
export type PersonDocument = z.output<typeof personDocument>

export const listDocument = z.object({
  data: z.array(resource),
  included: z.array(resource).default([]),
  links: z.object({ next: z.string().nullable() }),
  meta: z.object({
    merged: z.array(z.object({ id: recordId, survivingId: recordId })).default([]),
    notFound: z.array(z.string()).default([]),
  }),
})

export const errorDocument = z.object({
  errors: z
    .array(z.object({ code: z.string(), meta: z.object({ survivingId: recordId.optional() }).default({}) }))
    .min(1),
})

export const person = z.object({
  givenName: words,
  middleName: words,
  surname: text,
  knownAs: text,
  aliases: words,
  formerNames: z.array(z.object({ givenName: z.string(), surname: z.string() })),
  dateOfBirth: day.nullable(),
  dateOfBirthKnown: z.boolean(),
  gender: text,
  personDescription: text,
  pncId: text,
  homePostcodeSector: text,
  lastPoliceProtectionAt: moment.nullable(),
  mergedFrom: words,
  /** Absent where the force does not keep it. */
  servicesKnownTo: words.nullish(),
  protected: z.boolean(),
})

export const marker = z.object({ code: z.string().min(1), from: day.nullable(), until: day.nullable(), note: text })
export const associate = z.object({ name: z.string(), relationship: text, since: day.nullable() })
export const vehicle = z.object({ registration: text, description: text })
export const officer = z.object({
  collarNumber: z.string(),
  name: text,
  team: text,
  phone: text,
  email: text,
  force: text,
})

/** Government security classification; absent on a row that carries no marking. */
export const classified = z.object({ gsc: z.string().nullish() })

export const occurrence = z.object({ at: moment, type: z.string(), role: text, summary: text })
export const notice = z.object({
  submittedAt: moment,
  type: z.string(),
  risk: text,
  childVoice: text,
  sharedWith: words,
})
export const custody = z.object({
  arrivedAt: moment,
  releasedAt: moment.nullable(),
  reason: text,
  healthConcerns: words,
})
export const bail = z.object({ condition: z.string(), from: day.nullable(), until: day.nullable() })

export const report = z.object({
  scheme: z.string(),
  source: z.string(),
  information: z.string(),
  handling: z.string(),
  conditions: text,
  text: z.string(),
  recordedAt: moment,
  about: text,
})
export const keptBackReport = z.object({ restricted: z.literal(true), handling: z.string(), contact: z.string() })

const interview = z.object({
  done: z.boolean(),
  at: moment.nullable(),
  officer: text,
  summary: text,
  notDoneReason: text,
})

export const episode = z.object({
  reportedAt: moment,
  lastSeenAt: moment.nullable(),
  lastSeenLocation: text,
  missingFrom: text,
  category: text,
  riskLevel: text,
  riskLabel: text,
  riskHistory: z.array(z.object({ level: text, at: moment, rationale: text })),
  status: z.string(),
  foundAt: moment.nullable(),
  foundLocation: text,
  foundBy: text,
  preventionInterview: interview.nullable(),
  returnInterviewReferral: z.object({ sentAt: moment }).nullable(),
  harmWhileMissing: words,
  companions: words,
  circumstances: text,
})

/** What access needs of an episode, and all that is asked for when nothing else is wanted. */
export const episodeFact = z.object({
  reportedAt: moment,
  status: z.string(),
  category: text,
  foundAt: moment.nullable(),
  preventionInterview: z.object({ done: z.boolean(), notDoneReason: text }).nullable(),
  areas: words,
})
export const EPISODE_FACT_FIELDS = [...Object.keys(episodeFact.shape), 'gsc'].join(',')
