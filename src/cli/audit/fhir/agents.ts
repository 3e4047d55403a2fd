// Who took part in an event, and what it was about. Everybody goes by the names the audit has: pseudonyms and codes.
import type { Asked } from './bodies.js'
import {
  APPLICATION,
  AUTHORIZER,
  ORGANISATION,
  PATIENT,
  PERSON,
  RECIPIENT,
  REQUEST_ID,
  SYSTEM_OBJECT,
} from './codes.js'
import type { Coding } from './codes.js'

export type Json = Readonly<Record<string, unknown>>

const named = (kind: string, value: string): Json => ({ identifier: { system: `urn:hafan:${kind}`, value } })

/** The gateway: it records, and is asked. */
export const GATEWAY: Json = { ...named('system', 'gateway'), display: 'Hafan' }

/** The audit keeps no network address: who was asking is known better than from where. */
const NO_ADDRESS: Json = {
  network: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
}

export const purposeOf = ({ purpose }: Asked): Json[] =>
  purpose === null ? [] : [{ coding: [{ system: 'urn:hafan:purpose', code: purpose }] }]

export const gatewayAs = (type: Coding): Json => agent(type, { who: GATEWAY, requestor: false, ...NO_ADDRESS })
export const applicationAs = (type: Coding, { application }: Asked): Json =>
  agent(type, { who: named('application', application ?? 'unknown'), requestor: false, ...NO_ADDRESS })
export const application = (asked: Asked): Json => applicationAs(APPLICATION, asked)
export const authorizer = (): Json => agent(AUTHORIZER, { who: GATEWAY, requestor: false })

const agent = (type: Coding, rest: Json): Json => ({ type: { coding: [type] }, ...rest })

/** The person, in the role their agency asserts, and their organisation; nobody where nobody had signed in. */
export function reader(asked: Asked): Json[] {
  const { caller } = asked
  if (caller === null) return []
  const role = [{ coding: [{ system: 'urn:hafan:role', code: caller.role }] }]
  const purposeOfUse = purposeOf(asked)
  return [
    agent(RECIPIENT, {
      who: named('person', caller.person), requestor: true, role, ...(purposeOfUse.length > 0 ? { purposeOfUse } : {}),
    }),
    ...(caller.organisation === ''
      ? []
      : [agent(ORGANISATION, { who: named('organisation', caller.organisation), requestor: false })]),
  ] // prettier-ignore
}

export const transaction = (operation: string): Json => ({
  type: REQUEST_ID,
  what: { identifier: { value: operation } },
})

export const patient = (child: string): Json => ({
  type: PERSON,
  role: PATIENT,
  what: { type: 'Patient', ...named('child', child) },
})

/** Something of the gateway's own, by its name. */
export const thing = (
  role: Coding,
  kind: string,
  value: string,
  details: readonly (readonly [string, string])[],
): Json => ({
  type: SYSTEM_OBJECT,
  role,
  what: named(kind, value),
  ...(details.length > 0 ? { detail: details.map(([type, valueString]) => ({ type, valueString })) } : {}),
})
