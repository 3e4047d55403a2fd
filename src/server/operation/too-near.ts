// Children whom a caller is too near to: for that caller nobody knows them. What stands for such a child from here on is what
// stands for an unknown one, so that no later step could tell them apart if it wanted to.
import { nobodyLike } from '../../children/identity/nobody.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { AgencySource } from '../../adapters/agency.js'
import type { KnownChild } from '../../policies/admission/admit.js'
import { nobodyAt } from '../../policies/admission/gather.js'
import type { AskedAs, Near } from '../../store/near.js'
import type { Store } from '../../store/open.js'
import type { FoundIdentity } from './own-search.js'

/** A child the caller asked for and is too near to, and the conflict that says so. */
export interface Try {
  readonly conflictId: string
  /** Null where the hub does not know the child. */
  readonly childId: string | null
}

export interface TooNear {
  /** As they are to be asked for: about nobody in place of a child the caller is too near to. */
  readonly identifiers: readonly ParsedIdentifier[]
  readonly stored: readonly (KnownChild | null)[]
  /** The same of one found just now. */
  found(child: KnownChild | null, index: number, record: FoundIdentity | null): KnownChild | null
  /** Whether one taken in just now turns out to be a child the caller is too near to. */
  takenIn(child: KnownChild, index: number): Promise<boolean>
  /** By the place of the identifier. */
  readonly tries: ReadonlyMap<number, Try>
}

export function tooNear(
  identifiers: readonly ParsedIdentifier[],
  stored: readonly (KnownChild | null)[],
  near: Near,
  deps: { readonly sources: readonly AgencySource[]; readonly store: Pick<Store, 'children'> },
): TooNear {
  const tries = new Map<number, Try>()
  const note = (index: number, conflictId: string | null, childId: string | null): boolean => {
    if (conflictId !== null) tries.set(index, { conflictId, childId })
    return conflictId !== null
  }
  if (!near.some) {
    return { identifiers, stored, found: child => child, takenIn: () => Promise.resolve(false), tries }
  }
  identifiers.forEach((identifier, index) => {
    const child = stored[index] ?? null
    note(index, child ? near.child(child) : near.asked(askedAs(identifier)), child?.id ?? null)
  })
  const localOf = (source: string): string =>
    nobodyAt(deps.sources.find(({ description }) => description.id === source))
  return {
    identifiers: identifiers.map((one, index) => (tries.has(index) ? nobodyLike(one, localOf) : one)),
    stored: stored.map((child, index) => (tries.has(index) ? null : child)),
    found: (child, index, record) =>
      child !== null && record !== null && note(index, near.record(record), null) ? null : child,
    async takenIn(child, index) {
      const links = (await deps.store.children.linksOf([child.id])).get(child.id) ?? []
      return note(index, near.child({ id: child.id, links }), child.id)
    },
    tries,
  }
}

export function askedAs(identifier: ParsedIdentifier): AskedAs {
  switch (identifier.kind) {
    case 'id':
      return { kind: 'ID' }
    case 'nhsNumber':
      return { kind: 'NUMBER', scheme: 'NHS_NUMBER', value: identifier.nhsNumber }
    case 'upn':
      return { kind: 'NUMBER', scheme: 'UPN', value: identifier.upn }
    case 'local':
      return { kind: 'RECORD', sourceId: identifier.source, recordId: identifier.value }
  }
}

/** The records of a caseload without those of children the caller is too near to: a gap in a page would tell of them. */
export async function withoutTooNear<T extends { readonly source: string; readonly value: string }>(
  listed: readonly T[],
  near: Near,
  { children }: Pick<Store, 'children'>,
): Promise<{ readonly kept: readonly T[]; readonly tries: readonly Try[] }> {
  if (!near.some || listed.length === 0) return { kept: listed, tries: [] }
  const names = listed.map(({ source, value }) => ({ sourceId: source, recordId: value }))
  const byRecord = await children.byRecord(names)
  const links = await children.linksOf([...new Set(byRecord.values())])
  const tries: Try[] = []
  const kept = listed.filter(({ source, value }) => {
    const id = byRecord.get(`${source}\n${value}`)
    const conflictId =
      id === undefined
        ? near.asked({ kind: 'RECORD', sourceId: source, recordId: value })
        : near.child({ id, links: links.get(id) ?? [] })
    if (conflictId !== null) tries.push({ conflictId, childId: id ?? null })
    return conflictId === null
  })
  return { kept, tries }
}
