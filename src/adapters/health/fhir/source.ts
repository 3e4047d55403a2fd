// A health board's FHIR R4 server as an agency source (agencies.md §1.4). One round of parallel searches a question.
import { performance } from 'node:perf_hooks'
import { DateTime } from 'luxon'
import type { AgencySource, Ask, Call, Reading } from '../../agency.js'
import type { SourceConfig } from '../../config.js'
import { reading, reasonOf } from '../../reading.js'
import { SourceFault, type Transport } from '../../transport.js'
import { describe } from '../../describe.js'
import { type Capability, createCapability } from './capability.js'
import { type Gathered, readingOf } from './parts.js'
import { OFFERS, patientId, patientSearch, type Plan, planFor, type Rows, type RowType, SEARCHES } from './plan.js'
import { findByNhsNumber, listPage, patientsOfStaff } from './records.js'
import { type Found, type Reach, searchEach } from './search.js'

const MOST_IN_A_LIST = 25
const FHIR_ID = /^[A-Za-z0-9.-]{1,64}$/

/** The source of one health board. `now` gives epoch milliseconds, for the age of /metadata and for today. */
export function createFhir(
  config: SourceConfig,
  transport: Transport,
  now: () => number = () => performance.timeOrigin + performance.now(),
): AgencySource {
  const capability = createCapability(transport, now)
  const reach = (call: Call): Reach => ({ baseUrl: config.baseUrl, transport, call })

  /** Answers questions that want the same parts. Merged records are followed once. */
  async function readList(asks: readonly Ask[], call: Call, follow: boolean): Promise<readonly Reading[]> {
    const able = await capability(call)
    const plan = planFor(asks[0]?.parts ?? new Set(), able)
    // Anything else could hold a comma, which FHIR reads as "or".
    const ids = [...new Set(asks.map(({ recordId }) => recordId))].filter(id => FHIR_ID.test(id))
    if (ids.length === 0) return asks.map(() => ({ kind: 'nothing' }))
    const [patients, gathered] = await Promise.all([
      searchEach(patientSearch(plan, able), ids, reach(call)),
      gather(ids, plan, able, reach(call)),
    ])
    const day = DateTime.fromMillis(now(), { zone: 'Europe/London' }).toISODate() ?? ''
    const readOne = async (ask: Ask): Promise<Reading> => {
      const found = patients.get(ask.recordId)
      if (found instanceof SourceFault) return { kind: 'failed', reason: found.reason }
      const [record, ...more] = found?.rows ?? []
      if (found === undefined || record === undefined) return { kind: 'nothing' }
      if (more.length > 0) return { kind: 'many' }
      const survivor = patientId(record.link?.find(({ type }) => type === 'replaced-by')?.other)
      if (survivor === null || !follow) return readingOf(found, record, gathered(ask.recordId), plan, day)
      // Merged away: what lies under the old id is no longer kept up.
      const [current] = await readList([{ ...ask, recordId: survivor }], call, false)
      return current ?? { kind: 'nothing' }
    }
    return Promise.all(asks.map(readOne))
  }

  const lookup = (ask: Ask, call: Call): Promise<Reading> =>
    reading(async () => (await readList([ask], call, true))[0] ?? { kind: 'nothing' })

  return {
    description: describe(config),
    offers: OFFERS,
    lookup,
    async lookupMany(asks, call) {
      const readings = new Map<Ask, Reading>()
      await Promise.all(
        listsOf(asks).map(async list => {
          const failed = (fault: Reading): Reading[] => list.map(() => fault)
          const read = await readList(list, call, true).catch((error: unknown) =>
            failed({ kind: 'failed', reason: reasonOf(error) }),
          )
          list.forEach((ask, index) => readings.set(ask, read[index] ?? { kind: 'failed', reason: 'MALFORMED' }))
        }),
      )
      return asks.map(ask => readings.get(ask) ?? { kind: 'failed', reason: 'MALFORMED' })
    },
    // Hospitals do not hold pupil numbers: no record carries one.
    find: (identifier, call) =>
      'nhsNumber' in identifier
        ? findByNhsNumber(identifier.nhsNumber, reach(call))
        : Promise.resolve({ kind: 'records', records: [] }),
    listFor: (whose, call) => patientsOfStaff(whose, reach(call), capability),
    list: (page, call) => listPage(page, reach(call)),
  }
}

type Answer<T extends RowType> = Found<Rows[T]> | SourceFault

/** Makes every search the plan needs at once, and gives what each found of one patient. */
async function gather(
  ids: readonly string[],
  plan: Plan,
  able: Capability,
  reach: Reach,
): Promise<(id: string) => Gathered> {
  const run = async <T extends RowType>(type: T): Promise<[T, ReadonlyMap<string, Answer<T>>]> => [
    type,
    await searchEach(SEARCHES[type](plan, able), ids, reach),
  ]
  const answers = await Promise.all([...plan.types].map(run))
  // Each answer stands beside the type it was searched for, which is what Gathered says.
  return id => Object.fromEntries(answers.map(([type, found]) => [type, found.get(id)]))
}

/** Questions that want the same parts go together, 25 to a list. */
function listsOf(asks: readonly Ask[]): Ask[][] {
  const alike = new Map<string, Ask[]>()
  for (const ask of asks) {
    const key = [...ask.parts].sort().join()
    alike.set(key, [...(alike.get(key) ?? []), ask])
  }
  return [...alike.values()].flatMap(group =>
    Array.from({ length: Math.ceil(group.length / MOST_IN_A_LIST) }, (_, index) =>
      group.slice(index * MOST_IN_A_LIST, (index + 1) * MOST_IN_A_LIST),
    ),
  )
}
