// What records claim of themselves, as linking reads it.
import type { IdentifiedRecord, Subject } from '../../adapters/agency.js'
import type { LinkableRecord, SecondaryNumber } from '../../store/linking-records.js'
import type { Store } from '../../store/open.js'
import { isNhsNumber, isUpn } from './identifiers.js'

/**
 * A system keyed by NHS number lists nobody, and needs not: a number that another source has traced is the record's id. The
 * anchor is what that source said; both have it from the same register.
 */
export function underTheirNumber(records: readonly IdentifiedRecord[], keyed: readonly string[]): LinkableRecord[] {
  return records.flatMap(({ subject: { nhsNumber, nhsNumberVerified, demographics }, protectedRecord }) => {
    if (nhsNumber === null || !nhsNumberVerified || !isNhsNumber(nhsNumber)) return []
    const identifiers = { nhsNumber, upn: null }
    return keyed.map(sourceId => ({
      sourceId,
      recordId: nhsNumber,
      how: 'NHS_NUMBER',
      identifiers,
      anchor: demographics,
      protectedRecord,
    }))
  })
}

export interface Claim {
  readonly record: LinkableRecord
  /** The source does not vouch for the NHS number: it may join a child who has it, and make none. */
  readonly unverifiedNhs: boolean
}

/** What a record claims of itself, as linking reads it. */
export function claimOf(sourceId: string, { recordId, subject, protectedRecord }: IdentifiedRecord): Claim {
  const { nhsNumber, nhsNumberVerified, upn, demographics } = subject
  const nhs = nhsNumber !== null && isNhsNumber(nhsNumber) ? nhsNumber : null
  const pupil = upn !== null && isUpn(upn) ? upn : null
  const record: LinkableRecord = {
    sourceId,
    recordId,
    how: nhs !== null ? 'NHS_NUMBER' : 'UPN',
    identifiers: { nhsNumber: nhs, upn: pupil },
    anchor: demographics,
    protectedRecord,
    ...(subject.uprns === undefined ? {} : { uprns: subject.uprns }),
    secondary: secondaryOf(subject, { nhs, pupil }),
  }
  return { record, unverifiedNhs: nhs !== null && !nhsNumberVerified }
}

/**
 * Numbers of the record's past and of one authority: they follow a child who is known, and the store says where they lead nowhere. What
 * an untraced record says of earlier NHS numbers nobody has traced either.
 */
function secondaryOf(
  { nhsNumberVerified, formerUpns, formerNhsNumbers = [], authorityIds = [] }: Subject,
  { nhs, pupil }: { readonly nhs: string | null; readonly pupil: string | null },
): readonly SecondaryNumber[] {
  const earlier = nhs !== null && nhsNumberVerified ? formerNhsNumbers : []
  const all: readonly SecondaryNumber[] = [
    ...formerUpns.filter(upn => isUpn(upn) && upn !== pupil).map(value => ({ scheme: 'UPN' as const, value })),
    ...earlier
      .filter(number => isNhsNumber(number) && number !== nhs)
      .map(value => ({ scheme: 'NHS_NUMBER' as const, value })),
    ...authorityIds.flatMap(({ authority, id }) => {
      const value = authorityIdOf(authority, id)
      return value === null ? [] : [{ scheme: 'AUTHORITY_ID' as const, value }]
    }),
  ]
  return all
}

/** Systems write an id in capitals or not, and with spaces; the same id of another authority is another child's. */
function authorityIdOf(authority: string, id: string): string | null {
  const plain = id.toUpperCase().replace(/\s/g, '')
  return plain === '' || authority === '' ? null : `${authority.toUpperCase()}:${plain}`
}

/** An unverified number joins only a child who is already known by it. */
export async function joinable(claims: readonly Claim[], store: Pick<Store, 'children'>): Promise<LinkableRecord[]> {
  const numbers = claims.flatMap(({ record, unverifiedNhs }) =>
    unverifiedNhs ? [record.identifiers.nhsNumber ?? ''] : [],
  )
  const owners =
    numbers.length === 0 ? new Map<string, string>() : await store.children.byIdentifier('NHS_NUMBER', numbers)
  return claims.map(({ record, unverifiedNhs }) => {
    if (!unverifiedNhs) return record
    if (owners.has(record.identifiers.nhsNumber ?? '')) return { ...record, untracedNhs: true }
    return { ...record, how: 'UPN', identifiers: { ...record.identifiers, nhsNumber: null } }
  })
}
