// The invented set through the passes that the gateway runs: by number and by score, in PostgreSQL, page after page.
import type { AgencySource, IdentifiedRecord } from '../../src/adapters/agency.js'
import { linkByScore } from '../../src/children/identity/link-by-score.js'
import { linkingPass } from '../../src/children/identity/linking-pass.js'
import { recordKey } from '../../src/types/child.js'
import type { AgencyKind } from '../../src/types/index.js'
import { testDatabase } from '../../test/support/database.js'
import type { TestDatabase } from '../../test/support/database.js'
import type { Measured } from '../figures.js'
import { demographicsOf } from './searches.js'
import { ukSet } from './uk.js'
import type { UkRecord } from './uk.js'

const REPORTED_SEED = 20_261_203
const CHILDREN = 400
/** Of twins, far more than life has: it is they who are linked wrongly. */
const NEAR_TWINS = 0.9
const PAGE = 200
const AGENCIES: readonly AgencyKind[] = ['HEALTH', 'EDUCATION', 'SOCIAL_CARE', 'POLICE', 'THIRD_SECTOR']
const NOW = new Date('2026-01-01T00:00:00.000Z')

interface PassResult {
  readonly precision: number
  readonly twins: number
  readonly notes: readonly string[]
}

const sourceIdOf = ({ agency }: UkRecord): string => `agency-${agency}`

function listed({ record }: UkRecord, recordId: string): IdentifiedRecord {
  const { nhsNumber, upn = null } = record
  return {
    ...{ recordId, protectedRecord: false },
    subject: {
      ...{ nhsNumber: nhsNumber?.value ?? null, nhsNumberVerified: nhsNumber?.verified ?? false, upn, formerUpns: [] },
      demographics: demographicsOf(record),
    },
  }
}

function sourcesOf(all: readonly UkRecord[]): readonly AgencySource[] {
  return AGENCIES.map((agency, nth): AgencySource => {
    const records = all.flatMap((one, at) => (one.agency === nth ? [listed(one, String(at))] : []))
    const id = `agency-${nth}`
    return {
      description: { ...{ id, name: id, agency, organisation: id, area: null, serves: [], contact: null } },
      offers: new Set(),
      lookup: () => Promise.reject(new Error('a pass asks for nobody')),
      list: page => {
        const from = Number(page ?? 0)
        const next = from + PAGE < records.length ? String(from + PAGE) : null
        return Promise.resolve({ records: records.slice(from, from + PAGE), next })
      },
    }
  })
}

/** As `hafan link` does: all numbers first, twice since a number may be traced by a later page, and then scores. */
async function linkAll({ store }: TestDatabase, all: readonly UkRecord[]): Promise<void> {
  const passes = sourcesOf(all).map(source => ({ source, rate: 1_000_000 }))
  const deps = {
    ...{ store, now: () => NOW, progress: () => undefined, signal: new AbortController().signal },
    call: () => ({
      ...{ correlationId: '', purpose: 'LINKING' as const, actor: { staffRef: '', role: '', organisation: '' } },
      ...{ signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY },
    }),
  }
  const again = { dryRun: false, fromStart: true }
  for (let nth = 0; nth < 2; nth += 1) await linkingPass(passes, { ...deps, backfill: { ...again, byScore: null } })
  await linkingPass(passes, {
    ...deps,
    backfill: {
      ...again,
      byScore: (id, records, askable) => linkByScore(id, records, { store, now: () => NOW, dryRun: false }, askable),
    },
  })
}

/** Pairs of records under one child: those of two people, and those of two of one household. */
export async function measurePasses(seed: number, children: number): Promise<PassResult> {
  const all = ukSet(seed, children, NEAR_TWINS)
  const database = await testDatabase()
  try {
    const started = performance.now()
    await linkAll(database, all)
    const seconds = (performance.now() - started) / 1000
    const names = all.map((one, nth) => ({ sourceId: sourceIdOf(one), recordId: String(nth) }))
    const childOf = await database.store.children.byRecord(names)
    const groups = new Map<string, UkRecord[]>()
    for (const [nth, one] of all.entries()) {
      const childId = childOf.get(recordKey(names[nth] ?? { sourceId: '', recordId: '' }))
      if (childId !== undefined) groups.set(childId, [...(groups.get(childId) ?? []), one])
    }
    const pairs = [...groups.values()].flatMap(group =>
      group.flatMap((one, nth) => group.slice(nth + 1).map(other => [one, other] as const)),
    )
    const wrong = pairs.filter(([one, other]) => one.person !== other.person)
    const twins = wrong.filter(([one, other]) => one.household === other.household).length
    const waiting = await database.store.linkReviews.open(100_000, null)
    const kinds = ['POSSIBLE', 'MANY', 'CONFLICT'].map(
      kind => `${waiting.filter(one => one.kind === kind).length} ${kind}`,
    )
    const truePairs = [...countBy(all.map(({ person }) => person)).values()].reduce(
      (sum, count) => sum + (count * (count - 1)) / 2,
      0,
    )
    const waits = new Set(waiting.map(recordKey))
    const lost = all.filter((_, nth) => {
      const key = recordKey(names[nth] ?? { sourceId: '', recordId: '' })
      return !childOf.has(key) && !waits.has(key)
    }).length
    return {
      precision: pairs.length === 0 ? 0 : 1 - wrong.length / pairs.length,
      twins,
      notes: [
        `${all.length} records of ${children} children in ${seconds.toFixed(0)} s: ${childOf.size} linked, ${pairs.length} pairs of ${truePairs} true ones, ${wrong.length} wrong, ${twins} of them of one household; seed ${seed}`,
        `${waiting.length} wait for a person: ${kinds.join(', ')}; ${lost} neither linked nor waiting`,
      ],
    }
  } finally {
    await database.stop()
  }
}

function countBy(of: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const one of of) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

let reported: Promise<PassResult> | null = null
const report = async (value: (result: PassResult) => number): Promise<Measured> => {
  const result = await (reported ??= measurePasses(REPORTED_SEED, CHILDREN))
  return { value: value(result), notes: [`precision ${result.precision.toFixed(5)}`, ...result.notes] }
}

export const measurePassPrecision = (): Promise<Measured> => report(({ precision }) => precision)
export const measurePassTwins = (): Promise<Measured> => report(({ twins }) => twins)
