// The clinical resources of a health board, FHIR R4 in UK Core shape (agencies.md §1.4), no more of them than is read.
import { z } from 'zod'
import { concept, contactPoint, extension, humanName, identifier, meta, period, reference } from '../datatypes.js'

const id = z.string().min(1)
const note = z.array(z.object({ text: z.string() })).optional()

export const encounter = z.object({
  resourceType: z.literal('Encounter'),
  id,
  meta,
  extension: z.array(extension).optional(),
  status: z.string(),
  class: z.object({ system: z.string().optional(), code: z.string().optional() }),
  type: z.array(concept).optional(),
  serviceType: concept.optional(),
  subject: reference,
  period: period.optional(),
  reasonCode: z.array(concept).optional(),
  location: z.array(z.object({ location: reference })).optional(),
  serviceProvider: reference.optional(),
})
export type Encounter = z.output<typeof encounter>

export const appointment = z.object({
  resourceType: z.literal('Appointment'),
  id,
  meta,
  status: z.string(),
  serviceCategory: z.array(concept).optional(),
  serviceType: z.array(concept).optional(),
  reasonCode: z.array(concept).optional(),
  description: z.string().optional(),
  start: z.string().optional(),
  participant: z.array(z.object({ actor: reference.optional() })),
})
export type Appointment = z.output<typeof appointment>

const statuses = { clinicalStatus: concept.optional(), verificationStatus: concept.optional() }

export const condition = z.object({
  resourceType: z.literal('Condition'),
  id,
  meta,
  ...statuses,
  category: z.array(concept).optional(),
  code: concept.optional(),
  subject: reference,
  onsetDateTime: z.string().optional(),
  recordedDate: z.string().optional(),
  note,
})
export type Condition = z.output<typeof condition>

export const allergy = z.object({
  resourceType: z.literal('AllergyIntolerance'),
  id,
  meta,
  ...statuses,
  criticality: z.string().optional(),
  code: concept.optional(),
  patient: reference,
  onsetDateTime: z.string().optional(),
  recordedDate: z.string().optional(),
  note,
})
export type Allergy = z.output<typeof allergy>

export const flag = z.object({
  resourceType: z.literal('Flag'),
  id,
  meta,
  status: z.string(),
  code: concept,
  subject: reference,
  period: period.optional(),
})
export type Flag = z.output<typeof flag>

export const careTeam = z.object({
  resourceType: z.literal('CareTeam'),
  id,
  meta,
  status: z.string().optional(),
  name: z.string().optional(),
  subject: reference,
  period: period.optional(),
  participant: z
    .array(z.object({ role: z.array(concept).optional(), member: reference.optional(), period: period.optional() }))
    .optional(),
  managingOrganization: z.array(reference).optional(),
})
export type CareTeam = z.output<typeof careTeam>

/** Organisations and practitioners arrive beside what refers to them. One that cannot be read is only less detail. */
export const included = z.object({
  resourceType: z.enum(['Organization', 'Practitioner']),
  id,
  identifier: z.array(identifier).optional(),
  name: z.union([z.string(), z.array(humanName)]).optional(),
  telecom: z.array(contactPoint).optional(),
})
export type Included = z.output<typeof included>

/** What the server says it can do. */
export const capabilityStatement = z.object({
  resourceType: z.literal('CapabilityStatement'),
  rest: z
    .array(
      z.object({
        resource: z
          .array(
            z.object({
              type: z.string(),
              interaction: z.array(z.object({ code: z.string() })).optional(),
              searchParam: z.array(z.object({ name: z.string() })).optional(),
              searchInclude: z.array(z.string()).optional(),
            }),
          )
          .optional(),
      }),
    )
    .min(1),
})
