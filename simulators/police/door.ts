// What stands before every answer: the nightly window, sign-in, sessions, and the headers the force's audit needs.
import { bearerOf, createTokenEndpoint } from '../kit/auth.js'
import type { SimRequest, SimResponse, SystemOptions } from '../kit/system.js'
import { problem } from './documents.js'

export interface DoorOptions {
  /** Whether 02:00 to 02:40 local time answers 503 with a page of HTML. Default no. */
  readonly maintenance?: boolean
  /** Most sessions in use at once; a session is a token used in the last five minutes. Default 100. */
  readonly sessionLimit?: number
}

/** The purposes the force knows, as `X-Purpose-Code`. */
const PURPOSE_CODES: ReadonlySet<string> = new Set([
  'MP-LOCATE',
  'SG-RISK',
  'SG-PLAN',
  'SG-SCHOOL',
  'QA-AUDIT',
  'ST-COUNT',
  'ID-LINK',
  'AC-CHECK',
])

const SESSION_MS = 300_000
const REQUIRED = ['X-Acting-Officer', 'X-Purpose-Code', 'X-Request-ID'] as const
const CLOSED_PAGE = '<html><body><h1>Records management</h1><p>Overnight maintenance. Back at 02:40.</p></body></html>'
const localTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })

/** Answers what does not come as far as the records; null lets the request in. */
export function createDoor(
  credentials: SystemOptions['credentials'],
  options: DoorOptions,
): (request: SimRequest) => SimResponse | null {
  const { clientId, clientSecret } = credentials
  const tokens = createTokenEndpoint({ clientId, clientSecret })
  const sessions = new Map<string, number>()

  function sessionIsOver(request: SimRequest): boolean {
    const now = request.now.getTime()
    for (const [token, lastUsed] of sessions) if (lastUsed + SESSION_MS < now) sessions.delete(token)
    const token = bearerOf(request) ?? ''
    if (!sessions.has(token) && sessions.size >= (options.sessionLimit ?? 100)) return true
    sessions.set(token, now)
    return false
  }

  return request => {
    if (options.maintenance === true && isNight(request.now)) {
      return { status: 503, headers: { 'content-type': 'text/html' }, body: CLOSED_PAGE }
    }
    const token = tokens.answer(request)
    if (token !== null) return token
    if (tokens.problem(request) !== null) {
      return problem({ status: 401, code: 'UNAUTHENTICATED', title: 'Sign in first' })
    }
    if (sessionIsOver(request)) {
      return problem({ status: 429, code: 'SESSION_LIMIT', title: 'Too many sessions in use', retryAfter: 30 })
    }
    for (const header of REQUIRED) {
      if ((request.headers[header.toLowerCase()] ?? '') === '') {
        return problem({ status: 400, code: 'MISSING_HEADER', title: `${header} is required`, source: { header } })
      }
    }
    if (!PURPOSE_CODES.has(request.headers['x-purpose-code'] ?? '')) {
      const source = { header: 'X-Purpose-Code' }
      return problem({ status: 400, code: 'INVALID_PURPOSE', title: 'No such purpose code', source })
    }
    return null
  }
}

function isNight(now: Date): boolean {
  const time = localTime.format(now)
  return time >= '02:00' && time < '02:40'
}
