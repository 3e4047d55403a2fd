// The debrief charity's case system: the assumed contract that README.md in this folder describes.
import { createTokenEndpoint } from '../kit/auth.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../kit/system.js'
import type { CharityRow } from '../region/model.js'
import { assignments, client, LISTS } from './rows.js'

const BASE = '/api/v1/'
const MOST_IDS = 50
const USUAL_PAGE = 50
const MOST_ON_A_PAGE = 100
const REQUIRED = ['X-On-Behalf-Of', 'X-Purpose'] as const

/** The charity's case system. Everything it answers is read from the region; nothing can be written. */
export function createDebriefSystem(options: SystemOptions): SimulatedSystem {
  const { clientId, clientSecret } = options.credentials
  const tokens = createTokenEndpoint({ clientId, clientSecret })
  const rows = options.region.charity
  const byId = new Map(rows.map(row => [row.clientId, row]))
  const workers = new Map(options.region.staff.filter(isWorker).map(staff => [staff.ref, staff]))

  /** The row itself; under the fault `wrong-child`, the next client's. */
  function answering(row: CharityRow, request: SimRequest): CharityRow {
    if (request.fault !== 'wrong-child') return row
    const others = rows.filter(other => other.personId !== row.personId)
    return others.find(other => other.clientId > row.clientId) ?? others[0] ?? row
  }

  function many(collection: string, request: SimRequest): SimResponse {
    const ids = [...new Set((request.query.get('ids') ?? '').split(',').filter(id => id !== ''))]
    if (ids.length === 0 || ids.length > MOST_IDS) return problem(400, 'IDS', `1 to ${String(MOST_IDS)} ids`)
    const known = ids.flatMap(id => {
      const row = byId.get(id)
      return row === undefined ? [] : [{ id, row: answering(row, request) }]
    })
    const unknown = ids.filter(id => !byId.has(id))
    if (collection === 'clients')
      return page(
        known.map(({ id, row }) => client(row, id)),
        request,
        { unknown },
      )
    const list = LISTS[collection]
    if (list === undefined) return noSuchPath()
    return page(
      known.flatMap(({ id, row }) => list(row, id, workers)),
      request,
      { unknown },
    )
  }

  function route(request: SimRequest): SimResponse {
    const [collection = '', id, listName, ...rest] = request.path.slice(BASE.length).split('/')
    if (collection === 'assignments' && id === undefined) {
      const worker = request.query.get('worker')
      if (worker === null) return problem(400, 'WORKER', 'Whose assignments?')
      return page(assignments(rows, worker), request)
    }
    if (id === undefined) return many(collection, request)
    if (collection !== 'clients' || rest.length > 0) return noSuchPath()
    const row = byId.get(id)
    if (row === undefined) return problem(404, 'CLIENT_NOT_FOUND', 'No such client')
    if (listName === undefined) return { status: 200, body: client(answering(row, request), id) }
    const list = LISTS[listName]
    return list === undefined ? noSuchPath() : page(list(answering(row, request), id, workers), request)
  }

  return {
    id: options.id,
    latency: { p50: 300, p99: 3000 },
    handle(request) {
      const token = tokens.answer(request)
      if (token !== null) return token
      if (tokens.problem(request) !== null) return problem(401, 'UNAUTHENTICATED', 'Sign in first')
      const header = REQUIRED.find(name => (request.headers[name.toLowerCase()] ?? '') === '')
      if (header !== undefined) return problem(400, 'MISSING_HEADER', `${header} is required`)
      if (request.method !== 'GET') return problem(405, 'READ_ONLY', 'Only GET')
      return request.path.startsWith(BASE) ? route(request) : noSuchPath()
    },
  }
}

const isWorker = ({ agency }: SystemOptions['region']['staff'][number]): boolean => agency === 'third-sector'

function page(items: readonly unknown[], request: SimRequest, more: Record<string, unknown> = {}): SimResponse {
  const number = positive(request.query.get('page'), 1)
  const size = positive(request.query.get('pageSize'), USUAL_PAGE)
  if (number === null || size === null || size > MOST_ON_A_PAGE) return problem(400, 'PAGE', 'No such page')
  const query = new URLSearchParams(request.query)
  query.set('page', String(number + 1))
  const next = number * size < items.length ? `${request.origin}${request.path}?${query.toString()}` : null
  return {
    status: 200,
    body: { items: items.slice((number - 1) * size, number * size), total: items.length, next, ...more },
  }
}

function positive(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}

const problem = (status: number, code: string, message: string): SimResponse => ({
  status,
  body: { error: { code, message } },
})
const noSuchPath = (): SimResponse => problem(404, 'NO_SUCH_PATH', 'No such path')
