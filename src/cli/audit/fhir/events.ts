// Audit rows as FHIR AuditEvents: for each child of an answer one of what was asked, one of what was decided, and one of what was
// disclosed; for an answer without a child what was asked; for a refusal that it was refused.
import type { Row } from '../../../verify/format.js'
import {
  GATEWAY, application, applicationAs, authorizer, gatewayAs, patient, purposeOf, reader, thing, transaction, type Json,
} from './agents.js' // prettier-ignore
import { readAsked, readOutcome, type Asked, type Outcome } from './bodies.js'
import {
  BY_ROLE, DESTINATION_ROLE, DISCLOSE, EXPORT, PROFILE, QUERY, REPORT, REST, SEARCH, SECURITY_ALERT, SECURITY_RESOURCE, SERVER,
  SOURCE_ROLE, SYSTEM_OBJECT,
} from './codes.js' // prettier-ignore

/** Operations under way at once are fewer by far; an intent whose outcome never came must not be kept for ever. */
const MOST_PENDING = 50_000

/** Lines of JSON. An outcome follows its intent in the same chain. */
export async function* auditEvents(rows: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  const pending = new Map<string, Asked>()
  for await (const batch of rows) {
    const events = batch.flatMap(row => {
      if (row.kind === 'OUTCOME') return ofOutcome(row, readOutcome(row.record), pending)
      const asked = readAsked(row.record)
      if (row.kind === 'REFUSAL') return [decision(row, asked, null)]
      pending.set(asked.operation, asked)
      for (const oldest of pending.keys())
        if (pending.size > MOST_PENDING) pending.delete(oldest)
        else break
      return []
    })
    yield events.map(event => `${JSON.stringify(event)}\n`).join('')
  }
}

function ofOutcome(row: Row, outcome: Outcome, pending: ReadonlyMap<string, Asked>): readonly Json[] {
  const asked = pending.get(outcome.operation)
  if (!asked) throw new Error(`Row ${row.seq} of chain ${row.chain} has no intent before it: run "hafan audit verify".`)
  if (outcome.child === null) return [query(row, asked, outcome)]
  const decided = [query(row, asked, outcome), decision(row, asked, outcome)]
  return outcome.kinds.length > 0 ? [...decided, disclosure(row, asked, outcome)] : decided
}

function event({ chain, seq, at }: Row, suffix: string, profile: string | null, asked: Asked, rest: Json): Json {
  const purposeOfEvent = purposeOf(asked)
  return {
    resourceType: 'AuditEvent',
    id: `${chain}-${seq}-${suffix}`,
    ...(profile === null ? {} : { meta: { profile: [profile] } }),
    recorded: at,
    ...(purposeOfEvent.length > 0 ? { purposeOfEvent } : {}),
    source: { site: 'hafan', observer: GATEWAY, type: [SERVER] },
    ...rest,
  }
}

function query(row: Row, asked: Asked, { child, operation }: Outcome): Json {
  const { document, coordinates, identifiers } = asked
  const text = Buffer.from(JSON.stringify({ document, identifiers, coordinates })).toString('base64')
  return event(row, 'query', child === null ? PROFILE.query : PROFILE.patientQuery, asked, {
    type: REST, subtype: [SEARCH], action: 'E', outcome: '0',
    agent: [applicationAs(SOURCE_ROLE, asked), gatewayAs(DESTINATION_ROLE), ...reader(asked)],
    entity: [transaction(operation), ...(child === null ? [] : [patient(child)]), { type: SYSTEM_OBJECT, role: QUERY, query: text }],
  }) // prettier-ignore
}

/** Consent is not the basis of any sharing here: the protocol's edition stands where that pattern has a consent. */
function decision(row: Row, asked: Asked, outcome: Outcome | null): Json {
  const permitted = outcome !== null && outcome.kinds.length > 0
  const clauses = (outcome?.clauses ?? []).map(clause => ['clause', clause] as const)
  const held = (outcome?.relationships ?? []).map(relationship => ['relationship', relationship] as const)
  const withheld = (outcome?.withheld ?? []).map(coordinate => ['withheld', coordinate] as const)
  return event(row, 'decision', null, asked, {
    type: SECURITY_ALERT, subtype: [BY_ROLE], action: 'E', outcome: permitted ? '0' : '8',
    ...(permitted ? {} : { outcomeDesc: asked.code ?? 'the protocol gives none of what was asked' }),
    agent: [application(asked), ...reader(asked), authorizer()],
    entity: [
      ...(outcome === null || outcome.child === null ? [] : [patient(outcome.child)]),
      thing(SECURITY_RESOURCE, 'edition', asked.edition ?? 'unknown', [...clauses, ...held, ...withheld]),
    ],
  }) // prettier-ignore
}

function disclosure(row: Row, asked: Asked, { child, kinds, sources, response }: Outcome): Json {
  const said = sources.map(({ source, status }) => ['source', `${source} ${status}`] as const)
  const told = kinds.map(kind => ['kind', kind] as const)
  return event(row, 'disclosure', PROFILE.disclosure, asked, {
    type: EXPORT, subtype: [DISCLOSE], action: 'R', outcome: '0',
    agent: [gatewayAs(SOURCE_ROLE), applicationAs(DESTINATION_ROLE, asked), ...reader(asked)],
    entity: [patient(child ?? ''), thing(REPORT, 'answer', response, [...told, ...said])],
  }) // prettier-ignore
}
