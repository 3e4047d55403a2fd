// An SSD-shaped REST system as an agency source: a child is one GET and one for each wanted collection, side by side;
// fifty children are as many GETs as one.
import type { AgencySource, Ask, Call, Part, Reading } from '../../agency.js'
import { batches, inBatches, samePartsOf } from '../../batches.js'
import type { SourceConfig } from '../../config.js'
import { describe } from '../../describe.js'
import { reading, settleParts, type PartResults } from '../../reading.js'
import { SourceFault, type Transport } from '../../transport.js'
import { subjectOf } from '../child.js'
import { createClient, type Owned } from './client.js'
import { childFacts, isProtected } from './map.js'
import { isOffered, PART_COLLECTIONS, PART_READERS, type PartContext, type SsdPart } from './parts.js'
import { createSearches } from './search.js'
import type { ChildItem, CollectionName, ListedChild, Row } from './upstream.js'

/** Most ids in one request. */
const MOST_CHILDREN = 50
/** Ids that can stand in a list parted by commas. Others are asked for alone. */
const LISTABLE = /^[\w-]+$/
const NOTHING: Reading = { kind: 'nothing' }

type Fetched = ReadonlyMap<CollectionName, Promise<readonly Owned<CollectionName>[]>>

/** The source. `on` gives today as an ISO day, for what is current and what is past. */
export function createSsdRest(config: SourceConfig, transport: Transport, on: () => string): AgencySource {
  const client = createClient(transport)
  const nation = config.area?.startsWith('E') ? ('england' as const) : ('wales' as const)

  /** Starts every collection that the parts need; who awaits one learns of its failure. */
  function fetched(parts: ReadonlySet<Part>, of: { id: string } | { ids: readonly string[] }, call: Call): Fetched {
    const names = new Set(
      [...parts].flatMap((part): readonly CollectionName[] => (isOffered(part) ? PART_COLLECTIONS[part] : [])),
    )
    return new Map(
      [...names].map(name => {
        const rows = client.rows(name, of, call)
        // A part awaits it later, or never, if the child cannot be read.
        rows.catch(() => undefined)
        return [name, rows]
      }),
    )
  }

  async function read(parts: ReadonlySet<Part>, item: ChildItem, all: Fetched): Promise<Reading> {
    const child = childFacts(item)
    const rows = async <C extends CollectionName>(collection: C) => {
      const owned = (await all.get(collection)) ?? []
      return owned.filter(one => one.owner === item.pers_person_id).map(one => one.row as Row<C>)
    }
    return {
      kind: 'read',
      recordId: item.pers_person_id,
      subject: subjectOf(child),
      asOf: null,
      stale: false,
      ...(await settleParts(results(parts, { item, child, rows, nation, on: on() }))),
      protectedRecord: isProtected(item),
    }
  }

  const lookup = (ask: Ask, call: Call): Promise<Reading> =>
    reading(async () => {
      const asked = client.child(ask.recordId, call)
      const all = fetched(ask.parts, { id: ask.recordId }, call)
      const item = await deciding(asked, all)
      if (typeof item === 'string') return { kind: item }
      await expectOwner(all, item.pers_person_id)
      return read(ask.parts, item, all)
    })

  /** Asks that share their parts. */
  async function together(asks: readonly Ask[], call: Call): Promise<readonly Reading[]> {
    const ids = [...new Set(asks.map(ask => ask.recordId))]
    const parts = asks[0]?.parts ?? new Set<Part>()
    const asked = client.children({ laChildId: ids.join(',') }, call)
    const all = fetched(parts, { ids }, call)
    const listed = await deciding(asked, all)
    return Promise.all(
      asks.map(ask =>
        reading(async () => {
          const item = listed.find(one => answersTo(one, ask.recordId))
          if (!item) return { kind: 'nothing' }
          return 'restricted' in item ? { kind: 'locked' } : read(parts, item, all)
        }),
      ),
    )
  }

  return {
    description: describe(config),
    offers: new Set(Object.keys(PART_COLLECTIONS) as SsdPart[]),
    lookup,
    async lookupMany(asks, call) {
      const listable = ({ recordId }: Ask): boolean => LISTABLE.test(recordId)
      const keyOf = (ask: Ask): string => (listable(ask) ? samePartsOf(ask) : `alone ${ask.recordId}`)
      const answers = await inBatches(batches(asks, MOST_CHILDREN, keyOf), group =>
        group.every(listable) ? together(group, call) : Promise.all(group.map(ask => lookup(ask, call))),
      )
      return asks.map(ask => answers.get(ask) ?? NOTHING)
    },
    ...createSearches(client, config.area),
  }
}

/**
 * What the whole reading rests on. Where many calls fail side by side, the breaker answers the later ones UNREACHABLE:
 * then the reason is that of the call which failed first.
 */
async function deciding<T>(asked: Promise<T>, all: Fetched): Promise<T> {
  const faults: SourceFault[] = []
  const note = (error: unknown) => {
    if (error instanceof SourceFault) faults.push(error)
  }
  for (const call of [asked, ...all.values()]) call.catch(note)
  try {
    return await asked
  } catch (error) {
    if (error instanceof SourceFault && error.reason === 'UNREACHABLE') throw faults[0] ?? error
    throw error
  }
}

/** After a merge the entry has a new id, and names the old one. */
const answersTo = (item: ListedChild, id: string): boolean =>
  item.pers_person_id === id || ('pers_legacy_id' in item && item.pers_legacy_id === id)

/** A row that says it belongs to another child has no place in this one's record, and none may be lost silently. */
async function expectOwner(all: Fetched, id: string): Promise<void> {
  for (const rows of all.values()) {
    const owned = await rows.catch(() => [])
    if (owned.some(one => one.owner !== id)) throw new SourceFault('MALFORMED')
  }
}

/** One promise a part; a part that this system does not hold is said to be so. */
function results(wanted: ReadonlySet<Part>, from: PartContext): PartResults {
  const value = async (part: Part) => {
    if (!isOffered(part)) throw new SourceFault('NOT_OFFERED')
    return PART_READERS[part](from)
  }
  return Object.fromEntries([...wanted].map(part => [part, value(part)]))
}
