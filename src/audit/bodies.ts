// From what the gateway knows to what the audit may hold: persons and identifiers become keyed hashes here, and nowhere else.
import type { Canonical } from './canonical.js'
import type { AuditCaller, IntentRow, OutcomeRow, RefusalRow } from './rows.js'

/** The part of the key ring the audit needs. */
export interface AuditKeys {
  /** A lasting name that does not tell who or what; `kind` keeps the uses apart. */
  pseudonym(kind: string, value: string): string
}

/** The body of an intent row. */
export function intentBody(keys: AuditKeys, row: IntentRow): Canonical {
  return {
    operation: row.operationId,
    caller: callerBody(keys, row.caller),
    application: row.application,
    purpose: row.purpose,
    identifiers: row.identifiers.map(({ scheme, value }) => ({
      scheme,
      hash: keys.pseudonym('audit-identifier', `${scheme}\n${value}`),
    })),
    document: row.documentHash,
    coordinates: inOrder(row.coordinates),
    edition: row.edition,
    ...viewBody(row),
  }
}

/** The body of an outcome row. */
export function outcomeBody(row: OutcomeRow): Canonical {
  return {
    operation: row.operationId,
    child: row.handleId,
    relationships: inOrder(row.relationships),
    given: inOrder(row.given),
    withheld: inOrder(row.withheld),
    kinds: inOrder(row.kinds),
    clauses: inOrder(row.clauses),
    sources: row.sources.map(({ sourceId, status, reason, ms }) => ({
      source: sourceId,
      status,
      reason,
      ms: Math.round(ms),
    })),
    response: row.responseHash,
    ...viewBody(row),
  }
}

/** The body of a refusal row. */
export function refusalBody(keys: AuditKeys, row: RefusalRow): Canonical {
  return {
    operation: row.operationId,
    caller: row.caller === null ? null : callerBody(keys, row.caller),
    application: row.application,
    purpose: row.purpose,
    code: row.code,
    document: row.documentHash,
    edition: row.edition,
  }
}

/** The name that every row has for a person: it tells nobody who it is, and is always the same. */
export const personName = (keys: AuditKeys, issuer: string, subject: string): string =>
  keys.pseudonym('audit-person', `${issuer}\n${subject}`)

function callerBody(keys: AuditKeys, caller: AuditCaller): Canonical {
  return {
    person: personName(keys, caller.issuer, caller.subject),
    role: caller.role,
    agency: caller.agency,
    organisation: caller.organisation,
  }
}

/** Only where there is one: rows of single operations are as they always were. */
function viewBody({ view }: Pick<IntentRow, 'view'>): { readonly [view: string]: Canonical } {
  return view === undefined ? {} : { view }
}

function inOrder(words: readonly string[]): readonly string[] {
  return [...words].sort()
}
