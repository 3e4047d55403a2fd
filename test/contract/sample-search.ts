// The sample system's search by name and the adapter's use of it, good or with one bad habit.
import { z } from 'zod'
import type { Call, IdentifiedRecord } from '../../src/adapters/agency.js'
import { reasonOf } from '../../src/adapters/reading.js'
import { MOST_CANDIDATES, type Candidates, type SoughtPerson } from '../../src/adapters/search.js'
import { SourceFault, type Transport } from '../../src/adapters/transport.js'
import type { SimRequest, SimResponse } from '../../simulators/kit/system.js'
import type { SearchSubject } from './subject.js'

interface Row {
  readonly id: string
  readonly familyName: string
  readonly givenName: string
  readonly born: string
  readonly locked: boolean
}

const sought = { familyName: 'Prys', dateOfBirth: '2010-04-07', sex: null }
const row = (id: string, givenName: string, locked = false): Row => {
  return { id, givenName, familyName: sought.familyName, born: sought.dateOfBirth, locked }
}
const ROWS: readonly Row[] = [
  row('P-1', 'Ffion'),
  row('P-9', 'Nia', true),
  ...Array.from({ length: 11 }, (_, index) => row(`P-2${index}`, 'Alex')),
]

export const sampleSearch: SearchSubject = {
  one: { ...sought, givenName: 'Ffion' },
  restricted: { ...sought, givenName: 'Nia' },
  many: { ...sought, givenName: 'Alex' },
  required: ['found', 'locked'],
}

export function found({ query }: SimRequest): SimResponse {
  const asked = ['givenName', 'familyName', 'born'].map(name => query.get(name)).join()
  const rows = ROWS.filter(one => [one.givenName, one.familyName, one.born].join() === asked)
  return { status: 200, body: { found: rows } }
}

const shape = z.object({
  found: z.array(
    z.object({ id: z.string(), givenName: z.string(), familyName: z.string(), born: z.string(), locked: z.boolean() }),
  ),
})

export async function searchSample(
  transport: Transport,
  person: SoughtPerson,
  call: Call,
  habit: 'search-failure-is-nobody' | 'search-cuts-short' | null,
): Promise<Candidates> {
  try {
    const { givenName, familyName, dateOfBirth: born } = person
    const { body } = await transport.send({ path: 'people', query: { givenName, familyName, born } }, call)
    const read = shape.safeParse(body)
    if (!read.success) throw new SourceFault('MALFORMED')
    const rows = read.data.found
    if (rows.length > MOST_CANDIDATES && habit !== 'search-cuts-short') return { kind: 'many' }
    return { kind: 'records', records: rows.slice(0, MOST_CANDIDATES).map(recordOf) }
  } catch (error) {
    if (habit === 'search-failure-is-nobody') return { kind: 'records', records: [] }
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

function recordOf({ id, givenName, familyName, born, locked }: Row): IdentifiedRecord {
  const names = { givenNames: [givenName], familyNames: [familyName] }
  const demographics = { ...names, dateOfBirth: born, sex: null, postcodeSector: null }
  const subject = { nhsNumber: null, nhsNumberVerified: false, upn: null, formerUpns: [], demographics }
  return { recordId: id, subject, protectedRecord: locked }
}
