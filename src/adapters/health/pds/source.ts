// The demographics service (PDS, WDS) as an agency source: one person by NHS number (agencies.md §1.2).
import { createHash } from 'node:crypto'
import type { AgencySource, Ask, Call, Part, Reading } from '../../agency.js'
import type { SourceConfig } from '../../config.js'
import { type PartResults, reading, reasonOf, settleParts } from '../../reading.js'
import { SourceFault, type Transport, type UpstreamAnswer } from '../../transport.js'
import { parsed } from '../../wire.js'
import { FHIR_MEDIA } from '../datatypes.js'
import type { Patient, RelatedPerson } from '../datatypes.js'
import { describe } from '../../describe.js'
import { NHS_NUMBER } from '../identifiers.js'
import { contactOf, identityOf, isLabelled, subjectOf } from '../patient.js'
import { practiceInvolvement, practiceOf, relativeOf } from '../people.js'
import { searched } from './search.js'
import { bundle, nhsNumber, patient, relatedPerson, spineCodeOf } from './upstream.js'

const OFFERS: ReadonlySet<Part> = new Set<Part>(['identity', 'contact', 'family', 'health.practice', 'professionals'])
// Removed by the service from a restricted record.
const KEPT_BACK: readonly Part[] = ['contact', 'family', 'health.practice', 'professionals']
const NOBODY = new Set(['RESOURCE_NOT_FOUND', 'INVALIDATED_RESOURCE', 'INVALID_RESOURCE_ID'])

/** The source of a demographics service. Record ids are NHS numbers. */
export function createPds(config: SourceConfig, transport: Transport): AgencySource {
  const get = (path: string, call: Call): Promise<UpstreamAnswer> =>
    transport.send(
      { path, headers: { 'x-request-id': requestId(call, path) }, accept: FHIR_MEDIA, expect: [400, 404] },
      call,
    )

  /** The person; null where the service says that it has nobody under the number. */
  async function person(number: string, call: Call): Promise<Patient | null> {
    const { status, body } = await get(`Patient/${number}`, call)
    if (status === 200) return parsed(patient, body)
    if (NOBODY.has(spineCodeOf(body) ?? '')) return null
    // An error without the service's own words may come from anything between here and there.
    throw new SourceFault('SOURCE_ERROR', status)
  }

  async function relatives(number: string, call: Call): Promise<readonly RelatedPerson[]> {
    const { status, body } = await get(`Patient/${number}/RelatedPerson`, call)
    if (status !== 200) throw new SourceFault('SOURCE_ERROR', status)
    const { total, entry = [] } = parsed(bundle, body)
    if ((total ?? 0) > entry.length) throw new SourceFault('MALFORMED')
    return entry.map(({ resource }) => parsed(relatedPerson, resource))
  }

  async function read({ recordId, parts }: Ask, call: Call): Promise<Reading> {
    if (!nhsNumber.safeParse(recordId).success) return { kind: 'nothing' }
    const family = parts.has('family') ? relatives(recordId, call) : null
    // Its failure is read further down; here it only must not end the process while the person is awaited.
    family?.catch(() => undefined)
    const record = await person(recordId, call)
    if (record === null) return { kind: 'nothing' }
    const restricted = isLabelled(record)
    const practice = practiceOf(record, () => null)
    const wanted: PartResults = {}
    if (parts.has('identity')) wanted.identity = Promise.resolve(identityOf(record))
    if (parts.has('contact')) wanted.contact = Promise.resolve(restricted ? null : contactOf(record))
    if (parts.has('health.practice')) wanted['health.practice'] = Promise.resolve(practice)
    if (parts.has('professionals'))
      wanted.professionals = Promise.resolve(practice === null ? [] : [practiceInvolvement(practice)])
    if (family !== null) wanted.family = family.then(people => familyOf(people, record.id))
    const restrainedParts = restricted ? KEPT_BACK.filter(part => parts.has(part)) : []
    const settled = await settleParts(wanted)
    return {
      kind: 'read',
      recordId: record.id,
      subject: subjectOf(record),
      asOf: null,
      stale: false,
      parts: settled.parts,
      failedParts: { ...settled.failedParts, ...notOffered(parts) },
      ...(restrainedParts.length === 0 ? {} : { restrainedParts }),
      protectedRecord: restricted,
    }
  }

  return {
    keyedByNhsNumber: true,
    description: describe(config),
    offers: OFFERS,
    lookup: (ask, call) => reading(() => read(ask, call)),
    async find(identifier, call) {
      if (!('nhsNumber' in identifier) || !nhsNumber.safeParse(identifier.nhsNumber).success)
        return { kind: 'records', records: [] }
      try {
        const record = await person(identifier.nhsNumber, call)
        if (record === null) return { kind: 'records', records: [] }
        const protectedRecord = isLabelled(record)
        return { kind: 'records', records: [{ recordId: record.id, subject: subjectOf(record), protectedRecord }] }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    search: (person, call) => searched(person, path => get(path, call)),
  }
}

function familyOf(
  people: readonly RelatedPerson[],
  number: string,
): { people: ReturnType<typeof relativeOf>[] } | null {
  const others = people.some(({ patient: of }) => {
    const { identifier, reference } = of
    const about = identifier?.system === NHS_NUMBER ? identifier.value : reference?.split('/').at(-1)
    return about !== undefined && about !== number
  })
  if (others) throw new SourceFault('SUBJECT_MISMATCH')
  const shown = people.filter(person => person.active !== false && !isLabelled(person))
  return shown.length === 0 ? null : { people: shown.map(relativeOf) }
}

function notOffered(parts: ReadonlySet<Part>): { [P in Part]?: 'NOT_OFFERED' } {
  return Object.fromEntries([...parts].filter(part => !OFFERS.has(part)).map(part => [part, 'NOT_OFFERED']))
}

/**
 * The UUID the service asks of every request and wants again when the request is repeated: made from the operation and
 * the address, so that a retry carries the same and two requests of one operation do not.
 */
function requestId(call: Call, path: string): string {
  const hex = createHash('sha256').update(`${call.correlationId} ${path}`).digest('hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}
