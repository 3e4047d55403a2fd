// What a FHIR server can be asked, by its own account. An unlisted search must not be tried: some servers answer it
// with an empty list, which would read as "nothing recorded".
import type { Call } from '../../agency.js'
import type { Transport } from '../../transport.js'
import { parsed } from '../../wire.js'
import { FHIR_MEDIA } from '../datatypes.js'
import { capabilityStatement } from './upstream.js'

const KEPT_MS = 10 * 60_000

export interface Capability {
  /** Whether the type can be searched by this parameter. */
  searches(type: string, parameter: string): boolean
  includes(include: string): boolean
}

/** Reads /metadata at first use and keeps it for ten minutes. It holds nothing about any child. `now` in milliseconds. */
export function createCapability(transport: Transport, now: () => number): (call: Call) => Promise<Capability> {
  let kept: { readonly capability: Capability; readonly at: number } | null = null
  return async call => {
    if (kept !== null && now() - kept.at < KEPT_MS) return kept.capability
    const { body } = await transport.send({ path: 'metadata', accept: FHIR_MEDIA }, call)
    const capability = capabilityOf(body)
    kept = { capability, at: now() }
    return capability
  }
}

function capabilityOf(body: unknown): Capability {
  const resources = parsed(capabilityStatement, body).rest.flatMap(({ resource }) => resource ?? [])
  const searches = resources
    .filter(({ interaction }) => interaction?.some(({ code }) => code === 'search-type') === true)
    .flatMap(({ type, searchParam }) => (searchParam ?? []).map(({ name }) => `${type}?${name}`))
  const searchable = new Set(searches)
  const includable = new Set(resources.flatMap(({ searchInclude }) => searchInclude ?? []))
  return {
    searches: (type, parameter) => searchable.has(`${type}?${parameter}`),
    includes: include => includable.has(include),
  }
}
