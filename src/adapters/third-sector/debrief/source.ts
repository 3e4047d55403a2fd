// The charity that holds return interviews as a source. It answers for many clients in one call, so one is a batch of one.
import type { AgencySource, Ask, Call, Part, PartValues, Reading } from '../../agency.js'
import { batches, inBatches } from '../../batches.js'
import type { SourceConfig } from '../../config.js'
import { describe } from '../../describe.js'
import { reading, reasonOf, settleParts, type PartResults } from '../../reading.js'
import { SourceFault, type Transport } from '../../transport.js'
import { parsed } from '../../wire.js'
import { BATCH, createClient, type DebriefClient, type List } from './client.js'
import * as map from './map.js'
import { client as clientShape, RECORD_ID, type Client, type ListRow } from './upstream.js'

/** The list each part is read from; the identity comes with the client. */
const LISTS = {
  'thirdSector.debriefs': 'debriefs',
  'thirdSector.accounts': 'accounts',
  'thirdSector.mediation': 'mediation',
  'thirdSector.referrals': 'referrals',
  professionals: 'workers',
} as const satisfies { readonly [P in Part]?: List }

type ListPart = keyof typeof LISTS
type Parts = ReadonlySet<Part>
type Rows = Promise<ReadonlyMap<string, readonly ListRow[]>>

const OFFERS: Parts = new Set<Part>(['identity', ...(Object.keys(LISTS) as ListPart[])])
const NOTHING: Reading = { kind: 'nothing' }

/** A debrief charity's case system. Record ids are client numbers. */
export function createDebriefService(config: SourceConfig, transport: Transport): AgencySource {
  const client = createClient(transport)

  /** Asks for the same parts of at most fifty clients, in their order. */
  async function together(asks: readonly Ask[], call: Call): Promise<readonly Reading[]> {
    const parts = asks[0]?.parts ?? new Set()
    const ids = [...new Set(asks.map(ask => ask.recordId))]
    const lists = start(client, parts, ids, call)
    const clients = await client.clients(ids, call)
    const readings = ids.map(async recordId => {
      const answer = await reading(() => one(clients.get(recordId), recordId, parts, lists, config))
      return [recordId, answer] as const
    })
    const byId = new Map(await Promise.all(readings))
    return asks.map(ask => byId.get(ask.recordId) ?? NOTHING)
  }

  async function lookupMany(asks: readonly Ask[], call: Call): Promise<readonly Reading[]> {
    const possible = asks.filter(ask => RECORD_ID.test(ask.recordId))
    const answers = await inBatches(batches(possible, BATCH), group => together(group, call))
    return asks.map(ask => answers.get(ask) ?? NOTHING)
  }

  return {
    description: describe(config),
    offers: OFFERS,
    lookup: async (ask, call) => (await lookupMany([ask], call))[0] ?? NOTHING,
    lookupMany,
    async listFor({ staffRef }, call) {
      try {
        return { kind: 'records', recordIds: await client.assignedTo(staffRef, call) }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
  }
}

/** Starts the calls that the parts need, and no other. */
function start(client: DebriefClient, parts: Parts, ids: readonly string[], call: Call): ReadonlyMap<Part, Rows> {
  const wanted = (Object.entries(LISTS) as [ListPart, List][]).filter(([part]) => parts.has(part))
  const lists = wanted.map(([part, name]) => [part, client.list(name, ids, call)] as const)
  // A list's failure belongs to the parts read from it, and is nobody's where no client was found.
  for (const [, rows] of lists) rows.catch(() => undefined)
  return new Map<Part, Rows>(lists)
}

async function one(
  answer: unknown,
  recordId: string,
  parts: Parts,
  lists: ReadonlyMap<Part, Rows>,
  { agency, name }: SourceConfig,
): Promise<Reading> {
  if (answer === null) return NOTHING
  const client = parsed(clientShape, answer)

  function rows<P extends ListPart>(part: P, read: (row: ListRow) => PartValues[P][number]): PartResults {
    const list = lists.get(part)
    if (list === undefined) return {}
    const mapped = list.then(byClient => {
      const own = byClient.get(recordId)
      if (own === undefined) throw new SourceFault('MALFORMED')
      return own.map(read)
    })
    return { [part]: mapped }
  }

  const settled = await settleParts({
    ...(parts.has('identity') ? { identity: Promise.resolve(map.identityOf(client)) } : {}),
    ...rows('thirdSector.debriefs', map.debriefOf),
    ...rows('thirdSector.accounts', row => map.accountOf(row, agency)),
    ...rows('thirdSector.mediation', map.mediationOf),
    ...rows('thirdSector.referrals', map.referralOf),
    ...rows('professionals', row => map.workerOf(row, name)),
  })
  return readingOf(client, settled)
}

function readingOf(client: Client, settled: Awaited<ReturnType<typeof settleParts>>): Reading {
  return {
    kind: 'read',
    recordId: client.id,
    subject: map.subjectOf(client),
    asOf: null,
    stale: false,
    protectedRecord: client.protected,
    ...settled,
  }
}
