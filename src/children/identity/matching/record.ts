// One record of a person, as any agency or file has it. Everything may be missing: what is missing says nothing.

/** A number of somebody's, with what the holder says of its past. */
export interface NumberOnRecord {
  readonly value: string
  /** Traced by the register that gives it (agencies.md §1.1: only status 01 or `nn`). */
  readonly verified: boolean
}

/** A date of birth: a day, or the first and last day it can be. `YYYY-MM-DD`. */
export interface Birth {
  readonly from: string
  readonly to: string
  /** Somebody's estimate, as for children who came alone and without papers. */
  readonly estimated?: boolean
}

export interface Address {
  /** A UPRN or another key of one address. */
  readonly key?: string
  readonly number?: string
  readonly street?: string
  /** Its name, or the second line of an address. */
  readonly building?: string
  /** Suburb or town. */
  readonly place?: string
  readonly region?: string
  readonly postcode?: string
}

export interface PersonRecord {
  readonly nhsNumber?: NumberOnRecord
  /** Numbers the person had before, NHS or UPN, and the one that took the place of this record's. */
  readonly formerNumbers?: readonly string[]
  readonly supersededBy?: string
  readonly upn?: string
  /** The child's id with the authority responsible: the same id of another authority is another child's. */
  readonly authorityId?: { readonly authority: string; readonly id: string }
  /** A number that proves nothing by itself, as in files for research. It is weighed, never followed. */
  readonly otherNumber?: string
  readonly given?: string
  readonly knownAs?: string
  readonly middle?: string
  readonly family?: string
  readonly otherFamily?: string
  readonly birth?: Birth
  readonly sex?: 'FEMALE' | 'MALE'
  readonly address?: Address
  readonly formerPostcodes?: readonly string[]
  readonly phones?: readonly string[]
  readonly school?: string
  /** Nothing from before the adoption may find this record: old numbers are not read (agencies.md §6). */
  readonly adopted?: boolean
}
