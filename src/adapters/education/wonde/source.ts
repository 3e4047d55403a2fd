// Wonde as a source of the gateway: one student call and one for each list wanted, all at once.
import { z } from 'zod'
import type { AgencySource, Ask, Call, IdentifiedRecord, Part, Reading } from '../../agency.js'
import type { SourceConfig } from '../../config.js'
import { reading, reasonOf, settleParts, type PartResults } from '../../reading.js'
import { today } from '../../today.js'
import { SourceFault, type Transport } from '../../transport.js'
import { describe } from '../../describe.js'
import { createDirectory } from '../directory.js'
import { isId } from '../ids.js'
import { parsed } from '../../wire.js'
import { createWondeClient, type Include, type StudentAnswer } from './client.js'
import { subjectOf } from './map.js'
import { INCLUDED, LISTED, NAMES_SCHOOLS, OFFERED, type Context } from './parts.js'
import * as wire from './upstream.js'

const STALE_MS = 24 * 3_600_000
/** What a record is known by; asked for even where identity is not wanted, since the same-child check needs it. */
const IDENTIFYING: Include = 'education_details'
const ROLL = { include: 'education_details,contact_details', per_page: '200', cursor: 'true' }
const options = z.object({ authority: z.string().optional() })

/**
 * The Wonde service of one authority: its GSS code is `config.area`, or `options.authority` where the area is another.
 * `clock` gives wall-clock milliseconds. Throws at once where no authority is configured.
 */
export function createWonde(config: SourceConfig, transport: Transport, clock: () => number): AgencySource {
  const authority = options.parse(config.options).authority ?? config.area
  if (authority === null) throw new Error(`${config.id}: a Wonde source needs an area`)
  const under = (resource: string): string => `authority/${encodeURIComponent(authority)}/${resource}`
  const client = createWondeClient(transport)
  const directory = createDirectory(client.schools, clock)

  async function lookup({ recordId, parts: wanted }: Ask, call: Call): Promise<Reading> {
    if (!isId(recordId)) return { kind: 'nothing' }
    const day = today(clock())
    const synced: (string | null)[] = []
    const schools = once(() => directory.schools(call))
    if (NAMES_SCHOOLS.some(part => wanted.has(part))) schools().catch(() => undefined)
    const context: Context = {
      recordId,
      day,
      schools,
      rows: async (list, include, schema) => {
        const answer = await client.events(under(list), recordId, include, schema, call)
        synced.push(answer.lastSynced)
        return answer.rows
      },
    }
    const student = client.student(under(`students/${encodeURIComponent(recordId)}`), includesFor(wanted), call)
    const settled = settleParts(partsOf(wanted, student, context))
    // Where the student answer already ends the reading, the other calls are not waited for.
    settled.catch(() => undefined)
    const answer = await student
    if (answer === null) return { kind: 'nothing' }
    const { parts, failedParts } = await settled
    const asOf = oldest([answer.lastSynced, ...synced])
    return {
      kind: 'read',
      recordId: answer.student.id,
      subject: subjectFrom(answer.student, answer.lacking, day),
      asOf,
      stale: asOf !== null && clock() - Date.parse(asOf) > STALE_MS,
      parts,
      failedParts,
      protectedRecord: answer.student.protected_record,
    }
  }

  /** Records of a page of students, by id. */
  function identified(rows: readonly unknown[]): readonly IdentifiedRecord[] {
    return rows.map(row => {
      const student = parsed(wire.student, row)
      const subject = subjectFrom(student, new Set(), today(clock()))
      return { recordId: student.id, subject, protectedRecord: student.protected_record }
    })
  }

  return {
    description: describe(config),
    offers: OFFERED,
    lookup: (ask, call) => reading(() => lookup(ask, call)),
    async find(identifier, call) {
      // Schools hold no NHS number that could be looked for.
      if (!('upn' in identifier)) return { kind: 'records', records: [] }
      const query = { ...ROLL, upn: identifier.upn }
      try {
        const rolls = await Promise.all(
          ['students', 'students-leaver'].map(roll => client.rows(under(roll), query, call)),
        )
        if (rolls.includes(null)) throw new SourceFault('SOURCE_ERROR', 404)
        return { kind: 'records', records: identified(rolls.flatMap(roll => roll?.rows ?? [])) }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    async listFor({ organisation }, call) {
      if (!isId(organisation)) return { kind: 'records', recordIds: [] }
      try {
        const roll = await client.rows(`schools/${encodeURIComponent(organisation)}/students`, {}, call)
        const recordIds = (roll?.rows ?? []).map(row => parsed(wire.listedStudent, row).id)
        return { kind: 'records', recordIds }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    /** The roll first, then those who have left. Throws SourceFault. */
    async list(page, call) {
      const [from, query] = page === null ? [under('students'), ROLL] : [page, {}]
      const answer = await client.page(from, page === under('students-leaver') ? ROLL : query, call)
      if (answer === null) throw new SourceFault('SOURCE_ERROR', 404)
      const leavers = from.includes('students-leaver') ? null : under('students-leaver')
      return { records: identified(answer.rows), next: answer.next ?? leavers }
    },
  }
}

function includesFor(wanted: ReadonlySet<Part>): readonly Include[] {
  const needed = [...wanted].flatMap(part => INCLUDED[part]?.includes ?? [])
  return [...new Set([IDENTIFYING, ...needed])]
}

function partsOf(wanted: ReadonlySet<Part>, student: Promise<StudentAnswer | null>, context: Context): PartResults {
  const resultOf = async (part: Part): Promise<unknown> => {
    const listed = LISTED[part]
    if (listed !== undefined) return listed(context)
    const answer = await student
    const included = INCLUDED[part]
    if (answer === null) return null
    if (included === undefined || included.includes.some(name => answer.lacking.has(name)))
      throw new SourceFault('NOT_OFFERED')
    return included.build(answer.student, context)
  }
  return Object.fromEntries([...wanted].map(part => [part, resultOf(part)]))
}

/** Who the student is. Without the include that holds the UPN there is none to compare; an address only where it was asked for. */
function subjectFrom(student: wire.Student, lacking: ReadonlySet<Include>, day: string) {
  const education = lacking.has(IDENTIFYING) ? null : parsed(wire.educationDetails, student.education_details)
  const contact = wire.contactDetails.safeParse(student.contact_details).data ?? null
  return subjectOf(student, education, contact, day)
}

function oldest(times: readonly (string | null)[]): string | null {
  return times.filter(time => time !== null).toSorted()[0] ?? null
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}
