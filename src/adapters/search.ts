// What a system that can be searched by name is asked, and what it gives.
import type { Sex } from '../types/index.js'
import type { Found } from './agency.js'

/** Whom to look for by name: never less than both names and the day of birth. */
export interface SoughtPerson {
  readonly givenName: string
  readonly familyName: string
  /** ISO day. */
  readonly dateOfBirth: string
  readonly sex: Sex | null
}

/** As many as a search gives; more is `many`, and then none of them. */
export const MOST_CANDIDATES = 10

export type Candidates = Found | { readonly kind: 'many' }
