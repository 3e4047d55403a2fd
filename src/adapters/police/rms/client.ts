// How the force's records system is asked: its headers, its pages, its way of saying "merged" and "no such nominal".
import type { z } from 'zod'
import type { Call } from '../../agency.js'
import { MOST_CANDIDATES, type SoughtPerson } from '../../search.js'
import { SourceFault, type Transport, type UpstreamAnswer, type UpstreamRequest } from '../../transport.js'
import { headerText, parsed } from '../../wire.js'
import { PURPOSE_CODES } from './codes.js'
import {
  EPISODE_FACT_FIELDS,
  errorDocument,
  listDocument,
  personDocument,
  type PersonDocument,
  type Resource,
} from './upstream.js'

const ACCEPT = ['application/vnd.api+json']
const MOST_PAGES = 20
/** As many as one page may hold, and as many ids as one batch may name. */
export const BATCH = 50

/** What became of one nominal number. */
export type PersonAnswer =
  | { readonly kind: 'person'; readonly document: PersonDocument }
  | { readonly kind: 'merged'; readonly into: string }
  | { readonly kind: 'none' }

export interface RmsClient {
  person(id: string, include: readonly string[], call: Call): Promise<PersonAnswer>
  /** By number; a number the answer does not account for is absent. */
  persons(ids: readonly string[], include: readonly string[], call: Call): Promise<ReadonlyMap<string, PersonAnswer>>
  /** Living nominals by names and day of birth, as spelt; null where there are more than a search gives. */
  search(person: SoughtPerson, call: Call): Promise<readonly PersonDocument['data'][] | null>
  /** Every row of a nominal's list. */
  history(id: string, list: string, call: Call, factsOnly?: boolean): Promise<readonly Resource[]>
  /** Episodes of many nominals, by number; a nominal with none has an empty list. */
  episodesOf(ids: readonly string[], call: Call, factsOnly: boolean): Promise<ReadonlyMap<string, readonly Resource[]>>
}

/** All methods reject with SourceFault for what the system does wrong. */
export function createClient(transport: Transport): RmsClient {
  async function send(request: UpstreamRequest, call: Call): Promise<UpstreamAnswer> {
    return transport.send({ accept: ACCEPT, expect: [404, 409], headers: headersOf(call), ...request }, call)
  }

  async function pages(request: UpstreamRequest, call: Call) {
    const read: z.output<typeof listDocument>[] = []
    let next: UpstreamRequest | null = { ...request, query: { ...request.query, 'page[size]': BATCH } }
    while (next !== null) {
      if (read.length === MOST_PAGES) throw new SourceFault('MALFORMED')
      const answer = await send(next, call)
      if (answer.status !== 200) throw new SourceFault('SOURCE_ERROR', answer.status)
      const page = parsed(listDocument, answer.body)
      read.push(page)
      next = page.links.next === null ? null : { path: page.links.next }
    }
    return read
  }

  return {
    async person(id, include, call) {
      const answer = await send({ path: `persons/${id}`, query: including(include) }, call)
      if (answer.status === 200) return { kind: 'person', document: parsed(personDocument, answer.body) }
      return refusalOf(answer)
    },

    async persons(ids, include, call) {
      const read = await pages({ path: 'persons', query: { 'filter[id]': ids.join(','), ...including(include) } }, call)
      const answers = new Map<string, PersonAnswer>()
      for (const { data, included, meta } of read) {
        for (const row of data) {
          // What is included was read with the page; only the row itself is looked at again.
          const own = parsed(personDocument.shape.data, row)
          answers.set(own.id, { kind: 'person', document: { data: own, included } })
        }
        for (const { id, survivingId } of meta.merged) answers.set(id, { kind: 'merged', into: survivingId })
        for (const id of meta.notFound) answers.set(id, { kind: 'none' })
      }
      return answers
    },

    async search({ givenName, familyName, dateOfBirth }, call) {
      const query = {
        'filter[surname]': familyName,
        'filter[givenName]': givenName,
        'filter[dateOfBirth]': dateOfBirth,
        'page[size]': MOST_CANDIDATES,
      }
      const answer = await send({ path: 'persons', query, expect: [413] }, call)
      if (answer.status !== 200) {
        if (codeOf(answer) === 'TOO_MANY') return null
        throw new SourceFault('SOURCE_ERROR', answer.status)
      }
      const { data, links } = parsed(listDocument, answer.body)
      if (links.next !== null || data.length > MOST_CANDIDATES) return null
      return data.map(row => parsed(personDocument.shape.data, row))
    },

    async history(id, list, call, factsOnly = false) {
      const read = await pages({ path: `persons/${id}/${list}`, query: fields(factsOnly) }, call)
      const rows = read.flatMap(page => page.data)
      // A row about somebody else among this child's is worse than no rows at all.
      if (rows.some(row => subjectOf(row) !== id)) throw new SourceFault('MALFORMED')
      return rows
    },

    async episodesOf(ids, call, factsOnly) {
      const query = { 'filter[nominalId]': ids.join(','), ...fields(factsOnly) }
      const read = await pages({ path: 'missing-episodes', query }, call)
      const byPerson = new Map<string, Resource[]>(ids.map(id => [id, []]))
      for (const row of read.flatMap(page => page.data)) {
        const rows = byPerson.get(subjectOf(row) ?? '')
        if (rows === undefined) throw new SourceFault('MALFORMED')
        rows.push(row)
      }
      return byPerson
    },
  }
}

function headersOf(call: Call): Record<string, string> {
  return {
    'x-acting-officer': headerText(call.actor.staffRef),
    'x-acting-organisation': headerText(call.actor.organisation),
    'x-purpose-code': PURPOSE_CODES[call.purpose],
    'x-request-id': call.correlationId,
    ...(call.actor.policeVetted === true ? { 'x-acting-vetting': 'police' } : {}),
  }
}

function refusalOf(answer: UpstreamAnswer): PersonAnswer {
  const body = errorDocument.safeParse(answer.body)
  const [error] = body.success ? body.data.errors : []
  if (error?.code === 'NOMINAL_NOT_FOUND') return { kind: 'none' }
  if (error?.code === 'NOMINAL_MERGED' && error.meta.survivingId !== undefined) {
    return { kind: 'merged', into: error.meta.survivingId }
  }
  throw new SourceFault('SOURCE_ERROR', answer.status)
}

function codeOf(answer: UpstreamAnswer): string | null {
  const body = errorDocument.safeParse(answer.body)
  return body.success ? (body.data.errors[0]?.code ?? null) : null
}

const including = (names: readonly string[]) => ({ include: names.length === 0 ? undefined : names.join(',') })
const fields = (factsOnly: boolean) => ({ 'fields[missingEpisode]': factsOnly ? EPISODE_FACT_FIELDS : undefined })

/** The nominal a row says it belongs to. */
function subjectOf(row: Resource): string | null {
  const data = (row.relationships['person'] ?? row.relationships['missingPerson'])?.data
  return data === undefined || data === null || Array.isArray(data) ? null : data.id
}
