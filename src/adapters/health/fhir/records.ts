// Finding and listing patients: by NHS number, by worker, and page by page for the linking pass.
import type { z } from 'zod'
import type { Call, Found, IdentifiedRecord, Listed, ListFor } from '../../agency.js'
import { reasonOf } from '../../reading.js'
import { SourceFault } from '../../transport.js'
import { type Bundle, type Patient, patient } from '../datatypes.js'
import { NHS_NUMBER } from '../identifiers.js'
import { isLabelled, subjectOf } from '../patient.js'
import type { Capability } from './capability.js'
import { patientId } from './plan.js'
import { nextOf, PAGE_SIZE, readPage, type Reach, send } from './search.js'
import { careTeam } from './upstream.js'

const MOST_PAGES = 20
const FHIR_ID = /^[A-Za-z0-9.-]{1,64}$/
const PATIENTS = { type: 'Patient', schema: patient }

/** Every patient that carries the NHS number; UK Core warns that there may be more than one. */
export async function findByNhsNumber(nhsNumber: string, reach: Reach): Promise<Found> {
  // Anything but ten digits could hold a comma, which FHIR reads as "or".
  if (!/^\d{10}$/.test(nhsNumber)) return { kind: 'records', records: [] }
  try {
    const query = { identifier: `${NHS_NUMBER}|${nhsNumber}`, _count: PAGE_SIZE }
    const rows = await allRows(PATIENTS, { path: 'Patient', query }, reach)
    return { kind: 'records', records: rows.map(identified) }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

/** One page of all patients. `page` is the address of a `next` link. Throws SourceFault. */
export async function listPage(
  page: string | null,
  reach: Reach,
): Promise<{ records: readonly IdentifiedRecord[]; next: string | null }> {
  const bundle = await send(page === null ? { path: 'Patient', query: { _count: PAGE_SIZE } } : { path: page }, reach)
  return { records: reliable(bundle, PATIENTS).map(identified), next: nextOf(bundle, reach.baseUrl) }
}

/** The patients on the active care teams of a member of staff. */
export async function patientsOfStaff(
  whose: ListFor,
  reach: Reach,
  capability: (call: Call) => Promise<Capability>,
): Promise<Listed> {
  if (!FHIR_ID.test(whose.staffRef)) return { kind: 'records', recordIds: [] }
  try {
    if (!(await capability(reach.call)).searches('CareTeam', 'participant'))
      return { kind: 'failed', reason: 'NOT_OFFERED' }
    const query = { participant: `Practitioner/${whose.staffRef}`, status: 'active', _count: PAGE_SIZE }
    const teams = await allRows({ type: 'CareTeam', schema: careTeam }, { path: 'CareTeam', query }, reach)
    const ids = teams.flatMap(({ subject }) => patientId(subject) ?? [])
    return { kind: 'records', recordIds: [...new Set(ids)] }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

function identified(row: Patient): IdentifiedRecord {
  return { recordId: row.id, subject: subjectOf(row), protectedRecord: isLabelled(row) }
}

interface Rows<T> {
  readonly type: string
  readonly schema: z.ZodType<T>
}

async function allRows<T>(
  rows: Rows<T>,
  first: { path: string; query: Readonly<Record<string, string | number>> },
  reach: Reach,
): Promise<T[]> {
  const gathered: T[] = []
  let page = await send(first, reach)
  for (let number = 1; ; number += 1) {
    gathered.push(...reliable(page, rows))
    const next = nextOf(page, reach.baseUrl)
    if (next === null) break
    if (number === MOST_PAGES) throw new SourceFault('MALFORMED')
    page = await send({ path: next }, reach)
  }
  if ((page.total ?? 0) > gathered.length) throw new SourceFault('MALFORMED')
  return gathered
}

/** Rows of a page whose outcome entries do not make it unreliable; an older copy serves here, and is asked again live. */
function reliable<T>(page: Bundle, rows: Rows<T>): readonly T[] {
  const read = readPage(page, rows)
  if (read.outcome.fault !== null) throw new SourceFault(read.outcome.fault)
  return read.rows
}
