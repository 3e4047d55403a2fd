// The linking pass: at first start every source that can list its records is paged through, and each record is linked by
// its verified identifiers, at the rate the source allows. Nothing is linked on a name.
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { AgencySource, Call, IdentifiedRecord } from '../../adapters/agency.js'
import type { IndexedIdentity } from '../../store/identity-index.js'
import type { LinkableRecord } from '../../store/linking-plan.js'
import type { Store } from '../../store/open.js'
import { recordKey } from '../../types/child.js'
import { isNhsNumber, isUpn } from './identifiers.js'

export interface PassSource {
  readonly source: AgencySource
  /** Pages a second. */
  readonly rate: number
}

export interface PassDeps {
  readonly store: Pick<Store, 'children' | 'linking' | 'linkingProgress' | 'identityIndex'>
  /** A call with a deadline of its own, for one page. */
  readonly call: () => Call
  readonly progress: (said: PassProgress) => void
  readonly now: () => Date
  readonly signal: AbortSignal
}

export interface PassProgress {
  readonly sourceId: string
  readonly records: number
  readonly linked: number
  readonly conflicts: number
  readonly done: boolean
  /** The page could not be read: the pass of this source stops here and goes on from here at the next start. */
  readonly failed: boolean
}

/**
 * Health holds verified numbers, so it comes first. Social care often has both the NHS number and the pupil number: it joins the
 * first child and lends the second, so that the school's record finds the same child instead of making another.
 */
const ORDER = ['HEALTH', 'SOCIAL_CARE', 'EDUCATION', 'THIRD_SECTOR', 'POLICE', 'HUB']
const TRIES = 3

/** Agency by agency, the sources of one side by side. Passes that were finished before are left out. */
export async function linkingPass(sources: readonly PassSource[], deps: PassDeps): Promise<void> {
  const keyed = sources
    .filter(({ source }) => source.keyedByNhsNumber === true)
    .map(({ source }) => source.description.id)
  for (const agency of ORDER) {
    const able = sources.filter(({ source }) => source.description.agency === agency && source.list !== undefined)
    await Promise.all(able.map(one => passOf(one, keyed, deps)))
  }
}

async function passOf({ source, rate }: PassSource, keyed: readonly string[], deps: PassDeps): Promise<void> {
  const { id } = source.description
  const { cursor, doneAt } = await deps.store.linkingProgress.of(id)
  if (doneAt !== null && cursor === null) return
  let page = cursor
  const total = { records: 0, linked: 0, conflicts: 0 }
  do {
    if (deps.signal.aborted) return
    const started = performance.now()
    const listed = await listPage(source, page, deps)
    if (!listed) return deps.progress({ sourceId: id, ...total, done: false, failed: true })
    const claims = listed.records.map(record => claimOf(id, record))
    const linkable = await joinable(claims, deps.store)
    const { linksMade, conflicts, childOf } = await deps.store.linking.apply([
      ...linkable,
      ...underTheirNumber(listed.records, keyed),
    ])
    await deps.store.identityIndex.refresh(identitiesOf(id, listed.records, childOf, deps.now()))
    page = listed.next
    await deps.store.linkingProgress.reached(id, page)
    total.records += listed.records.length
    total.linked += linksMade
    total.conflicts += conflicts.length
    deps.progress({ sourceId: id, ...total, done: page === null, failed: false })
    await wait(Math.max(0, 1000 / rate - (performance.now() - started)))
  } while (page !== null)
}

/** What the records of a page that are linked say of their children, for the index. */
function identitiesOf(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  childOf: ReadonlyMap<string, string>,
  now: Date,
): IndexedIdentity[] {
  return records.flatMap(({ recordId, subject: { demographics } }) => {
    const childId = childOf.get(recordKey({ sourceId, recordId }))
    return childId === undefined ? [] : [{ childId, sourceId, recordId, demographics, seenAt: now.toISOString() }]
  })
}

async function listPage(
  source: AgencySource,
  page: string | null,
  { call }: PassDeps,
): Promise<Awaited<ReturnType<NonNullable<AgencySource['list']>>> | null> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      return (await source.list?.(page, call())) ?? null
    } catch {
      await wait(500 * attempt)
    }
  }
  return null
}

/**
 * A system keyed by NHS number lists nobody, and needs not: a number that another source has traced is the record's id. The
 * anchor is what that source said; both have it from the same register.
 */
function underTheirNumber(records: readonly IdentifiedRecord[], keyed: readonly string[]): LinkableRecord[] {
  return records.flatMap(({ subject: { nhsNumber, nhsNumberVerified, demographics }, protectedRecord }) => {
    if (nhsNumber === null || !nhsNumberVerified || !isNhsNumber(nhsNumber)) return []
    const identifiers = { nhsNumber, upn: null }
    return keyed.map(sourceId => ({
      sourceId,
      recordId: nhsNumber,
      how: 'NHS_NUMBER',
      identifiers,
      anchor: demographics,
      protectedRecord,
    }))
  })
}

interface Claim {
  readonly record: LinkableRecord
  /** The source does not vouch for the NHS number: it may join a child who has it, and make none. */
  readonly unverifiedNhs: boolean
}

/** What a record claims of itself, as linking reads it. */
export function claimOf(sourceId: string, { recordId, subject, protectedRecord }: IdentifiedRecord): Claim {
  const { nhsNumber, nhsNumberVerified, upn, demographics } = subject
  const nhs = nhsNumber !== null && isNhsNumber(nhsNumber) ? nhsNumber : null
  const pupil = upn !== null && isUpn(upn) ? upn : null
  const record: LinkableRecord = {
    sourceId,
    recordId,
    how: nhs !== null ? 'NHS_NUMBER' : 'UPN',
    identifiers: { nhsNumber: nhs, upn: pupil },
    anchor: demographics,
    protectedRecord,
    ...(subject.uprns === undefined ? {} : { uprns: subject.uprns }),
  }
  return { record, unverifiedNhs: nhs !== null && !nhsNumberVerified }
}

/** An unverified number joins only a child who is already known by it. */
export async function joinable(claims: readonly Claim[], store: Pick<Store, 'children'>): Promise<LinkableRecord[]> {
  const numbers = claims.flatMap(({ record, unverifiedNhs }) =>
    unverifiedNhs ? [record.identifiers.nhsNumber ?? ''] : [],
  )
  const owners =
    numbers.length === 0 ? new Map<string, string>() : await store.children.byIdentifier('NHS_NUMBER', numbers)
  return claims.map(({ record, unverifiedNhs }) => {
    if (!unverifiedNhs || owners.has(record.identifiers.nhsNumber ?? '')) return record
    return { ...record, how: 'UPN', identifiers: { ...record.identifiers, nhsNumber: null } }
  })
}
