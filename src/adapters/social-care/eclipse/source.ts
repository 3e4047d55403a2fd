// Eclipse (OLM) as an agency source: one GraphQL request a child, twenty-five children a request.
import { z } from 'zod'
import type { Reading, AgencySource, Ask, Call, Part } from '../../agency.js'
import { batches, inBatches } from '../../batches.js'
import type { SourceConfig } from '../../config.js'
import { describe } from '../../describe.js'
import { reading, reasonOf, settleParts, type PartResults } from '../../reading.js'
import { SourceFault, type Transport } from '../../transport.js'
import { subjectOf } from '../child.js'
import { createAsk, type Answer } from './client.js'
import { childrenQuery, fieldsOf, PART_FIELDS, suffix, type EclipsePart } from './compose.js'
import { PART_READERS, type PartContext } from './parts.js'
import { childFacts, isLocked, isProtected, PROTECTED_WARNINGS } from './people.js'
import { readerOf, type Reader } from './reader.js'
import { createSearches } from './search.js'
import type { PersonWire } from './upstream.js'

/** Children asked for in one request: at 500 ms a request, fifty of a caseload take two side by side. */
const MOST_CHILDREN = 25
/** A merged record names the one that stands in its place; a chain longer than this is a mistake of the system's. */
const MOST_MERGES = 3
const NOTHING: Reading = { kind: 'nothing' }

const options = z.object({ protectedWarnings: z.array(z.string()).default([...PROTECTED_WARNINGS]) })

const isOffered = (part: Part): part is EclipsePart => part in PART_FIELDS

/** The source. `on` gives today as an ISO day, for what is current and what is past. */
export function createEclipse(config: SourceConfig, transport: Transport, on: () => string): AgencySource {
  const ask = createAsk(transport)
  const protectedWarnings = new Set(options.parse(config.options).protectedWarnings)
  const nation = config.area?.startsWith('E') ? ('england' as const) : ('wales' as const)

  /** Asks that share their parts, answered by one request. */
  async function together(asks: readonly Ask[], call: Call, merges: number): Promise<readonly Reading[]> {
    const query = childrenQuery(fieldsOf(asks[0]?.parts ?? []), asks.length)
    const ids = asks.map(({ recordId }, index) => [`id${String(index)}`, recordId] as const)
    const answer = await ask(query, Object.fromEntries(ids), call)
    return Promise.all(
      asks.map((one, index) => reading(() => read(one, answer, suffix(index, asks.length), call, merges))),
    )
  }

  async function read(one: Ask, answer: Answer, end: string, call: Call, merges: number): Promise<Reading> {
    const from = readerOf(answer, end, one.recordId, ask, call)
    if (typeof from === 'string') return { kind: from }
    const { person } = from
    if (isLocked(person)) return { kind: 'locked' }
    if (person.duplicateStatus === 'DUPLICATE' && person.duplicateMasterId !== null) {
      if (merges === MOST_MERGES) throw new SourceFault('MALFORMED')
      const [current] = await together([{ ...one, recordId: person.duplicateMasterId }], call, merges + 1)
      return current ?? { kind: 'nothing' }
    }
    const day = on()
    const child = childFacts(person, whereaboutsOf(from), day)
    const { parts, failedParts } = await settleParts(
      results(one.parts, from, { child, nation, protectedWarnings, on: day }),
    )
    const restrained = [...one.parts].filter(
      part => isOffered(part) && PART_FIELDS[part].some(field => from.restrained.has(field)),
    )
    return {
      kind: 'read',
      recordId: person.id,
      subject: subjectOf(child),
      asOf: null,
      stale: false,
      parts,
      failedParts,
      ...(restrained.length > 0 ? { restrainedParts: restrained } : {}),
      protectedRecord: isProtected(person, protectedWarnings, day),
    }
  }

  return {
    description: describe(config),
    offers: new Set(Object.keys(PART_FIELDS) as EclipsePart[]),
    lookup: (one, call) =>
      reading(async () => (await together([one], call, 0))[0] ?? { kind: 'failed', reason: 'MALFORMED' }),
    async lookupMany(asks, call) {
      const answers = await inBatches(batches(asks, MOST_CHILDREN), group => together(group, call, 0))
      return asks.map(one => answers.get(one) ?? NOTHING)
    },
    ...createSearches(ask, protectedWarnings, on, config.area),
  }
}

/** One promise a part; a part that this system does not hold is said to be so. */
function results(wanted: ReadonlySet<Part>, from: Reader, context: PartContext): PartResults {
  const entries = [...wanted].map(part => {
    const value = async () => {
      if (!isOffered(part)) throw new SourceFault('NOT_OFFERED')
      return PART_READERS[part](from, context)
    }
    return [part, value()] as const
  })
  return Object.fromEntries(entries)
}

/** The addresses may fail alone: the parts that need them then fail, and the subject has no postcode. */
function whereaboutsOf(from: Reader): PersonWire['whereabouts'] {
  try {
    return from.take('whereabouts')
  } catch (error) {
    reasonOf(error)
    return []
  }
}
