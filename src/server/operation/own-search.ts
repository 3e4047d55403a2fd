// The first successful read: a child the hub does not know yet is looked for, by the identifier given, in the system that
// the caller's own organisation keeps. If the caller turns out to have the relationship, the child is taken in; a refused
// read makes nothing.
import { randomUUID } from 'node:crypto'
import type { AgencySource, Call, IdentifiedRecord, Part } from '../../adapters/agency.js'
import { createGate } from '../../adapters/batches.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { claimOf, joinable } from '../../children/identity/linking-claims.js'
import type { KnownChild } from '../../policies/admission/admit.js'
import { isOwnSystem } from '../../policies/admission/facts.js'
import type { Store } from '../../store/open.js'
import type { Person } from '../../types/caller.js'
import { recordKey } from '../../types/child.js'
import type { RecordName } from '../../types/child.js'

/** A provisional child; null where there is no such record, or more than one; or that the system did not answer. */
export type Found = KnownChild | 'NO_ANSWER' | null

/** The child that a search found, if it found one. */
export const provisional = (found: Found | null | undefined): KnownChild | null =>
  found === null || found === undefined || found === 'NO_ANSWER' ? null : found

export interface OwnSearch {
  /** By NHS number or pupil number, or by the own system's record id as a caseload lists it. */
  find(identifier: ParsedIdentifier | undefined): Promise<Found>
  /** Links a provisional child's record and gives the child under its own id; null where the link is in doubt. */
  takeIn(child: KnownChild): Promise<KnownChild | null>
  /** What the record of a provisional child says of itself. */
  recordOf(child: KnownChild): FoundIdentity | null
}

export interface FoundIdentity extends RecordName {
  readonly nhsNumber: string | null
  readonly upn: string | null
  readonly uprns: readonly string[]
}

export interface OwnSearchDeps {
  readonly sources: readonly AgencySource[]
  readonly store: Pick<Store, 'children' | 'linking'>
  readonly now: () => Date
}

const SEARCHES_AT_ONCE = 4
const IDENTITY: ReadonlySet<Part> = new Set<Part>(['identity'])

interface FoundRecord {
  readonly sourceId: string
  readonly record: IdentifiedRecord
}

export function createOwnSearch(person: Person, call: Call, { sources, store, now }: OwnSearchDeps): OwnSearch {
  const found = new Map<string, FoundRecord>()

  // One caller's many searches must not fill a system's queue and turn everybody else away.
  const gate = createGate(SEARCHES_AT_ONCE)

  async function search(source: AgencySource, identifier: ParsedIdentifier): Promise<FoundRecord[] | 'NO_ANSWER'> {
    const sourceId = source.description.id
    if (identifier.kind === 'local') {
      if (identifier.source !== sourceId) return []
      const reading = await source.lookup({ recordId: identifier.value, parts: IDENTITY }, call)
      if (reading.kind === 'failed') return 'NO_ANSWER'
      if (reading.kind !== 'read' || !reading.subject) return []
      const { recordId, subject, protectedRecord } = reading
      return [{ sourceId, record: { recordId, subject, protectedRecord } }]
    }
    if (identifier.kind === 'id' || !source.find) return []
    const by = identifier.kind === 'nhsNumber' ? { nhsNumber: identifier.nhsNumber } : { upn: identifier.upn }
    const answer = await source.find(by, call)
    return answer.kind === 'records' ? answer.records.map(record => ({ sourceId, record })) : 'NO_ANSWER'
  }

  return {
    async find(identifier) {
      if (!identifier) return null
      const own = sources.filter(source => isOwnSystem(source, person))
      const answers = await Promise.all(own.map(source => gate(() => search(source, identifier))))
      const records = answers.flatMap(answer => (answer === 'NO_ANSWER' ? [] : answer))
      if (answers.includes('NO_ANSWER')) return 'NO_ANSWER'
      const [only, ...others] = records
      if (!only || others.length > 0) return null
      const id = randomUUID()
      found.set(id, only)
      const link = {
        childId: id, sourceId: only.sourceId, recordId: only.record.recordId, how: identifier.kind === 'upn' ? ('UPN' as const) : ('NHS_NUMBER' as const),
        confirmedAt: now().toISOString(), confirmedBy: null, protectedRecord: only.record.protectedRecord, anchor: only.record.subject.demographics,
      } // prettier-ignore
      const nothing = { hubCase: false, debriefAssignees: [], episodes: [], meetingOpen: false }
      return { id, links: [link], hub: nothing, confirmed: [], episodeStates: [], breakGlass: null, provisional: true }
    },

    recordOf(child) {
      const one = found.get(child.id)
      if (!one) return null
      const { nhsNumber, upn, uprns = [] } = one.record.subject
      return { sourceId: one.sourceId, recordId: one.record.recordId, nhsNumber, upn, uprns }
    },

    async takeIn(child) {
      const one = found.get(child.id)
      if (!child.provisional || !one) return child
      const { childOf } = await store.linking.apply(await joinable([claimOf(one.sourceId, one.record)], store))
      const id = childOf.get(recordKey({ sourceId: one.sourceId, recordId: one.record.recordId }))
      if (id === undefined) return null
      return { ...child, id, links: child.links.map(link => ({ ...link, childId: id })), provisional: false }
    },
  }
}
