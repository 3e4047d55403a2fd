// The first successful read: a child the hub does not know yet is looked for, by the identifier given, in the system that
// the caller's own organisation keeps. If the caller turns out to have the relationship, the child is taken in; a refused
// read makes nothing.
import { randomUUID } from 'node:crypto'
import type { AgencySource, Call, IdentifiedRecord } from '../../adapters/agency.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { claimOf, joinable } from '../../children/identity/linking-pass.js'
import type { KnownChild } from '../../policies/admission/admit.js'
import { isOwnSystem } from '../../policies/admission/facts.js'
import type { Store } from '../../store/open.js'
import type { Person } from '../../types/caller.js'
import { recordKey } from '../../types/child.js'

export interface OwnSearch {
  /** A provisional child with the one record found; null where there is none, more than one, or no answer. */
  find(identifier: ParsedIdentifier | undefined): Promise<KnownChild | null>
  /** Links a provisional child's record and gives the child under its own id; null where the link is in doubt. */
  takeIn(child: KnownChild): Promise<KnownChild | null>
}

export interface OwnSearchDeps {
  readonly sources: readonly AgencySource[]
  readonly store: Pick<Store, 'children' | 'linking'>
  readonly now: () => Date
}

interface FoundRecord {
  readonly sourceId: string
  readonly record: IdentifiedRecord
}

export function createOwnSearch(person: Person, call: Call, { sources, store, now }: OwnSearchDeps): OwnSearch {
  const found = new Map<string, FoundRecord>()

  async function search(identifier: { nhsNumber: string } | { upn: string }): Promise<FoundRecord[]> {
    const own = sources.filter(source => isOwnSystem(source, person))
    const answers = await Promise.all(
      own.map(async source => {
        const answer = await source.find?.(identifier, call)
        return answer?.kind === 'records'
          ? answer.records.map(record => ({ sourceId: source.description.id, record }))
          : []
      }),
    )
    return answers.flat()
  }

  return {
    async find(identifier) {
      if (identifier?.kind !== 'nhsNumber' && identifier?.kind !== 'upn') return null
      const records = await search(
        identifier.kind === 'nhsNumber' ? { nhsNumber: identifier.nhsNumber } : { upn: identifier.upn },
      )
      const [only, ...others] = records
      if (!only || others.length > 0) return null
      const id = randomUUID()
      found.set(id, only)
      const link = {
        childId: id, sourceId: only.sourceId, recordId: only.record.recordId, how: identifier.kind === 'upn' ? ('UPN' as const) : ('NHS_NUMBER' as const),
        confirmedAt: now().toISOString(), confirmedBy: null, protectedRecord: only.record.protectedRecord, anchor: only.record.subject.demographics,
      } // prettier-ignore
      const nothing = { hubCase: false, debriefAssignees: [], episodes: [] }
      return { id, links: [link], hub: nothing, confirmed: [], episodeStates: [], provisional: true }
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
