// One FHIR search, done as the safety notes of UK Core ask: every page, on the same origin only; outcome entries read;
// nothing cut short unsaid. For a list of patients, what is doubtful for one is not laid on the others.
import type { z } from 'zod'
import type { Call } from '../../agency.js'
import { SourceFault, type Transport } from '../../transport.js'
import { parsed } from '../../wire.js'
import type { AnswerReason } from '../../../types/index.js'
import { type Bundle, bundle, FHIR_MEDIA, type OperationOutcome, operationOutcome } from '../datatypes.js'
import { included, type Included } from './upstream.js'

export const PAGE_SIZE = 50
const MOST_PAGES = 20

/** A search of one resource type about one or more patients. */
export interface Search<T> {
  readonly type: string
  readonly schema: z.ZodType<T>
  /** Parameters besides the patients and the page size. */
  readonly query: Readonly<Record<string, string>>
  /** The name of the patient parameter: `_id` for Patient itself. */
  readonly by: string
  /** The patient a row is about; null if it names none. */
  patientOf(row: T): string | null
}

/** What a search found of one patient. */
export interface Found<T> {
  readonly rows: readonly T[]
  readonly included: readonly Included[]
  /** The source says that it answered from an older copy. */
  readonly stale: boolean
  /** The source says that it kept something back. */
  readonly keptBack: boolean
}

interface Answered<T> extends Found<T> {
  /** An outcome entry of severity error: what came cannot be relied on. */
  readonly fault: AnswerReason | null
}

export interface Reach {
  readonly baseUrl: string
  readonly transport: Transport
  readonly call: Call
}

/** Searches for a list of patients. Each gets what was found of them, or why that is not to be had. */
export async function searchEach<T>(
  search: Search<T>,
  ids: readonly string[],
  reach: Reach,
): Promise<ReadonlyMap<string, Found<T> | SourceFault>> {
  const found = new Map<string, Found<T> | SourceFault>()
  const hand = (to: readonly string[], answered: Answered<T>): void => {
    for (const id of to) {
      const rows = answered.rows.filter(row => search.patientOf(row) === id)
      found.set(id, answered.fault === null ? { ...answered, rows } : new SourceFault(answered.fault))
    }
  }
  // A warning about one patient in a list is tracked down by halves; if both halves carry it, it is about all.
  const narrow = async (list: readonly string[], whole: Answered<T>): Promise<void> => {
    if (list.length === 1 || !isDoubtful(whole)) return hand(list, whole)
    const middle = Math.ceil(list.length / 2)
    const halves = [list.slice(0, middle), list.slice(middle)] as const
    const [first, second] = await Promise.all(halves.map(half => searchList(search, half, reach)))
    if (first === undefined || second === undefined) return
    if (isDoubtful(first) && isDoubtful(second)) {
      hand(halves[0], first)
      hand(halves[1], second)
    } else await Promise.all([narrow(halves[0], first), narrow(halves[1], second)])
  }
  try {
    await narrow(ids, await searchList(search, ids, reach))
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    for (const id of ids) if (!found.has(id)) found.set(id, error)
  }
  return found
}

function isDoubtful(answered: Answered<unknown>): boolean {
  return answered.stale || answered.keptBack || answered.fault !== null
}

async function searchList<T>(search: Search<T>, ids: readonly string[], reach: Reach): Promise<Answered<T>> {
  // With the type in front: servers that are strict about references answer a bare id with an empty list.
  const asked = ids.map(id => (search.by === '_id' ? id : `Patient/${id}`)).join(',')
  const first = { path: search.type, query: { [search.by]: asked, ...search.query, _count: PAGE_SIZE } }
  const rows: T[] = []
  const beside: Included[] = []
  let outcome: Outcome = { stale: false, keptBack: false, fault: null }
  let page = await send(first, reach)
  for (let number = 1; ; number += 1) {
    const read = readPage(page, search)
    rows.push(...read.rows)
    beside.push(...read.included)
    outcome = worse(outcome, read.outcome)
    const next = nextOf(page, reach.baseUrl)
    if (next === null) break
    if (number === MOST_PAGES) throw new SourceFault('MALFORMED')
    page = await send({ path: next }, reach)
  }
  // The server counted more than it sent and gave no next page: the answer was cut short.
  if ((page.total ?? 0) > rows.length) throw new SourceFault('MALFORMED')
  const wanted = new Set(ids)
  if (rows.some(row => !wanted.has(search.patientOf(row) ?? ''))) throw new SourceFault('SUBJECT_MISMATCH')
  return { rows, included: beside, ...outcome }
}

/** One page of any searchset; an OperationOutcome sent as the whole answer is a fault. */
export async function send(
  request: { path: string; query?: Readonly<Record<string, string | number>> },
  { transport, call }: Pick<Reach, 'transport' | 'call'>,
): Promise<Bundle> {
  const { body } = await transport.send({ ...request, accept: FHIR_MEDIA }, call)
  const alone = operationOutcome.safeParse(body)
  if (alone.success) throw new SourceFault(outcomeOf(alone.data).fault ?? 'SOURCE_ERROR')
  return parsed(bundle, body)
}

interface Page<T> {
  readonly rows: readonly T[]
  readonly included: readonly Included[]
  readonly outcome: Outcome
}

/** The matches of a page, what came beside them, and what its outcome entries say. */
export function readPage<T>(page: Bundle, { type, schema }: Pick<Search<T>, 'type' | 'schema'>): Page<T> {
  const rows: T[] = []
  const beside: Included[] = []
  let outcome: Outcome = { stale: false, keptBack: false, fault: null }
  for (const { resource, search } of page.entry ?? []) {
    if (resource.resourceType === 'OperationOutcome')
      outcome = worse(outcome, outcomeOf(parsed(operationOutcome, resource)))
    else if (search?.mode === 'include' || (search?.mode === undefined && resource.resourceType !== type)) {
      const readable = included.safeParse(resource)
      if (readable.success) beside.push(readable.data)
    } else rows.push(parsed(schema, resource))
  }
  return { rows, included: beside, outcome }
}

/** The address of the next page. It must lie on the configured origin: credentials go with it. */
export function nextOf(page: Bundle, baseUrl: string): string | null {
  const url = page.link?.find(({ relation }) => relation === 'next')?.url
  if (url === undefined) return null
  if (!URL.canParse(url, baseUrl)) throw new SourceFault('MALFORMED')
  const next = new URL(url, baseUrl)
  if (next.origin !== new URL(baseUrl).origin) throw new SourceFault('MALFORMED')
  return next.href
}

type Outcome = Pick<Answered<unknown>, 'stale' | 'keptBack' | 'fault'>

const FAULTS: Readonly<Record<string, AnswerReason>> = {
  timeout: 'TIMED_OUT',
  throttled: 'RATE_LIMITED',
  login: 'REFUSED',
  security: 'REFUSED',
  forbidden: 'REFUSED',
  expired: 'REFUSED',
}

/** What an OperationOutcome means for the rows beside it. A warning that is not understood counts as out of date. */
function outcomeOf({ issue }: OperationOutcome): Outcome {
  return issue.map(one).reduce(worse, { stale: false, keptBack: false, fault: null })
}

function one({ severity, code }: OperationOutcome['issue'][number]): Outcome {
  const fine: Outcome = { stale: false, keptBack: false, fault: null }
  if (severity === 'information') return code === 'suppressed' ? { ...fine, keptBack: true } : fine
  if (severity !== 'warning') return { ...fine, fault: FAULTS[code] ?? 'SOURCE_ERROR' }
  if (code === 'suppressed') return { ...fine, keptBack: true }
  if (code === 'informational') return fine
  // Not every system behind the server answered: what is missing cannot be told from what is not there.
  return code === 'incomplete' ? { ...fine, fault: 'SOURCE_ERROR' } : { ...fine, stale: true }
}

function worse(a: Outcome, b: Outcome): Outcome {
  return { stale: a.stale || b.stale, keptBack: a.keptBack || b.keptBack, fault: a.fault ?? b.fault }
}
