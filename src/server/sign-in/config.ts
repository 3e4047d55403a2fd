// The shapes of config/issuers.yaml and config/applications.yaml: who may sign people in, and through which applications.
import { z } from 'zod'
import { onlyOnce } from '../only-once.js'

const agency = z.enum(['POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB'])

export const issuerRow = z.strictObject({
  /** Exact `iss`. */
  issuer: z.url(),
  /** Exact `aud`. */
  audience: z.string().min(1),
  /** The one algorithm this issuer signs with. */
  algorithm: z.enum(['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'PS256']),
  jwks: z.url(),
  agency,
  /** Organisations the issuer may speak for. */
  organisations: z.array(z.string().min(1)).min(1),
  /** Roles it may assert, and no other. */
  roles: z.array(z.string().min(1)),
})
export type IssuerRow = z.output<typeof issuerRow>

const level = z.enum(['NONE', 'EXISTS', 'SUMMARY', 'FULL'])

export const applicationRow = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  actsForPersons: z.boolean(),
  /** The most it may be given, whoever it acts for. A category it does not name is NONE. */
  ceiling: z.union([z.literal('ALL'), z.record(z.string(), level)]),
  /** Roles it may act for; absent: any. */
  roles: z.array(z.string()).optional(),
})
export type ApplicationRow = z.output<typeof applicationRow>

export const issuersFile = z.strictObject({ issuers: z.array(issuerRow).min(1).superRefine(onlyOnce('issuer')) })
export const applicationsFile = z.strictObject({ applications: z.array(applicationRow).superRefine(onlyOnce('id')) })
