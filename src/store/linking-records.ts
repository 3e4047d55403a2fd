// What a linking pass has of each record, and what the store knows of the page: what plans are made of.
import type { Demographics, IdentifierScheme, Link, RecordName } from '../types/child.js'

/** A record with the identifiers it is linked by. */
export interface LinkableRecord extends RecordName {
  readonly how: IdentifierScheme
  readonly identifiers: { readonly nhsNumber: string | null; readonly upn: string | null }
  /** Nobody has traced the NHS number: it joins whoever has it, where the given name fits, and is given to nobody. */
  readonly untracedNhs?: true
  /** What it says of its past and of its ids with one authority; left out where it says nothing. */
  readonly secondary?: readonly SecondaryNumber[]
  readonly anchor: Demographics
  readonly protectedRecord: boolean
  /** The properties the record says the child lives at; left out where it was not read for that. */
  readonly uprns?: readonly string[]
}

/** A number that joins a child who is known by it, and makes none. */
export interface SecondaryNumber {
  readonly scheme: IdentifierScheme
  readonly value: string
}

/** An identifier by its keyed hash, in hex. */
export interface HashedIdentifier {
  readonly scheme: IdentifierScheme
  readonly hash: string
}

export interface KnownLink {
  readonly childId: string
  readonly how: Link['how']
  readonly protectedRecord: boolean
  readonly anchor: Demographics | null
}

/** What the store knows of the page: by record, by identifier, and of the children found by either. */
export interface Known {
  readonly links: ReadonlyMap<string, KnownLink>
  readonly holders: ReadonlyMap<string, string>
  /** Of links made by identifier only: a person who linked a record knew that it describes the child otherwise. */
  readonly anchors: ReadonlyMap<string, readonly Demographics[]>
  /** By record, the children that a person has said it is not. */
  readonly rejected: ReadonlyMap<string, ReadonlySet<string>>
  /** Of `holders`, the identifiers that a child has of the past or of one authority alone. */
  readonly secondary: ReadonlySet<string>
  /** Of the children found, those with a protected record. */
  readonly protectedChildren: ReadonlySet<string>
  /** Whether a number leads to this child, or from this record (by `recordKey`), no more. */
  readonly isSevered: (whose: string, identifier: HashedIdentifier) => boolean
}

/** A page's record with its numbers by their hashes. */
export interface PageEntry {
  readonly record: LinkableRecord
  readonly hashed: readonly HashedIdentifier[]
  readonly secondary?: readonly HashedIdentifier[]
}

export const isUntraced = ({ untracedNhs }: LinkableRecord, { scheme }: HashedIdentifier): boolean =>
  untracedNhs === true && scheme === 'NHS_NUMBER'

/** The key of an identifier in a Map. */
export function identifierKey(identifier: HashedIdentifier): string {
  return `${identifier.scheme}\n${identifier.hash}`
}

/** As PostgreSQL keeps them. */
export function bytes(hashed: readonly HashedIdentifier[]): Buffer[] {
  return hashed.map(one => Buffer.from(one.hash, 'hex'))
}
