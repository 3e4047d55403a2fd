// Eclipse's searches: by number, the register page by page, and the children of a worker or of teams.
import { reasonOf } from '../../reading.js'
import type { AgencySource, Call, Found, IdentifiedRecord, Listed, Subject } from '../../agency.js'
import { SourceFault } from '../../transport.js'
import { authorityIdsOf, redactedSubject, subjectOf } from '../child.js'
import { parsed } from '../../wire.js'
import { MOST_PAGES } from '../wire.js'
import { reasonOfError, type AskEclipse } from './client.js'
import { SEARCHES } from './compose.js'
import { childFacts, isProtected } from './people.js'
import { corePerson, hits, responsibleAuthority, whereabouts, type CorePerson, type Hits } from './upstream.js'

type Searches = Required<Pick<AgencySource, 'find' | 'listFor' | 'list'>>

/** The searches of one Eclipse. `on` gives today as an ISO day, `area` is the authority whose it is. */
export function createSearches(
  ask: AskEclipse,
  protectedWarnings: ReadonlySet<string>,
  on: () => string,
  area: string | null,
): Searches {
  async function page(query: string, variables: Readonly<Record<string, unknown>>, call: Call): Promise<Hits> {
    const { data, errors } = await ask(query, variables, call)
    if (errors[0]) throw new SourceFault(reasonOfError(errors[0]))
    const answer = parsed(hits, data['personByCriteria'])
    if (answer.cursor.returned !== answer.results.length) throw new SourceFault('MALFORMED')
    return answer
  }

  async function everyHit(query: string, value: unknown, call: Call): Promise<readonly Hits['results'][number][]> {
    const all: Hits['results'][number][] = []
    for (let number = 1; number <= MOST_PAGES; number += 1) {
      const { cursor, results } = await page(query, { value, page: number }, call)
      // Hits that were removed outright may be this child: "no record" would be a guess.
      if ((cursor.securityMetaData?.numberOfRemovedElements ?? 0) > 0) throw new SourceFault('REFUSED')
      all.push(...results)
      if (all.length >= cursor.totalSize) return all
      if (results.length === 0) break
    }
    throw new SourceFault('MALFORMED')
  }

  const identified = (hit: Hits['results'][number]): IdentifiedRecord | null => {
    if (hit.__typename === 'RedactedResult') return null
    const person = parsed(corePerson, hit)
    const where = parsed(whereabouts, hit['whereabouts'])
    const day = on()
    return {
      recordId: person.id,
      subject: { ...subjectOf(childFacts(person, where, day)), ...idsIn(person, hit) },
      protectedRecord: isProtected(person, protectedWarnings, day),
    }
  }

  /** Of the register alone, which is asked who is responsible. */
  function idsIn(person: CorePerson, hit: Hits['results'][number]): Pick<Subject, 'authorityIds'> {
    if (!('responsibleLocalAuthority' in hit)) return {}
    const authority = parsed(responsibleAuthority, hit['responsibleLocalAuthority'])?.gssCode ?? null
    const stated = person.referenceNumbers.filter(one => one.type === 'RESPLA_CHILDID')
    const ids = stated.map(one => one.referenceNumber)
    return { authorityIds: authorityIdsOf(area, person.id, { authority, ids }) }
  }

  return {
    async find(identifier, call): Promise<Found> {
      const [query, value] =
        'nhsNumber' in identifier ? [SEARCHES.nhsNumber, identifier.nhsNumber] : [SEARCHES.upn, identifier.upn]
      try {
        const found = await everyHit(query, value, call)
        const records = found.map(
          hit => identified(hit) ?? { recordId: hit.id, subject: redactedSubject(identifier), protectedRecord: false },
        )
        return { kind: 'records', records }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    async listFor({ staffRef, teams }, call): Promise<Listed> {
      try {
        const found = await Promise.all([
          staffRef === '' ? [] : everyHit(SEARCHES.worker, staffRef, call),
          teams.length === 0 ? [] : everyHit(SEARCHES.teams, teams, call),
        ])
        return { kind: 'records', recordIds: [...new Set(found.flat().map(hit => hit.id))] }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    async list(from, call) {
      const number = from === null ? 1 : Number(from)
      const { cursor, results } = await page(SEARCHES.register, { page: number }, call)
      // A hit that is kept back names nobody, so it cannot be linked here; a search by number still finds it.
      const records = results.flatMap(hit => identified(hit) ?? [])
      const last = results.length === 0 || cursor.offset + results.length >= cursor.totalSize
      return { records, next: last ? null : String(number + 1) }
    },
  }
}
