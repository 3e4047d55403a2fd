// The police records system of the simulated region: the assumed contract that README.md in this folder describes.
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../kit/system.js'
import type { PoliceNominal } from '../region/model.js'
import { document, page, problem } from './documents.js'
import { createDoor, type DoorOptions } from './door.js'
import { episodes, HISTORIES } from './histories.js'
import { INCLUDES, person, type Officers } from './people.js'
import { idsAsked, matching } from './search.js'

const BASE = '/api/v1/'
const MOST_HITS = 200
const MOST_IDS = 50

export type PoliceSystemOptions = SystemOptions & DoorOptions

/** The force's records system. Everything it answers is read from the region; nothing can be written. */
export function createPoliceSystem(options: PoliceSystemOptions): SimulatedSystem {
  const door = createDoor(options.credentials, options)
  const nominals = new Map(options.region.police.map(row => [row.nominalId, row]))
  const living = options.region.police.filter(row => row.mergedInto === null)
  const officers = officersOf(options)

  function persons(request: SimRequest): SimResponse {
    const wanted = includes(request)
    if (wanted === null) return badInclude()
    const ids = idsAsked(request.query.get('filter[id]'))
    if (ids !== null) return personsById(ids, wanted, request)
    const hits = matching(living, request.query)
    if (hits === null) return problem({ status: 400, code: 'FILTER_REQUIRED', title: 'Give at least one filter' })
    if (hits.length > MOST_HITS) return problem({ status: 413, code: 'TOO_MANY', title: 'Too many hits: refine' })
    return page(
      hits.map(row => person(row, row.nominalId, wanted, officers)),
      request,
    )
  }

  function personsById(ids: readonly string[], wanted: ReadonlySet<string>, request: SimRequest): SimResponse {
    if (ids.length > MOST_IDS) return tooManyIds()
    const known = ids.map(id => nominals.get(id)).filter(row => row !== undefined)
    const merged = known
      .filter(row => row.mergedInto !== null)
      .map(row => ({ id: row.nominalId, survivingId: row.mergedInto }))
    const rows = known
      .filter(row => row.mergedInto === null)
      .map(row => person(answering(row, request), row.nominalId, wanted, officers))
    return page(rows, request, { merged, notFound: ids.filter(id => !nominals.has(id)) })
  }

  function onePerson(row: PoliceNominal, request: SimRequest): SimResponse {
    const wanted = includes(request)
    if (wanted === null) return badInclude()
    const { resource, included } = person(answering(row, request), row.nominalId, wanted, officers)
    return document({ data: resource, included })
  }

  function missingEpisodes(request: SimRequest): SimResponse {
    const ids = idsAsked(request.query.get('filter[nominalId]'))
    if (ids !== null && ids.length > MOST_IDS) return tooManyIds()
    const rows = ids === null ? living : living.filter(row => ids.includes(row.nominalId))
    const status = request.query.get('filter[status]')?.toUpperCase()
    const since = request.query.get('filter[reportedSince]')
    if (ids === null && status === undefined && since === null) {
      return problem({ status: 400, code: 'FILTER_REQUIRED', title: 'Give at least one filter' })
    }
    const found = rows
      .flatMap(row => episodes(answering(row, request), row.nominalId))
      .filter(({ attributes }) => status === undefined || attributes['status'] === status)
      .filter(({ attributes }) => since === null || String(attributes['reportedAt']) >= since)
    return page(
      found.map(resource => ({ resource })),
      request,
    )
  }

  /** The row itself; under the fault `wrong-child`, the next child's, as if the index pointed one off. */
  function answering(row: PoliceNominal, request: SimRequest): PoliceNominal {
    if (request.fault !== 'wrong-child') return row
    const others = living.filter(other => other.personId !== row.personId)
    return others.find(other => other.nominalId > row.nominalId) ?? others[0] ?? row
  }

  function route(request: SimRequest): SimResponse {
    const [collection, id, history, ...rest] = request.path.slice(BASE.length).split('/').map(segment)
    if (collection === 'persons' && id === undefined) return persons(request)
    if (collection === 'missing-episodes' && id === undefined) return missingEpisodes(request)
    if (collection !== 'persons' || id === undefined || rest.length > 0) return noSuchPath()
    const row = nominals.get(id)
    if (row === undefined) return problem({ status: 404, code: 'NOMINAL_NOT_FOUND', title: 'No such nominal' })
    if (row.mergedInto !== null) {
      const meta = { survivingId: row.mergedInto }
      return problem({ status: 409, code: 'NOMINAL_MERGED', title: 'This nominal was merged into another', meta })
    }
    if (history === undefined) return onePerson(row, request)
    const list = HISTORIES[history]
    if (list === undefined) return noSuchPath()
    const asking = { id, cleared: request.headers['x-acting-vetting'] === 'police' }
    return page(
      list(answering(row, request), asking).map(resource => ({ resource })),
      request,
    )
  }

  return {
    id: options.id,
    latency: { p50: 900, p99: 8000 },
    handle(request) {
      const refused = door(request)
      if (refused !== null) return refused
      if (request.method !== 'GET') return problem({ status: 405, code: 'READ_ONLY', title: 'Only GET' })
      return request.path.startsWith(BASE) ? route(request) : noSuchPath()
    },
  }
}

function officersOf({ region }: SystemOptions): Officers {
  const police = region.staff.filter(staff => staff.agency === 'police')
  const coordinator = police.find(staff => /coordinator/i.test(staff.role) || staff.role === 'PM') ?? null
  return { byRef: new Map(police.map(staff => [staff.ref, staff])), coordinator }
}

function includes(request: SimRequest): ReadonlySet<string> | null {
  const names = (request.query.get('include') ?? '').split(',').filter(name => name !== '')
  const known: readonly string[] = INCLUDES
  return names.every(name => known.includes(name)) ? new Set(names) : null
}

/** Undecodable text names nothing. */
function segment(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

const noSuchPath = () => problem({ status: 404, code: 'NO_SUCH_PATH', title: 'No such path' })
const tooManyIds = () => problem({ status: 400, code: 'TOO_MANY_IDS', title: `At most ${String(MOST_IDS)} ids` })
const badInclude = () =>
  problem({ status: 400, code: 'INVALID_INCLUDE', title: 'No such relation', source: { parameter: 'include' } })
