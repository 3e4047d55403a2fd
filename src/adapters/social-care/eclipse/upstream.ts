// The wire shapes of the Eclipse GraphQL subset. Fields are required and may be null: one that is renamed or left out
// is a different answer from one that says "none". Codes stay text, so that a new one is unrecognised and not an error.
import { z } from 'zod'

const text = z.string().nullable()
const flag = z.boolean().nullable()
const code = z.object({ code: text }).nullable()
const authority = z.object({ gssCode: text }).nullable()
/** Who is responsible, as the register gives it. */
export const responsibleAuthority = authority

const addressKey = { type: text, usage: text, doNotDisclose: flag, endDate: text }

/** What every answer holds: enough to say who it is about, whether it is locked, and whether it is protected. */
export const corePerson = z.object({
  id: z.string(),
  duplicateStatus: text,
  duplicateMasterId: text,
  forename: z.string(),
  surname: z.string(),
  knownAs: text,
  alternateNames: z.array(z.object({ forename: text, surname: text, type: text })),
  gender: text,
  dateOfBirth: z.object({ lower: text, upper: text, mask: text }).nullable(),
  dateOfBirthEstimated: flag,
  nhsNumber: text,
  referenceNumbers: z.array(z.object({ type: text, referenceNumber: text })),
  warningAssignments: z.array(z.object({ type: z.string(), startDate: text, endDate: text, notes: text })),
  securedContext: z.object({ subjectAccessAllowed: flag, subjectRestrictedViaLock: flag }).nullable(),
})
export type CorePerson = z.output<typeof corePerson>

/** Addresses as the core asks for them; they may fail alone. */
export const whereabouts = z.array(
  z.object({ ...addressKey, location: z.object({ postcode: text, uprn: text }).nullable() }),
)

const cursor = z.object({
  offset: z.number().int(),
  returned: z.number().int(),
  totalSize: z.number().int(),
  securityMetaData: z.object({ numberOfRemovedElements: z.number(), numberOfSecuredElements: z.number() }).nullable(),
})
const listOf = <T extends z.ZodType>(row: T) => z.object({ cursor, results: z.array(row) })

const professional = z.object({
  role: code,
  professional: z.object({ id: text, name: text, organisation: text, telephone: text, email: text }).nullable(),
  team: text,
  startDate: text,
  endDate: text,
})
const missing = z.object({
  id: z.string(),
  startDateTime: z.string(),
  endDateTime: text,
  missing: z
    .object({ reference: text, type: text, returnInterviewOffered: text, returnInterviewAccepted: text })
    .nullable(),
})
const entry = z.object({
  subType: z.object({ code: text, name: text }).nullable(),
  startDateTime: text,
  text,
  missing: z.object({ reference: text }).nullable(),
})

/** The fields of a person that parts are read from, by the alias the query gives them. */
export const PERSON_FIELDS = {
  middleNames: text,
  ethnicity: code,
  firstLanguage: code,
  interpreterRequired: flag,
  whereabouts,
  contactAddresses: z.array(
    z.object({
      ...addressKey,
      startDate: text,
      location: z.object({ lines: z.array(z.string()).nullable(), town: text, postcode: text, uprn: text }).nullable(),
    }),
  ),
  homeAreas: z.array(
    z.object({ type: text, usage: text, endDate: text, location: z.object({ localAuthority: authority }).nullable() }),
  ),
  telephoneContacts: z.array(z.object({ owner: text, number: text, type: text })),
  personRelationships: z.array(
    z.object({
      id: z.string(),
      type: code,
      person: z.object({ name: text, dateOfBirth: text, telephone: text }).nullable(),
      sameHousehold: flag,
      priority: z.number().int().nullable(),
    }),
  ),
  keyPersonRelationships: z.array(z.object({ relationshipId: z.string(), attributes: z.array(z.string()) })),
  classificationAssignments: z.array(
    z.object({
      classification: z.object({ code: z.string() }),
      startDateTime: text,
      endDateTime: text,
      endReason: text,
    }),
  ),
  alertAssignments: z.array(z.object({ type: z.string(), startDate: text, endDate: text, notes: text })),
  legalStatuses: z.array(z.object({ type: code, startDate: text, endDate: text })),
  childProtectionPlans: z.array(
    z.object({ startDate: text, endDate: text, latestCategory: code, otherAuthority: flag }),
  ),
  placements: z.array(
    z.object({
      kind: z.object({ system: text, code: text, text }).nullable(),
      provider: code,
      urn: text,
      name: text,
      postcode: text,
      telephone: text,
      distanceMiles: z.number().nullable(),
      startDate: text,
      endDate: text,
      changeReason: code,
      doNotDisclose: flag,
    }),
  ),
  currentPlacements: z.array(z.object({ urn: text, endDate: text })),
  responsibleLocalAuthority: authority,
  hostLocalAuthority: authority,
  assessments: z.array(
    z.object({ type: text, startDate: text, endDate: text, factors: z.array(z.string()).nullable(), outcome: text }),
  ),
  referrals: z.array(z.object({ date: text, source: code, outcome: text })),
  meetings: z.array(z.object({ type: text, date: text, decision: text })),
} satisfies Readonly<Record<string, z.ZodType>>

/** The lists that are asked for beside the person, page by page. */
export const LIST_FIELDS = {
  involvements: listOf(professional),
  missing: listOf(missing),
  chronology: listOf(entry),
} satisfies Readonly<Record<string, z.ZodType>>

export type PersonField = keyof typeof PERSON_FIELDS
export type ListField = keyof typeof LIST_FIELDS
export type Field = PersonField | ListField
export type PersonWire = { [F in PersonField]: z.output<(typeof PERSON_FIELDS)[F]> }
export type ListRow = { [F in ListField]: z.output<(typeof LIST_FIELDS)[F]>['results'][number] }

/** A hit of `personByCriteria`: a person, or an id that security keeps back. */
export const hits = listOf(
  z.union([
    z.object({ __typename: z.literal('RedactedResult'), id: z.string() }),
    z.object({ __typename: z.literal('Person'), id: z.string() }).loose(),
  ]),
)
export type Hits = z.output<typeof hits>

/** A GraphQL answer. */
export const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
})
export type GraphqlError = NonNullable<z.output<typeof graphqlAnswer>['errors']>[number]
