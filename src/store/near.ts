// Whether a child is one of those whom a caller is too near to. In memory: the conflicts of one caller are few, and what is
// known of each child asked for is at hand.
import type { IdentifierScheme, RecordName } from '../types/child.js'
import type { ConflictTarget } from './conflict-target.js'
import type { Keys } from './keys.js'

/** A conflict in force; `childId` is the child it was declared of, or has been found to be about. */
export interface ConflictInForce {
  readonly id: string
  readonly childId: string | null
  readonly target: ConflictTarget
}

/** Nobody asks for a child by an authority's id alone. */
type ConflictScheme = Exclude<IdentifierScheme, 'AUTHORITY_ID'>

/** How a child is asked for. */
export type AskedAs =
  | { readonly kind: 'ID' }
  | { readonly kind: 'NUMBER'; readonly scheme: ConflictScheme; readonly value: string }
  | ({ readonly kind: 'RECORD' } & RecordName)

/** What a record just found says of itself. */
export interface FoundRecord extends RecordName {
  readonly nhsNumber: string | null
  readonly upn: string | null
  readonly uprns: readonly string[]
}

/** Each answers the conflict's id, or null. */
export interface Near {
  /** False for nearly everybody: then there is nothing to look at. */
  readonly some: boolean
  child(child: {
    readonly id: string
    readonly links: readonly { readonly addressKeys?: readonly string[] }[]
  }): string | null
  /** A child whom the hub does not know, by the identifier given. */
  asked(identifier: AskedAs): string | null
  /** A child whom the hub does not know, by what their record says. */
  record(record: FoundRecord): string | null
}

export function nearOf(conflicts: readonly ConflictInForce[], keys: Keys): Near {
  const first = (matches: (target: ConflictTarget, childId: string | null) => boolean): string | null =>
    conflicts.find(({ target, childId }) => matches(target, childId))?.id ?? null
  const isNumber = (target: ConflictTarget, scheme: IdentifierScheme, value: string | null): boolean =>
    target.kind === 'NUMBER' &&
    target.scheme === scheme &&
    value !== null &&
    target.hash === keys.identifierHmac(scheme, value).toString('hex')
  const isRecord = (target: ConflictTarget, { sourceId, recordId }: RecordName): boolean =>
    target.kind === 'RECORD' && target.sourceId === sourceId && target.recordId === recordId

  return {
    some: conflicts.length > 0,
    child: ({ id, links }) =>
      first((target, childId) => {
        if (childId === id) return true
        if (target.kind !== 'HOUSEHOLD') return false
        const key = keys.addressOf(id, target.key)
        return links.some(({ addressKeys }) => addressKeys?.includes(key) === true)
      }),
    asked: asked =>
      first(target => {
        if (asked.kind === 'NUMBER') return isNumber(target, asked.scheme, asked.value)
        return asked.kind === 'RECORD' && isRecord(target, asked)
      }),
    record: record =>
      first(
        target =>
          isRecord(target, record) ||
          isNumber(target, 'NHS_NUMBER', record.nhsNumber) ||
          isNumber(target, 'UPN', record.upn) ||
          (target.kind === 'HOUSEHOLD' && record.uprns.some(uprn => keys.property(uprn) === target.key)),
      ),
  }
}
