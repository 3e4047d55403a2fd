// Where systems of the police send reports: POST /incidents, as JSON:API. What is sent is stored before it is answered, so that
// a report that was answered is not lost; sent again, it is answered the same. Client certificates are the proxy's that stands
// before the gateway (docs/incidents.md).
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import sjson from 'secure-json-parse'
import { HafanError } from '../../errors.js'
import { readIncident, type SentIncident } from '../../hub/incident/document.js'
import { numberOf, waitingIn, whyNot } from '../../hub/incident/report.js'
import type { HubPolicy } from '../../hub/policy.js'
import { refuse, type Refused } from '../../hub/refusal.js'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import type { Caller } from '../../types/caller.js'
import {
  INCIDENTS, callerOfRequest, protocolOfRequest, refusedAtTheDoor, type HttpServerDeps,
} from '../http-server.js' // prettier-ignore
import { auditCaller } from '../operation/state.js'
import { reportNumbered } from './numbered.js'

export interface IncidentDeps extends HttpServerDeps {
  readonly store: Pick<Store, 'incidents'>
  readonly keys: Pick<Keys, 'childId'>
  readonly policy: HubPolicy
  readonly now: () => Date
}

const JSON_API = 'application/vnd.api+json'
const MOST_BYTES = 262_144

interface Body {
  readonly text: string
  readonly value: unknown
}

/** Statuses of what the hub's rules refuse; of the rest it is what was written. */
const STATUS: Readonly<Record<string, number>> = { INCIDENT_SENT_OTHERWISE: 409, INCIDENT_OF_ANOTHER_FORCE: 403 }

export function registerIncidents(server: FastifyInstance, deps: IncidentDeps): void {
  void server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(JSON_API, { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, text, parsed) => {
      try {
        const value: unknown = sjson.parse(String(text), undefined, {
          protoAction: 'error',
          constructorAction: 'error',
        })
        parsed(null, { text: String(text), value } satisfies Body)
      } catch {
        parsed(new HafanError('DOCUMENT_INVALID', 'The body is not JSON.'))
      }
    })
    scope.setErrorHandler(async (error, request, reply) => {
      const { own, status } = await refusedAtTheDoor(error, request, reply, deps)
      const title = status === 413 ? `A report may have ${MOST_BYTES} bytes.` : own.message
      return answer(reply, status, { errors: [{ status: String(status), code: own.code, title, id: request.id }] })
    })
    scope.post(INCIDENTS, { bodyLimit: MOST_BYTES }, (request, reply) => receive(request, reply, deps))
    done()
  })
}

const answer = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply.code(status).type(JSON_API).send(JSON.stringify(body))

async function receive(request: FastifyRequest, reply: FastifyReply, deps: IncidentDeps): Promise<FastifyReply> {
  const { audit, metrics, now } = deps
  const caller = callerOfRequest(request)
  const force = caller.person === null ? caller.application.sendsIncidentsOf : undefined
  if (force === undefined) throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
  const { text, value } = request.body as Body
  const at = now()
  const read = readIncident(value)
  const refused = read.ok ? whyRefused(read, force, caller, { at: at.toISOString(), policy: deps.policy }) : read
  if (refused) return refuseIt(refused, request, reply, deps)
  const sent = read as SentIncident
  const operationId = request.id
  await audit.intent({
    ...{ operationId, caller: auditCaller(caller), application: caller.application.id, purpose: null },
    identifiers: sent.missing.flatMap(person => {
      const number = numberOf(person)
      return number === null ? [] : [{ scheme: 'NHS_NUMBER', value: number }]
    }),
    ...{ documentHash: hashOf(text), coordinates: [`POST ${INCIDENTS}`], edition: protocolOfRequest(request).id },
  })
  const kept = await stored(text, sent, caller, at, deps)
  if (kept === 'OTHERWISE') return refuseIt(refuse('INCIDENT_SENT_OTHERWISE'), request, reply, deps)
  const reported = await reportNumbered(kept.id, { caller, force, at }, deps)
  const body = { data: { type: 'incident', id: kept.id } }
  const none = { relationships: [], given: [], withheld: [], kinds: [], sources: [] }
  const row = { ...none, operationId, clauses: ['act.reportMissing'], responseHash: hashOf(JSON.stringify(body)) }
  const handles = reported.length === 0 ? [null] : reported.map(childId => deps.keys.childId.encode(childId))
  await audit.outcome(handles.map(handleId => ({ ...row, handleId })))
  metrics.answered('OK')
  return answer(reply, 201, body)
}

function whyRefused(
  sent: SentIncident,
  force: string,
  { application }: Caller,
  by: { readonly at: string; readonly policy: HubPolicy },
): Refused | null {
  if (sent.force !== force) return refuse('INCIDENT_OF_ANOTHER_FORCE', 'included')
  return whyNot(sent, { ...by, by: application.id })
}

async function stored(content: string, sent: SentIncident, { application }: Caller, at: Date, deps: IncidentDeps) {
  try {
    const reference = `${sent.force}\n${sent.reference}`
    return await deps.store.incidents.receive({
      ...{ source: application.id, reference, content, missing: waitingIn(sent), at },
    })
  } catch (error) {
    deps.onFault(error)
    throw new HafanError('RECORD_UNAVAILABLE', 'The report could not be stored. Send it again shortly.')
  }
}

async function refuseIt(refused: Refused, request: FastifyRequest, reply: FastifyReply, deps: IncidentDeps) {
  const caller = callerOfRequest(request)
  await deps.audit.refusal({
    ...{ operationId: request.id, caller: auditCaller(caller), application: caller.application.id, purpose: null },
    ...{ code: refused.code, documentHash: null, edition: protocolOfRequest(request).id },
  })
  deps.metrics.answered('HUB_RULE')
  const status = STATUS[refused.code] ?? 422
  const { en: title, cy } = refused.words
  const source = refused.field === null ? {} : { source: { pointer: pointerOf(refused.field) } }
  const error = { id: request.id, status: String(status), code: refused.code, title, ...source, meta: { cy } }
  return answer(reply, status, { errors: [error] })
}

/** What follows a name that only the sender knows is not repeated. */
const pointerOf = (field: string): string =>
  `/${field.split('.relationships.')[0] ?? ''}${field.includes('.relationships.') ? '.relationships' : ''}`.replaceAll(
    '.',
    '/',
  )

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
