// The linking pass: at first start every source that can list its records is paged through, and each record is linked by
// its verified identifiers, at the rate the source allows. Nothing is linked on a name.
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { AgencySource, Call, IdentifiedRecord } from '../../adapters/agency.js'
import { SourceFault } from '../../adapters/transport.js'
import type { IndexedIdentity } from '../../store/identity-index.js'
import type { LinkableRecord } from '../../store/linking-plan.js'
import type { Store } from '../../store/open.js'
import { recordKey } from '../../types/child.js'
import { NOBODY, addedScores } from './link-by-score.js'
import type { ByScore } from './link-by-score.js'
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
  /** Asked before each page; throws where another may be at the sources by now. Left out where nobody else can be. */
  readonly held?: () => Promise<void>
  /** The sources to go through, all where left out; those keyed by NHS number get their links from them. */
  readonly only?: ReadonlySet<string>
  /** Left out at a first start: what was passed through once is left out, and records without a verified identifier wait. */
  readonly backfill?: Backfill
}

/** Everything a source has, again where it was passed through before. */
export interface Backfill {
  /** The records of a page that no verified identifier links; null where numbers alone are gone through. */
  readonly byScore: ((sourceId: string, records: readonly IdentifiedRecord[]) => Promise<ByScore>) | null
  /** Counts, and writes nothing. */
  readonly dryRun: boolean
  /** Leaves the cursor kept from an earlier run: its system may have forgotten it. */
  readonly fromStart?: boolean
}

export interface PassProgress {
  readonly sourceId: string
  readonly records: number
  /** Links made, those in systems keyed by NHS number with them. */
  readonly linked: number
  /** Records of this source that are linked now, without a doubt. */
  readonly standing: number
  readonly conflicts: number
  /** Records whose NHS number nobody has traced yet: another record may. */
  readonly untraced: number
  readonly done: boolean
  /** The page could not be read: the pass of this source stops here and goes on from here at the next start. */
  readonly failed: boolean
  /** Why it failed: the source's fault, or the class of another error. Never its text. */
  readonly code?: string
  /** Of a backfill. */
  readonly byScore?: ByScore
}

/**
 * Health holds verified numbers, so it comes first. Social care often has both the NHS number and the pupil number: it joins the
 * first child and lends the second, so that the school's record finds the same child instead of making another.
 */
const ORDER = ['HEALTH', 'SOCIAL_CARE', 'EDUCATION', 'THIRD_SECTOR', 'POLICE', 'HUB']
const TRIES = 3

/** Agency by agency, the sources of one side by side. Passes that were finished before are left out, but of a backfill. */
export async function linkingPass(sources: readonly PassSource[], deps: PassDeps): Promise<void> {
  const keyed = sources
    .filter(({ source }) => source.keyedByNhsNumber === true)
    .map(({ source }) => source.description.id)
  const wanted = sources.filter(
    ({ source }) => source.list !== undefined && (deps.only?.has(source.description.id) ?? true),
  )
  for (const agency of ORDER)
    await Promise.all(
      wanted.filter(({ source }) => source.description.agency === agency).map(one => passOf(one, keyed, deps)),
    )
}

/** A backfill has cursors of its own: what has been gone through by number has not been gone through by score, nor since. */
const placeOf = (sourceId: string, { backfill }: PassDeps): string =>
  backfill === undefined ? sourceId : backfill.byScore === null ? `${sourceId}:numbers` : `${sourceId}:backfill`

async function passOf({ source, rate }: PassSource, keyed: readonly string[], deps: PassDeps): Promise<void> {
  const { id } = source.description
  const { backfill, store, signal } = deps
  const { cursor, doneAt } = await store.linkingProgress.of(placeOf(id, deps))
  if (backfill === undefined && doneAt !== null && cursor === null) return
  let page = backfill?.dryRun === true || backfill?.fromStart === true ? null : cursor
  let total: Counted = backfill?.byScore ? { ...NOTHING, byScore: NOBODY } : NOTHING
  do {
    if (signal.aborted) return
    await deps.held?.()
    const started = performance.now()
    const listed = await listPage({ source, rate }, page, deps)
    if ('code' in listed) {
      // Told to stop between two tries: that is no failure.
      if (!signal.aborted) deps.progress({ sourceId: id, ...total, done: false, failed: true, code: listed.code })
      return
    }
    total = added(total, await linkPage(id, listed.records, keyed, deps))
    page = listed.next
    if (backfill?.dryRun !== true) await store.linkingProgress.reached(placeOf(id, deps), page)
    deps.progress({ sourceId: id, ...total, done: page === null, failed: false })
    await pause(Math.max(0, 1000 / rate - (performance.now() - started)), signal)
  } while (page !== null)
  // All of it by number is what a first start would go through.
  if (backfill?.byScore === null && !backfill.dryRun) await store.linkingProgress.reached(id, null)
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal }).catch(() => undefined)

type Counted = Pick<PassProgress, 'records' | 'linked' | 'standing' | 'conflicts' | 'untraced' | 'byScore'>
const NOTHING: Counted = { records: 0, linked: 0, standing: 0, conflicts: 0, untraced: 0 }

/** By number first, then by score what is left; what is linked now goes to the index. */
async function linkPage(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  keyed: readonly string[],
  deps: PassDeps,
): Promise<Counted> {
  const { store, backfill, now } = deps
  const claims = records.map(record => claimOf(sourceId, record))
  const joining = await joinable(claims, store)
  const linkable = [...joining, ...underTheirNumber(records, keyed)]
  const dryRun = backfill?.dryRun === true
  const result = dryRun ? await store.linking.foresee(linkable) : await store.linking.apply(linkable)
  const { linksMade, conflicts, childOf, unidentified } = result
  if (!dryRun) await store.identityIndex.refresh(identitiesOf(sourceId, records, childOf, now()))
  const standing = records.filter(({ recordId }) => childOf.has(recordKey({ sourceId, recordId }))).length
  const untraced = claims.filter(
    ({ unverifiedNhs }, nth) => unverifiedNhs && !joining[nth]?.identifiers.nhsNumber,
  ).length
  const counted = { records: records.length, linked: linksMade, standing, conflicts: conflicts.length, untraced }
  if (!backfill?.byScore) return counted
  const left = new Set(unidentified.map(({ recordId }) => recordId))
  const byScore = await backfill.byScore(
    sourceId,
    records.filter(({ recordId }) => left.has(recordId)),
  )
  return { ...counted, byScore }
}

function added(one: Counted, other: Counted): Counted {
  const [left, right] = [one.byScore, other.byScore]
  return {
    records: one.records + other.records,
    linked: one.linked + other.linked,
    standing: one.standing + other.standing,
    conflicts: one.conflicts + other.conflicts,
    untraced: one.untraced + other.untraced,
    ...(left && right && { byScore: addedScores(left, right) }),
  }
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

type Listed = Awaited<ReturnType<NonNullable<AgencySource['list']>>>
async function listPage(
  { source, rate }: PassSource,
  page: string | null,
  { call, signal }: PassDeps,
): Promise<Listed | { readonly code: string }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await source.list?.(page, call())) ?? { code: 'NOT_OFFERED' }
    } catch (error) {
      if (attempt < TRIES) await pause(Math.max(500 * attempt, 1000 / rate), signal)
      if (attempt === TRIES || signal.aborted) return { code: codeOf(error) }
    }
  }
}

function codeOf(error: unknown): string {
  if (error instanceof SourceFault) return error.reason
  return error instanceof Error ? error.name : 'UNKNOWN'
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
    if (!unverifiedNhs) return record
    if (owners.has(record.identifiers.nhsNumber ?? '')) return { ...record, untracedNhs: true }
    return { ...record, how: 'UPN', identifiers: { ...record.identifiers, nhsNumber: null } }
  })
}
