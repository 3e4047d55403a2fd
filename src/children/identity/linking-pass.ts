// The linking pass: at first start every source that can list its records is paged through, and each record is linked by its
// identifiers, at the rate the source allows. Nothing is linked on a name, unless a backfill says that scores are asked too.
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { AgencySource, Call } from '../../adapters/agency.js'
import { SourceFault } from '../../adapters/transport.js'
import type { Store } from '../../store/open.js'
import { NOBODY } from './link-by-score.js'
import type { ByScore } from './link-by-score.js'
import { NOTHING, added, linkPage } from './linking-page.js'
import type { Counted, PageDeps } from './linking-page.js'

export type { Backfill } from './linking-page.js'

export interface PassSource {
  readonly source: AgencySource
  /** Pages a second. */
  readonly rate: number
}

export interface PassDeps extends PageDeps {
  readonly store: PageDeps['store'] & Pick<Store, 'linkingProgress'>
  /** A call with a deadline of its own, for one page. */
  readonly call: () => Call
  readonly progress: (said: PassProgress) => void
  readonly signal: AbortSignal
  /** Asked before each page; throws where another may be at the sources by now. Left out where nobody else can be. */
  readonly held?: () => Promise<void>
  /** The sources to go through, all where left out; those keyed by NHS number get their links from them. */
  readonly only?: ReadonlySet<string>
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
