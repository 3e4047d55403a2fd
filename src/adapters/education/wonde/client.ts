// Calls to Wonde: one student with includes, every page of a list, the directory of schools.
import type { z } from 'zod'
import type { Call } from '../../agency.js'
import { SourceFault, type Transport } from '../../transport.js'
import type { Nation } from '../attendance-codes.js'
import type { DirectoryEntry, Schools } from '../directory.js'
import { parsed } from '../../wire.js'
import * as wire from './upstream.js'

export type Include =
  | 'education_details'
  | 'extended_details'
  | 'contact_details'
  | 'contacts'
  | 'contacts.contact_details'
  | 'enrolments'
  | 'employees'

export interface StudentAnswer {
  readonly student: wire.Student
  /** Includes the school's own system does not know. */
  readonly lacking: ReadonlySet<Include>
  readonly lastSynced: string | null
}

export interface RowsAnswer {
  readonly rows: readonly unknown[]
  readonly lastSynced: string | null
  readonly next: string | null
}

const PER_PAGE = 200
const MOST_PAGES = 20
const NATIONS: Readonly<Record<string, Nation>> = { Wales: 'WALES', England: 'ENGLAND' }

/** `null` is Wonde's own "not found". Throws SourceFault for everything else it does wrong. */
export function createWondeClient(transport: Transport) {
  async function student(path: string, includes: readonly Include[], call: Call): Promise<StudentAnswer | null> {
    const first = await askStudent(path, includes, call)
    if (first.refused === null) return first.answer
    const { refused } = first
    const left = includes.filter(name => name !== refused && !name.startsWith(`${refused}.`))
    if (left.length === includes.length) throw new SourceFault('SOURCE_ERROR', 400)
    const second = await askStudent(path, left, call)
    if (second.refused !== null) throw new SourceFault('SOURCE_ERROR', 400)
    if (second.answer === null) return null
    return { ...second.answer, lacking: new Set(includes.filter(name => !left.includes(name))) }
  }

  async function askStudent(path: string, includes: readonly Include[], call: Call) {
    const query = { include: includes.length === 0 ? undefined : includes.join(',') }
    const { status, body } = await transport.send({ path, query, expect: [400, 404] }, call)
    if (status !== 200) return { answer: null, refused: refusal(status, body) }
    const { data, meta } = parsed(wire.singleAnswer, body)
    const answer: StudentAnswer = {
      student: parsed(wire.student, data),
      lacking: new Set(),
      lastSynced: meta.last_synced ?? null,
    }
    return { answer, refused: null }
  }

  async function page(path: string, query: Readonly<Record<string, string>>, call: Call): Promise<RowsAnswer | null> {
    const { status, body } = await transport.send({ path, query, expect: [404] }, call)
    if (status !== 200) {
      refusal(status, body)
      return null
    }
    const { data, meta } = parsed(wire.pageAnswer, body)
    const { more, next } = meta.pagination
    if (more && next === null) throw new SourceFault('MALFORMED')
    return { rows: data, lastSynced: meta.last_synced ?? null, next: more ? next : null }
  }

  async function rows(path: string, query: Readonly<Record<string, string>>, call: Call): Promise<RowsAnswer | null> {
    const first = await page(path, { per_page: String(PER_PAGE), ...query }, call)
    if (first === null) return null
    const all = [...first.rows]
    let { next } = first
    for (let read = 1; next !== null; read += 1) {
      // Cut silently at some page, a list would look complete.
      if (read >= MOST_PAGES) throw new SourceFault('MALFORMED')
      const following = await page(next, {}, call)
      if (following === null) throw new SourceFault('MALFORMED')
      all.push(...following.rows)
      next = following.next
    }
    return { ...first, rows: all, next: null }
  }

  async function events<T>(path: string, student: string, include: string, schema: z.ZodType<T>, call: Call) {
    const answer = await rows(path, { student, include }, call)
    if (answer === null) throw new SourceFault('SOURCE_ERROR', 404)
    return { rows: answer.rows.map(row => parsed(schema, row)), lastSynced: answer.lastSynced }
  }

  async function schools(call: Call): Promise<Schools> {
    const answer = await rows('schools', {}, call)
    if (answer === null) throw new SourceFault('SOURCE_ERROR', 404)
    const entries = answer.rows.map(row => entryOf(parsed(wire.school, row)))
    return new Map(entries.map(entry => [entry.id ?? '', entry]))
  }

  return { student, page, rows, events, schools }
}

/** The include refused; null where Wonde says that there is no such record. Another kind of 400 or 404 is an error. */
function refusal(status: number, body: unknown): string | null {
  const said = wire.failure.safeParse(body)
  if (status === 404 && said.data?.error === 'resource_not_found') return null
  if (status === 400 && said.data?.error === 'invalid_include' && said.data.include !== undefined)
    return said.data.include
  throw new SourceFault('SOURCE_ERROR', status)
}

function entryOf(school: z.output<typeof wire.school>): DirectoryEntry {
  return {
    id: school.id,
    name: school.name,
    town: school.address.address_town,
    phone: school.phone_number,
    nation: NATIONS[school.address.address_country.name ?? ''] ?? null,
  }
}
