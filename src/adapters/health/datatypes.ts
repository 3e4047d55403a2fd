// FHIR R4 as the health systems send it, no more of it than is read. Fields not named here are dropped on arrival.
import { z } from 'zod'

/** What FHIR servers call their JSON. */
export const FHIR_MEDIA = ['application/fhir+json', 'application/json'] as const

const coding = z.object({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() })

export const concept = z.object({ coding: z.array(coding).optional(), text: z.string().optional() })
export type Concept = z.output<typeof concept>

export const period = z.object({ start: z.string().optional(), end: z.string().optional() })

const extensionValue = {
  url: z.string(),
  valueCodeableConcept: concept.optional(),
  valueCoding: coding.optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valuePositiveInt: z.number().int().optional(),
}
/** UK Core nests extensions once: an address key is a type and a value. */
export const extension = z.object({ ...extensionValue, extension: z.array(z.object(extensionValue)).optional() })
export type Extension = z.output<typeof extension>

export const identifier = z.object({
  extension: z.array(extension).optional(),
  use: z.string().optional(),
  system: z.string().optional(),
  value: z.string().optional(),
  period: period.optional(),
})

export const reference = z.object({
  reference: z.string().optional(),
  identifier: identifier.optional(),
  display: z.string().optional(),
})
export type Reference = z.output<typeof reference>

export const humanName = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  family: z.string().optional(),
  given: z.array(z.string()).optional(),
})

export const contactPoint = z.object({
  system: z.string().optional(),
  value: z.string().optional(),
  use: z.string().optional(),
})

const address = z.object({
  extension: z.array(extension).optional(),
  use: z.string().optional(),
  line: z.array(z.string()).optional(),
  city: z.string().optional(),
  district: z.string().optional(),
  postalCode: z.string().optional(),
  period: period.optional(),
})

/** Confidentiality labels lie here; absent means normal. */
export const meta = z.object({ security: z.array(coding).optional() }).optional()

const contact = z.object({
  relationship: z.array(concept).optional(),
  name: humanName.optional(),
  telecom: z.array(contactPoint).optional(),
})

const communication = z.object({
  extension: z.array(extension).optional(),
  language: concept,
  preferred: z.boolean().optional(),
})

export const patient = z.object({
  resourceType: z.literal('Patient'),
  id: z.string().min(1),
  meta,
  extension: z.array(extension).optional(),
  identifier: z.array(identifier).optional(),
  name: z.array(humanName).optional(),
  telecom: z.array(contactPoint).optional(),
  gender: z.string().optional(),
  birthDate: z.string().optional(),
  deceasedBoolean: z.boolean().optional(),
  deceasedDateTime: z.string().optional(),
  address: z.array(address).optional(),
  contact: z.array(contact).optional(),
  communication: z.array(communication).optional(),
  generalPractitioner: z.array(reference).optional(),
  link: z.array(z.object({ type: z.string(), other: reference })).optional(),
})
export type Patient = z.output<typeof patient>

export const relatedPerson = z.object({
  resourceType: z.literal('RelatedPerson'),
  meta,
  extension: z.array(extension).optional(),
  active: z.boolean().optional(),
  patient: reference,
  relationship: z.array(concept).optional(),
  name: z.array(humanName).optional(),
  telecom: z.array(contactPoint).optional(),
  birthDate: z.string().optional(),
  period: period.optional(),
})
export type RelatedPerson = z.output<typeof relatedPerson>

export const operationOutcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z
    .array(
      z.object({
        severity: z.enum(['fatal', 'error', 'warning', 'information']),
        code: z.string(),
        details: concept.optional(),
      }),
    )
    .min(1),
})
export type OperationOutcome = z.output<typeof operationOutcome>

/** A searchset. Each entry's resource is parsed by whoever knows its type. */
export const bundle = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('searchset'),
  total: z.number().int().optional(),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
  entry: z
    .array(
      z.object({
        search: z.object({ mode: z.string().optional() }).optional(),
        resource: z.looseObject({ resourceType: z.string() }),
      }),
    )
    .optional(),
})
export type Bundle = z.output<typeof bundle>
