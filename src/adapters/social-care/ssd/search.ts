// Searches of the SSD REST interface: by number, the register page by page, and the children of a worker or of teams.
import type { AgencySource, Found, IdentifiedRecord, Listed } from '../../agency.js'
import { reasonOf } from '../../reading.js'
import { authorityIdsOf, redactedSubject, subjectOf } from '../child.js'
import type { SsdClient } from './client.js'
import { childFacts, isProtected } from './map.js'
import type { ListedChild } from './upstream.js'

/** The searches of one system. */
export function createSearches(
  client: SsdClient,
  area: string | null,
): Required<Pick<AgencySource, 'find' | 'listFor' | 'list'>> {
  const identified = (item: ListedChild): IdentifiedRecord | null => {
    if ('restricted' in item) return null
    const responsible = { authority: item.responsible_la, ids: [item.responsible_la_child_id] }
    const authorityIds = authorityIdsOf(area, item.pers_person_id, responsible)
    const subject = { ...subjectOf(childFacts(item)), authorityIds }
    return { recordId: item.pers_person_id, subject, protectedRecord: isProtected(item) }
  }

  return {
    async find(identifier, call): Promise<Found> {
      try {
        const found = await client.children(identifier, call)
        const records = found.map(
          item =>
            identified(item) ?? {
              recordId: item.pers_person_id,
              subject: redactedSubject(identifier),
              protectedRecord: false,
            },
        )
        return { kind: 'records', records }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    async listFor({ staffRef, teams }, call): Promise<Listed> {
      const queries = [...(staffRef === '' ? [] : [{ worker: staffRef }]), ...teams.map(team => ({ team }))]
      try {
        const found = await Promise.all(queries.map(query => client.children(query, call)))
        return { kind: 'records', recordIds: [...new Set(found.flat().map(item => item.pers_person_id))] }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    async list(from, call) {
      const { rows, next } = await client.register(from === null ? 0 : Number(from), call)
      // An entry that is kept back names nobody, so it cannot be linked here; a search by number still finds it.
      return { records: rows.flatMap(item => identified(item) ?? []), next: next === null ? null : String(next) }
    },
  }
}
