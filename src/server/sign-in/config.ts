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
  /** Applications (`azp`) that are registered with it, by their id in applications.yaml. None is taken for granted. */
  applications: z.array(z.string().min(1)).min(1),
  /** Areas, as GSS codes, that posts of its people may name. */
  areas: z.array(z.string().min(1)).default([]),
  /** What else it may say of a person; what is not listed it may not. Each opens something, so none is taken on trust. */
  secondedFrom: z.array(agency).default([]),
  vetting: z.array(z.string().min(1)).default([]),
  clearance: z.array(z.string().min(1)).default([]),
})
export type IssuerRow = z.output<typeof issuerRow>

const level = z.enum(['NONE', 'EXISTS', 'SUMMARY', 'FULL'])

export const applicationRow = z
  .strictObject({
    id: z.string().min(1),
    name: z.string().min(1),
    actsForPersons: z.boolean(),
    /** The most it may be given, whoever it acts for. A category it does not name is NONE. */
    ceiling: z.union([z.literal('ALL'), z.record(z.string(), level)]),
    /** Roles it may act for; absent: any. */
    roles: z.array(z.string()).optional(),
    /** A police system that may send reports to /incidents, as this force: its `forceIdentifier`. */
    sendsIncidentsOf: z.string().min(1).optional(),
    /** File of the operations it may send, beside this one; absent: any. `hafan operations manifest` writes it. */
    operations: z
      .string()
      .regex(/^[\w-]+\.json$/, 'is the name of a .json file beside this one')
      .optional(),
  })
  .refine(row => row.sendsIncidentsOf === undefined || !row.actsForPersons, {
    error: 'sends reports as a system, and so acts for no persons',
    path: ['sendsIncidentsOf'],
  })
export type ApplicationRow = z.output<typeof applicationRow>

export const issuersFile = z.strictObject({ issuers: z.array(issuerRow).min(1).superRefine(onlyOnce('issuer')) })
/** An application with what its manifest lists. */
export interface RegisteredApplication extends ApplicationRow {
  /** SHA-256 of each operation it may send; absent: any operation. */
  readonly trusted?: ReadonlySet<string>
}

/** Signatures, people and tokens that no longer count, though they have not expired. */
export const revokedFile = z.strictObject({
  keys: z.array(z.strictObject({ issuer: z.url(), kid: z.string().min(1) })).default([]),
  people: z.array(z.strictObject({ issuer: z.url(), subject: z.string().min(1) })).default([]),
  tokens: z.array(z.strictObject({ issuer: z.url(), jti: z.string().min(1) })).default([]),
})
export type RevokedFile = z.output<typeof revokedFile>

export const applicationsFile = z.strictObject({ applications: z.array(applicationRow).superRefine(onlyOnce('id')) })
